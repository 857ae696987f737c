"""The same transactions in every dress that exports are found in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from salesbook.bank.codes import BALANCE_BREAK, TOTAL_DIFFERS, UNPAIRED_QUOTES, UNREADABLE_BYTES, UNREADABLE_ROW
from salesbook.bank.reading import read
from salesbook.bank.statement import Reason, Statement, StatementLine, Unread

PLAIN = """\
账号：6001 2002 3003
交易日期,摘要,借方发生额,贷方发生额,余额,对方户名
20261008,货款 SO-2610-0001,,"1,200.00","11,200.00",华东精密
20261009,手续费,12.50,,"11,187.50",
20261031,"尾款, 第二批",,300.00,"11,487.50",康元医疗
合计,,12.50,"1,500.00",,
"""


def read_text(text: str, encoding: str = "utf-8") -> Statement:
    found = read(text.encode(encoding), "bank.csv")
    assert not isinstance(found, Unread), [problem.message.en for problem in found.problems]
    (statement,) = found
    return statement


def facts(statement: Statement) -> list[tuple[date, Decimal, Decimal | None, str | None, str | None]]:
    return [(line.date, line.amount, line.balance, line.payer, line.memo) for line in statement.lines]


EXPECTED = [
    (date(2026, 10, 8), Decimal("1200"), Decimal("11200"), "华东精密", "货款 SO-2610-0001"),
    (date(2026, 10, 9), Decimal("-12.50"), Decimal("11187.50"), None, "手续费"),
    (date(2026, 10, 31), Decimal("300"), Decimal("11487.50"), "康元医疗", "尾款, 第二批"),
]

VARIANTS = {
    "plain": PLAIN,
    "no title": PLAIN.partition("\n")[2],
    "no totals": PLAIN.rpartition("合计")[0],
    "CR": PLAIN.replace("\n", "\r"),
    "CRLF": PLAIN.replace("\n", "\r\n"),
    "no end of line at the end": PLAIN.rstrip("\n"),
    "empty rows between": PLAIN.replace("\n", "\n\n"),
    "rows of nothing but delimiters": PLAIN.replace("\n2026", "\n,,,,,\n2026"),
    "header repeated": PLAIN.replace(
        "\n20261009", "\n交易日期,摘要,借方发生额,贷方发生额,余额,对方户名\n20261009"
    ),
    "subtotal in the middle": PLAIN.replace("\n20261031", '\n本页小计,,12.50,"1,200.00",,\n20261031'),
    "trailing separators": "\n".join(line + "," if "," in line else line for line in PLAIN.split("\n")),
    "trailing separators below the header only": "\n".join(
        line + "," if line.startswith("2026") else line for line in PLAIN.split("\n")
    ),
    "every cell quoted": PLAIN.replace("20261008,货款 SO-2610-0001,", '"20261008","货款 SO-2610-0001",'),
    "padded with tabs": PLAIN.replace("20261008", "20261008\t").replace("华东精密", "华东精密  \t"),
    "spaces after delimiters": PLAIN.replace(",", ", ").replace("1, 200", "1,200").replace("11, ", "11,")
    .replace("尾款,  ", "尾款, ").replace("1, 500", "1,500"),
    "full width digits": PLAIN.replace('"1,200.00"', "１２００．００").replace("20261009", "２０２６１００９"),
    "full width heading": PLAIN.replace("余额", "余额（元）").replace("摘要", " 摘 要 "),
    "0.00 in the other column": PLAIN.replace(',,"1,200.00"', ',0.00,"1,200.00"').replace("12.50,,", "12.50,0.00,"),
    "dash in the other column": PLAIN.replace(',,"1,200.00"', ',-,"1,200.00"').replace("12.50,,", "12.50,--,"),
    "minus in the column for money out": PLAIN.replace(",12.50,", ",-12.50,"),
    "currency signs": PLAIN.replace('"1,200.00"', '"￥1,200.00"').replace(",300.00", ",300.00元"),
    "dates with slashes and time": PLAIN.replace("20261008", "2026/10/8 9:05").replace("20261009", "2026年10月9日"),
    "amounts as formulas of a spreadsheet": PLAIN.replace(',"1', ',="1').replace("20261009", '="20261009"'),
    "numbers protected from the spreadsheet": PLAIN.replace("20261008", '"=""20261008"""'),
    "comment lines around": "# 导出\n# 第1页\n" + PLAIN + "# 打印日期：2026-11-01\n以上数据仅供参考\n",
    "dividing lines": "-----\n" + PLAIN.replace("\n20261008", "\n------------\n20261008") + "=====\n",
    "newest first": "\n".join([*PLAIN.split("\n")[:2], *PLAIN.split("\n")[4:1:-1], *PLAIN.split("\n")[5:]]),
    "line break in a cell": PLAIN.replace('"尾款, 第二批"', '"尾款,\n第二批"'),
    "a title drawn apart": "户  名：云岚  账  号：6001 2002 3003  币  种：人民币\n" + PLAIN.partition("\n")[2],
    "a title in two cells": "账号：,6001 2002 3003,户名：,云岚\n" + PLAIN.partition("\n")[2],
    "a title that names amounts and dates": "查询日期：2026-10-01,金额单位：元\n" + PLAIN,
    "a summary above": "日期,笔数,金额\n2026-10,3,1487.50\n\n" + PLAIN,
}  # fmt: skip


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_dress_makes_no_difference(variant: str) -> None:
    statement = read_text(VARIANTS[variant])
    assert sorted(facts(statement)) == sorted(EXPECTED)
    assert statement.account == ("6001 2002 3003" if variant != "no title" else None)
    assert statement.warnings == ()


@pytest.mark.parametrize("delimiter", [";", "\t", "|", "~"])
def test_delimiters(delimiter: str) -> None:
    text = PLAIN.replace('"', "").replace("1,2", "12").replace("1,1", "11").replace("1,4", "14").replace("1,5", "15")
    text = text.replace("尾款, ", "尾款， ")
    statement = read_text(text.replace(",", delimiter))
    assert [line.amount for line in statement.lines] == [Decimal("1200"), Decimal("-12.5"), Decimal("300")]
    assert statement.warnings == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    assert facts(read_text(PLAIN, encoding)) == EXPECTED


def test_traditional_chinese_in_big5() -> None:
    text = "帳號：6001 2002\n交易日期,摘要,支出,存入,餘額,備註\n20261008,貨款,,100.00,100.00,臺北訂單\n"
    (line,) = read_text(text, "big5").lines
    assert (line.amount, line.memo) == (Decimal(100), "貨款; 臺北訂單")


def test_western_text_is_not_taken_for_chinese() -> None:
    text = "Date,Description,Amount,Balance\n2026-10-08,Müller – façade,100.00,100.00\n"
    statement = read_text(text, "cp1252")
    assert (statement.encoding, statement.lines[0].memo) == ("cp1252", "Müller – façade")


def test_a_character_cut_in_half_is_told_and_costs_no_amount() -> None:
    data = PLAIN.encode("gbk").replace("华东精密".encode("gbk"), "华东精密".encode("gbk")[:-1])
    found = read(data, "bank.csv")
    assert not isinstance(found, Unread)
    assert [line.amount for line in found[0].lines] == [amount for _, amount, *_ in EXPECTED]
    assert [(warning.code, warning.source and warning.source.line) for warning in found[0].warnings] == [
        (UNREADABLE_BYTES, 3)
    ]


def test_a_negative_amount_among_credits_takes_a_receipt_back() -> None:
    statement = read_text(PLAIN.replace(',300.00,"11,487.50"', ',-300.00,"10,887.50"').replace("1,500.00", "900.00"))
    assert statement.lines[-1].amount == Decimal("-300")
    assert statement.warnings == ()


def test_a_negative_amount_among_debits_takes_a_payment_back() -> None:
    text = PLAIN.replace("合计,,12.50", '20261031,冲正,-12.50,,"11,500.00",\n合计,,0.00')
    statement = read_text(text)
    assert [line.amount for line in statement.lines][-1] == Decimal("12.50")
    assert statement.warnings == ()


def test_a_single_negative_debit_is_read_as_its_balance_says() -> None:
    text = "日期,收入,支出,余额,摘要\n20261001,5.00,,105.00,货款\n20261002,,-5.00,110.00,冲正\n"
    assert [line.amount for line in read_text(text).lines] == [Decimal(5), Decimal(5)]


def test_a_direction_column_gives_the_sign() -> None:
    text = "日期,金额,收/支,摘要\n20261001,5.00,收入,货款\n20261002,3.00,支出,费用\n20261003,7.00,不计收支,转入\n"
    assert [(line.amount, line.status) for line in read_text(text).lines] == [
        (Decimal(5), "booked"),
        (Decimal(-3), "booked"),
        (Decimal(7), "neutral"),
    ]


def test_an_unknown_direction_is_not_guessed() -> None:
    statement = read_text("日期,金额,收/支,摘要\n20261001,5.00,收入,a\n20261002,3.00,??,b\n")
    assert [warning.code for warning in statement.warnings] == [UNREADABLE_ROW]
    assert statement.skipped[-1].why is Reason.UNREADABLE


def test_every_free_text_counts_once() -> None:
    text = "日期,收入,摘要,用途,附言,网点说明,备注,对方行名\n20261001,5.00,货款,SO-1,货款,请查收,/,中国银行\n"
    assert read_text(text).lines[0].memo == "货款; SO-1; 请查收"


def test_the_other_party_depends_on_the_direction() -> None:
    text = "日期,收入,支出,付款人名称,付款人账号,收款人名称,收款人账号\n" \
        "20261001,5.00,,华东,111,本公司,999\n20261002,,3.00,本公司,999,昆山,222\n"  # fmt: skip
    assert [(line.payer, line.payer_account) for line in read_text(text).lines] == [("华东", "111"), ("昆山", "222")]


def test_the_booking_date_comes_before_the_value_date() -> None:
    text = "起息日,记账日期,收入,摘要\n20261001,20261003,5.00,货款\n20261004,,6.00,货款\n"
    assert [line.date.day for line in read_text(text).lines] == [3, 4]


def test_a_stray_quotation_mark_swallows_no_row() -> None:
    statement = read_text(PLAIN.replace("手续费", '"手续费').replace('"11,187.50"', "11187.50"))
    assert [line.amount for line in statement.lines] == [amount for _, amount, *_ in EXPECTED]
    assert [warning.code for warning in statement.warnings] == [UNPAIRED_QUOTES]


def test_unquoted_thousands_are_put_together_where_balances_prove_it() -> None:
    statement = read_text(PLAIN.replace('"', "").replace("尾款, 第二批", "尾款，第二批"))
    assert [(line.amount, line.balance, line.payer) for line in statement.lines] == [
        (amount, balance, payer) for _, amount, balance, payer, _ in EXPECTED
    ]
    assert statement.warnings == ()


def test_an_unquoted_thousands_separator_is_never_misread() -> None:
    text = PLAIN.replace('"1,200.00"', "1,200.00")
    statement = read_text(text)
    assert Decimal(1) not in {line.amount for line in statement.lines}
    assert UNREADABLE_ROW in {warning.code for warning in statement.warnings}


def test_a_broken_balance_and_total_are_told_with_their_rows() -> None:
    statement = read_text(PLAIN.replace("11,187.50", "11,187.05").replace("1,500.00", "1,600.00"))
    assert [(warning.code, warning.source and warning.source.line) for warning in statement.warnings] == [
        (BALANCE_BREAK, 4),
        (BALANCE_BREAK, 5),
        (TOTAL_DIFFERS, 6),
    ]
    assert len(statement.lines) == 3


def test_rows_of_opening_and_closing_balance_are_no_transactions() -> None:
    text = PLAIN.replace("\n20261008", '\n20261001,期初余额,,,"10,000.00",\n20261008')
    text += '20261031,期末余额,,,"11,487.50",\n'
    statement = read_text(text)
    assert facts(statement) == EXPECTED
    assert (statement.opening, statement.closing) == (Decimal("10000"), Decimal("11487.50"))
    assert statement.warnings == ()


def test_a_payer_who_is_called_total_is_a_payer() -> None:
    text = "日期,收入,摘要,对方户名\n20261001,5.00,合计,合计贸易行\n"
    assert [line.payer for line in read_text(text).lines] == ["合计贸易行"]


def test_a_period_without_transactions_is_an_empty_statement() -> None:
    statement = read_text("账号：6001 2002\n交易日期,摘要,借方发生额,贷方发生额,余额\n没有符合条件的记录\n")
    assert (statement.account, statement.lines) == ("6001 2002", ())


def test_a_line_is_plain_data() -> None:
    line = read_text(PLAIN).lines[0]
    assert line._replace(memo=None) == StatementLine(
        row=3, date=date(2026, 10, 8), amount=Decimal(1200), payer="华东精密", balance=Decimal(11200)
    )


RAGGED = """\
Date,Description,Amount,Balance,Note
2026-10-08,Invoice 1,1200.00,2200.00,{note}
2026-10-09,{text},-12.50,2187.50,{note}{more}
2026-10-31,Invoice 2,300.00,2487.50,{note}
"""


@pytest.mark.parametrize("note", ["", "paid"])
@pytest.mark.parametrize("more", [",", ",,,"])
def test_separators_that_one_row_ends_in_are_nothing(note: str, more: str) -> None:
    statement = read_text(RAGGED.format(text="Fee", note=note, more=more))
    assert [line.amount for line in statement.lines] == [Decimal("1200"), Decimal("-12.5"), Decimal("300")]
    assert statement.lines[1].memo == ("Fee; paid" if note else "Fee")
    assert statement.warnings == ()


@pytest.mark.parametrize("note", ["", "paid"])
@pytest.mark.parametrize("text", ["Fee, bank", "Fee, 5.00", "Fee,"])
def test_a_separator_in_the_text_of_a_row_moves_its_amounts_and_is_told(text: str, note: str) -> None:
    statement = read_text(RAGGED.format(text=text, note=note, more=""))
    assert [line.amount for line in statement.lines] == [Decimal("1200"), Decimal("300")]
    assert (UNREADABLE_ROW, 3) in [(each.code, each.source and each.source.line) for each in statement.warnings]


def test_a_row_that_may_have_its_payment_moved_under_receipts_is_not_guessed() -> None:
    rows = "2026-10-08,Rent,,700.00,\n2026-10-09,Sale,50.00,,\n2026-10-10,Fee,,12.00,,\n"
    statement = read_text("Date,Description,In,Out,Note\n" + rows)
    assert [line.amount for line in statement.lines] == [Decimal("-700"), Decimal("50")]
    assert [warning.code for warning in statement.warnings] == [UNREADABLE_ROW]
