"""What reading the sources of units costs, in steps of SQLite and not in seconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesbook.index.unit_sources import load_sources
from tests.index.books import Book, order, payment

ALL_ORDERS = 400


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Book]:
    """Two books with the same payment: of few and of many orders."""
    return book_of(tmp_path_factory.mktemp("few"), 4), book_of(tmp_path_factory.mktemp("many"), ALL_ORDERS)


def book_of(root: Path, orders: int) -> Book:
    book = Book(root)
    book.write("orders/2026-01", "".join(order(f"SO-{number:03}") for number in range(orders)))
    book.write("payments/2026-01", payment("PY-1", "50.00", more=", orders: [{order: SO-003, amount: 50.00}]"))
    return book


def steps(book: Book, units: list[str]) -> int:
    """How many steps SQLite takes for the sources of units, in fives."""
    taken = 0

    def take() -> int:
        nonlocal taken
        taken += 1
        return 0

    with book.opened() as index:
        index.connection.set_progress_handler(take, 5)
        load_sources(index.connection, units)
        index.connection.set_progress_handler(None, 0)
    return taken


@pytest.mark.parametrize("unit", ["PY-1", "SO-003"])
def test_the_sources_of_a_unit_are_found_without_going_through_the_others(books: tuple[Book, Book], unit: str) -> None:
    few, many = (steps(book, [unit]) for book in books)
    assert many < few + 20
