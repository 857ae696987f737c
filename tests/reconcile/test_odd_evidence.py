"""Evidence that is a little off: fees of banks' tariffs, an order beside a cited one, arrears, a part in dollars."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from salesbook.bank.decision import Verdict
from salesbook.bank.identity import Line
from salesbook.bank.receivables import KnownCustomer, OpenItem, OpenOrder, PastLine

from .small_books import HDJM, RCQX, book, decide, handin, line, order, paid

ONE, OTHER = order("SO-2609-0001", 128_553), order("SO-2609-0047", 77_713)


@pytest.mark.parametrize(
    ("missing", "memo", "verdict"),
    [
        (1_050, "货款", Verdict.POST),  # 10.50 is what banks take
        (1_037, "货款", Verdict.REVIEW),
        (1_050, "SO-2609-0001", Verdict.POST),
        (1_286, "SO-2609-0001", Verdict.REVIEW),  # one percent to the cent
        (1_250, "SO-2609-0001", Verdict.POST),  # a little less than one percent, and no round payment
    ],
)
def test_a_fee_is_one_of_a_tariff_or_taken_from_what_is_cited_and_no_percentage(
    missing: int, memo: str, verdict: Verdict
) -> None:
    known = replace(book(ONE, OTHER), fee_max=5_000)
    assert decide(line(128_553 - missing, memo=memo), known).verdict is verdict


def test_one_odd_amount_beside_what_is_cited_is_no_accident_but_a_round_one_or_two_may_be() -> None:
    third, round_one = order("SO-2609-0031", 45_617), order("SO-2609-0100", 200_000)
    fourth = order("SO-2609-0033", 91_201)
    known = book(ONE, OTHER, third, round_one, fourth)
    assert paid(decide(line(206_266, memo=ONE.id), known)) == {ONE.id: 128_553, OTHER.id: 77_713}
    assert decide(line(206_266, memo=ONE.id), known).verdict is Verdict.POST
    assert decide(line(328_553, memo=ONE.id), known).verdict is Verdict.REVIEW
    assert decide(line(251_883, memo=ONE.id), known).verdict is Verdict.REVIEW


@pytest.mark.parametrize(
    ("amount", "memo", "verdict"),
    [
        (100_000, "还欠款", Verdict.POST),
        (100_000, "往来款", Verdict.REVIEW),  # said of any dealings
        (100_050, "还欠款", Verdict.REVIEW),  # no round sum
        (900_000, "还欠款", Verdict.REVIEW),  # more than is owed
    ],
)
def test_a_round_sum_that_is_paid_for_arrears_stays_with_the_customer(amount: int, memo: str, verdict: Verdict) -> None:
    assert decide(line(amount, memo=memo), book(ONE, OTHER)).verdict is verdict


@pytest.mark.parametrize(
    ("memo", "given", "verdict"),
    [
        ("SO-2610-0007 868.40美元 @7.1860", 868_40, Verdict.POST),
        ("SO-2610-0007 868.40美元 @7.2860", 1_000_00, Verdict.REVIEW),  # by that rate it is another sum
        ("SO-2610-0007 868.40美元", 1_000_00, Verdict.REVIEW),
    ],
)
def test_a_part_of_an_order_in_another_currency_is_paid_where_the_memo_states_sum_and_rate(
    memo: str, given: int, verdict: Verdict
) -> None:
    dollars = OpenOrder("SO-2610-0007", HDJM.id, date(2026, 9, 1), "USD", 1_000_00, (OpenItem(1_000_00),))
    known = replace(book(ONE, settled={"SO-2610-0007": HDJM}), foreign=(dollars,))
    decision = decide(line(6_240_32, memo=memo), known)
    assert (decision.verdict, paid(decision)) == (verdict, {"SO-2610-0007": given})


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        (line(80_000, "王芳", "王芳交款"), Verdict.POST),
        (line(80_000, "王芳", "货款"), Verdict.REVIEW),
    ],
)
def test_a_rep_who_says_that_he_hands_in_is_no_contact_of_his_name(stated: Line, verdict: Verdict) -> None:
    namesake = replace(HDJM, contacts=("王芳",))
    known = book(ONE, customers=(namesake, RCQX), handins=[handin("HI-1", 80_000)])
    assert decide(stated, known).verdict is verdict


def test_a_name_of_two_customers_identifies_neither_whoever_paid_before() -> None:
    twins = tuple(KnownCustomer(id, HDJM.name, (HDJM.name,), ()) for id in ("HDJM", "HDJT"))
    past = PastLine(date(2026, 8, 1), 5_000, HDJM.name, None, "货款", "HDJM", None, evidence=True)
    known = replace(book(ONE, customers=twins), past_lines=(past, past))
    assert decide(line(128_553), known).verdict is Verdict.REVIEW


@pytest.mark.parametrize("memo", ["payment incl. interest", "本金及利息", "settlement plus interest"])
def test_interest_beside_something_else_is_not_the_banks(memo: str) -> None:
    assert decide(line(897_500, None, memo), book(ONE)).verdict is Verdict.REVIEW
    assert decide(line(1_234, None, "interest"), book(ONE)).verdict is Verdict.IGNORE


@pytest.mark.parametrize("number", ["SO-2609-785", "SO-2609-72985", "SO-2609-7825", "SO-2609-7235"])
def test_of_equal_orders_that_is_paid_whose_number_was_mistyped(number: str) -> None:
    same = [order(f"SO-2609-7{tail}", 128_553) for tail in (134, 285, 916)]
    assert paid(decide(line(128_553, memo=f"付{number}"), book(*same))) == {"SO-2609-7285": 128_553}


def test_a_sum_of_items_one_of_which_two_others_come_to_is_asked_about() -> None:
    items = [order(f"SO-2609-0{number}", amount) for number, amount in ((101, 258_000), (102, 37_353), (103, 41_189))]
    assert decide(line(295_353), book(*items)).verdict is Verdict.POST
    others = [order("SO-2608-0104", 200_000), order("SO-2608-0105", 58_000)]
    assert decide(line(295_353), book(*items, *others)).verdict is Verdict.REVIEW


def test_a_nameless_receipt_for_goods_is_no_refund_of_taxes() -> None:
    assert decide(line(900_000, None, "退税设备款"), book(ONE)).verdict is Verdict.REVIEW
    assert decide(line(900_000, None, "出口退税"), book(ONE)).verdict is Verdict.IGNORE
