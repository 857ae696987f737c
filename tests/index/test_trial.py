"""What is tried and taken back: nothing of the index that a check looks into may be left as it was before."""

from __future__ import annotations

import sqlite3
from pathlib import Path, PurePosixPath

import pytest

from salesbook.index.changes import Changes
from salesbook.index.checks import check_book
from salesbook.index.trial import new_problems
from salesbook.index.units import CHECKED, MOVED, SUMMED
from tests.index.books import Book, order, payment


@pytest.mark.parametrize("first", [True, False])
def test_checks_look_into_no_table_that_a_trial_leaves_as_it_was(first: bool, tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("orders/2026-01", order("SO-1"))
    book.write("payments/2026-01", payment("PY-1", "100.00", more=", orders: [{order: SO-1, amount: 100.00}]"))
    read: set[str] = set()

    def note(action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            read.add(table)
        return sqlite3.SQLITE_OK

    with book.opened() as indexed:
        indexed.connection.set_authorizer(note)
        changes = Changes(ids={("orders", "SO-1"), ("payments", "PY-1")}, first=first)
        check_book(indexed.connection, changes, {"SO-1", "PY-1"})
        indexed.connection.set_authorizer(None)
    assert {"entry", *CHECKED} <= read
    assert read.isdisjoint({*MOVED, *SUMMED} - set(CHECKED))


@pytest.mark.parametrize(
    "given",
    [
        payment("PY-2", "60.00", more=", orders: [{order: SO-1, amount: 60.00}]"),
        payment("PY-2", "-150.00"),
        payment("PY-2", "10.00", more=", orders: [{order: SO-1, amount: 20.00}]"),
        payment("PY-2", "10.00", customer="B", more=", orders: [{order: SO-1, amount: 10.00}]"),
        payment("PY-2", "10.00", more=", orders: [{order: SO-9, amount: 10.00}]"),
        payment("PY-2", "10.00", more=", reverses: PY-9"),
        payment("PY-1", "10.00"),
    ],
)
def test_a_trial_finds_what_is_wrong_once_it_is_written(given: str, tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("orders/2026-01", order("SO-1"))
    before = payment("PY-1", "100.00", more=", orders: [{order: SO-1, amount: 50.00}]")
    book.write("payments/2026-01", before)
    assert book.found() == []
    with book.opened() as indexed:
        contents = {PurePosixPath("ledgers/payments/2026-01.yaml"): (before + given).encode()}
        tried = new_problems(indexed, contents, frozenset({"PY-1", "PY-2"}))
    book.write("payments/2026-01", before, given)
    written = book.found()
    assert written
    assert sorted((each.code.id, each.entry, each.field) for each in tried) == sorted(written)
