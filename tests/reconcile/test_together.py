"""Statements of one command are matched together: over files of one account, and over accounts."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from salesbook.bank.decision import Decision, Explanation, Share, Verdict
from salesbook.bank.identity import Line
from salesbook.bank.matching import Progress
from salesbook.bank.reading import read
from salesbook.bank.receivables import Receivables
from salesbook.bank.reconciliation import reconcile_together
from salesbook.bank.stated import StatementOfAccount
from salesbook.bank.statement import Statement, Unread
from salesbook.bank.view import entries_of
from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.index.book import open_book

from .conftest import Run, git
from .varied_book import write_varied_book

Row = tuple[str, str, str]
"""Day of October, amount, memo."""


@pytest.fixture
def varied(tmp_path: Path, surroundings: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_varied_book(tmp_path)
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitignore").write_bytes(b".salesbook/\n*.csv\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=begin")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, number: str, *rows: Row) -> str:
    """An export of the account with a number."""
    with Path(name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["账号", number])
        writer.writerow(["交易日期", "对方户名", "收入金额", "支出金额", "摘要"])
        for day, amount, memo in rows:
            inward, outward = ("", amount[1:]) if amount.startswith("-") else (amount, "")
            writer.writerow([f"2026-10-{day}", "华东精密机械有限公司", inward, outward, memo])
    return name


def _read(file: str) -> list[Statement]:
    found = read(Path(file), file)
    assert not isinstance(found, Unread)
    return found


ICBC, CMB = "1001244309200012345", "121909876510801"


class Told:
    """A matcher that notes what it is given and says what a test wants."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.given: list[tuple[str, list[str], Receivables]] = []
        patch.setattr("salesbook.bank.reconciliation.match", self.match)

    def match(self, lines: Sequence[Line], book: Receivables, tell: Progress) -> list[Decision]:
        self.given.append((book.account, [line.memo or "" for line in lines], book))
        return [self.decide(line, book) for line in lines]

    def decide(self, line: Line, book: Receivables) -> Decision:
        """A transfer where another account shows its other side; the order that the memo names, if it is open."""
        if line.memo == "划转":
            other = next(each for each in book.other_lines if each.amount == -line.amount)
            return Decision(Verdict.IGNORE, Explanation(ignored="own transfer", counterpart=other.id))
        if order := book.orders.get(line.memo or ""):
            share = Share(order.id, min(line.amount, order.unsettled))
            return Decision(Verdict.POST, Explanation("HD", orders=(share,)))
        return Decision(Verdict.REVIEW)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    return Told(monkeypatch)


def decisions(run: Run, *words: str) -> list[list[str]]:
    outcome = run("reconcile", *words, "--format", "json")
    assert outcome.code == 0, outcome
    found: list[dict[str, Any]] = outcome.data if isinstance(outcome.data, list) else [outcome.data]
    return [[line["decision"] for line in each["lines"]] for each in found]


def of_kind(kind: str) -> list[dict[str, Any]]:
    book = open_book(Path.cwd())
    try:
        return list(entries_of(book, kind))
    finally:
        book.connection.close()


def test_both_sides_of_a_transfer_are_one_decision(varied: Path, told: Told, run: Run) -> None:
    files = write("a.csv", ICBC, ("12", "-300.00", "划转")), write("b.csv", CMB, ("13", "300.00", "划入"))
    assert decisions(run, *files) == [["ignore"], ["ignore"]]
    assert [lines for _, lines, _ in told.given] == [["划转"], []]
    assert decisions(run, *files, "--yes") == [["ignore"], ["ignore"]]
    lines = {each["memo"]: each["id"] for each in of_kind("bank")}
    matches = {each["line"]: each.get("counterpart") for each in of_kind("matches")}
    assert matches == {lines["划转"]: lines["划入"], lines["划入"]: lines["划转"]}
    assert decisions(run, *files) == [["known"], ["known"]]
    assert run("check").code == 0


def test_the_other_side_may_be_in_the_book(varied: Path, told: Told, run: Run) -> None:
    file = write("a.csv", ICBC, ("12", "500.00", "划转"))
    assert decisions(run, file, "--yes") == [["ignore"]]
    assert {each["line"]: each["counterpart"] for each in of_kind("matches")}["BL-cmb-1"].startswith("BL-icbc-")
    assert run("check").code == 0


@pytest.mark.parametrize("yes", [[], ["--yes"]])
def test_what_one_account_is_paid_the_other_is_not_paid_again(
    varied: Path, told: Told, run: Run, yes: list[str]
) -> None:
    files = write("a.csv", ICBC, ("12", "100.00", "SO-1")), write("b.csv", CMB, ("12", "100.00", "SO-1"))
    assert decisions(run, *files, *yes) == [["post"], ["review"]]
    assert told.given[1][2].other_lines[-1].customer == "HD"


def test_files_of_one_account_are_matched_at_once_and_what_both_show_only_once(
    varied: Path, told: Told, run: Run
) -> None:
    first = write("a.csv", ICBC, ("11", "100.00", "SO-1"), ("12", "5.00", "?"))
    second = write("b.csv", ICBC, ("12", "5.00", "?"), ("12", "5.00", "?"), ("13", "200.00", "SO-2"))
    assert decisions(run, first, second) == [["post", "review"], ["review", "review", "post"]]
    assert [lines for _, lines, _ in told.given] == [["SO-1", "?", "?", "SO-2"]]
    decisions(run, first, second, "--yes")
    assert sorted(each["memo"] for each in of_kind("bank") if each["account"] == "icbc") == ["?", "?", "SO-1", "SO-2"]
    assert len(git(varied, "log", "--format=%h").split()) == 2
    assert decisions(run, second, first) == [["review", "review", "known"], ["known", "review"]]


def test_a_line_decided_in_one_file_is_known_in_the_next(varied: Path, told: Told, run: Run) -> None:
    first, second = (write(name, ICBC, ("11", "100.00", "SO-1")) for name in ("a.csv", "b.csv"))
    assert decisions(run, first, second) == [["post"], ["known"]]


def test_a_recorded_payment_that_any_of_the_files_shows_is_not_missing(
    varied: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    def match(lines: Sequence[Line], book: Receivables, tell: Progress) -> list[Decision]:
        shown = {each.amount: each.id for each in book.payments}
        return [
            Decision(Verdict.POST, Explanation("HD", payments=(shown[line.amount],)))
            if line.amount in shown
            else Decision(Verdict.REVIEW)
            for line in lines
        ]

    monkeypatch.setattr("salesbook.bank.reconciliation.match", match)
    first = write("a.csv", ICBC, ("09", "1.00", "?"), ("12", "1.50", "?"))
    second = write("b.csv", ICBC, ("10", "50.00", "PY-1"))
    outcome = run("reconcile", first, second, "--format", "json")
    assert [each["missing"] for each in outcome.data] == [["PY-3", "PY-2"], []]


def test_which_account_is_asked_where_the_file_does_not_tell(
    varied: Path, told: Told, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    """Only on a terminal; a file whose number the book knows is not asked about."""
    files = write("a.csv", "", ("12", "1.00", "?")), write("b.csv", CMB, ("12", "1.00", "?"))
    assert run("reconcile", *files, "--format", "json").code == 1
    asked: list[list[str]] = []

    def answer(session: Session, question: Text, choices: Sequence[tuple[str, str]]) -> str:
        asked.append([id for id, _ in choices])
        return "icbc"

    monkeypatch.setattr("salesbook.cli.reconciling.ask_which", answer)
    monkeypatch.setattr(Session, "asks", property(lambda session: True))
    outcome = run("reconcile", *files, "--format", "json")
    assert [each["account"] for each in outcome.data] == ["icbc", "cmb"]
    assert asked == [["icbc", "cmb"]]


def test_what_a_review_goes_by_was_read_once(varied: Path, told: Told) -> None:
    """It knows the other statements' lines too, and what they were found to be."""
    book = open_book(varied)
    assert book.policy is not None
    files = {"icbc": write("a.csv", ICBC, ("09", "-100.00", "划转")), "cmb": write("b.csv", CMB, ("10", "100.00", "?"))}
    stated = [
        StatementOfAccount(file, account, statement) for account, file in files.items() for statement in _read(file)
    ]
    together = reconcile_together(book, book.policy, stated, date(2026, 11, 1))
    (out,), (in_,) = (each.lines for each in together.statements)
    beside = {account: {line.id: line.ignored for line in view.other_lines} for account, view in together.views.items()}
    assert beside["icbc"][in_.id] == beside["cmb"][out.id] == "own transfer"
    assert together.views["icbc"].orders == told.given[0][2].orders
