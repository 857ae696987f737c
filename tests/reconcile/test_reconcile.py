"""``reconcile`` on the demonstration company's October: nothing on a guess, nothing twice, all or nothing."""

from __future__ import annotations

import io
import shutil
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from salesbook.bank.reading import read
from salesbook.bank.statement import Statement
from salesbook.book.lock import take_lock
from salesbook.demo.bank_exports import Period, icbc_csv
from salesbook.demo.company import Company
from salesbook.demo.workdays import LAST, LAST_RECONCILED
from salesbook.model.problem import Problem

from .conftest import ALIPAY, CMB, EXPORTS, ICBC, Run, copied, files_of, git

OF_A_STATEMENT = {"file": str, "account": str, "lines": list, "missing": list, "proof": dict}
OF_A_LINE = {
    "row": int,
    "line": str,
    "date": str,
    "amount": str,
    "payer": str | None,
    "memo": str | None,
    "decision": str,
    "customer": str | None,
    "payments": list,
    "orders": list,
    "credits": list,
    "advance": str,
    "confidence": int | float,
    "reasons": list,
    "flags": list,
    "alternatives": list,
}


def statement_in(file: str) -> Statement:
    statements = read(Path(file), file)
    assert isinstance(statements, list)
    (statement,) = statements
    return statement


@pytest.mark.parametrize("file", EXPORTS)
def test_json_has_every_line_of_the_file_with_every_key(book: Path, run: Run, file: str) -> None:
    outcome = run("reconcile", file, "--format", "json")
    data, stated = outcome.data, statement_in(file)
    assert outcome.code == 0
    assert {key: isinstance(data[key], type) for key, type in OF_A_STATEMENT.items()} == dict.fromkeys(
        OF_A_STATEMENT, True
    )
    for line in data["lines"]:
        wrong = {key: line.get(key) for key, type in OF_A_LINE.items() if not isinstance(line.get(key), type)}
        assert not wrong
        assert line["decision"] in {"known", "post", "ignore", "review"}
        assert line["flags"] if line["decision"] == "review" else not line["flags"]
        assert all({"order", "amount"} <= each.keys() for each in line["orders"])
        given = sum((Decimal(each["amount"]) for each in line["orders"]), Decimal(line["advance"]))
        assert given in ({Decimal(0)} if line["decision"] == "ignore" else {Decimal(0), Decimal(line["amount"])})
    assert [(each["row"], Decimal(each["amount"])) for each in data["lines"]] == [
        (each.row, each.amount) for each in stated.lines
    ]
    assert Decimal(data["proof"]["sum"]) == sum(each.amount for each in stated.lines)
    assert Decimal(data["proof"]["opening"]) + Decimal(data["proof"]["sum"]) == Decimal(data["proof"]["closing"])
    assert data["proof"]["ok"] is True


def test_cheques_that_were_paid_in_together_are_found_in_the_one_line_of_their_sum(book: Path, run: Run) -> None:
    together = {
        each["id"]
        for each in of_kind(run, "payments")
        if each["method"] == "cheque" and each["date"] >= "2026-10" and each["account"] == "icbc"
    }
    data = run("reconcile", ICBC, "--format", "json").data
    assert together in [set(each["payments"]) for each in data["lines"]]
    assert not together & set(data["missing"])


def test_without_yes_nothing_is_written(book: Path, run: Run) -> None:
    before = files_of(book)
    for words in (["reconcile", *EXPORTS], ["reconcile", *EXPORTS, "--yes", "--dry-run"]):
        outcome = run(*words)
        assert outcome.code == 0
        assert "未写入任何内容" in outcome.err
    assert "+- {id: BL-icbc-" in outcome.out  # what --yes would add
    assert files_of(book) == before
    assert git(book, "status", "--porcelain") == ""


def test_yes_writes_every_line_and_running_again_changes_nothing(book: Path, run: Run) -> None:
    first = run("reconcile", *EXPORTS, "--yes", "--format", "json")
    assert first.code == 0
    assert run("check").code == 0
    assert git(book, "status", "--porcelain") == ""
    assert git(book, "log", "--format=%s").count("reconcile") == 1
    before, head = files_of(book), git(book, "rev-parse", "HEAD")
    again = run("reconcile", *EXPORTS, "--yes", "--format", "json")
    assert (again.code, files_of(book), git(book, "rev-parse", "HEAD")) == (0, before, head)
    for then, now in zip(first.data, again.data, strict=True):
        for old, new in zip(then["lines"], now["lines"], strict=True):
            assert new["line"] == old["line"]
            assert new["decision"] == ("review" if old["decision"] == "review" else "known")
            if old["decision"] == "post":
                assert new["customer"] == old["customer"]
                assert new["payments"] or new["handins"] or new["bills"]


def test_what_is_posted_agrees_with_what_is_behind_the_lines(posted: Path, company: Company, run: Run) -> None:
    """The lines' truth is known where the company is made; each case of it has lines here."""
    entries = {line["reference"]: line for line in of_kind(run, "bank")}
    matches = {match["line"]: match for match in of_kind(run, "matches")}
    payments = {payment["id"]: payment for payment in of_kind(run, "payments")}
    decided: dict[str, list[bool]] = {}
    for export in company.exports.values():
        for line, truth in zip(export.lines, export.truths, strict=True):
            match = matches.get(entries[line.reference]["id"])
            decided.setdefault(truth.case, []).append(match is not None)
            if match is None:
                continue
            if match.get("ignored"):
                assert (truth.customer, truth.case in {"unknown payer", "hand-in", "batch"}) == ("", False), line
            for id in match.get("payments", ()):
                assert payments[id]["customer"] == truth.customer, line
                assert truth.case in {"recorded", "batch"} or payments[id]["line"] == match["line"], line
                assert {each.get("order") or each["opening"] for each in payments[id].get("orders", ())} == set(
                    truth.orders
                ), line
    always = {"recorded", "order cited", "invoice cited", "alias", "account masked", "hand-in", "bill matured"}
    assert {case for case in always if not all(decided[case])} == set()
    never = {"similar names", "unknown payer"}
    assert {case for case in never if any(decided[case])} == set()
    assert sum(decided["exact"]) / len(decided["exact"]) > 0.8


def of_kind(run: Run, kind: str) -> list[dict[str, Any]]:
    """The entries of a kind, as the index has them."""
    from salesbook.bank.view import entries_of
    from salesbook.index.book import open_book

    opened = open_book(Path.cwd())
    try:
        return list(entries_of(opened, kind))
    finally:
        opened.connection.close()


def test_an_export_in_two_overlapping_parts_gives_the_same_book(
    book: Path, company: Company, run: Run, tmp_path: Path
) -> None:
    whole = copied(book, tmp_path / "whole")
    export = company.exports["icbc"]
    middle = len(export.lines) // 2
    for name, chosen in (("late", export.lines[middle - 6 :]), ("early", export.lines[: middle + 6])):
        account = type(export.account)(
            export.account.number, export.account.holder, chosen[0].balance - chosen[0].amount
        )
        content = icbc_csv(account, chosen, Period(LAST_RECONCILED, LAST))
        Path(f"examples/{name}.csv").write_bytes(content)
    parts = ["examples/late.csv", "examples/early.csv"]
    dry = run("reconcile", *parts, "--format", "json").data
    assert run("reconcile", *parts, "--yes").code == 0
    in_parts = {kind: contents(of_kind(run, kind)) for kind in ("bank", "matches", "payments", "bills")}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(whole)
        assert run("reconcile", ICBC, "--yes").code == 0
        assert {kind: contents(of_kind(run, kind)) for kind in in_parts} == in_parts
    known = [line["line"] for line in dry[1]["lines"] if line["decision"] == "known"]
    assert known  # what the first file of a dry run decides, the second one does not decide again
    assert set(known) == {line["line"] for line in dry[0]["lines"] if line["decision"] in {"post", "ignore"}} & {
        line["line"] for line in dry[1]["lines"]
    }


def contents(entries: list[dict[str, Any]]) -> list[str]:
    """Entries apart from their order and running numbers."""
    kept = [{name: value for name, value in entry.items() if name not in {"payments", "bills"}} for entry in entries]
    return sorted(str(entry if "balance" in entry else entry | {"id": ""}) for entry in kept)


def test_lines_to_review_are_an_error_only_where_that_is_asked(book: Path, run: Run) -> None:
    assert run("reconcile", ICBC, "--strict").code == 1
    assert run("reconcile", ALIPAY, "--strict").code == 0


@pytest.mark.parametrize(
    ("account", "words"), [("cmb", "1001244309200012345"), ("boc-usd", "1001244309200012345"), ("abc", "icbc, cmb")]
)
def test_a_statement_of_another_account_is_refused(book: Path, run: Run, account: str, words: str) -> None:
    before = files_of(book)
    outcome = run("reconcile", ICBC, "--account", account, "--yes")
    assert outcome.code == 1
    assert words in outcome.err
    assert files_of(book) == before


def test_a_file_that_is_no_statement_is_refused(book: Path, run: Run) -> None:
    outcome = run("reconcile", "salesbook.yaml", "--yes", "--format", "json")
    assert (outcome.code, outcome.out) == (1, "")


def test_a_book_outside_git_is_written_too(book: Path, run: Run) -> None:
    shutil.rmtree(book / ".git")
    assert run("reconcile", CMB, "--yes").code == 0
    assert run("check").code == 0
    assert {line["decision"] for line in run("reconcile", CMB, "--format", "json").data["lines"]} == {"known", "review"}


def test_no_commit_leaves_the_commit_to_the_user(book: Path, run: Run) -> None:
    assert run("reconcile", ALIPAY, "--yes", "--no-commit").code == 0
    assert "ledgers/bank/alipay-2026-10.yaml" in git(book, "status", "--porcelain", "--untracked-files=all")


def test_a_locked_book_is_left_alone(book: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salesbook.book.transaction.begin.__defaults__", (0.1,))
    before = files_of(book)
    lock = take_lock(book, 1)
    assert not isinstance(lock, Problem)
    try:
        assert run("reconcile", ALIPAY, "--yes").code == 4
    finally:
        lock.release()
    assert files_of(book) == before


def test_nothing_waits_without_a_terminal(book: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent(io.StringIO):
        def read(self, *_: object) -> str:
            raise AssertionError("it reads from stdin")

        readline = read  # type: ignore[assignment]

    monkeypatch.setattr(sys, "stdin", Silent())
    assert run("reconcile", ALIPAY).code == 0
    assert run("reconcile", ALIPAY, "--yes").code == 0
    assert run("bank", "undo", "--day", "2026-11-01").code == 0
