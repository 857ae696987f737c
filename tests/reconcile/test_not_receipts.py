"""Lines that are no customer's money, and what must not be taken for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from salesbook.bank.decision import Verdict
from salesbook.bank.identity import Line
from salesbook.bank.matching import match
from salesbook.bank.receivables import PastLine

from .small_books import COMPANY, DAY, HDJM, book, decide, line, order, payment


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        (line(126_840, "应付利息-单位通知存款利息", "结息"), "interest"),
        (line(787, "余利宝", "收益发放"), "interest"),
        (line(4_412, "应付单位活期存款利息", "结息"), "interest"),
        (line(4_412, COMPANY, "存款利息"), "interest"),
        (line(4_412, "INTEREST PAYABLE - CURRENT ACCOUNTS", "GROSS INTEREST"), "interest"),
        (line(73_120, "HMRC", "VAT REPAYMENT"), "tax"),
        (line(73_120, "HM REVENUE & CUSTOMS", "REFUND OF CORPORATION TAX"), "tax"),
        (line(5_000_000, COMPANY, "招行转入"), "transfer"),
        (line(5_000_000, None, "", "121909876510801"), "transfer"),
        (line(5_000_000, "支付宝（中国）网络技术有限公司", "支付宝提现"), "transfer"),
        (line(2_134_055, "国家金库上海市浦东新区支库", "增值税留抵退税"), "tax"),
        (line(180_000, "昆山元冠金属材料有限公司", "退货款"), "supplier"),
        (line(-8_500, "中国工商银行", "账户管理费"), "fee"),
        (line(-1_200, "BANK OF CHINA", "INWARD REMITTANCE FEE"), "fee"),
        (line(-5_000_000, COMPANY, "转工行基本户"), "transfer"),
        (line(-300_000, "昆山元冠金属材料有限公司", "支付货款"), "payment out"),
    ],
)
def test_it_is_ignored_with_a_word_that_says_why(stated: Line, why: str) -> None:
    decision = decide(stated, book())
    assert (decision.verdict, decision.best.ignored) == (Verdict.IGNORE, why)


@pytest.mark.parametrize(
    "stated",
    [
        line(128_550, "吴立新", "货款及利息"),
        line(128_550, HDJM.name, "结息"),
        line(128_550, HDJM.name, "TAX REFUND"),
        line(128_550, "COFFEE TRADING LTD", "PAYMENT"),
        line(128_550, "陈嘉树", "货款 附国家税务局证明"),
        line(128_550, COMPANY, "现金存入"),
        line(128_550, COMPANY, "票据托收"),
        line(-128_550, HDJM.name, "退款"),
        line(-128_550, "吴立新", "退回货款"),
    ],
)
def test_what_may_be_a_customers_is_not_ignored(stated: Line) -> None:
    assert decide(stated, book()).verdict is Verdict.REVIEW


def test_a_receipt_and_its_return_cancel_each_other_out() -> None:
    lines = [
        line(1_580_000, "砥峰流体"),
        line(900),
        line(-1_580_000, "砥峰流体", "退汇 户名不符", day=DAY + timedelta(1)),
    ]
    assert [each.best.ignored for each in match(lines, book())] == ["reversal", None, "reversal"]


def test_money_out_that_comes_back_cancels_out_too() -> None:
    lines = [line(-1_580_000, "某供应商"), line(1_580_000, "某供应商", "退汇", day=DAY + timedelta(2))]
    assert {each.best.ignored for each in match(lines, book())} == {"reversal"}


def test_a_return_takes_back_one_receipt_only() -> None:
    lines = [line(100_000), line(100_000), line(-100_000, memo="退汇", day=DAY + timedelta(1))]
    decisions = match(lines, book(order("SO-2609-0001", 100_000)))
    assert [each.verdict for each in decisions] == [Verdict.POST, Verdict.IGNORE, Verdict.IGNORE]


@pytest.mark.parametrize(
    "lines",
    [
        [line(100_000), line(-100_000, "吴立新", "退汇")],
        [line(100_000), line(-100_000, HDJM.name, "退汇", day=DAY + timedelta(30))],
        [line(100_000), line(100_000, "吴立新"), line(-100_000, None, "退票")],
    ],
)
def test_a_return_that_may_be_of_something_else_pairs_with_nothing(lines: list[Line]) -> None:
    assert all(each.best.ignored is None for each in match(lines, book()))


def test_a_bounced_cheque_that_is_recorded_is_cleared_on_both_lines() -> None:
    recorded = [payment("PY-1", 100_000), payment("PY-2", -100_000)]
    decisions = match([line(100_000), line(-100_000, memo="支票退票")], book(payments=recorded))
    assert [each.best.payments for each in decisions] == [("PY-1",), ("PY-2",)]


@pytest.mark.parametrize(
    ("memo", "evidence", "verdict"),
    [("往来款", True, Verdict.IGNORE), ("往来款", False, Verdict.REVIEW), ("提现", True, Verdict.REVIEW)],
)
def test_a_party_is_ignored_as_before_only_where_a_person_said_so(memo: str, evidence: bool, verdict: Verdict) -> None:
    """Not where earlier lines were ignored for their own words."""
    before = [
        PastLine(DAY - timedelta(n), 1_000, "陈嘉树", None, memo, None, "transfer", evidence) for n in (30, 60, 90)
    ]
    decision = decide(line(128_550, "陈嘉树", "往来"), replace(book(), past_lines=tuple(before)))
    assert decision.verdict is verdict


def test_a_return_is_not_paired_because_what_else_it_may_be_of_was_matched_before() -> None:
    decided = PastLine(DAY, 100_000, HDJM.name, None, None, HDJM.id, None)
    lines = [line(100_000, "吴立新"), line(-100_000, None, "退票")]
    assert all(each.best.ignored == "reversal" for each in match(lines, book()))
    assert all(each.best.ignored is None for each in match(lines, replace(book(), past_lines=(decided,))))
