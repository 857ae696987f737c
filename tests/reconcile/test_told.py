"""What ``reconcile`` tells of its lines: as JSON, as a workbook, and one line with all that was weighed for it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from salesbook.bank.decision import CreditReason, Explanation, NewCredit, Share, TakenUp, Weight
from salesbook.i18n import Text

from .conftest import Run
from .varied_book import StatedLine, tell, write_statement, write_varied_book

SAME_NAME = Text("the name agrees", "户名相符")
AMOUNT = Text("the amount is that of the order", "金额与订单相符")
PAID = Explanation(
    "HD",
    orders=(Share("SO-1", 85_00), Share("SO-21", 1000_00, paid=7000_00)),
    credits=(NewCredit("SO-21", 1100_00, CreditReason.FEE), NewCredit("SO-1", 5_00, CreditReason.DISCOUNT)),
    taken_up=(TakenUp("CR-1", "SO-1", 10_00),),
    advance=1_00,
    confidence=Decimal("0.9876"),
    reasons=(SAME_NAME,),
    weights=(Weight(SAME_NAME, 3.25), Weight(AMOUNT, -0.123456)),
)
FILE = ("reconcile", "bank.csv", "--account", "icbc")


@pytest.fixture
def varied(tmp_path: Path, surroundings: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A book outside git, and a statement: a payment, a rep's hand-in, a transfer, and a line that nobody knows."""
    write_varied_book(tmp_path)
    answers = {
        "paid": PAID,
        "handed": Explanation(hands_in=("PY-11",), rep="wang-fang"),
        "moved": Explanation(ignored="transfer", counterpart="BL-cmb-1"),
    }
    tell(monkeypatch, {memo: (lambda line, lines: answers[line.memo or ""]) for memo in answers})
    amounts = {"paid": "7086.00", "handed": "70.00", "moved": "500.00", "unknown": "12.34"}
    write_statement(tmp_path / "bank.csv", [StatedLine(memo, amount) for memo, amount in amounts.items()])
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def test_json_has_what_each_order_gets_and_from_where(varied: Path, run: Run) -> None:
    paid, handed, moved, unknown = run(*FILE, "--format", "json", "--lang", "zh").data["lines"]
    assert paid["orders"] == [
        {"order": "SO-1", "amount": "85.00"},
        {"order": "SO-21", "amount": "1000.00", "paid": "7000.00"},
    ]
    assert paid["credits"] == [
        {"order": "SO-21", "amount": "1100.00", "reason": "fee"},
        {"order": "SO-1", "amount": "5.00", "reason": "discount"},
        {"order": "SO-1", "amount": "10.00", "from": "CR-1"},
    ]
    assert (paid["advance"], paid["confidence"], paid["reasons"]) == ("1.00", 0.9876, ["户名相符"])
    assert (handed["payments"], handed["rep"]) == (["PY-11"], "wang-fang")
    assert (moved["ignored"], moved["counterpart"]) == ("transfer", "BL-cmb-1")
    assert (unknown["decision"], unknown["entered"]) == ("review", [])


def test_json_tells_what_was_entered_for_each_line(varied: Path, run: Run) -> None:
    paid, handed, moved, unknown = run(*FILE, "--yes", "--format", "json").data["lines"]
    assert paid["entered"] == ["PY-2610-0001", "CR-2610-0001", "CR-2610-0002", "AL-2610-0001", "BM-2611-0001"]
    assert handed["entered"] == ["HI-2610-0001", "BM-2611-0002"]
    assert len(moved["entered"]) == 1
    assert unknown["entered"] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_screen_says_all_of_it_in_either_language(
    varied: Path, run: Run, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    screen = run(*FILE, "--lang", language).out
    words = {
        "en": ("SO-21 1,000.00 USD", "bank fee 1,100.00 USD", "10.00 taken up from CR-1", "王芳 hands in PY-11"),
        "zh": ("SO-21 1,000.00 USD", "手续费 1,100.00 USD", "冲抵 CR-1 10.00", "王芳 交款：PY-11"),
    }
    for said in words[language]:
        assert said in screen
    assert "BL-cmb-1" in screen


def test_the_workbook_has_a_sheet_for_each_kind_of_lines(varied: Path, run: Run) -> None:
    assert run(*FILE, "--yes", "-o", "report.xlsx", "--lang", "en").code == 0
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook("report.xlsx")}
    assert list(sheets) == ["Summary", "certain", "to review", "not a receipt", "Proof"]
    (headings,) = [row for row in sheets["certain"] if "Entered" in row]
    (paid,) = [row for row in sheets["certain"] if "paid" in row]
    assert "PY-2610-0001" in str(paid[headings.index("Entered")])
    assert paid[headings.index("Amount")] == 7086
    assert any(row[:2] == ("bank.csv", "icbc") and "yes" in row for row in sheets["Proof"])


def test_what_was_entered_before_is_reported_as_it_was_entered(varied: Path, run: Run) -> None:
    """After a review, or a run of another day: what was done is read back from the book."""
    sheets = []
    for words in (["--yes"], []):
        assert run(*FILE, *words, "-o", "report.xlsx", "--lang", "en").code == 0
        workbook = openpyxl.load_workbook("report.xlsx")
        sheets.append({sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook})
    assert list(sheets[1]) == ["Summary", "to review", "known", "Proof"]

    def told(rows: list[Any], memo: str, heading: str) -> Any:
        (headings,) = [row for row in rows if "Entered" in row]
        (found,) = [row for row in rows if memo in row]
        return found[headings.index(heading)]

    was, now = sheets[0]["certain"], sheets[1]["known"]
    assert set(told(now, "paid", "Entered").split(", ")) == set(told(was, "paid", "Entered").split(", "))
    assert set(told(now, "paid", "Taken for").split("; ")) >= set(told(was, "paid", "Taken for").split("; "))
    assert told(now, "moved", "Taken for") == "own transfer (BL-cmb-1)"
    assert "HI-2610-0001" in told(now, "handed", "Taken for")


def explained(run: Run, *more: str) -> Any:
    return run(*FILE, "--explain", "2", *more)


def test_a_line_is_explained_with_all_its_weights(varied: Path, run: Run) -> None:
    data = explained(run, "--format", "json", "--lang", "en").data
    assert data["weights"] == [
        {"what": "the name agrees", "weight": 3.25},
        {"what": "the amount is that of the order", "weight": -0.1235},
    ]
    assert (data["row"], data["decision"], data["alternatives"]) == (2, "post", [])
    assert run(*FILE, "--explain", data["line"], "--format", "json", "--lang", "en").data == data
    screen = explained(run, "--lang", "zh").out
    assert all(said in screen for said in ("户名相符", "3.25", "-0.1235", "3.1265", "98.76%"))
    rows = list(csv.DictReader(io.StringIO(explained(run, "--format", "csv").out)))
    assert [row["weight"] for row in rows] == ["3.25", "-0.1235"]


def test_explaining_writes_nothing_and_needs_a_line_that_is_there(varied: Path, run: Run) -> None:
    assert explained(run, "--yes").code == 2
    assert run(*FILE, "--explain", "99").code == 1
    assert explained(run).code == 0
    assert not Path("ledgers/bank/icbc-2026-10.yaml").exists()
