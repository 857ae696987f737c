"""The bank lines of the company's book and of October's exports run on without a gap, and each is explained once."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from salesbook.bank.reading import read
from salesbook.bank.statement import Unread
from salesbook.demo.company import Company
from salesbook.demo.write import write_exports

from .ledger import Entry, by_id, grouped, of

RECONCILED = date(2026, 9, 30)

CASES = {
    *("exact", "alias", "account known", "account masked", "order cited", "orders cited", "invoice cited"),
    *("several orders", "part payment", "overpaid", "bank fee", "rounding", "cash discount", "person on behalf"),
    *("similar names", "unknown payer", "not for an order", "recorded", "hand-in", "batch", "bill matured"),
    *("reversed", "reversal", "supplier", "fee", "interest", "tax", "salary", "own transfer"),
}


def accounts(company: Company) -> dict[str, Entry]:
    settings = company.settings["accounts"]
    assert isinstance(settings, dict)
    return settings


def standing_matches(company: Company) -> list[Entry]:
    undone = {match["reverses"] for match in of(company, "matches") if "reverses" in match}
    return [match for match in of(company, "matches") if match["id"] not in undone and "reverses" not in match]


def test_balances_run_from_the_opening_to_the_exports(company: Company) -> None:
    lines = grouped(of(company, "bank"), "account")
    for account, settings in accounts(company).items():
        balance = settings["opening"]["balance"]
        assert [line["date"] for line in lines[account]] == sorted(line["date"] for line in lines[account])
        for line in lines[account]:
            balance += line["amount"]
            assert line["balance"] == balance, line["id"]
            assert balance > 0, line["id"]
        if account in company.exports:
            export = company.exports[account]
            assert export.account.opening == balance
            assert export.account.number == settings["number"]
            for exported in export.lines:
                assert date(2026, 10, 1) <= exported.date <= date(2026, 10, 31)
                balance += exported.amount
                assert exported.balance == balance


def test_every_line_is_matched_once_to_what_has_its_amount_and_account(company: Company) -> None:
    lines, payments = by_id(company, "bank"), by_id(company, "payments")
    handins, bills = by_id(company, "handins"), by_id(company, "bills")
    matched = [match["line"] for match in standing_matches(company)]
    assert sorted(matched) == sorted(lines)
    for match in standing_matches(company):
        line = lines[match["line"]]
        if "ignored" in match:
            continue
        found = [payments[id] for id in match.get("payments", [])] + [handins[id] for id in match.get("handins", [])]
        found += [bills[id] for id in match.get("bills", [])]
        assert all(each["account"] == line["account"] for each in found)
        assert sum(each["amount"] - each.get("fee", 0) for each in found) == line["amount"], match["id"]
        assert match["date"] >= line["date"]


def test_all_money_of_the_past_is_on_a_line(company: Company) -> None:
    seen: dict[str, int] = defaultdict(int)
    for match in standing_matches(company):
        for id in (*match.get("payments", []), *match.get("handins", []), *match.get("bills", [])):
            seen[id] += 1
    expected = {
        entry["id"]
        for kind in ("payments", "handins", "bills")
        for entry in of(company, kind)
        if "account" in entry and entry["date"] <= RECONCILED
    }
    assert dict(seen) == dict.fromkeys(expected, 1)


def test_a_mistaken_payment_was_mended(company: Company) -> None:
    payments = by_id(company, "payments")
    (undoing,) = [match for match in of(company, "matches") if "reverses" in match]
    (instead,) = [match for match in standing_matches(company) if match["line"] == undoing["line"]]
    wrong, reversal, right = (payments[id] for id in instead["payments"])
    assert reversal["reverses"] == wrong["id"]
    assert wrong["customer"] != right["customer"]


def test_the_exports_hold_every_difficulty(shown: Company) -> None:
    truths = [truth for export in shown.exports.values() for truth in export.truths]
    assert {truth.case for truth in truths} >= CASES
    assert all(len(truth.orders) > 1 for truth in truths if truth.case in {"batch", "several orders", "orders cited"})
    orders = by_id(shown, "orders") | by_id(shown, "openings")
    assert {order for truth in truths for order in truth.orders} <= orders.keys()
    assert {truth.customer for truth in truths} - {""} <= by_id(shown, "customers").keys()


def test_what_the_exports_say_is_recorded_is_in_the_book(shown: Company) -> None:
    october = [payment for payment in of(shown, "payments") if payment["date"] > RECONCILED]
    recorded: dict[tuple[date, Decimal], int] = defaultdict(int)
    for payment in october:
        recorded[payment["date"], payment["amount"]] += 1
    for export in shown.exports.values():
        for line, truth in zip(export.lines, export.truths, strict=True):
            if truth.case == "recorded":
                assert recorded[line.date, line.amount]


@pytest.mark.parametrize("account", ["icbc", "cmb", "alipay"])
def test_the_exports_read_back_as_they_were_meant(shown: Company, tmp_path: Path, account: str) -> None:
    (file,) = (file for file in write_exports(shown, tmp_path) if file.name.startswith(account))
    statements = read(file, file.name)
    assert not isinstance(statements, Unread)
    (statement,) = statements
    export = shown.exports[account]
    assert [(line.date, line.amount, line.balance) for line in statement.lines] == [
        (line.date, line.amount, line.balance) for line in export.lines
    ]
    assert [line.payer or "" for line in statement.lines] == [line.counterparty for line in export.lines]
    assert all(
        line.memo in (read_line.memo or "") for line, read_line in zip(export.lines, statement.lines, strict=True)
    )
    assert statement.account == export.account.number
    assert statement.warnings == ()
