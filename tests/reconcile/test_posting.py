"""All that an explanation can say is entered, reads back the same, and is taken back without a trace in any figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from salesbook.bank.decision import CreditReason, Explanation, NewCredit, Share, TakenUp
from salesbook.bank.identity import Line
from salesbook.bank.view import entries_of
from salesbook.index.book import open_book

from .conftest import Run, files_of, git
from .read_back import explanation_of
from .varied_book import StatedLine, tell, write_statement, write_varied_book

FILE = "bank.csv"
KINDS = ("bank", "matches", "payments", "credits", "allocations", "handins", "bills")


@pytest.fixture
def varied(tmp_path: Path, surroundings: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The book, in git; the user stands in its folder."""
    write_varied_book(tmp_path)
    (tmp_path / ".gitignore").write_bytes(b".salesbook/\nbank.csv\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=begin")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written() -> dict[str, list[dict[str, Any]]]:
    book = open_book(Path.cwd())
    try:
        return {kind: list(entries_of(book, kind)) for kind in KINDS}
    finally:
        book.connection.close()


def figures(run: Run) -> Any:
    return [
        run("aging", "--as-of", day, "--format", "json").data for day in ("2026-10-11", "2026-10-12", "2026-11-01")
    ] + [run("report", "--month", "2026-10", "--format", "json").data, run("open", "--format", "json").data]


def proven(run: Run) -> bool:
    """Whether book and bank agree on the account that is reconciled."""
    return bool(run("bank", "status", "--format", "json").data[0]["proven"])


SHAPES = {
    "one order": ("100.00", Explanation("HD", orders=(Share("SO-1", 100_00),))),
    "several, and an opening": (
        "1000.00",
        Explanation("HD", orders=(Share("OB-1", 800_00, opening=True), Share("SO-2", 200_00))),
    ),
    "part of one": ("30.00", Explanation("HD", orders=(Share("SO-1", 30_00),))),
    "more than one": ("120.00", Explanation("HD", orders=(Share("SO-1", 100_00),), advance=20_00)),
    "an advance": ("55.55", Explanation("RC", advance=55_55)),
    "in another currency": ("14700.00", Explanation("HD", orders=(Share("SO-21", 2100_00, paid=14700_00),))),
    "less a fee": (
        "85.00",
        Explanation("HD", orders=(Share("SO-1", 85_00),), credits=(NewCredit("SO-1", 15_00, CreditReason.FEE),)),
    ),
    "in dollars, less a fee": (
        "14595.00",
        Explanation(
            "HD",
            orders=(Share("SO-21", 2085_00, paid=14595_00),),
            credits=(NewCredit("SO-21", 15_00, CreditReason.FEE),),
        ),
    ),
    "less a rounding, a discount, and the rest written off": (
        "470.00",
        Explanation(
            "HD",
            orders=(Share("SO-1", 99_50), Share("SO-2", 196_00), Share("SO-3", 174_50)),
            credits=(
                NewCredit("SO-1", 50, CreditReason.ROUNDING),
                NewCredit("SO-2", 4_00, CreditReason.DISCOUNT),
                NewCredit("SO-3", 125_50, CreditReason.WRITE_OFF),
            ),
        ),
    ),
    "with a credit note and an advance taken up": (
        "360.00",
        Explanation(
            "HD",
            orders=(Share("SO-4", 360_00),),
            taken_up=(TakenUp("CR-1", "SO-4", 20_00), TakenUp("PY-31", "SO-4", 20_00)),
        ),
    ),
    "an opening less a rounding": (
        "799.00",
        Explanation(
            "HD",
            orders=(Share("OB-1", 799_00, opening=True),),
            credits=(NewCredit("OB-1", 1_00, CreditReason.ROUNDING, opening=True),),
        ),
    ),
    "paid by another of the group, less a fee": (
        "1090.00",
        Explanation("HD", orders=(Share("SO-11", 1090_00),), credits=(NewCredit("SO-11", 10_00, CreditReason.FEE),)),
    ),
    "recorded": ("50.00", Explanation(payments=("PY-1",))),
    "a batch of recorded": ("110.00", Explanation(payments=("PY-1", "PY-2"))),
    "a recorded refund": ("-30.00", Explanation(payments=("PY-3",))),
    "a recorded hand-in": ("90.00", Explanation(handins=("HI-1",))),
    "a collection that is recorded": ("900.00", Explanation(bills=("BE-1",))),
    "a new hand-in": ("150.00", Explanation(hands_in=("PY-11", "PY-12"), rep="wang-fang")),
    "a bill": ("600.00", Explanation(collects=("PY-21",))),
    "bills less what the bank kept": ("1299.00", Explanation(collects=("PY-21", "PY-22"))),
    "interest": ("1.23", Explanation(ignored="interest")),
    "money out": ("-1.23", Explanation(ignored="payment out")),
    "from another account": ("500.00", Explanation(ignored="transfer", counterpart="BL-cmb-1")),
}


@pytest.mark.parametrize(("amount", "explanation"), SHAPES.values(), ids=SHAPES.keys())
def test_what_is_entered_reads_back_and_is_taken_back(
    varied: Path, run: Run, monkeypatch: pytest.MonkeyPatch, amount: str, explanation: Explanation
) -> None:
    tell(monkeypatch, {"it": lambda line, lines: explanation})
    write_statement(Path(FILE), [StatedLine("it", amount)])
    before, at_first = written(), figures(run)
    outcome = run("reconcile", FILE, "--account", "icbc", "--yes")
    assert (outcome.code, run("check").code) == (0, 0), outcome
    after = written()
    line = after["bank"][-1]["id"]
    (match,) = [each for each in after["matches"] if each["line"] == line]
    assert explanation_of(match, after) == explanation
    assert git(varied, "rev-list", "--count", "HEAD").strip() == "2"
    head = git(varied, "rev-parse", "HEAD")
    assert run("reconcile", FILE, "--account", "icbc", "--yes").code == 0
    assert git(varied, "rev-parse", "HEAD") == head
    assert proven(run)
    assert run("bank", "undo", match["id"]).code == 0
    assert run("check").code == 0
    assert proven(run)
    assert figures(run) == at_first
    undone = written()
    for kind in KINDS[2:]:  # what was entered by hand is as it was
        assert [each for each in undone[kind] if not each.get("line") and not each.get("reverses")] == before[kind]
    (denial,) = [each for each in undone["matches"] if each.get("reverses") == match["id"]]
    assert set(denial["rejected"]) == explanation.denied
    assert run("reconcile", FILE, "--account", "icbc", "--yes").code == 0
    assert run("check").code == 0
    again = [each for each in written()["matches"] if each["line"] == line and not each.get("reverses")][-1]
    assert explanation_of(again, written()) == explanation


def test_both_lines_of_a_transfer_name_each_other_and_are_opened_together(
    varied: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(monkeypatch, {"in": lambda line, lines: Explanation(ignored="transfer", counterpart="BL-cmb-1")})
    write_statement(Path(FILE), [StatedLine("in", "500.00")])
    assert run("reconcile", FILE, "--account", "icbc", "--yes").code == 0
    named = {each["line"]: each["counterpart"] for each in written()["matches"]}
    (line,) = named.keys() - {"BL-cmb-1"}
    assert named == {line: "BL-cmb-1", "BL-cmb-1": line}
    assert run("bank", "undo", "BL-cmb-1").code == 0
    assert run("check").code == 0
    assert run("bank", "undo", line).code == 1
    assert {each["account"]: len(each["open"]) for each in run("bank", "status", "--format", "json").data} == {
        "icbc": 1,
        "cmb": 1,
    }


def test_a_receipt_and_its_return_name_each_other(varied: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(line: Line, lines: object) -> Explanation:
        assert isinstance(lines, list)
        return Explanation(ignored="reversal", counterpart=next(each.id for each in lines if each.memo != line.memo))

    tell(monkeypatch, {"in": other, "back": other})
    write_statement(Path(FILE), [StatedLine("in", "500.00"), StatedLine("back", "-500.00")])
    assert run("reconcile", FILE, "--account", "icbc", "--yes").code == 0
    assert run("check").code == 0
    first, second = written()["matches"]
    assert (first["counterpart"], second["counterpart"]) == (second["line"], first["line"])


def test_money_that_was_given_out_later_is_not_pulled_away(
    varied: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(monkeypatch, {"it": lambda line, lines: Explanation("HD", advance=150_00)})
    write_statement(Path(FILE), [StatedLine("it", "150.00")])
    assert run("reconcile", FILE, "--account", "icbc", "--yes").code == 0
    (payment,) = [each["id"] for each in written()["payments"] if each.get("line")]
    assert run("allocate", payment, "SO-3=20").code == 0
    head = git(varied, "rev-parse", "HEAD")
    refused = run("bank", "undo", "--last")
    assert (refused.code, git(varied, "rev-parse", "HEAD")) == (1, head)
    assert payment in refused.err
    assert "AL-2611-0001" in refused.err
    assert run("allocate", payment, "SO-3=-20").code == 0
    assert run("bank", "undo", "--last").code == 0
    assert run("check").code == 0


def test_what_the_book_cannot_take_is_left_to_review_and_all_else_entered(
    varied: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than an order comes to, and a bill of a payment that was none: two lines of three."""
    answers = {
        "too much": Explanation("HD", orders=(Share("SO-1", 300_00),)),
        "no bill": Explanation(collects=("PY-1",)),
        "good": Explanation("HD", orders=(Share("SO-2", 200_00),)),
    }
    tell(monkeypatch, {memo: (lambda line, lines: answers[line.memo or ""]) for memo in answers})
    amounts = {"too much": "300.00", "no bill": "50.00", "good": "200.00"}
    write_statement(Path(FILE), [StatedLine(memo, amount) for memo, amount in amounts.items()])
    words = ("reconcile", FILE, "--account", "icbc", "--yes", "--lang", "en")
    before = files_of(varied)
    tried = run(*words, "--dry-run")
    assert (tried.code, files_of(varied)) == (0, before)
    assert "SO-1 has been given 300.00" in " ".join(tried.out.split())
    assert tried.out.count("+- {id: BL-") == 3
    assert tried.out.count("+- id: PY-") == 1
    outcome = run(*words, "--format", "json")
    assert (outcome.code, run("check").code) == (0, 0)
    found = {line["memo"]: line for line in outcome.data["lines"]}
    assert {memo: line["decision"] for memo, line in found.items()} == {
        "too much": "review",
        "no bill": "review",
        "good": "post",
    }
    assert "SO-1 has been given 300.00" in found["too much"]["flags"][0]
    assert len(written()["bank"]) == 4  # the lines themselves are kept, all three of them
    assert [match["line"] for match in written()["matches"]] == [found["good"]["line"]]
