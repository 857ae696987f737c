"""``bank status``: the book and the bank agree, or by how much they do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import Run
from .test_reconcile import of_kind
from .varied_book import write_varied_book


def status(run: Run, *more: str) -> dict[str, Any]:
    outcome = run("bank", "status", "--format", "json", *more)
    assert outcome.code == 0, outcome
    return {account["account"]: account for account in outcome.data}


@pytest.mark.parametrize("day", ["2026-11-01", "2026-10-15", "2026-03-31", "2025-02-03"])
def test_book_and_bank_agree_on_every_day(posted: Path, run: Run, day: str) -> None:
    for account in status(run, "--as-of", day).values():
        assert account["difference"] in {"0.00", None}
        assert account["computed"] == account["stated"] or account["stated"] is None


def test_open_lines_and_unseen_payments_are_named(posted: Path, run: Run) -> None:
    accounts = status(run)
    matched = {match["line"] for match in of_kind(run, "matches")}
    lines = [line["id"] for line in of_kind(run, "bank") if line["account"] == "icbc" and line["id"] not in matched]
    assert [each["line"] for each in accounts["icbc"]["open"]] == lines
    cheques = [each["id"] for each in accounts["icbc"]["unseen"]]
    assert {each["method"] for each in of_kind(run, "payments") if each["id"] in cheques} == {"cheque"}
    assert accounts["alipay"]["open"] == []


def test_a_wrong_match_shows_as_a_difference(posted: Path, run: Run) -> None:
    line = status(run)["icbc"]["open"][0]
    payment = next(each for each in of_kind(run, "payments") if each.get("account") == "icbc")
    with Path("ledgers/matches/2026-11.yaml").open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"- {{id: BM-2611-9999, date: 2026-11-01, line: {line['line']}, payments: [{payment['id']}]}}\n")
    assert status(run, "--allow-errors")["icbc"]["difference"] not in {"0.00", None}
    assert status(run, "--allow-errors")["cmb"]["difference"] == "0.00"


def test_a_line_that_was_lost_shows_as_a_difference_to_the_banks_balance(posted: Path, run: Run) -> None:
    path = Path("ledgers/bank/icbc-2026-03.yaml")
    kept = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(kept[1:]), encoding="utf-8", newline="\n")
    account = status(run, "--allow-errors")["icbc"]
    assert account["computed"] != account["stated"]
    assert account["difference"] != "0.00"


def test_a_line_that_was_divided_is_proven_as_a_whole(tmp_path: Path, surroundings: None, run: Run) -> None:
    """90.00 of it is a customer's, the rest is interest; and a payment that names no account is where its line is."""
    write_varied_book(tmp_path)
    added = {
        "bank/icbc-2026-10": "- {id: BL-1, account: icbc, date: 2026-10-12, amount: 100.00, balance: 600.00}\n"
        "- {id: BL-2, account: icbc, date: 2026-10-13, amount: 7.00, balance: 607.00}\n",
        "payments/2026-11": "- {id: PY-91, date: 2026-10-12, customer: HD, amount: 90.00, account: icbc, line: BL-1}\n"
        "- {id: PY-92, date: 2026-10-14, customer: HD, amount: 7.00}\n",
        "matches/2026-11": "- {id: BM-1, date: 2026-11-01, line: BL-1, payments: [PY-91], ignored: interest}\n"
        "- {id: BM-2, date: 2026-11-01, line: BL-2, payments: [PY-92]}\n",
    }
    for name, text in added.items():
        path = tmp_path / "ledgers" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        account = status(run)["icbc"]
    assert (account["book"], account["not_posted"], account["stated"], account["proven"]) == (
        f"{607 + 90 + 900}.00",  # with a hand-in and a bill that the bank has not shown
        "0.00",
        "607.00",
        True,
    )
    assert account["not_seen"] == "990.00"
