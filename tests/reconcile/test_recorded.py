"""What is recorded already: payments, refunds, hand-ins, bills."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from salesbook.bank.decision import Verdict
from salesbook.bank.identity import Line
from salesbook.bank.matching import match
from salesbook.bank.receivables import BillInHand, Receivables

from .small_books import COMPANY, DAY, HDJM, RCQX, book, decide, handin, line, order, payment

ORDER = order("SO-2609-0001", 500_000)
PAYMENT = payment("PY-2610-0001", 128_550, orders=[ORDER.id])


@pytest.mark.parametrize("apart", [-5, 0, 5])
@pytest.mark.parametrize(
    "stated", [line(128_550), line(128_550, None, account=HDJM.accounts[0]), line(128_550, "吴立新", ORDER.id)]
)
def test_a_recorded_payment_is_cleared_and_nothing_new_is_entered(stated: Line, apart: int) -> None:
    known = book(ORDER, order("SO-2609-0002", 128_550), payments=[replace(PAYMENT, date=DAY + timedelta(apart))])
    decision = decide(stated, known)
    assert (decision.verdict, decision.best.payments) == (Verdict.POST, (PAYMENT.id,))
    assert decision.best.orders == ()


def test_a_refund_is_a_payment_below_zero() -> None:
    refund = payment("PY-2610-0002", -9_900)
    assert decide(line(-9_900), book(payments=[refund])).best.payments == (refund.id,)
    assert decide(line(-9_900, "吴立新"), book(payments=[refund])).verdict is Verdict.REVIEW
    assert decide(line(-9_900), book()).verdict is Verdict.REVIEW


OPEN = order("SO-2609-0002", 128_550)


@pytest.mark.parametrize(
    ("stated", "known"),
    [
        pytest.param(
            line(128_550), book(ORDER, OPEN, payments=[replace(PAYMENT, date=DAY - timedelta(30))]), id="long ago"
        ),
        pytest.param(line(128_550), book(ORDER, payments=[replace(PAYMENT, account="cmb")]), id="another account"),
        pytest.param(
            line(128_550),
            book(ORDER, payments=[replace(PAYMENT, account=None, date=DAY - timedelta(8))]),
            id="no account, and a week ago",
        ),
        pytest.param(line(128_550, memo=OPEN.id), book(ORDER, OPEN, payments=[PAYMENT]), id="cites another order"),
        pytest.param(
            line(128_550), book(ORDER, payments=[replace(PAYMENT, customer=RCQX.id)]), id="another customer's"
        ),
        pytest.param(
            line(128_550),
            book(OPEN, payments=[payment("PY-1", 100_000), payment("PY-2", 28_550)]),
            id="two of one day, and open",
        ),
        pytest.param(
            line(100_000),
            book(order("SO-2609-0003", 100_000), payments=[payment(f"PY-{n}", 50_000) for n in range(3)]),
            id="two of three equal ones",
        ),
        pytest.param(line(128_550, "吴立新"), book(ORDER, payments=[PAYMENT]), id="a payer nobody knows"),
        pytest.param(
            line(128_550, None), book(ORDER, order("SO-9", 128_550, customer=RCQX), payments=[PAYMENT]), id="unnamed"
        ),
        pytest.param(line(128_550), book(payments=[PAYMENT, replace(PAYMENT, id="PY-2610-0009")]), id="recorded twice"),
    ],
)
def test_a_doubt_leaves_it_to_a_person(stated: Line, known: Receivables) -> None:
    decision = decide(stated, known)
    assert decision.verdict is Verdict.REVIEW
    assert decision.best.flags


def test_equal_payments_of_a_customer_are_told_apart_by_day() -> None:
    weekly = [payment(f"PY-2610-000{n}", 50_000, day=date(2026, 10, 1) + timedelta(7 * n)) for n in range(4)]
    lines = [line(50_000, day=each.date) for each in reversed(weekly)]
    decisions = match(lines, book(payments=weekly))
    assert [each.best.payments for each in decisions] == [(each.id,) for each in reversed(weekly)]
    assert {each.verdict for each in decisions} == {Verdict.POST}


def test_one_recorded_payment_is_not_cleared_by_two_lines() -> None:
    decisions = match([line(128_550), line(128_550)], book(payments=[PAYMENT]))
    assert [each.verdict for each in decisions] == [Verdict.REVIEW, Verdict.REVIEW]


@pytest.mark.parametrize(
    "stated",
    [
        line(80_000, "王芳", "货款"),
        line(80_000, None, "现金存入"),
        line(80_000, COMPANY, "王芳交款"),
        line(80_000, "王芳", "微信提现"),
    ],
)
def test_a_hand_in_is_cleared(stated: Line) -> None:
    decision = decide(stated, book(handins=[handin("HI-1", 80_000)]))
    assert (decision.verdict, decision.best.handins) == (Verdict.POST, ("HI-1",))


@pytest.mark.parametrize(
    ("stated", "handins"),
    [
        pytest.param(line(80_000, "李雷", "现金存入"), [handin("HI-1", 80_000)], id="another person"),
        pytest.param(line(80_000, "王芳芳", "货款"), [handin("HI-1", 80_000)], id="a longer name"),
        pytest.param(
            line(80_000, None, "现金存入"), [handin("HI-1", 80_000), handin("HI-2", 80_000, "李雷")], id="either rep's"
        ),
        pytest.param(line(80_000, HDJM.name, "现金存入"), [handin("HI-1", 80_000)], id="a customer"),
        pytest.param(line(80_000, "王芳"), [handin("HI-1", 80_000, day=DAY - timedelta(9))], id="long ago"),
    ],
)
def test_a_doubtful_hand_in_is_left_to_a_person(stated: Line, handins: list) -> None:  # type: ignore[type-arg]
    assert decide(stated, book(handins=handins)).verdict is Verdict.REVIEW


BILL = BillInHand("PY-2604-0012", "HDJM", "110258100007120260415023476512", DAY, 600_000)


def test_a_bill_is_collected_where_its_number_is_cited() -> None:
    cited = decide(line(600_000, "电子商业汇票票据托收", f"票据托收 {BILL.number}"), book(bills=[BILL]))
    assert (cited.verdict, cited.best.collects) == (Verdict.POST, (BILL.payment,))
    recorded = decide(line(600_000, None, BILL.number), book(bills=[replace(BILL, event="BE-1")]))
    assert (recorded.best.bills, recorded.best.collects) == (("BE-1",), ())


def test_a_bill_that_is_only_due_about_now_is_proposed() -> None:
    decision = decide(line(600_000, COMPANY, "票据托收"), book(bills=[BILL]))
    assert (decision.verdict, decision.best.collects) == (Verdict.REVIEW, (BILL.payment,))


def test_what_one_line_clears_is_no_doubt_of_another() -> None:
    known = book(ORDER, OPEN, payments=[PAYMENT])
    cleared, new = match([line(128_550, memo=ORDER.id), line(128_550, memo=OPEN.id)], known)
    assert (cleared.verdict, cleared.best.payments) == (Verdict.POST, (PAYMENT.id,))
    assert (new.verdict, [share.order for share in new.best.orders]) == (Verdict.POST, [OPEN.id])


def test_what_another_customer_paid_is_no_doubt_where_the_name_is_exact() -> None:
    theirs = replace(PAYMENT, customer=RCQX.id)
    decision = decide(line(128_550), book(OPEN, payments=[theirs]))
    assert (decision.verdict, [share.order for share in decision.best.orders]) == (Verdict.POST, [OPEN.id])
    for unsure in (line(128_550, "华东精工机械有限公司"), line(128_550, memo="瑞昌货款")):
        assert decide(unsure, book(OPEN, payments=[theirs])).verdict is Verdict.REVIEW


def test_payments_of_one_day_that_the_bank_shows_as_one_are_cleared_and_not_entered_anew() -> None:
    paid_in = [payment("PY-1", 100_000), payment("PY-2", 28_550), payment("PY-3", 12_345, day=DAY - timedelta(2))]
    decision = decide(line(128_550), book(payments=paid_in))
    assert (decision.verdict, set(decision.best.payments)) == (Verdict.POST, {"PY-1", "PY-2"})
