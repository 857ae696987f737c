"""What one more entry costs an index, in work and not in seconds: as much in a large book as in a small one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from salesbook.index.database import open_database
from salesbook.index.sync import synchronise
from tests.index.books import Book

CUSTOMERS = 12
FEW, MANY = 1, 12
"""How many orders each customer has in the months before the last, which is the same in both books."""

SETTINGS = (
    "company: {name: 云岚}\ncurrency: CNY\naccounts: {icbc: {name: 工行}}\n"
    "terms: {net30: [{share: 100%, after: delivery, days: 30}]}\n"
)
ENTRIES = {
    "orders": "- {id: SO-X, date: 2026-03-08, customer: C-1, lines: [{product: P, qty: 1, price: 9}]}\n",
    "changes": "- {id: CH-X, date: 2026-03-28, order: SO-03-1-0, lines: [{product: P, qty: 1, price: 9}]}\n",
    "deliveries": "- {id: DN-X, date: 2026-03-28, order: SO-03-1-0, lines: [{line: 1, qty: 1}]}\n",
    "invoices": "- {id: IV-X, date: 2026-03-28, customer: C-1, number: X, orders: [{order: SO-03-1-0, amount: 1}], "
    "taxes: [{rate: 0%, net: 1, tax: 0}]}\n",
    "payments": "- {id: PY-X, date: 2026-03-28, customer: C-1, amount: 3, orders: [{order: SO-03-1-0, amount: 1}]}\n",
    "credits": "- {id: CR-X, date: 2026-03-28, customer: C-1, reason: allowance, amount: 1, "
    "orders: [{order: SO-03-1-0, amount: 1}]}\n",
    "allocations": "- {id: AL-X, date: 2026-03-28, payment: PY-03-1-0, orders: [{order: SO-03-1-0, amount: -1}]}\n",
    "bills": "- {id: BE-X, date: 2026-03-28, payment: PY-03-1-0, event: collected}\n",
    "bank": "- {id: BL-X, account: icbc, date: 2026-03-28, amount: 1}\n",
    "matches": "- {id: BM-X, date: 2026-03-28, line: BL-03-1-0, ignored: other}\n",
    "customers": "- {id: C-X, name: 甲, merged_into: C-1}\n",
    "products": "- {id: P-X, name: 轴承, tax: 9%}\n",
    "reps": "- {id: R-X, name: 王芳}\n",
}


class Cost(NamedTuple):
    """Statements that an update executes, and tens of steps that SQLite takes for them."""

    statements: int
    steps: int


def write_book(root: Path, each: int) -> Book:
    """A book in which all that came in a month was settled in it."""
    book = Book(root)
    book.settings(SETTINGS)
    book.write("customers", *(f"- {{id: C-{number}, name: 客户{number}}}\n" for number in range(CUSTOMERS)))
    for month, times in (("01", each), ("02", each), ("03", 1)):
        texts: dict[str, list[str]] = {
            kind: [] for kind in ("orders", "deliveries", "invoices", "payments", "bank", "matches")
        }
        for customer in range(CUSTOMERS):
            for time in range(times):
                id, whose = f"{month}-{customer}-{time}", f"customer: C-{customer}"
                given = f"orders: [{{order: SO-{id}, amount: 10}}]"
                day = f"date: 2026-{month}-05"
                texts["orders"].append(
                    f"- {{id: SO-{id}, {day}, {whose}, lines: [{{product: P, qty: 2, price: 10, tax: 0%}}]}}\n"
                )
                texts["deliveries"].append(f"- {{id: DN-{id}, {day}, order: SO-{id}, lines: [{{line: 1, qty: 1}}]}}\n")
                texts["invoices"].append(
                    f'- {{id: IV-{id}, {day}, {whose}, number: "{id}", {given}, '
                    "taxes: [{rate: 0%, net: 10, tax: 0}]}\n"
                )
                texts["payments"].append(f"- {{id: PY-{id}, {day}, {whose}, amount: 10, {given}, line: BL-{id}}}\n")
                texts["bank"].append(f"- {{id: BL-{id}, account: icbc, {day}, amount: 10}}\n")
                texts["matches"].append(f"- {{id: BM-{id}, {day}, line: BL-{id}, payments: [PY-{id}]}}\n")
        for kind, entries in texts.items():
            book.write(f"{kind}/2026-{month}", *entries)
    return book


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Book]:
    few, many = (write_book(tmp_path_factory.mktemp("book"), each) for each in (FEW, MANY))
    for book in (few, many):
        for file in book.root.rglob("*.yaml"):
            write(file, file.read_bytes())
        assert book.found() == []
    return few, many


def write(file: Path, data: bytes) -> None:
    """Write a file as if long ago: one that is new might change again unseen, and is looked at twice."""
    file.write_bytes(data)
    os.utime(file, (1_700_000_000, 1_700_000_000))


def cost(book: Book, kind: str) -> Cost:
    """What an update takes after one more entry of a kind; the book is left as it was."""
    file = book.file(kind if kind in {"customers", "products", "reps"} else f"{kind}/2026-03")
    before = file.read_bytes() if file.exists() else b""
    write(file, before)
    connection = open_database(book.root)
    synchronise(connection, book.root)
    write(file, before + ENTRIES[kind].encode())
    statements: list[str] = []
    steps: list[None] = []
    connection.set_trace_callback(statements.append)
    connection.set_progress_handler(lambda: steps.append(None), 10)
    work = synchronise(connection, book.root)
    connection.set_trace_callback(None)
    connection.set_progress_handler(None, 0)
    assert (work.files, work.entries) == (1, 1)
    assert work.units <= 2
    write(file, before)
    synchronise(connection, book.root)
    connection.close()
    return Cost(len(statements), len(steps))


@pytest.mark.parametrize("kind", ENTRIES)
def test_one_more_entry_costs_as_much_in_a_large_book_as_in_a_small_one(books: tuple[Book, Book], kind: str) -> None:
    few, many = (cost(book, kind) for book in books)
    assert many.statements == few.statements, kind
    assert many.steps <= few.steps * 1.1
