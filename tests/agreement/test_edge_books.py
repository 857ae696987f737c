"""Books at the edge (nothing yet, one order, only advances …) give sensible pages in every format and language."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.reading.conftest import Asking, book

CASES = Path(__file__).parent.parent / "cases" / "books"
BOOKS = sorted(path.stem for path in CASES.glob("*.txt"))
COMMANDS = {
    "report": ("report", "--month", "2026-10"),
    "aging": ("aging", "--as-of", "2026-10-31"),
    "aging by team": ("aging", "--as-of", "2026-10-31", "--by", "team"),
    "statements": ("statement", "--all", "--from", "2026-10-01", "--to", "2026-10-31"),
    "answers": ("statement", "--answers", "--from", "2026-10-01", "--to", "2026-10-31"),
    "commission": ("commission", "--month", "2026-10"),
    "targets": ("targets", "--month", "2026-10"),
}
EMPTY = re.compile(r"None|nan|NaN|Traceback|\{[a-z_]+\}")
"""What no page for people may show: a value that is missing, or a text that was not filled in."""


def files_of(case: str) -> dict[str, str]:
    """The files of a case, by path."""
    sections = re.split(r"^=== ", (CASES / f"{case}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {path: text for path, _, text in (section.partition("\n") for section in sections)}


@pytest.fixture(scope="module", params=BOOKS)
def edge(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Asking:
    root = tmp_path_factory.mktemp("edge")
    return book(root, files_of(request.param))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_page_can_be_read_in_every_format(edge: Asking, command: str, tmp_path: Path) -> None:
    for form, language in (("table", "en"), ("table", "zh"), ("md", "zh"), ("csv", "en"), ("json", "en")):
        code, shown, errors = edge.text(*COMMANDS[command], "--format", form, "--lang", language)
        assert (code, errors) == (0, ""), form
        assert not EMPTY.search(shown), (form, shown)
        assert form != "json" or json.loads(shown) is not None
        assert form != "csv" or len({len(row) for row in csv.reader(io.StringIO(shown))}) <= 1
    assert edge.text(*COMMANDS[command], "--lang", "zh", "-o", str(tmp_path / "page.xlsx"))[0] == 0
    assert load_workbook(tmp_path / "page.xlsx").sheetnames


def currencies(figures: Any) -> Iterator[Any]:
    """The figures of each currency of a report."""
    return iter((figures, *figures["others"]))


def asked(case: str, tmp_path: Path) -> tuple[Any, Any, Any, Any]:
    """Report, aging, statements and commission of October in a case."""
    asking = book(tmp_path, files_of(case))
    report, aging, statements, commission = (
        asking.json(*COMMANDS[name]) for name in ("report", "aging", "statements", "commission")
    )
    return report, aging, statements, commission["reps"]


def test_a_book_of_nothing_says_so(tmp_path: Path) -> None:
    report, aging, statements, commission = asked("nothing-yet", tmp_path)
    assert report["totals"]["sales"] == "0.00"
    assert (aging["rows"], statements, commission) == ([], [], [])
    page = book(tmp_path, {}).text(*COMMANDS["statements"], "--lang", "zh")[1]
    assert "没有客户有余额或发生额" in page


def test_an_empty_month_still_shows_what_is_owed_and_held(tmp_path: Path) -> None:
    report, aging, statements, commission = asked("empty-month", tmp_path)
    totals = report["totals"]
    assert (totals["sales"], totals["collected"], totals["collection_rate"]) == ("0.00", "0.00", None)
    assert (totals["opening_receivable"], totals["closing_receivable"], totals["overdue"]) == ("700.00",) * 3
    assert (aging["totals"]["61-90"], report["held_by_rep"][0]["held"]) == ("700.00", "300.00")
    assert statements[0]["balances"][0]["movements"] == []
    assert statements[0]["balances"][0]["closing"] == "700.00"
    assert commission == []


def test_a_book_of_one_order_owes_nothing_before_its_delivery(tmp_path: Path) -> None:
    report, aging, statements, _ = asked("one-order", tmp_path)
    assert (report["totals"]["orders"], report["totals"]["ordered"]) == (1, "0.01")
    assert (aging["rows"], statements) == ([], [])
    assert [each["total"] for each in report["undelivered"]] == ["0.01"]
    assert [row["rep"] for row in report["by_rep"]] == [None]


def test_a_rep_who_left_earns_what_his_order_brings_and_owes_nobody_a_customer(tmp_path: Path) -> None:
    report, _, _, commission = asked("rep-who-left", tmp_path)
    rows = {row["rep"]: row for row in report["by_rep"]}
    assert (rows["li-lei"]["collected"], rows["li-lei"]["closing_receivable"]) == ("400.00", "0.00")
    assert (rows["wang-fang"]["collected"], rows["wang-fang"]["closing_receivable"]) == ("0.00", "600.00")
    assert [(each["rep"], each["due"]) for each in commission] == [("li-lei", "4.00")]


def test_a_customer_with_only_advances_is_owed_goods(tmp_path: Path) -> None:
    report, aging, statements, _ = asked("only-advances", tmp_path)
    (row,) = aging["rows"]
    assert (row["receivable"], row["advances"], row["net"], row["deposits_due"]) == (
        "0.00",
        "700.00",
        "-700.00",
        "300.00",
    )
    balance = statements[0]["balances"][0]
    assert (balance["closing"], balance["in_capitals"], balance["items"]) == ("-700.00", "人民币负柒佰元整", [])
    assert report["totals"]["dso"] is None


def test_two_currencies_never_add_up(tmp_path: Path) -> None:
    report, aging, statements, _ = asked("two-currencies", tmp_path)
    owed = {each["currency"]: each["totals"]["closing_receivable"] for each in currencies(report)}
    assert owed == {"CNY": "0.00", "JPY": "98000", "USD": "750.00"}
    assert {each["currency"]: each["totals"]["receivable"] for each in currencies(aging)} == owed
    assert [each["currency"] for each in statements[0]["balances"]] == ["JPY", "USD"]
    page = book(tmp_path, {}).text("statement", "BLUEFIN", *COMMANDS["statements"][2:], "--lang", "en")[1]
    assert "Sample Co., Bank of China, account 4559" in page
    assert "account 1001" not in page, "nothing is owed in its currency"


def many_customers(count: int) -> dict[str, str]:
    """A book of so many customers with an order each, of which every third has paid."""
    numbers = range(count)
    return {
        "salesbook.yaml": "company: {name: 样例公司}\ncurrency: CNY\nreceivable_basis: ordered\n",
        "ledgers/customers.yaml": "".join(f"- {{id: C-{n}, name: 客户{n}, rep: wang-fang}}\n" for n in numbers),
        "ledgers/reps.yaml": "- {id: wang-fang, name: 王芳}\n",
        "ledgers/orders/2026-10.yaml": "".join(
            f"- id: SO-{n}\n  date: 2026-10-{n % 28 + 1:02}\n  customer: C-{n}\n  rep: wang-fang\n"
            f"  lines:\n    - {{text: 轴承, qty: 1, price: {n + 1}}}\n"
            for n in numbers
        ),
        "ledgers/payments/2026-10.yaml": "".join(
            f"- id: PY-{n}\n  date: 2026-10-30\n  customer: C-{n}\n  amount: {n + 1}\n"
            f"  orders:\n    - {{order: SO-{n}, amount: {n + 1}}}\n"
            for n in numbers
            if n % 3 == 0
        ),
    }


def test_five_thousand_customers_are_all_there(tmp_path: Path) -> None:
    count = 5_000
    asking = book(tmp_path, many_customers(count))
    owing = [n for n in range(count) if n % 3]
    aging = asking.json(*COMMANDS["aging"])
    assert (len(aging["rows"]), aging["totals"]["receivable"]) == (len(owing), f"{sum(n + 1 for n in owing)}.00")
    assert len(asking.json(*COMMANDS["statements"])) == count
    assert len(asking.json(*COMMANDS["report"])["by_customer"]) == count
    code, page, _ = asking.text(*COMMANDS["report"], "--lang", "zh")
    assert code == 0
    assert page.count("\n") < 1_000, "a page for people is not as long as the book"
