"""Drafts become entries: numbered, verified, written whole, committed alone; or nothing happens at all."""

from __future__ import annotations

import datetime
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from salesbook.cli.entering import known_kind
from salesbook.recording.draft import Because, Draft, Recorded, Refused
from salesbook.recording.record import Manner, record
from salesbook.recording.verification import nothing_more
from tests.entering.conftest import content, git

DAY = datetime.date(2026, 11, 21)


def payment(amount: str = "5.00", day: datetime.date = DAY, **more: object) -> Draft:
    return Draft(known_kind("payments"), {"date": day, "customer": "HDJM", "amount": Decimal(amount), **more})


def order(day: datetime.date = DAY) -> Draft:
    line = {"product": "P-100", "qty": Decimal(1), "price": Decimal("128.50"), "tax": "13%"}
    return Draft(known_kind("orders"), {"date": day, "customer": "HDJM", "lines": [line], "total": Decimal("128.50")})


def invoice(target: Draft, number: str) -> Draft:
    given = [{"order": target, "amount": Decimal("10.00")}]
    return Draft(known_kind("invoices"), {"date": DAY, "customer": "HDJM", "number": number, "orders": given})


def enter(root: Path, *drafts: Draft, **manner: object) -> Recorded:
    result = attempt(root, *drafts, **manner)
    assert isinstance(result, Recorded), result
    return result


def attempt(root: Path, *drafts: Draft, **manner: object) -> Recorded | Refused:
    return record(root, drafts, summary="test", command="add-test", manner=Manner(**manner))  # type: ignore[arg-type]


def test_drafts_that_name_each_other_are_written_together(book: Path) -> None:
    bought = order()
    paid = payment("128.50", orders=[{"order": bought, "amount": Decimal("128.50")}])
    more = payment("1.00")
    recorded = enter(book, paid, bought, more)
    assert [entry.id for entry in recorded.entries] == ["PY-2611-0001", "SO-2611-0001", "PY-2611-0002"]
    assert "{order: SO-2611-0001, amount: 128.50}" in recorded.entries[0].text
    assert git(book, "log", "-1", "--format=%B").splitlines() == [
        "add-test PY-2611-0001, SO-2611-0001, PY-2611-0002: test",
        "",
        "Salesbook-Command: add-test",
        "Salesbook-Entry: PY-2611-0001",
        "Salesbook-Entry: SO-2611-0001",
        "Salesbook-Entry: PY-2611-0002",
        "",
    ]


def test_the_subject_of_many_entries_names_none_and_the_trailers_all(book: Path) -> None:
    recorded = enter(book, *(payment(f"{amount}.00") for amount in range(1, 5)))
    subject, _, *trailers = git(book, "log", "-1", "--format=%B").splitlines()
    assert recorded.entries[0].id not in subject
    assert [trailer for trailer in trailers if trailer.startswith("Salesbook-Entry")] == [
        f"Salesbook-Entry: {entry.id}" for entry in recorded.entries
    ]


def test_numbers_count_by_month_and_pad_and_never_fill_gaps(book: Path) -> None:
    enter(book, payment(), payment(day=datetime.date(2026, 10, 5)))
    git(book, "config", "salesbook.pad", "wf")
    enter(book, payment())
    file = book / "ledgers/payments/2026-11.yaml"
    file.write_text(file.read_text("utf-8").replace("PY-2611-0001", "PY-2611-0041"), "utf-8")
    git(book, "config", "--unset", "salesbook.pad")
    assert [entry.id for entry in enter(book, payment()).entries] == ["PY-2611-0042"]
    assert sorted(path.name for path in (book / "ledgers/payments").iterdir()) == [
        "2026-10.yaml",
        "2026-11.wf.yaml",
        "2026-11.yaml",
    ]
    assert "id: PY-2611-WF-0001" in (book / "ledgers/payments/2026-11.wf.yaml").read_text("utf-8")


def test_the_books_own_pattern_numbers(book: Path) -> None:
    with (book / "salesbook.yaml").open("a", encoding="utf-8") as settings:
        settings.write('numbering: {payments: "R{yyyy}.{seq}"}\n')
    enter(book, payment(), payment(day=datetime.date(2026, 3, 1)))
    assert [entry.id for entry in enter(book, payment()).entries] == ["R2026.3"]


def test_a_wrong_pattern_or_pad_is_told(book: Path) -> None:
    git(book, "config", "salesbook.pad", "W F")
    refused = attempt(book, payment())
    assert isinstance(refused, Refused)
    assert refused.problems[0].code.id == "E0033"
    git(book, "config", "salesbook.pad", "wf")
    with (book / "salesbook.yaml").open("a", encoding="utf-8") as settings:
        settings.write("numbering: {payments: PY}\n")
    refused = attempt(book, payment())
    assert isinstance(refused, Refused)
    assert refused.problems[0].code.id == "E0032"


def test_a_file_takes_a_thousand_entries_then_the_next_begins(plain_book: Path) -> None:
    drafts = [payment() for _ in range(1995)]
    result = record(plain_book, drafts, summary="many", command="add-test", verify=nothing_more)
    assert isinstance(result, Recorded)
    enter(plain_book, *(payment() for _ in range(6)))
    counts = {path.name: path.read_text("utf-8").count("- id:") for path in (plain_book / "ledgers/payments").iterdir()}
    assert counts == {"2026-11.yaml": 1000, "2026-11.2.yaml": 1000, "2026-11.3.yaml": 1}


def test_a_dry_run_shows_the_difference_and_leaves_no_trace(plain_book: Path) -> None:
    before = sorted(plain_book.rglob("*"))
    result = record(
        plain_book, [order()], summary="", command="add-order", manner=Manner(dry_run=True), verify=nothing_more
    )
    assert isinstance(result, Recorded)
    assert result.commit is None
    assert result.diff.startswith("--- /dev/null\n+++ b/ledgers/orders/2026-11.yaml\n@@ -0,0 +1,")
    assert sorted(plain_book.rglob("*")) == before


def test_the_difference_of_a_dry_run_is_what_git_can_apply(book: Path) -> None:
    enter(book, payment("1.00"))
    shown = enter(book, payment("2.00"), order(), dry_run=True)
    subprocess.run(["git", "apply", "-"], input=shown.diff.encode(), cwd=book, check=True)
    assert all((book / entry.path).read_text("utf-8").endswith(entry.text) for entry in shown.entries)


def test_other_changes_stay_out_of_the_commit_and_hand_edits_go_before(book: Path) -> None:
    enter(book, payment("1.00"))
    file = book / "ledgers/payments/2026-11.yaml"
    file.write_text(file.read_text("utf-8").replace("amount: 1.00", "amount: 1.50"), "utf-8")
    (book / "notes.txt").write_text("mine\n", "utf-8")
    git(book, "add", "notes.txt")
    with (book / "ledgers/reps.yaml").open("a", encoding="utf-8") as reps:
        reps.write("# more\n")
    enter(book, payment("2.00"))
    assert git(book, "log", "-2", "--format=%s", "--name-only").split("\n") == [
        "add-test PY-2611-0002: test",
        "",
        "ledgers/payments/2026-11.yaml",
        "hand edit: PY-2611-0001",
        "",
        "ledgers/payments/2026-11.yaml",
        "",
    ]
    assert git(book, "status", "--porcelain") == " M ledgers/reps.yaml\nA  notes.txt\n"


@pytest.mark.parametrize("how", ["manner", "settings"])
def test_nothing_is_committed_where_the_user_wants_to(book: Path, how: str) -> None:
    if how == "settings":
        with (book / "salesbook.yaml").open("a", encoding="utf-8") as settings:
            settings.write("git: {commit: false}\n")
        git(book, "commit", "--quiet", "--all", "--message=settings")
    head = git(book, "rev-parse", "HEAD")
    recorded = enter(book, payment(), commit=how == "settings")
    assert recorded.commit is None
    assert git(book, "rev-parse", "HEAD") == head
    assert git(book, "status", "--porcelain", "-uall") == "?? ledgers/payments/2026-11.yaml\n"


@pytest.mark.parametrize("first", [True, False])
def test_where_git_refuses_nothing_is_written(book: Path, first: bool) -> None:
    if not first:
        enter(book, payment("1.00"))
    hook = book / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    before = content(book)
    refused = attempt(book, payment("2.00"), order())
    assert isinstance(refused, Refused)
    assert refused.because is Because.FAILURE
    assert "not today" in refused.problems[0].message.en
    assert "Nothing was written." in refused.problems[0].message.en
    assert content(book) == before
    assert git(book, "status", "--porcelain") == ""
    assert enter(book, payment("2.00"), commit=False).entries[0].id == ("PY-2611-0001" if first else "PY-2611-0002")


def test_during_a_merge_nothing_is_written(book: Path) -> None:
    (book / ".git/MERGE_HEAD").write_text(git(book, "rev-parse", "HEAD"), "utf-8")
    before = content(book)
    refused = attempt(book, payment())
    assert isinstance(refused, Refused)
    assert refused.because is Because.FAILURE
    assert content(book) == before


def test_one_draft_with_errors_refuses_them_all(book: Path) -> None:
    before = content(book)
    refused = attempt(book, payment(), payment(custmer="HDJM"), payment(method="gold"))
    assert isinstance(refused, Refused)
    assert refused.because is Because.ERRORS
    assert [problem.code.id for problem in refused.problems] == ["E0102", "E0103"]
    assert content(book) == before


def test_what_the_whole_book_shows_refuses(book: Path) -> None:
    before = content(book)
    refused = attempt(book, payment(orders=[{"order": "SO-2611-0001", "amount": Decimal("5.00")}]))
    assert isinstance(refused, Refused)
    assert [problem.code.id for problem in refused.problems] == ["E0403"]
    assert content(book) == before


def test_warnings_are_passed_on_and_do_not_refuse(book: Path) -> None:
    bought = order(datetime.date(2026, 11, 25))
    early = invoice(bought, "1")
    assert [warning.code.id for warning in enter(book, bought, early).warnings] == ["W0305"]
    assert enter(book, payment()).warnings == ()  # it is said once


def test_a_number_used_twice_may_be_forced_and_then_is_no_error(book: Path) -> None:
    bought = order()
    enter(book, bought, invoice(bought, "7"))
    again = Draft(
        known_kind("invoices"),
        {
            "date": DAY,
            "customer": "HDJM",
            "number": "7",
            "orders": [{"order": "SO-2611-0001", "amount": Decimal("1.00")}],
        },
    )
    refused = attempt(book, again)
    assert isinstance(refused, Refused)
    assert (refused.because, refused.forceable) == (Because.RULE, True)
    forced = enter(book, again, force="two copies")
    assert forced.entries[0].text.endswith("  forced: {rule: duplicate_number, reason: two copies}\n")
    assert enter(book, payment()).warnings == ()


def test_only_the_invoices_of_several_drafts_note_that_they_were_forced(book: Path) -> None:
    bought = order()
    enter(book, bought, invoice(bought, "7"))
    another = order()
    forced = enter(book, another, invoice(another, "7"), payment(), force="two copies")
    assert ["forced" in entry.data for entry in forced.entries] == [False, True, False]


def test_a_reason_that_nothing_needs_is_not_written(book: Path) -> None:
    assert "forced" not in enter(book, payment(), force="just in case").entries[0].text


def test_an_error_that_is_there_already_does_not_refuse_its_mending(book: Path) -> None:
    (book / "ledgers/payments").mkdir()
    (book / "ledgers/payments/2026-10.yaml").write_text(
        "- {id: PY-2610-0001, date: 2026-10-01, customer: HDJM, amount: -50.00}\n", "utf-8"
    )
    enter(book, payment("30.00", datetime.date(2026, 10, 1)))  # the customer's money is still below zero
    enter(book, payment("20.00", datetime.date(2026, 10, 1)))
