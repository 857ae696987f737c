from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.bank.reading.amounts import amount_of
from salesbook.bank.reading.dates import date_of
from salesbook.bank.reading.declared import strings_by_key, yaml_mapping
from salesbook.bank.reading.grid import clean
from salesbook.bank.reading.layout import GENERIC, layout_of
from salesbook.bank.reading.vocabulary import Direction, Role, normal, vocabulary
from salesbook.bank.statement import Status


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.50", "1234.50"),
        ("1234.5", "1234.5"),
        ("-0.77", "-0.77"),
        ("+12.00", "12"),
        ("￥1,234.50", "1234.50"),
        ("¥-12.00", "-12"),
        ("-¥12.00", "-12"),
        ("１，２３４．５６", "1234.56"),
        ("(12.00)", "-12"),
        ("12.00-", "-12"),
        (".50", "0.50"),
        ("12,50", None),
        ("1,23.00", None),
        ("1234567890123456", None),
        ("xx,yyyy.zz", None),
        ("12 笔", None),
        ("12 50", None),
        ("- 12.00", "-12"),
        ("", None),
    ],
)
def test_amounts(text: str, amount: str | None) -> None:
    assert amount_of(text) == (None if amount is None else Decimal(amount))


@given(st.integers(-(10**14), 10**14), st.booleans())
def test_any_amount_reads_back(minor: int, grouped: bool) -> None:
    amount = Decimal(minor).scaleb(-2)
    assert amount_of(f"{amount:,.2f}" if grouped else f"{amount:.2f}") == amount


@pytest.mark.parametrize(
    "text",
    [
        "20261103",
        "2026-11-03",
        "2026/11/3",
        "2026.11.03",
        "2026年11月3日",
        "2026年11月03日 00:00:00",
        "2026-11-03 12:13:14",
        "2026-11-03T12:13:14.123+08:00",
        "20261103121314",
        "20261103 12:13:14",
        "２０２６－１１－０３",
        "115/11/03",
        "1151103",
        "民國115年11月3日",
        "令和8年11月3日",
        "R8.11.03",
        "2026.11.03.",
        "Nov 3, 2026 9:00:00 AM PST",
        Decimal(20261103),
        Decimal(46329),
        Decimal("46329.38"),
        datetime(2026, 11, 3, 12, 13),
    ],
)
def test_dates(text: str) -> None:
    assert date_of(text) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "text", ["03/11/2026", "2026-13-01", "20260230", "12:13:14", "2026", "202611031", "0026-01-01", ""]
)
def test_what_is_no_date_for_certain_is_none(text: str) -> None:
    assert date_of(text) is None


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("26100800017\t", "26100800017"),
        ("　宏达贸易 ", "宏达贸易"),
        ('="00123"', "00123"),
        ("`4402", "4402"),
        ("a\nb", "a b"),
    ],
)
def test_cells_are_freed_of_padding_and_marks(text: str, cell: str) -> None:
    assert clean(text) == cell


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("收入金额（+元）", Role.IN),
        ("支出金额(-元)", Role.OUT),
        ("金额(元)", Role.AMOUNT),
        ("Transaction  Date", Role.DATE),
        ("付款人名称[ Payer's Name ]", Role.REMITTER),
        ("收(付)方名称", Role.PAYER),
        ("收（付）方账号", Role.PAYER_ACCOUNT),
        ("交易金额(收入)", Role.IN),
        ("FECHA OPERACION", Role.DATE),
        ("對方戶名", Role.PAYER),
        ("记帐日期", Role.DATE),
        ("Amount (RM)", Role.AMOUNT),
        ("Trans Date 交易日期", Role.DATE),
        ("Balance (EUR)", Role.BALANCE),
    ],
)
def test_headings_are_known_in_any_dress(heading: str, role: Role) -> None:
    assert vocabulary().headers[vocabulary().heading_of(heading)][0] is role


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("本次记账日期", Role.DATE),
        ("贷方交易总金额", Role.IN),
        ("账户实时余额(元)", Role.BALANCE),
        ("对方账号或卡号", Role.PAYER_ACCOUNT),
        ("Importe del movimiento", Role.AMOUNT),
        ("Mandate reference", Role.OTHER),
        ("Wechselkurs", Role.OTHER),
        ("Irgendwas", None),
    ],
)
def test_headings_are_known_by_their_parts(heading: str, role: Role | None) -> None:
    assert vocabulary().likely(normal(heading)) is role


def test_no_heading_has_two_meanings() -> None:
    text = (files("salesbook.bank.reading") / "words.yaml").read_text(encoding="utf-8")
    headers = strings_by_key(yaml_mapping(text)["headers"])
    words = [normal(word) for listed in headers.values() for word in listed]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("交易成功", Status.BOOKED),
        ("", Status.BOOKED),
        ("交易关闭", Status.FAILED),
        ("支付失败", Status.FAILED),
        ("等待确认收货", Status.PENDING),
        ("Pending", Status.PENDING),
    ],
)
def test_statuses(text: str, status: Status) -> None:
    assert vocabulary().status(text) is status


@pytest.mark.parametrize(
    ("word", "direction"),
    [("贷", Direction.IN), ("CR", Direction.IN), ("支出", Direction.OUT), ("不计收支", Direction.NEUTRAL)],
)
def test_directions(word: str, direction: Direction) -> None:
    assert vocabulary().directions[normal(word)] is direction


@pytest.mark.parametrize(("name", "code"), [("人民币", "CNY"), ("美元", "USD"), ("eur", "EUR"), ("活期", None)])
def test_currencies(name: str, code: str | None) -> None:
    assert vocabulary().currency(name) == code


def test_a_header_of_no_known_bank_is_generic() -> None:
    assert layout_of(frozenset({"日期", "金额"})) is GENERIC
