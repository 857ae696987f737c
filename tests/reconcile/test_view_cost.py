"""What it costs to read a book for matching, counted; and that what is kept is what adding up gives."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from salesbook.bank.view import BookView
from salesbook.index.book import open_book
from salesbook.index.order_figures import Figures
from salesbook.index.order_standing import figures_on, order_standings
from tests.oracle.random_books import write_random_book
from tests.reconcile.test_view import DAY, Ledger


def statements_run(root: Path) -> int:
    """How many statements it takes to read all that may explain the lines of a day."""
    book = open_book(root)
    run: list[str] = []
    assert book.policy is not None
    book.connection.set_trace_callback(run.append)
    BookView(book, book.policy, DAY).of_account("icbc", DAY, DAY)
    book.connection.close()
    return len(run)


def test_as_many_statements_are_run_for_many_orders_as_for_few(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    asking_deposits = ", terms: [{share: 30%, after: order}, {share: 70%, after: delivery}]"

    def statements(count: int) -> int:
        orders = [(f"SO-{number}", ("HD", "EX", "OLD")[number % 3], "99.75") for number in range(count)]
        ledger.order(*orders, delivered=False, more=asking_deposits)
        return statements_run(tmp_path)

    assert statements(100) == statements(4)


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_what_is_kept_of_an_order_is_what_its_movements_come_to_on_any_day(tmp_path: Path, seed: int) -> None:
    write_random_book(tmp_path, seed)
    book = open_book(tmp_path)
    days = [date(2026, 1, 15) + timedelta(days=45 * number) for number in range(9)]
    for day in days:
        found = {each.id: each.figures for each in order_standings(book.connection, day)}
        assert found
        assert found == {id: added_up(book.connection, id, day) for id in found}
    book.connection.close()


def added_up(connection: sqlite3.Connection, order: str, day: date) -> Figures:
    (kind,) = connection.execute("SELECT kind FROM unit WHERE id = ?", (order,)).fetchone()
    return figures_on(connection, order, kind == "openings", day.isoformat())
