"""Commission of a real book: derived, settled, corrected afterwards, and never rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import FILES, Asking, book

PLAN = """commission:
  standard: {basis: collected, tax: gross, rate: 10%, late: [{over: 30, factor: 50%}]}
"""
SETTINGS = {"salesbook.yaml": FILES["salesbook.yaml"] + PLAN}
LATE = """- id: PY-4
  date: 2026-10-25
  customer: HDJM
  amount: -385.50
  method: bank
  account: icbc
  orders:
    - {order: SO-1, amount: -385.50}
  reverses: PY-1
"""

DECEMBER = """- id: PY-5
  date: 2026-12-03
  customer: HDJM
  amount: 10.00
  method: bank
  account: icbc
  orders:
    - {order: SO-1, amount: 10.00}
"""


@pytest.fixture
def paying(tmp_path: Path) -> Asking:
    """The small book with a plan of 10 % of what is collected."""
    return book(tmp_path, FILES | SETTINGS)


def due(asking: Asking, month: str) -> dict[str, tuple[str, str, str, str | None]]:
    """What each rep earned, what of it corrects settled months, what is due, and the entry that settled it."""
    reps = asking.json("commission", "--month", month)["reps"]
    return {each["rep"]: (each["earned"], each["differences"], each["due"], each["settled"]) for each in reps}


def test_each_receipt_counts_for_the_rep_of_its_order(paying: Asking) -> None:
    assert due(paying, "2026-10") == {
        "li-lei": ("10.00", "0.00", "10.00", None),
        "wang-fang": ("44.00", "0.00", "44.00", None),
    }


def test_each_yuan_is_derived_from_its_receipt_item_and_rule(paying: Asking) -> None:
    (rep,) = paying.json("commission", "--month", "2026-10", "--explain", "wang-fang")["reps"]
    (plan,) = rep["plans"]
    sums: dict[str, float] = {}
    for each in plan["counted"]:
        assert (each["order"], each["customer"]) == ("SO-1", "HDJM")
        sums[each["entry"]] = sums.get(each["entry"], 0) + float(each["base"])
    assert sums == {"PY-1": 385.5, "AL-1": 14.5, "PY-3": 40.0}
    assert [(each["rate"], each["amount"]) for each in plan["paid"]] == [(0.1, "44.00")]


def test_a_settled_month_stays_and_its_correction_comes_as_a_difference(paying: Asking) -> None:
    assert paying.text("commission", "--settle", "2026-10")[0] == 0
    october = due(paying, "2026-10")
    assert {rep: (each[2], bool(each[3])) for rep, each in october.items()} == {
        "li-lei": ("10.00", True),
        "wang-fang": ("44.00", True),
    }
    payments = paying.root / "ledgers/payments/2026-10.yaml"
    payments.write_text(payments.read_text(encoding="utf-8") + LATE, encoding="utf-8")
    assert due(paying, "2026-10") == october
    assert due(paying, "2026-11")["wang-fang"][:3] == ("0.00", "-38.55", "0.00")
    _, shown, _ = paying.text("commission", "--month", "2026-10", "--explain", "wang-fang")
    assert "figured today the month earned 5.45" in shown


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (["--settle", "2026-11"], 3, "has not ended yet"),
        (["--settle", "2026-10", "--month", "2026-10"], 2, "names the month itself"),
        (["--month", "13"], 2, "13 is no month"),
        (["--explain", "nobody"], 2, "there is no rep nobody"),
        (["--settle", "2026-07"], 3, "nobody is due anything"),
    ],
)
def test_what_cannot_be_done_is_refused(paying: Asking, arguments: list[str], code: int, why: str) -> None:
    found, _, errors = paying.text("commission", *arguments)
    assert (found, why in errors) == (code, True), errors


def test_months_are_settled_one_after_the_other(paying: Asking) -> None:
    assert paying.text("commission", "--settle", "2026-10")[0] == 0
    assert "2026-10 is settled" in paying.text("commission", "--settle", "2026-10")[2]
    assert "2026-10 is settled already" in paying.text("commission", "--settle", "2026-09")[2]
    assert "nobody is due anything" in later(paying, "2027-01-05", "2026-11")
    (paying.root / "ledgers/payments/2026-12.yaml").write_text(DECEMBER, encoding="utf-8")
    assert later(paying, "2027-01-05", "2026-12", "--dry-run") == "", "nobody is due anything for November"
    payments = paying.root / "ledgers/payments/2026-10.yaml"
    payments.write_text(payments.read_text(encoding="utf-8") + LATE, encoding="utf-8")
    assert "settle 2026-11 first" in later(paying, "2027-01-05", "2026-12")


def test_months_settled_on_one_day_are_numbered_on(paying: Asking) -> None:
    (paying.root / "ledgers/payments/2026-12.yaml").write_text(DECEMBER, encoding="utf-8")
    for month in ("2026-10", "2026-12"):
        assert "settled commissions" in later(paying, "2027-01-05", month)
    numbers = [each["id"] for each in paying.json("list", "commissions")]
    assert sorted(numbers) == [f"CM-2701-{number:04}" for number in range(1, len(numbers) + 1)]
    assert paying.text("check")[0] == 0


def later(asking: Asking, today: str, month: str, *options: str) -> str:
    """What is said when a month is settled on another day."""
    return asking.text("commission", "--settle", month, *options, today=today)[2]


def test_a_dry_run_settles_nothing(paying: Asking) -> None:
    code, shown, _ = paying.text("commission", "--settle", "2026-10", "--dry-run")
    assert (code, "+  month: 2026-10" in shown) == (0, True)
    assert due(paying, "2026-10")["li-lei"][3] is None


def test_a_book_without_plans_says_so(asking: Asking) -> None:
    code, _, errors = asking.text("commission")
    assert (code, "no `commission` plan" in errors) == (2, True)


def test_the_report_shows_what_each_rep_earned(paying: Asking) -> None:
    rows = paying.json("report", "--month", "2026-10")["by_rep"]
    assert {row["rep"]: row["commission"] for row in rows} == {"li-lei": "10.00", "wang-fang": "44.00"}


def test_money_given_to_no_order_counts_by_the_items_that_it_pays(tmp_path: Path) -> None:
    """And what it paid before the period counts no more."""
    free = """- id: PY-9
  date: 2026-10-28
  customer: ZSDJ
  amount: 30.00
  method: bank
  account: icbc
"""
    files = FILES | SETTINGS
    payments = files["ledgers/payments/2026-10.yaml"].replace("amount: 100.00", "amount: 80.00") + free
    paying = book(tmp_path, files | {"ledgers/payments/2026-10.yaml": payments})
    code, _, errors = paying.text("check")
    assert code == 0, errors
    assert due(paying, "2026-10")["li-lei"][0] == "10.00"
    assert due(paying, "2026-11").get("li-lei", ("0.00",))[0] == "0.00"
