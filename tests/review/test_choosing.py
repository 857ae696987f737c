"""What is ticked, and what becomes of the difference, comes to the money exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.bank.decision import CreditReason, NewCredit, Share, TakenUp
from salesbook.bank.receivables import Receivables
from salesbook.bank.reviewing.choosing import (
    IF_SHORT,
    Choice,
    Rest,
    Source,
    Ticked,
    choices_of_customer,
    choices_of_rep,
    oldest_first,
    parts_of,
)
from salesbook.bank.reviewing.remaining import cannot_take
from salesbook.bank.reviewing.resolution import is_complete
from salesbook.i18n import Text
from tests.review.books import receivables


def item(id: str, amount: int) -> Choice:
    return Choice(Source.ITEM, id, "HDJM", amount, date(2026, 10, 1))


def ticked(*choices: Choice) -> list[Ticked]:
    return [Ticked(choice, choice.amount) for choice in choices]


TWO = ticked(item("SO-1", 1000), item("SO-2", 500))


OWNERS, RESTS = st.sampled_from(["HDJM", "HDJT", "RCQX"]), st.sampled_from([None, *Rest])


@given(receivables(), OWNERS, st.integers(-500, 3000), RESTS, st.data())
def test_parts_come_to_the_money_and_can_be_carried_out(
    view: Receivables, customer: str, money: int, rest: Rest | None, data: st.DataObject
) -> None:
    choices = choices_of_customer(view, customer, money_in=money > 0)
    chosen = data.draw(st.lists(st.sampled_from(choices), unique=True)) if choices else []
    parts = parts_of(money, ticked(*chosen), customer, "CNY", rest)
    if isinstance(parts, Text) or money == 0:
        return
    total = sum(part.amount for part in parts)
    assert total == money or (rest is Rest.SPLIT and 0 < abs(total) < abs(money))
    assert all(is_complete(part.explanation, part.amount) for part in parts)
    if money > 0:
        assert cannot_take(view, [part.explanation for part in parts]) is None


@given(receivables(), st.integers(1, 3000))
def test_the_oldest_are_ticked_up_to_the_money(view: Receivables, money: int) -> None:
    choices = choices_of_customer(view, "HDJM", money_in=True)
    found = oldest_first(choices, money)
    owed = sum(each.amount for each in choices if each.source is Source.ITEM and not each.currency)
    assert sum(each.amount for each in found) == min(money, owed)
    own = [each.choice.day or date.max for each in found if each.choice.owner == "HDJM"]
    assert own == sorted(own)


@pytest.mark.parametrize("rest", [each for each in IF_SHORT if each is not Rest.OPEN])
def test_what_is_missing_is_a_credit_of_the_last_item(rest: Rest) -> None:
    parts = parts_of(1470, TWO, "HDJM", "CNY", rest)
    assert not isinstance(parts, Text)
    (part,) = parts
    assert part.explanation.orders == (Share("SO-1", 1000), Share("SO-2", 470))
    assert part.explanation.credits == (NewCredit("SO-2", 30, CreditReason(rest.value)),)


def test_what_is_missing_of_a_part_payment_stays_open() -> None:
    parts = parts_of(900, TWO, "HDJM", "CNY", Rest.OPEN)
    assert not isinstance(parts, Text)
    (part,) = parts
    assert (part.explanation.orders, part.explanation.credits) == ((Share("SO-1", 900),), ())


def test_free_money_is_taken_up_for_what_the_line_does_not_pay() -> None:
    advance = Choice(Source.FREE, "PY-9", "HDJM", -600)
    parts = parts_of(900, [*TWO, *ticked(advance)], "HDJM", "CNY")
    assert not isinstance(parts, Text)
    (part,) = parts
    assert part.explanation.orders == (Share("SO-1", 900),)
    assert part.explanation.taken_up == (TakenUp("PY-9", "SO-1", 100), TakenUp("PY-9", "SO-2", 500))
    less = parts_of(880, [*TWO, *ticked(advance)], "HDJM", "CNY", Rest.FEE)
    assert not isinstance(less, Text)
    assert less[0].explanation.credits == (NewCredit("SO-2", 20, CreditReason.FEE),)
    assert isinstance(parts_of(1500, [*TWO, *ticked(advance)], "HDJM", "CNY"), Text)


def test_items_in_another_currency_take_all_of_the_money_by_what_they_are_of_it() -> None:
    dollars = ticked(*(replace(each.choice, currency="USD") for each in TWO))
    parts = parts_of(10001, dollars, "HDJM", "CNY")
    assert not isinstance(parts, Text)
    (part,) = parts
    assert [(each.order, each.amount, each.paid) for each in part.explanation.orders] == [
        ("SO-1", 1000, 6667),
        ("SO-2", 500, 3334),
    ]
    assert isinstance(parts_of(10001, [*dollars, *TWO], "HDJM", "CNY"), Text)


def test_a_difference_is_told_and_never_settled_by_itself() -> None:
    assert parts_of(1470, TWO, "HDJM", "CNY") == Text("0.30 more is chosen than the money", "所选比金额多 0.30")
    over = parts_of(1600, TWO, "HDJM", "CNY")
    assert over == Text("1.00 of the money is not explained yet", "金额中还有 1.00 未说明")


def test_what_is_recorded_cannot_be_less_than_it_is() -> None:
    recorded = ticked(Choice(Source.PAYMENT, "PY-1", "HDJM", 1000))
    for rest in (None, *Rest):
        assert isinstance(parts_of(900, recorded, "HDJM", "CNY", rest), Text)


def test_a_recorded_payment_and_an_item_are_two_parts() -> None:
    recorded = ticked(Choice(Source.PAYMENT, "PY-1", "HDJM", 1000), item("SO-2", 500))
    parts = parts_of(1500, recorded, "HDJM", "CNY")
    assert not isinstance(parts, Text)
    assert [(part.amount, part.explanation.payments) for part in parts] == [(1000, ("PY-1",)), (500, ())]


@given(receivables())
def test_a_rep_hands_in_what_he_holds(view: Receivables) -> None:
    choices = choices_of_rep(view, "wang-fang")
    assert {each.id for each in choices} == {*(each.id for each in view.handins), *(each.id for each in view.held)}
    for choice in choices:
        parts = parts_of(choice.amount, ticked(choice), None, "CNY")
        assert not isinstance(parts, Text)
        (part,) = parts
        assert part.explanation.rep == "wang-fang"
