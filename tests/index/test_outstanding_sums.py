"""Sums of what has not ended, with what came and ended since, are what is read row by row; on any day."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from salesbook.index import outstanding_sums
from salesbook.index.book import IndexedBook
from salesbook.index.oldest import oldest_items
from salesbook.index.outstanding import sums_on
from salesbook.index.outstanding_sums import sums_by_due
from salesbook.index.standing import unsettled_on
from salesbook.index.work import Work
from salesbook.model.dates import is_last_of_month
from tests.index.comparing import fresh
from tests.oracle.random_books import write_random_book

SEEDS = range(400, 406)


@pytest.fixture(params=SEEDS, scope="module")
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book")
    write_random_book(path, seed=request.param, orders=12)
    return path


@pytest.fixture(scope="module")
def connection(root: Path) -> Iterator[sqlite3.Connection]:
    book = fresh(root)
    yield book.connection
    book.connection.close()


def days_of(connection: sqlite3.Connection) -> list[date]:
    found = {date.fromisoformat(day) for (day,) in connection.execute("SELECT DISTINCT date FROM balance")}
    assert len(found) > 10
    return sorted({day + timedelta(days=more) for day in found for more in (-1, 0)})


def added_up(rows: Iterable[Any], key: int) -> dict[tuple[str, ...], tuple[int, ...]]:
    """The sums of the figures after the first ``key`` columns; those of nothing are left out."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in rows:
        sums, more = found[row[:key]], row[key:]
        found[row[:key]] = [before + amount for before, amount in zip(sums, more, strict=True)] if sums else [*more]
    return {whose: tuple(sums) for whose, sums in found.items() if any(sums)}


def seen(rows: Iterable[Any]) -> dict[tuple[str, ...], tuple[int, ...]]:
    """By customer, currency and standing; of other standings than open items the days say nothing."""
    return added_up((row if row[2] == "open" else (*row[:3], row[-1]) for row in rows), 3)


def test_sums_by_due_date_are_those_of_the_rows(connection: sqlite3.Connection) -> None:
    for day in days_of(connection):
        since = [day - timedelta(days=days) for days in (0, 10, 30)]
        assert seen(sums_by_due(connection, day, since)) == seen(sums_on(connection, day, "due", since))


def test_what_moved_in_the_months_since_is_taken_out_at_the_end_of_one(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_, last = days_of(connection)
    ends = [day for at in range((last - first).days) if is_last_of_month(day := first + timedelta(days=at))]
    assert ends
    asked: list[str] = []
    for many, by_month in ((0, False), (1000, True)):
        monkeypatch.setattr(outstanding_sums, "MONTHS", many)
        connection.set_trace_callback(asked.append)
        for day in ends:
            since = [day + timedelta(days=1), day - timedelta(days=20)]
            assert seen(sums_by_due(connection, day, since)) == seen(sums_on(connection, day, "due", since))
        connection.set_trace_callback(None)
        assert any("customer_month WHERE" in sql and "UNION ALL" in sql for sql in asked) is by_month


def test_the_oldest_items_are_the_first_of_all(root: Path, connection: sqlite3.Connection) -> None:
    book = IndexedBook(root, connection, Work())
    for day in days_of(connection):
        items = [item for unsettled in unsettled_on(book, day).values() for item in unsettled.items]
        found = oldest_items(book, day, 5, None, {})
        assert found.first == sorted(items, key=lambda item: item.rank)[:5]
        assert {currency: count.number for currency, count in found.counts.items()} == Counter(
            item.currency for item in items
        )


def test_what_came_since_is_not_taken_out_where_it_is_much(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_past = next(day for day in days_of(connection)[3:] if not is_last_of_month(day))
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    [*sums_by_due(connection, long_past, [long_past])]
    monkeypatch.setattr(outstanding_sums, "FEW", 0)
    [*sums_by_due(connection, long_past, [long_past])]
    connection.set_trace_callback(None)
    assert ["outstanding_sum" in sql for sql in asked if "UNION ALL" in sql] == [True, False]
