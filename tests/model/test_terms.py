"""Due dates."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.model.dates import last_day
from salesbook.model.policy import Basis, Policy
from salesbook.model.terms import Event, TermPart, next_day_of_month

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
NUMBERS = st.integers(1, 31)
ALL = Decimal(1)


def searched(day: date, number: int) -> date:
    """The first day from ``day`` on that bears the number, or is the last of a month that lacks it."""
    while day.day != min(number, last_day(day.year, day.month)):
        day += timedelta(days=1)
    return day


@given(DAYS, NUMBERS)
def test_the_next_day_of_a_month_is_found_by_looking_at_each(day: date, number: int) -> None:
    assert next_day_of_month(day, number) == searched(day, number)


@given(DAYS, st.none() | NUMBERS, st.integers(0, 400), st.none() | NUMBERS)
def test_statement_day_then_days_then_pay_day(event: date, statement: int | None, days: int, pay: int | None) -> None:
    due = TermPart(ALL, Event.DELIVERY, days, statement, pay).due_date(event)
    begins = searched(event, statement) if statement else event
    expected = begins + timedelta(days=days)
    assert due == (searched(expected, pay) if pay else expected)
    assert due >= event + timedelta(days=days)


@given(DAYS, DAYS)
def test_a_fixed_day_is_due_whatever_happens(event: date, due: date) -> None:
    assert TermPart(ALL, due=due).due_date(event) == due


@pytest.mark.parametrize(
    ("event", "due"),
    [
        ("2026-01-05", "2026-03-10"),  # statement of 25 January, 24 February, paid on 10 March
        ("2026-01-25", "2026-03-10"),
        ("2026-01-26", "2026-04-10"),  # statement of 25 February, 27 March, paid on 10 April
        ("2026-12-26", "2027-03-10"),
    ],
)
def test_statement_on_the_25th_30_days_paid_on_the_10th(event: str, due: str) -> None:
    part = TermPart(ALL, Event.DELIVERY, days=30, statement_day=25, pay_day=10)
    assert part.due_date(date.fromisoformat(event)) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("event", "due"),
    [
        ("2026-02-01", "2026-02-28"),
        ("2024-02-29", "2024-02-29"),
        ("2026-04-30", "2026-04-30"),
        ("2026-05-01", "2026-05-31"),
    ],
)
def test_the_31st_is_the_last_day_of_any_month(event: str, due: str) -> None:
    part = TermPart(ALL, Event.DELIVERY, statement_day=31)
    assert part.due_date(date.fromisoformat(event)) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("basis", "event"),
    [(Basis.DELIVERED, Event.DELIVERY), (Basis.INVOICED, Event.INVOICE), (Basis.ORDERED, Event.ORDER)],
)
def test_without_terms_all_is_due_when_it_is_owed(basis: Basis, event: Event) -> None:
    policy = Policy("CNY", receivable_basis=basis)
    for none in (None, (), "unknown"):
        assert policy.terms_of(none) == (TermPart(ALL, event),)


def test_terms_by_name_or_by_their_parts() -> None:
    named, own = (TermPart(ALL, Event.INVOICE, days=30),), (TermPart(ALL, Event.ORDER),)
    policy = Policy("CNY", terms={"net30": named})
    assert policy.terms_of("net30") == named
    assert policy.terms_of(own) == own
