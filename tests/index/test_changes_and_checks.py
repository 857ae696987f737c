"""After any change an index finds wrong what one made from nothing does: checks look at all that a change reaches.

The entries are those with which each check is shown to find what it should, and some that bring it near: they come, go,
and change into each other.
"""

from __future__ import annotations

import os
import random
import re
from collections import defaultdict
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.book.ledger_text import split
from salesbook.index.book import IndexedBook
from salesbook.index.database import open_database
from salesbook.index.sync import synchronise
from tests.index.books import MASTERS, SETTINGS, Book, order
from tests.index.comparing import assert_up_to_date
from tests.index.test_checks import PLAN, RIGHT, TERMS, WRONG, Found, Ledgers

EDITS = (
    (r"customer: A", "customer: B"),
    (r"customer: \w", "customer: C"),
    (r"date: 2026-01-\d\d", "date: 2026-01-01"),
    (r"date: 2026-01-\d\d", "date: 2026-01-28"),
    (r"amount: (-?)\d+", r"amount: \g<1>7"),
    (r"rate: 10%", "rate: 0%"),
    (r'number: "\w+"', 'number: "2"'),
    (r"number: \S+,", "number: 2,"),
    (r"currency: \w+", "currency: JPY"),
    (r"\}\n\Z", ", currency: USD}\n"),
    (r"received_by: R", "received_by: A"),
    (r"rep: R", "rep: A"),
    (r"(payments?: \[?)PY\b", r"\1PY-1"),
    (r"line: BL-1", "line: BL-2"),
    (r"reverses: (\w+)-1", r"reverses: \1-2"),
    (r"SO-1", "SO-2"),
    (r"merged_into: \w", "merged_into: C"),
    (r"group: G", "group: H"),
    (r"id: \S+?([,}])", r"id: SO-1\1"),
    (r"date: \S+,", "date: soon,"),
    (r"\A", "# moved down\n"),
)
SOME = {"orders/1": order("SO-1") + order("SO-2", "B")} | MASTERS


def texts(ledgers: Ledgers) -> dict[str, list[str]]:
    """The texts of entries by the first part of their file's name."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, text in ledgers.items():
        data = text.encode()
        kind = name.split("/")[0].split(".")[0]
        found[kind] += [data[each.start : each.end].decode() for each in split(data, PurePosixPath(name)).entries]
    return found


POOL: dict[str, list[str]] = defaultdict(list)
for case in (
    SOME,
    *(
        each[1]
        for each in ((*RIGHT, *((name, ledgers) for name, ledgers, _ in WRONG)))
        if each[0] != "too many in a file"
    ),
):
    for kind_of_case, entries_of_case in texts(case).items():
        POOL[kind_of_case] += [each for each in entries_of_case if each not in POOL[kind_of_case]]
KINDS = sorted(set(POOL) - {"notes"})


class Changing:
    """A book whose entries come, go and change, one or a few before each look at it."""

    def __init__(self, book: Book, seed: int) -> None:
        self.book = book
        self.rng = random.Random(seed)
        self.entries = {kind: texts(SOME)[kind] for kind in KINDS}

    def change(self) -> None:
        """Let something happen to an entry, mostly one that is there already."""
        entries = self.entries[kind := self.rng.choice(KINDS)]
        action = self.rng.choice(["come", "come", "go", "edit", "edit", "move"])
        if action == "come" or not entries:
            entries.insert(self.rng.randint(0, len(entries)), self.rng.choice(POOL[kind]))
        elif action == "go":
            entries.pop(self.rng.randrange(len(entries)))
        elif action == "move":
            self.rng.shuffle(entries)
        else:
            position = self.rng.randrange(len(entries))
            edits = [each for each in EDITS if re.search(each[0], entries[position])]
            entries[position] = re.sub(*self.rng.choice(edits), entries[position], count=1)
        self.book.write(kind if kind in MASTERS else f"{kind}/1", *entries)


def look(book: Book) -> None:
    """Bring the index of a book up to date, and nothing else in its place where that fails."""
    connection = open_database(book.root)
    assert_up_to_date(IndexedBook(book.root, connection, synchronise(connection, book.root)))
    connection.close()


@settings(max_examples=int(os.environ.get("SALESBOOK_INDEX_EXAMPLES", "12")), deadline=None)
@given(st.integers(0, 2**32), st.lists(st.integers(1, 3), min_size=8, max_size=12))
def test_what_is_wrong_after_any_changes_is_what_an_index_from_nothing_finds(seed: int, changes: list[int]) -> None:
    with TemporaryDirectory() as folder:
        book = Book(Path(folder))
        book.settings(SETTINGS + TERMS + PLAN)
        changing = Changing(book, seed)
        look(book)
        for number in changes:
            for _ in range(number):
                changing.change()
            look(book)


@pytest.mark.parametrize(("ledgers", "wanted"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_each_problem_comes_and_goes_with_its_entries(tmp_path: Path, ledgers: Ledgers, wanted: Found) -> None:
    book = Book(tmp_path)
    book.settings(SETTINGS + TERMS + PLAN)
    book.write("orders/1", order("SO-1"))
    assert book.found() == []
    before = {name: book.file(name).read_text("utf-8") if book.file(name).exists() else None for name in ledgers}
    for name, text in ledgers.items():
        book.write(name, text)
        look(book)
    assert book.found() == wanted
    for name, old in before.items():
        if old is None:
            book.file(name).unlink()
        else:
            book.write(name, old)
        look(book)
    assert book.found() == []
