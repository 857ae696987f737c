"""Names, account numbers and accounts of the book, as people and banks write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from salesbook.bank.accounts import account_of
from salesbook.bank.codes import ACCOUNT_UNKNOWN, OTHER_ACCOUNT, OTHER_CURRENCY
from salesbook.bank.names import cites, normal_name, same_account
from salesbook.bank.payer import on_behalf_of
from salesbook.bank.statement import Statement, StatementLine
from salesbook.model.problem import Problem


def test_width_case_and_signs_do_not_tell_names_apart() -> None:
    assert normal_name("华东精密（上海） Co., Ltd.") == normal_name("华东精密(上海)ＣＯ Ltd") != normal_name("华东精密")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("4402 0011 2233 8899", "4402001122338899", True),
        ("4402…8899", "4402001122338899", True),
        ("4402****8899", "4402 0011-2233-8899", True),
        ("4402…8898", "4402001122338899", False),
        ("…8899", "4402001122338899", False),  # too few digits to tell
        ("44020011…8899", "440200118899", True),
        ("4402…8899", "4402…8899", True),
        ("", "", False),
        (None, "4402001122338899", False),
    ],
)
def test_masked_digits_are_no_contradiction(one: str | None, other: str | None, same: bool) -> None:
    assert same_account(one, other) is same_account(other, one) is same


@pytest.mark.parametrize(
    ("memo", "whom"),
    [
        ("代华东精密付货款", "华东精密"),
        ("货款; 代 瑞昌医疗 支付", "瑞昌医疗"),
        ("代瑞昌公司汇款", "瑞昌"),
        ("货款", None),
    ],
)
def test_for_whom_somebody_pays(memo: str, whom: str | None) -> None:
    assert on_behalf_of(memo) == whom


ACCOUNTS = {"icbc": {"number": "1001244309200012345"}, "cash": {}, "usd": {"number": "455900001234", "currency": "USD"}}


def statement(number: str | None, currency: str | None = None) -> Statement:
    line = StatementLine(1, date(2026, 10, 1), Decimal(1))
    return Statement("generic", None, number, currency, None, None, (line,))


@pytest.mark.parametrize(
    ("number", "asked", "account"),
    [
        ("1001244309200012345", None, "icbc"),
        ("1001244…2345", None, "icbc"),
        (None, "usd", "usd"),
        ("77", "cash", "cash"),
    ],
)
def test_a_statement_is_of_the_account_that_it_names_or_is_asked_for(
    number: str | None, asked: str | None, account: str
) -> None:
    assert account_of(statement(number), "f.csv", ACCOUNTS, asked, "CNY") == account


@pytest.mark.parametrize(
    ("number", "currency", "asked", "code"),
    [
        ("1001244309200012345", None, "usd", OTHER_ACCOUNT),
        ("9999999999", None, "icbc", OTHER_ACCOUNT),
        ("9999999999", None, None, ACCOUNT_UNKNOWN),
        (None, None, None, ACCOUNT_UNKNOWN),
        (None, None, "boc", ACCOUNT_UNKNOWN),
        ("1001244309200012345", "USD", None, OTHER_CURRENCY),
    ],
)
def test_another_account_or_currency_is_refused(
    number: str | None, currency: str | None, asked: str | None, code: object
) -> None:
    found = account_of(statement(number, currency), "f.csv", ACCOUNTS, asked, "CNY")
    assert isinstance(found, Problem)
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "number", "cited"),
    [
        ("货款 SO-2610-0012", "SO-2610-0012", True),
        ("货款SO 2610 0012", "SO-2610-0012", True),
        ("so26100012付", "SO-2610-0012", True),
        ("SO - 2610 - 0012", "SO-2610-0012", True),
        ("SO -- 2610 -- 0012", "SO-2610-0012", False),  # four signs between two parts
        ("26XD0 1029", "26XD01029", True),  # a bank broke it
        ("SO-2610-00123", "SO-2610-0012", False),
        ("SO-2610-0012-1", "SO-2610-0012", False),
        ("XSO-2610-0012", "SO-2610-0012", False),
        ("SO-2610-0013, SO-2610-0012", "SO-2610-0012", True),
        ("No26312000000012345678", "26312000000012345678", True),  # an invoice's may follow any letters
        ("2631200000 0012345678", "26312000000012345678", True),  # a bank broke it
        ("126312000000012345678", "26312000000012345678", False),
        ("12 345", "12345", False),  # too few digits for a bank to break
        ("INV-1", "INV-1", False),  # too short to mean anything
        ("INV-12", "INV-1", False),
        ("订２６１０－００１２号", "2610-0012", True),
    ],
)
def test_a_number_is_cited_by_the_whole_of_it(text: str, number: str, cited: bool) -> None:
    assert cites(text, number) is cited
