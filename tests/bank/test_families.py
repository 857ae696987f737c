"""Random transactions in layouts that only the whole table explains are read back the same, or told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from salesbook.bank.reading import read
from salesbook.bank.statement import Reason, Statement, StatementLine, Status, Unread
from tests.bank.test_countries import Line, one, pointed, said, swapped, transactions


def table(heading: str, rows: list[list[str]]) -> bytes:
    return "\n".join([heading, *(",".join(row) for row in rows), ""]).encode()


def sides(amount: Decimal, number: Callable[[Decimal], str] = str) -> list[str]:
    return [number(amount), ""] if amount > 0 else ["", number(-amount)]


def plain(amount: Decimal) -> str:
    return f"{amount:.2f}"


def without_blanks_at_the_end(row: list[str]) -> list[str]:
    return row[: max(place for place, cell in enumerate(row, 1) if cell)]


ENDINGS: dict[str, Callable[[list[str]], list[str]]] = {
    "as the heading": lambda row: row,
    "one delimiter more": lambda row: [*row, ""],
    "no blanks at the end": without_blanks_at_the_end,
}


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=40, deadline=None)
@given(lines=transactions())
@example(
    lines=[(date(2026, 1, 13), Decimal(-1000), Decimal(0), "a"), (date(2026, 12, 29), *[Decimal("0.01")] * 2, "b")]
)
def test_unquoted_thousands_are_read_as_written_or_told(ending: str, lines: list[Line]) -> None:
    rows = [
        ENDINGS[ending]([day.isoformat(), memo, *sides(amount, pointed), pointed(balance), ""])
        for day, amount, balance, memo in lines
    ]
    found = read(table("日期,摘要,收入,支出,余额,对方户名", rows), "export")
    if isinstance(found, Unread):
        return
    (statement,) = found
    assert set(said(statement)) <= set(lines)
    told = [row for row in statement.skipped if row.why is Reason.UNREADABLE]
    assert len(statement.lines) + len(told) == len(lines)
    assert bool(told) is any("W0604" in warning.code.id for warning in statement.warnings)


@settings(max_examples=40, deadline=None)
@given(lines=transactions())
def test_dates_printed_once_a_day_count_for_all_of_it(lines: list[Line]) -> None:
    shown: list[str] = []
    for position, (day, *_) in enumerate(lines):
        shown.append("" if position and lines[position - 1][0] == day else day.isoformat())
    rows = [
        [text, memo, *sides(amount), plain(balance)]
        for text, (_, amount, balance, memo) in zip(shown, lines, strict=True)
    ]
    assert said(one(read(table("日期,摘要,收入,支出,余额", rows), "export"))) == lines


ERAS: dict[str, Callable[[date], str]] = {
    "republic": lambda day: f"{day.year - 1911}/{day:%m/%d}",
    "republic, compact": lambda day: f"{day.year - 1911}{day:%m%d}",
    "republic, words": lambda day: f"民國{day.year - 1911}年{day.month}月{day.day}日",
    "buddhist": lambda day: f"{day:%d/%m}/{day.year + 543}",
    "reiwa": lambda day: f"令和{day.year - 2018}年{day.month}月{day.day}日",
    "reiwa, short": lambda day: f"R{day.year - 2018}.{day:%m.%d}",
}


@pytest.mark.parametrize("era", ERAS)
@settings(max_examples=15, deadline=None)
@given(lines=transactions())
def test_years_of_other_eras(era: str, lines: list[Line]) -> None:
    rows = [[ERAS[era](day), memo, *sides(amount), plain(balance)] for day, amount, balance, memo in lines]
    assert said(one(read(table("交易日期,摘要,存入,支出,餘額", rows), "export"))) == lines


@settings(max_examples=40, deadline=None)
@given(lines=transactions())
def test_codes_for_directions_mean_what_the_balances_say(lines: list[Line]) -> None:
    rows = [
        [day.isoformat(), memo, "2" if amount > 0 else "1", plain(abs(amount)), plain(balance)]
        for day, amount, balance, memo in lines
    ]
    found = read(table("交易日期,摘要,借贷标志,发生额,余额", rows), "export")
    if not isinstance(found, Unread):
        assert said(found[0]) == lines


@settings(max_examples=40, deadline=None)
@given(lines=transactions())
def test_the_books_of_a_company_call_money_in_a_debit(lines: list[Line]) -> None:
    rows = [[day.isoformat(), memo, *sides(amount), plain(balance)] for day, amount, balance, memo in lines]
    found = one(read(table("日期,摘要,借方,贷方,余额", rows), "export"))
    alike = any(above[1] == below[1] for above, below in pairwise(lines))
    if len(lines) > 2 and not alike:  # else balances may follow in the other order as well
        assert said(found) == lines
        assert found.warnings == ()


@settings(max_examples=25, deadline=None)
@given(lines=transactions(), fees=st.lists(st.integers(0, 500), min_size=12, max_size=12))
def test_what_moves_is_the_net_amount(lines: list[Line], fees: list[int]) -> None:
    rows = []
    for (day, amount, _, memo), minor in zip(lines, fees, strict=False):
        fee = Decimal(minor).scaleb(-2)
        rows.append([day.isoformat(), memo, plain(amount + fee), plain(fee), plain(amount), "usd"])
    statement = one(read(table("Created (UTC),Description,Amount,Fee,Net,Currency", rows), "export"))
    assert [line.amount for line in statement.lines] == [amount for _, amount, *_ in lines]


@settings(max_examples=40, deadline=None)
@given(lines=transactions())
def test_money_in_and_out_without_headings(lines: list[Line]) -> None:
    rows = [
        [day.strftime("%m/%d/%Y"), memo, *reversed(sides(amount)), plain(balance)]
        for day, amount, balance, memo in lines
    ]
    found = read("\n".join(",".join(row) for row in rows).encode(), "export")
    if not isinstance(found, Unread):
        assert set(said(found[0])) <= set(lines)


@settings(max_examples=25, deadline=None)
@given(lines=transactions())
def test_a_thousand_is_told_from_three_decimals_by_the_balances(lines: list[Line]) -> None:
    whole = [(day, amount.scaleb(2), memo) for day, amount, _, memo in lines]
    rows, balance = [], Decimal(1000)
    for day, amount, memo in whole:
        balance += amount
        rows.append(";".join([day.isoformat(), memo, swapped(".")(amount)[:-3], swapped(".")(balance)[:-3]]))
    found = read("\n".join(["Datum;Text;Betrag;Saldo", *rows]).encode(), "export")
    if not isinstance(found, Unread):
        read_back = [(line.date, line.amount) for line in found[0].lines]
        assert set(read_back) <= {(day, amount) for day, amount, _ in whole}


@pytest.mark.parametrize(
    ("word", "status"),
    [("Gebucht", Status.BOOKED), ("Umsatz vorgemerkt", Status.PENDING), ("Storniert", Status.FAILED)],
)
def test_states_are_known_without_a_heading_for_them(word: str, status: Status) -> None:
    text = (
        f"Buchungstag;Betrag;Text;Info\n13.10.2026;5,00;a;{word}\n14.10.2026;6,00;b;Gebucht\n15.10.2026;7,00;c;offen\n"
    )
    lines = one(read(text.encode(), "export")).lines
    assert [line.status for line in lines] == [status, Status.BOOKED, Status.PENDING]


def lines_of(heading: str, *rows: str) -> list[StatementLine]:
    statement: Statement = one(read("\n".join([heading, *rows]).encode(), "export"))
    return list(statement.lines)


@pytest.mark.parametrize(
    "heading",
    [
        "日期,借贷,金额,账号,户名,账号,户名,摘要",
        "日期,借贷,金额,本方账号,本方户名,对方账号,对方户名,摘要",
        "Date,D/C,Amount,Account,Account Name,IBAN,Name,Description",
    ],
)
def test_the_other_party_is_found_whatever_its_heading(heading: str) -> None:
    first, second = lines_of(
        heading, "2026-10-13,C,5.00,6001,本公司,3302,甲公司,货款", "2026-10-14,D,3.00,6001,本公司,4403,乙公司,材料"
    )
    assert (first.payer, first.payer_account) == ("甲公司", "3302")
    assert (second.payer, second.payer_account) == ("乙公司", "4403")


def test_the_holder_tells_which_way_money_went() -> None:
    first, second = lines_of(
        "日期,付款人,付款账号,收款人,收款账号,金额",
        "2026-10-13,甲公司,3302,本公司,6001,5.00",
        "2026-10-14,本公司,6001,乙公司,4403,3.00",
    )
    assert (first.amount, first.payer) == (Decimal(5), "甲公司")
    assert (second.amount, second.payer) == (Decimal(-3), "乙公司")


def test_further_numbers_of_an_order_are_not_lost() -> None:
    (line,) = lines_of("Date,Amount,Transaction ID,Reference,Description", "2026-10-13,5.00,T1,SO-2610-0007,Deposit")
    assert (line.reference, line.memo) == ("T1", "Deposit; SO-2610-0007")


def test_a_single_column_without_sign_tells_nothing_of_its_first_line() -> None:
    text = "日期,金额,余额,摘要\n2026-10-13,10.00,90.00,a\n2026-10-14,20.00,70.00,b\n"
    statement = one(read(text.encode(), "export"))
    assert [line.amount for line in statement.lines] == [Decimal(-20)]
    assert [row.row for row in statement.skipped if row.why is Reason.UNREADABLE] == [2]


def test_pending_parts_of_a_table_say_so() -> None:
    heading = "日期,摘要,收入,支出"
    pending, booked = lines_of(
        "待入账交易", heading, "2026-10-14,预授权,,5.00", "已入账交易", heading, "2026-10-13,货款,9.00,"
    )
    assert (pending.status, booked.status) == (Status.PENDING, Status.BOOKED)


def test_balances_between_pages_are_neither_the_first_nor_the_last() -> None:
    rows = ["2026-10-13,货款,10.00,,110.00", "承前页,,,,110.00", "2026-10-14,费用,,5.00,105.00"]
    statement = one(read(table("日期,摘要,收入,支出,余额", [row.split(",") for row in rows]), "export"))
    assert (statement.opening, statement.warnings) == (None, ())
