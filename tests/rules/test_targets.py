"""Targets of months, quarters and years, and how they go over into each other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.rules.targets import PeriodTarget, SetBy, SetTarget, period_target

YEAR = [f"2026-{number:02}" for number in range(1, 13)]
WEIGHTS = st.lists(st.decimals(0, 100, places=2), min_size=12, max_size=12).filter(any)
SEASONS = tuple(map(Decimal, (6, 5, 8, 8, 8, 9, 8, 8, 9, 9, 10, 12)))


@given(st.integers(0, 10**15), WEIGHTS)
def test_the_months_of_a_year_add_up_to_it_and_so_do_its_quarters(amount: int, weights: list[Decimal]) -> None:
    entries = {"2026": SetTarget(amount, tuple(weights))}
    months = [period_target(entries, [month]) for month in YEAR]
    quarters = [period_target(entries, YEAR[first : first + 3]) for first in range(0, 12, 3)]
    for parts in (months, quarters):
        assert sum(part.amount for part in parts if part) == amount
        assert {part.set_by for part in parts if part} == {SetBy.SHARE}


@given(st.integers(0, 10**12), WEIGHTS)
def test_a_month_has_its_share_to_less_than_a_cent(amount: int, weights: list[Decimal]) -> None:
    entries = {"2026": SetTarget(amount, tuple(weights))}
    for month, weight in zip(YEAR, weights, strict=True):
        target = period_target(entries, [month])
        assert target is not None
        assert abs(target.amount - amount * weight / sum(weights)) <= 1


def test_a_year_is_spread_as_an_accountant_would() -> None:
    entries = {"2026": SetTarget(6_000_000_00, SEASONS)}
    shares = [target.amount for month in YEAR if (target := period_target(entries, [month]))]
    assert shares == [int(weight) * 60_000_00 for weight in SEASONS]


def test_counts_are_spread_in_whole_ones() -> None:
    quarter = {"2026-Q4": SetTarget(5, (Decimal(1), Decimal(1), Decimal(1)))}
    found = [period_target(quarter, [month]) for month in YEAR[9:]]
    assert [target.amount for target in found if target] == [2, 1, 2]


def test_without_weights_a_year_or_quarter_is_not_spread() -> None:
    entries = {"2026": SetTarget(1200), "2026-Q4": SetTarget(300)}
    assert period_target(entries, ["2026-11"]) is None
    assert period_target(entries, YEAR[:3]) is None
    assert period_target(entries, YEAR[9:]) == PeriodTarget(300, SetBy.OWN)
    assert period_target(entries, YEAR) == PeriodTarget(1200, SetBy.OWN)


def test_what_is_nearer_comes_first() -> None:
    even = (Decimal(1),) * 3
    entries = {
        "2026": SetTarget(12_000, SEASONS),
        "2026-Q4": SetTarget(300, even),
        "2026-11": SetTarget(70),
    }
    assert period_target(entries, ["2026-11"]) == PeriodTarget(70, SetBy.OWN)
    assert period_target(entries, ["2026-12"]) == PeriodTarget(100, SetBy.SHARE)
    assert period_target(entries, ["2026-09"]) == PeriodTarget(1080, SetBy.SHARE)
    assert period_target(entries, YEAR[9:]) == PeriodTarget(300, SetBy.OWN)
    assert period_target(entries, YEAR[9:11]) == PeriodTarget(170, SetBy.MONTHS)


@pytest.mark.parametrize(
    ("months", "target"), [(YEAR[9:], 30), (YEAR, 35), (["2025-12", "2026-01"], 5), (YEAR[1:4], 0)]
)
def test_else_it_is_the_sum_of_the_months_that_have_one(months: list[str], target: int) -> None:
    entries = {"2026-01": SetTarget(5), "2026-10": SetTarget(10), "2026-12": SetTarget(20)}
    found = period_target(entries, months)
    assert (found.amount if found else 0) == target
    assert found is None or found.set_by is SetBy.MONTHS
    assert found is None or found.lacking == len(months) - len(entries.keys() & set(months))


def test_days_that_are_no_whole_months_have_no_target() -> None:
    assert period_target({"2026-11": SetTarget(5), "2026": SetTarget(7, SEASONS)}, []) is None
