"""Random transactions written as a bank writes them are read back the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.bank.proof import prove
from salesbook.bank.reading import read
from salesbook.bank.statement import Statement, Unread
from salesbook.demo.bank_exports import (
    ExportAccount,
    ExportLine,
    Period,
    alipay_merchant_csv,
    cmb_xlsx,
    icbc_csv,
)

Writer = Callable[[ExportAccount, list[ExportLine], Period], bytes]
PERIOD = Period(date(2026, 10, 1), date(2026, 10, 31))

letters = st.sampled_from("华东精密机械贸易款订金合计余额日期，。（）\"',;|~\t #=-/ABCxyz0123456789")
memos = st.text(letters, max_size=20)
names = st.text(st.sampled_from("华东精密机械有限公司康元医疗ABC. 0"), max_size=15).map(str.strip)
accounts = st.one_of(st.just(""), st.text(st.sampled_from("0123456789"), min_size=8, max_size=19))
logins = st.sampled_from(["", "zha***@example.com", "139******21", "wang.fang@example.com"])
amounts = st.integers(-99_999_999, 99_999_999).filter(bool).map(lambda minor: Decimal(minor).scaleb(-2))


@st.composite
def exports(draw: st.DrawFn, account_numbers: st.SearchStrategy[str]) -> tuple[ExportAccount, list[ExportLine]]:
    account = ExportAccount("1001244309200012345", "上海云岚智能装备有限公司", Decimal("1000.00"))
    balance = account.opening
    lines: list[ExportLine] = []
    for number in range(draw(st.integers(0, 12))):
        amount = draw(amounts)
        balance += amount
        lines.append(
            ExportLine(
                date=draw(st.dates(PERIOD.first, PERIOD.last)),
                time=draw(st.times()).replace(microsecond=0),
                amount=amount,
                counterparty=draw(names),
                counterparty_account=draw(account_numbers),
                memo=draw(memos),
                reference=f"2610{number:07}",
                balance=balance,
                kind=draw(st.sampled_from(["转账", "收费"])),
            )
        )
    return account, sorted(lines, key=lambda line: line.reference)


def read_one(data: bytes) -> Statement:
    found = read(data, "export")
    assert not isinstance(found, Unread), [problem.message.en for problem in found.problems]
    (statement,) = found
    return statement


def words(text: str) -> list[str]:
    return [word for word in text.replace("; ", " ").split() if any(map(str.isalnum, word))]


@pytest.mark.parametrize("write", [icbc_csv, cmb_xlsx])
@settings(max_examples=60, deadline=None)
@given(export=exports(accounts))
def test_a_bank_export_reads_back(write: Writer, export: tuple[ExportAccount, list[ExportLine]]) -> None:
    account, lines = export
    statement = read_one(write(account, lines, PERIOD))
    assert statement.account == account.number
    assert statement.currency == "CNY"
    assert statement.opening == account.opening
    assert [(line.date, line.amount, line.balance, line.reference) for line in statement.lines] == [
        (line.date, line.amount, line.balance, line.reference) for line in lines
    ]
    assert [(line.payer or "", line.payer_account or "") for line in statement.lines] == [
        (line.counterparty, line.counterparty_account) for line in lines
    ]
    assert statement.warnings == ()
    assert prove(statement).ok or not lines


@settings(max_examples=60, deadline=None)
@given(export=exports(logins))
def test_an_alipay_export_reads_back(export: tuple[ExportAccount, list[ExportLine]]) -> None:
    account, lines = export
    statement = read_one(alipay_merchant_csv(account, lines, PERIOD))
    assert statement.format == "alipay-merchant"
    assert [(line.date, line.amount, line.balance, line.reference) for line in statement.lines] == [
        (line.date, line.amount, line.balance, line.reference) for line in lines
    ]
    assert [(line.payer or "", line.payer_account or "") for line in statement.lines] == [
        (line.counterparty, line.counterparty_account) for line in lines
    ]
    assert statement.warnings == ()


@pytest.mark.parametrize("write", [icbc_csv, cmb_xlsx, alipay_merchant_csv])
@settings(max_examples=30, deadline=None)
@given(export=exports(accounts))
def test_no_word_of_a_memo_is_lost(write: Writer, export: tuple[ExportAccount, list[ExportLine]]) -> None:
    account, lines = export
    statement = read_one(write(account, lines, PERIOD))
    for line, written in zip(statement.lines, lines, strict=True):
        said = line.memo or ""
        bare = written.memo.strip().strip("'=`\"").strip()
        assert all(word in said for word in words(bare)), (said, written.memo)
        assert written.kind in said


@pytest.mark.parametrize("write", [icbc_csv, cmb_xlsx, alipay_merchant_csv])
def test_an_export_is_the_same_bytes_each_time(write: Writer) -> None:
    account = ExportAccount("1001244309200012345", "上海云岚智能装备有限公司", Decimal("1000.00"))
    line = ExportLine(
        date(2026, 10, 8), time(9, 1), Decimal("12.30"), "宏达", "", "=货款", "1", Decimal("1012.30"), "转账"
    )
    assert write(account, [line], PERIOD) == write(account, [line], PERIOD)
