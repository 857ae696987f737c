"""Sums that look right and prove little: they are asked about, and what does prove something is posted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from salesbook.bank.decision import Verdict
from salesbook.bank.receivables import FreeMoney, KnownCustomer

from .small_books import DAY, HDJM, RCQX, book, decide, line, order, paid, payment

NAMESAKE = KnownCustomer("HDJM2", HDJM.name, (HDJM.name,), ())


@pytest.mark.parametrize(("amount", "verdict"), [(1_600_00, Verdict.POST), (4_100_00, Verdict.REVIEW)])
def test_more_than_twice_of_what_is_cited_is_no_overpayment(amount: int, verdict: Verdict) -> None:
    known = book(order("SO-2610-0001", 1_557_00), order("SO-2610-0002", 9_120_45))
    assert decide(line(amount, memo="SO-2610-0001"), known).verdict is verdict


@pytest.mark.parametrize(("amount", "verdict"), [(30_000_00, Verdict.POST), (3_761_70, Verdict.REVIEW)])
def test_an_odd_advance_that_is_what_another_customer_owes_is_asked_about(amount: int, verdict: Verdict) -> None:
    known = book(order("SO-2610-0001", amount, customer=RCQX))
    assert decide(line(amount, memo="预付货款"), known).verdict is verdict


@pytest.mark.parametrize(("day", "verdict"), [(DAY, Verdict.POST), (date(2026, 10, 24), Verdict.REVIEW)])
def test_of_two_customers_of_one_name_the_one_whose_payment_is_recorded_has_paid(day: date, verdict: Verdict) -> None:
    known = book(customers=[HDJM, NAMESAKE], payments=[payment("PY-2610-0001", 8_390_15, customer=NAMESAKE, day=day)])
    decision = decide(line(8_390_15), known)
    assert (decision.verdict, decision.best.payments) == (verdict, ("PY-2610-0001",))


def test_of_two_customers_of_one_name_neither_is_certain_where_both_have_the_amount() -> None:
    owed = order("SO-2610-0001", 8_390_15)
    known = book(owed, customers=[HDJM, NAMESAKE], payments=[payment("PY-2610-0001", 8_390_15, customer=NAMESAKE)])
    assert decide(line(8_390_15), known).verdict is Verdict.REVIEW


def test_of_equal_orders_the_cited_one_is_paid_less_the_credit_note() -> None:
    known = book(order("SO-2610-0001", 2_037_97), order("SO-2610-0002", 2_037_97))
    known = replace(known, free=(FreeMoney("CR-2610-0001", HDJM.id, DAY, 532_00, credit=True),))
    decision = decide(line(1_505_97, memo="SO-2610-0002"), known)
    assert paid(decision) == {"SO-2610-0002": 1_505_97}
    assert decision.verdict is Verdict.POST


@pytest.mark.parametrize(("memo", "verdict"), [("货款", Verdict.REVIEW), ("SO-2610-0001 SO-2610-0002", Verdict.POST)])
def test_cents_left_out_of_several_items_are_asked_about_unless_all_are_cited(memo: str, verdict: Verdict) -> None:
    known = book(order("SO-2610-0001", 2_363_42), order("SO-2610-0002", 826_21), order("SO-2611-0003", 555_55))
    assert decide(line(3_189_00, memo=memo), replace(known, rounding_max=1_00)).verdict is verdict
