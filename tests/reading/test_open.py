"""What is open agrees with the aging, and no order with something open is overlooked."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from salesbook.index.backlogs import Whom
from salesbook.index.book import open_book
from salesbook.index.histories import order_history
from salesbook.render.targets.json import dumps
from salesbook.reports.aging import aging
from salesbook.reports.aging_view import AgingView
from salesbook.reports.open_items import open_report
from salesbook.reports.open_orders import open_order, open_order_ids
from salesbook.table import Document
from tests.oracle.random_books import write_random_book
from tests.reading.conftest import Asking


def test_everything_open_is_told(asking: Asking) -> None:
    report = asking.json("open")
    assert [(each["order"], each["due"], each["amount"]) for each in report["items"]] == [
        ("SO-1", "2026-11-09", "245.00")
    ]
    assert [(each["order"], each["lines"], each["amount"]) for each in report["to_deliver"]] == [
        ("SO-1", 3, "665.00"),
        ("SO-3", 1, "20.00"),
    ]
    assert [(each["order"], each["amount"]) for each in report["to_invoice"]] == [("SO-1", "85.00")]
    assert [(each["order"], each["amount"]) for each in report["deposits_due"]] == [("SO-1", "199.50")]
    assert [(each["customer"], each["amount"]) for each in report["advances"]] == [("HDJM", "100.00")]
    assert [(each["id"], each["amount"]) for each in report["not_given_out"]] == [("PY-1", "100.00")]
    assert [(each["payment"], each["matures"], each["days"]) for each in report["bills"]] == [
        ("PY-3", "2026-12-20", 30)
    ]
    assert [(each["rep"], each["amount"]) for each in report["held"]] == [("li-lei", "100.00")]


def test_open_is_told_of_one_customer_or_rep(asking: Asking) -> None:
    of_li_lei = asking.json("open", "--rep", "李雷")
    assert [name for name, rows in of_li_lei.items() if name != "as_of" and rows] == ["held"]
    of_zsdj = asking.json("open", "--customer", "ZSDJ")
    assert not [name for name, rows in of_zsdj.items() if name != "as_of" and rows]


@pytest.mark.parametrize("seed", range(4))
def test_open_agrees_with_the_aging_and_overlooks_no_order(seed: int, tmp_path: Path) -> None:
    write_random_book(tmp_path, seed=100 + seed, orders=10)
    book = open_book(tmp_path)
    policy = book.policy
    assert policy is not None
    ordered = book.connection.execute("SELECT id, date FROM unit WHERE kind = 'orders'").fetchall()
    for day in (date(2026, 12, 31), date(2027, 12, 31), date(2030, 1, 1)):
        found = open_order_ids(book, day)
        for id, on in ordered:
            history = order_history(book.connection, policy, id)
            assert history is not None
            stands = open_order(book, history, day)
            is_open = stands.lines or stands.uninvoiced or stands.state.receivable or stands.state.deposits_due
            assert (id in found) == bool(is_open and on <= day.isoformat())
        report = plain(open_report(book, policy, Whom(), day))
        aged = plain(aging(book, policy, AgingView(day)))
        for figure, part in (("receivable", "items"), ("advances", "advances"), ("deposits_due", "deposits_due")):
            expected = {each["currency"]: Decimal(each["totals"][figure]) for each in (aged, *aged["others"])}
            assert sums(report[part]) == {currency: amount for currency, amount in expected.items() if amount}
    book.connection.close()


def plain(document: Document) -> Any:
    """The data of a document as another program reads it."""
    return json.loads(dumps(document.data))


def sums(rows: list[dict[str, str]]) -> dict[str, Decimal]:
    """The amounts of rows by currency."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        found[row["currency"]] += Decimal(row["amount"])
    return {currency: amount for currency, amount in found.items() if amount}


def test_figures_of_a_book_with_errors_are_refused_or_marked(asking_of: Callable[[dict[str, str]], Asking]) -> None:
    asking = asking_of({"ledgers/credits/2026-10.yaml": "- id: CR-1\n  date: 2026-10-30\n  customer: HDJM\n"})
    for command in (["open"], ["aging"], ["report", "--month", "10"]):
        code, output, errors = asking.text(*command, "--lang", "en")
        assert (code, output) == (1, "")
        assert "ledgers/credits/2026-10.yaml:1:3: E0101" in errors
        code, output, _ = asking.text(*command, "--allow-errors", "--lang", "en")
        assert code == 0
        assert output.startswith("This book has errors (2)")
    code, output, _ = asking.text("show", "SO-1", "--lang", "en")
    assert (code, output.startswith("This book has errors (2)")) == (0, True)


def test_csv_names_the_part_and_the_currency_of_each_row(asking: Asking) -> None:
    rows = list(csv.DictReader(io.StringIO(asking.text("open", "--format", "csv")[1])))
    delivering = [(row["order"], row["currency"], row["amount"]) for row in rows if row["part"] == "to_deliver"]
    assert delivering == [("SO-1", "CNY", "665.00"), ("SO-3", "USD", "20.00")]
