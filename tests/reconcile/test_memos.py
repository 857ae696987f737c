"""What memos say of money: on account, ahead, in part, at a rate, for whom, by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from salesbook.bank.decision import Verdict
from salesbook.bank.matching import match
from salesbook.bank.receivables import OpenItem, OpenOrder, PastPayment, Receivables
from tests.reconcile.small_books import DAY, HDJM, RCQX, book, decide, handin, line, order, paid

ONE = order("SO-2610-0001", 1_285_50)
BOTH = (order("SO-2610-0001", 1_285_50), order("SO-2610-0002", 777_13))
ROUND_SUMS = tuple(
    PastPayment(
        date(2026, month, 5), 100_000_00, ((f"OLD-{month // 2}", 60_000_00), (f"OLD-{month // 2 + 1}", 40_000_00))
    )
    for month in range(2, 8)
)


def paying_on_account() -> Receivables:
    return replace(book(*BOTH), past_payments={HDJM.id: ROUND_SUMS})


@pytest.mark.parametrize(("memo", "verdict"), [("预付货款", Verdict.POST), ("货款", Verdict.REVIEW)])
def test_what_is_paid_ahead_is_an_advance_where_the_memo_says_so(memo: str, verdict: Verdict) -> None:
    decision = decide(line(50_000_00, memo=memo), book(*BOTH))
    assert (decision.verdict, decision.best.advance) == (verdict, 50_000_00)


def test_what_may_be_the_deposit_of_an_order_is_no_advance_without_question() -> None:
    large = order("SO-2610-0009", 100_000_00, items=())
    assert decide(line(30_000_00, memo="预付货款"), book(large)).verdict is Verdict.REVIEW


def test_no_advance_is_posted_for_a_name_that_another_may_bear() -> None:
    twin = replace(RCQX, name="苏州华东精密机械有限公司", names=("苏州华东精密机械有限公司",))
    known = book(*BOTH, customers=(HDJM, twin))
    assert decide(line(50_000_00, "华东精密", "预付货款"), known).verdict is Verdict.REVIEW
    assert decide(line(50_000_00, "华东精密", "预付货款"), book(*BOTH)).verdict is Verdict.POST


def test_round_sums_of_one_who_pays_on_account_stay_with_the_customer() -> None:
    decision = decide(line(80_000_00, memo="往来款"), paying_on_account())
    assert (decision.verdict, decision.best.advance, paid(decision)) == (Verdict.POST, 80_000_00, {})


def test_more_than_is_cited_is_asked_of_one_who_pays_on_account() -> None:
    stated = line(80_000_00, memo="SO-2610-0001")
    assert decide(stated, paying_on_account()).verdict is Verdict.REVIEW


@pytest.mark.parametrize(
    ("memo", "verdict"),
    [
        ("SO-2610-0007 USD 1,000.00", Verdict.POST),
        ("SO-2610-0007 汇率7.1234", Verdict.POST),
        ("SO-2610-0007 汇率6.5000", Verdict.REVIEW),
        ("SO-2610-0007", Verdict.REVIEW),
    ],
)
def test_another_currency_is_paid_where_the_memo_states_its_amount_or_the_rate(memo: str, verdict: Verdict) -> None:
    dollars = OpenOrder("SO-2610-0007", HDJM.id, date(2026, 9, 1), "USD", 1_000_00, (OpenItem(1_000_00),))
    known = book(ONE, settled={"SO-2610-0007": HDJM})
    assert decide(line(7_123_40, memo=memo), replace(known, foreign=(dollars,))).verdict is verdict


def test_all_of_many_cited_orders_are_paid_with_one_of_them_in_part() -> None:
    orders = [order(f"SO-2610-01{number:02}", 1_000_13 * number, items=(1_000_13 * number,)) for number in range(1, 8)]
    two_items = order("SO-2610-0200", 900_00, items=(250_07, 649_93))
    memo = " ".join([*(each.id for each in orders), two_items.id])
    total = sum(each.unsettled for each in orders) + 649_93
    decision = decide(line(total, memo=memo), book(*orders, two_items))
    assert (decision.verdict, paid(decision)[two_items.id]) == (Verdict.POST, 649_93)


def test_two_parts_of_a_cited_order_are_paid_where_there_is_room_for_both() -> None:
    whole = order("SO-2610-0003", 10_000_00)
    stated = [line(4_000_00, memo="SO-2610-0003 部分货款", id="A"), line(6_000_00, memo="SO-2610-0003 货款", id="B")]
    decisions = match(stated, book(whole))
    assert [paid(each) for each in decisions] == [{whole.id: 4_000_00}, {whole.id: 6_000_00}]
    assert {each.verdict for each in decisions} == {Verdict.POST}


@pytest.mark.parametrize(
    ("number", "memo", "verdict"),
    [
        ("IV-2609-0117", "FPIV-2609-0117", Verdict.POST),  # what it is stands before it, without a space
        ("IV-2609-0117", "AIV-2609-0117", Verdict.REVIEW),
        ("Q260917-0117", "260917-0117", Verdict.POST),  # without its letter, but so long that no other number is meant
        ("Q260917-0117", "X260917-0117", Verdict.REVIEW),
        ("IV-2609-0117", "2609-0117", Verdict.POST),  # a short one tells something where the amount agrees
    ],
)
def test_a_number_may_be_written_with_a_label_or_without_its_letters(number: str, memo: str, verdict: Verdict) -> None:
    known = book(order("SO-2609-0001", 4_487_26), numbers={number: {"SO-2609-0001": None}})
    assert decide(line(4_487_26, payer=None, memo=memo), known).verdict is verdict


def test_a_short_number_of_an_order_is_known_among_those_of_its_customer() -> None:
    numbers = {"PO77": {"SO-2609-0002": None}, "PO78": {"SO-2609-0001": None}}
    known = book(order("SO-2609-0001", 8_299_66), order("SO-2609-0002", 8_299_66), numbers=numbers)
    assert paid(decide(line(8_299_66, memo="order PO77"), known)) == {"SO-2609-0002": 8_299_66}


def test_a_rep_is_named_by_words_in_a_row() -> None:
    known = book(handins=(handin("HI-1", 2_388_31, "Dmitri Beaumont"),))
    assert decide(line(2_388_31, None, "paid in by Dmitri Beaumont"), known).best.handins == ("HI-1",)
    assert decide(line(2_388_31, None, "paid in by Dmitri Beaumont"), known).verdict is Verdict.POST
    assert decide(line(2_388_31, None, "paid in by Beaumont"), known).verdict is Verdict.REVIEW


def test_goods_with_interest_are_no_interest_of_the_bank() -> None:
    assert decide(line(7_541_01, None, "货款及利息"), book(ONE)).verdict is Verdict.REVIEW
    assert decide(line(7_541, None, "结息"), book(ONE)).verdict is Verdict.IGNORE


@pytest.mark.parametrize("memo", ["受华东精密委托付款", "代付华东精密货款", "华东精密货款 代付"])
def test_who_is_paid_for_is_read_from_the_memo(memo: str) -> None:
    decision = decide(line(1_285_50, "昆山会计核算中心", memo), book(ONE))
    assert (decision.verdict, decision.best.customer) == (Verdict.POST, HDJM.id)


def test_who_is_paid_for_is_read_from_a_latin_memo_whatever_follows() -> None:
    smith = replace(HDJM, name="Galvano Cosmetics Ltd", names=("Galvano Cosmetics Ltd",), accounts=())
    known = book(ONE, customers=(smith, RCQX))
    decision = decide(line(1_285_50, "Carmen Castillo", "on behalf of Galvano Cosmetics goods"), known)
    assert (decision.best.customer, paid(decision)) == (HDJM.id, {ONE.id: 1_285_50})


def test_free_money_pays_what_is_owed_longest_but_no_deposit() -> None:
    deposit = OpenItem(300_00, date(2026, 9, 1), date(2026, 9, 1), deposit=True)
    asked = OpenOrder("SO-2610-0004", HDJM.id, date(2026, 9, 1), "CNY", 1_000_00, (deposit,))
    owed = OpenOrder("SO-2610-0005", HDJM.id, DAY, "CNY", 500_00, (OpenItem(500_00, DAY, DAY),))
    known = replace(book(asked, owed), pays_oldest=frozenset({HDJM.id}))
    decision = decide(line(200_00, memo="预付货款"), known)
    after = known.after([decision.best._replace(customer=HDJM.id, orders=(), advance=200_00)])
    assert after.orders["SO-2610-0004"].items == (deposit,)
    assert after.orders["SO-2610-0005"].items == (OpenItem(300_00, DAY, DAY),)
    assert after.orders["SO-2610-0005"].unsettled == 500_00
