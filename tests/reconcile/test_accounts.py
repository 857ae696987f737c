"""Which account a statement is of: its number decides; what it says is never contradicted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from salesbook.bank.accounts import account_of, possible_accounts
from salesbook.bank.codes import ACCOUNT_UNKNOWN, OTHER_ACCOUNT, OTHER_CURRENCY
from salesbook.bank.statement import Statement, StatementLine
from salesbook.model.problem import Code, Problem

ACCOUNTS = {
    "icbc": {"number": "1001244309200012345", "currency": "CNY"},
    "boc": {"number": "4550601882339910", "currency": "USD"},
    "till": {},
}


def stated(account: str | None = None, currency: str | None = None) -> Statement:
    line = StatementLine(1, date(2026, 10, 12), Decimal(1))
    return Statement("generic", None, account, currency, None, None, (line,))


@pytest.mark.parametrize(
    "statement, asked, found",
    [
        (stated("1001244309200012345"), None, "icbc"),
        (stated("1001 **** 2345"), None, "icbc"),
        (stated(), None, ACCOUNT_UNKNOWN),
        (stated("999"), None, ACCOUNT_UNKNOWN),
        (stated(), "icbc", "icbc"),
        (stated("999"), "till", "till"),
        (stated("999"), "icbc", OTHER_ACCOUNT),
        (stated("1001244309200012345"), "till", OTHER_ACCOUNT),
        (stated(currency="USD"), "icbc", OTHER_CURRENCY),
        (stated("1001244309200012345", "USD"), None, OTHER_CURRENCY),
    ],
)
def test_the_number_in_the_file_decides(statement: Statement, asked: str | None, found: str | Code) -> None:
    answer = account_of(statement, "file", ACCOUNTS, asked, "CNY")
    assert (answer.code if isinstance(answer, Problem) else answer) == found


@pytest.mark.parametrize(
    "statement, possible",
    [
        (stated(), ["icbc", "boc", "till"]),
        (stated(currency="CNY"), ["icbc", "till"]),
        (stated("999"), ["till"]),
        (stated("999", "USD"), []),
    ],
)
def test_what_may_be_named_is_what_nothing_in_the_file_is_against(statement: Statement, possible: list[str]) -> None:
    assert possible_accounts(statement, ACCOUNTS, "CNY") == possible
