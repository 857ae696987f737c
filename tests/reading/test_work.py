"""What reports cost, in work and not in seconds: they read what they show, however long the book has been kept."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from salesbook.i18n import Language
from salesbook.index.backlogs import Whom
from salesbook.index.book import IndexedBook, open_book
from salesbook.index.database import database_path
from salesbook.index.work import Work
from salesbook.model.dates import month
from salesbook.model.policy import Policy
from salesbook.render.registry import TABLE
from salesbook.render.screen import Screen
from salesbook.reports.aging import aging
from salesbook.reports.aging_view import AgingBy, AgingView
from salesbook.reports.bill_figures import bills_on
from salesbook.reports.open_items import open_report
from salesbook.reports.period import period_report
from salesbook.table import Document

CUSTOMERS = 25
MONTHS = ("2026-05", "2026-06", "2026-07", "2026-08")
LAST_MONTH = "2026-09"
DAY = date(2026, 9, 30)
SHORT, LONG = 1, 4
"""How many orders each customer has in each of the months before the last, which is the same in both books."""


class Cursor(sqlite3.Cursor):
    """Counts the rows that Python gets."""

    def __next__(self) -> Any:
        row = super().__next__()
        counted(self).rows += 1
        return row

    def fetchone(self) -> Any:
        row = super().fetchone()
        counted(self).rows += row is not None
        return row

    def fetchall(self) -> list[Any]:
        rows = super().fetchall()
        counted(self).rows += len(rows)
        return rows


class Connection(sqlite3.Connection):
    """Counts statements, and the rows that they give."""

    statements = 0
    rows = 0
    through_payments: str | None = None
    """A statement that went through all payments of the book."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        self.statements += 1
        plan = [row[3] for row in super().execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
        if "'payments'" in sql and any("INDEX entry_kind (kind=?)" in step for step in plan):
            self.through_payments = sql
        return self.cursor(Cursor).execute(sql, parameters)


def counted(cursor: sqlite3.Cursor) -> Connection:
    assert isinstance(cursor.connection, Connection)
    return cursor.connection


@dataclass(frozen=True)
class Counts:
    """The work of one report, and what it printed."""

    statements: int
    rows: int
    text: str


Report = Callable[[IndexedBook, Policy], Document]

REPORTS: dict[str, Report] = {
    "report": lambda book, policy: period_report(book, policy, month(2026, 9), DAY),
    "aging": lambda book, policy: aging(book, policy, AgingView(DAY)),
    "aging by rep": lambda book, policy: aging(book, policy, AgingView(DAY, AgingBy.REP)),
    "open": lambda book, policy: open_report(book, policy, Whom(), DAY),
}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """A book of few and one of many orders before its last month, of the same customers, who pay some and owe some."""
    found = {}
    for each in (SHORT, LONG):
        root = found[each] = tmp_path_factory.mktemp(f"book{each}")
        write_book(root, each)
        open_book(root).connection.close()
    return found


def write_book(root: Path, each: int) -> None:
    customers = "".join(f"- {{id: C{number:02}, name: 客户{number:02}, rep: li-lei}}\n" for number in range(CUSTOMERS))
    files = {
        "salesbook.yaml": "company: {name: Yunlan}\ncurrency: CNY\nterms:\n"
        "  net10: [{share: 100%, after: delivery, days: 10}]\n",
        "ledgers/customers.yaml": customers,
        "ledgers/reps.yaml": "- {id: li-lei, name: 李雷}\n",
        "ledgers/products.yaml": "- {id: P-1, name: 轴承, price: 10.00, tax: 13%}\n",
    }
    for named, times in (*((name, each) for name in MONTHS), (LAST_MONTH, 1)):
        orders, deliveries, payments = [], [], []
        for number in range(CUSTOMERS):
            for time in range(times):
                id, day = f"{named[2:].replace('-', '')}-{number:02}{time:02}", f"{named}-{1 + number % 20:02}"
                orders.append(
                    f"- id: SO-{id}\n  date: {day}\n  customer: C{number:02}\n  rep: li-lei\n  terms: net10\n"
                    "  lines:\n    - {product: P-1, qty: 2, price: 10.00, tax: 13%}\n"
                )
                deliveries.append(f"- id: DN-{id}\n  date: {day}\n  order: SO-{id}\n")
                amount = "20.00" if time % 2 else "5.00"
                payments.append(
                    f"- id: PY-{id}\n  date: {named}-28\n  customer: C{number:02}\n  amount: {amount}\n"
                    f"  orders:\n    - {{order: SO-{id}, amount: {amount}}}\n"
                )
        for kind, entries in (("orders", orders), ("deliveries", deliveries), ("payments", payments)):
            files[f"ledgers/{kind}/{named}.yaml"] = "".join(entries)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def work(root: Path, report: Report) -> Counts:
    connection = sqlite3.connect(database_path(root), factory=Connection)
    book = IndexedBook(root, connection, Work())
    assert book.policy is not None
    assert book.errors == 0
    text = TABLE.render(report(book, book.policy), Language.EN, Screen())
    connection.close()
    assert connection.through_payments is None
    return Counts(connection.statements, connection.rows, str(text))


@pytest.mark.parametrize("name", REPORTS)
def test_what_a_report_reads_does_not_grow_with_the_years_before(books: dict[int, Path], name: str) -> None:
    short, long = (work(books[each], REPORTS[name]) for each in (SHORT, LONG))
    assert short.text != long.text, "four times as much is owed"
    assert (short.statements, short.rows) == (long.statements, long.rows)


def test_bills_are_not_looked_for_among_all_payments(books: dict[int, Path]) -> None:
    steps = []
    for root in (books[SHORT], books[LONG]):
        book = open_book(root)
        taken: list[None] = []
        book.connection.set_progress_handler(lambda taken=taken: taken.append(None), 10)  # type: ignore[misc]
        assert bills_on(book, DAY) == []
        book.connection.close()
        steps.append(len(taken))
    assert steps[1] <= steps[0] + 1


def test_a_screen_has_the_first_of_many_open_items_and_a_file_all(books: dict[int, Path]) -> None:
    book = open_book(books[LONG])
    assert book.policy is not None
    (items,) = (table for table in open_report(book, book.policy, Whom(), DAY).tables if table.name == "items")
    assert items.on_screen is not None
    shown, (rest, total) = items.on_screen.rows[:-2], items.on_screen.rows[-2:]
    assert [str(row.cells[3]) for row in shown] == sorted(str(row.cells[3]) for row in items.rows[:-1])[: len(shown)]
    amounts = [row.cells[-1].minor for row in (*shown, rest)]  # type: ignore[union-attr]
    assert sum(amounts) == total.cells[-1].minor == items.rows[-1].cells[-1].minor  # type: ignore[union-attr]
    (one,) = (table for table in open_report(book, book.policy, Whom(("C01",)), DAY).tables if table.name == "items")
    assert one.on_screen is None
    book.connection.close()


SPARED = {
    "aging": {"salesbook.index.flows", "salesbook.reports.lookup", "salesbook.rules.order_state"},
    "open": {"salesbook.index.flows", "salesbook.reports.lookup", "salesbook.reports.period_figures"},
    "report --month 2026-09": {
        "fractions",
        "salesbook.reports.holding_figures",
        "salesbook.reports.parts.bank",
        "salesbook.reports.parts.pivots",
        "salesbook.reports.tax_figures",
    },
}
"""What is not loaded for a command, beside what no report of a book without commission loads."""

OF_NO_REPORT = {
    "salesbook.index.update",
    "salesbook.index.units",
    "salesbook.model.commission",
    "salesbook.history.codes",
    "salesbook.history.commits",
    "salesbook.model.problem",
}


@pytest.mark.parametrize("arguments", SPARED)
def test_a_report_loads_no_module_that_it_does_not_need(arguments: str, books: dict[int, Path]) -> None:
    for file in books[SHORT].rglob("*.yaml"):
        os.utime(file, (1_700_000_000, 1_700_000_000))  # what was changed in the last seconds would be read once more
    open_book(books[SHORT]).connection.close()
    probe = (
        "import sys\nfrom salesbook.cli.main import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, *arguments.split()],
        cwd=books[SHORT],
        env={**os.environ, "SALESBOOK_LANG": "en", "PYTHONUTF8": "1", "SALESBOOK_TODAY": DAY.isoformat()},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "C01" in done.stdout
    loaded = set(done.stderr.split())
    assert not loaded & (SPARED[arguments] | OF_NO_REPORT)
