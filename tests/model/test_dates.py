"""What people type for days and periods."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.model.dates import (
    Period,
    is_of_whole_months,
    last_day,
    month,
    months_from,
    parse_day,
    parse_month,
    parse_quarter,
    parse_year,
    period_before,
    quarter,
    year,
    year_before,
)

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(DAYS, DAYS)
def test_a_whole_date_is_read_in_every_style(day: date, today: date) -> None:
    for typed in (
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
    ):
        assert parse_day(typed, today) == day


@given(DAYS)
def test_what_is_left_out_is_todays(day: date) -> None:
    today = day.replace(day=1)
    assert parse_day(f"{day.month}-{day.day}", today) == day
    assert parse_day(f"{day.month}月{day.day}日", today) == day
    assert parse_day(str(day.day), today) == day
    assert parse_day(f"{day.day}日", today) == day


@pytest.mark.parametrize(
    ("word", "days"), [("today", 0), ("今天", 0), ("Yesterday", -1), ("昨天", -1), (" tomorrow ", 1)]
)
def test_relative_days(word: str, days: int) -> None:
    assert parse_day(word, TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "31", "0", "02-30", "13-01", "2026-02-29", "0001-01-01", "9999-12-31", "26-11-21", "2026-11", "1.5.6"],
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    assert parse_day(typed, TODAY) is None


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_none(typed: str) -> None:
    assert isinstance(parse_day(typed, TODAY), date | None)
    for parse in (parse_month, parse_quarter, parse_year):
        assert isinstance(parse(typed, TODAY), Period | None)


@given(DAYS, st.integers(-300, 300))
def test_months_from_and_back(day: date, months: int) -> None:
    there = months_from(day.year, day.month, months)
    assert 1 <= there[1] <= 12
    assert months_from(*there, -months) == (day.year, day.month)


@given(DAYS)
def test_periods_hold_the_days_of_their_name(day: date) -> None:
    parts = (month(day.year, day.month), quarter(day.year, (day.month + 2) // 3), year(day.year))
    for period, names in zip(parts, ("%Y-%m", None, "%Y"), strict=True):
        assert period.first <= day <= period.last
        assert period.days == (period.last - period.first).days + 1
        assert period.opening_day == period.first - timedelta(days=1)
        assert names is None or period.name == f"{day:{names}}"
    months = [month(day.year, number) for number in range(1, 13)]
    assert sum(period.days for period in months) == parts[2].days
    assert parts[1].last == months[(day.month + 2) // 3 * 3 - 1].last
    assert parts[1].name == f"{day.year}-Q{(day.month + 2) // 3}"


def test_february() -> None:
    assert [last_day(year, 2) for year in (2000, 2024, 2026, 2100)] == [29, 29, 28, 28]


@pytest.mark.parametrize(
    ("parse", "typed", "name"),
    [
        (parse_month, "", "2026-10"),
        (parse_month, "last", "2026-10"),
        (parse_month, "上月", "2026-10"),
        (parse_month, "this", "2026-11"),
        (parse_month, "本月", "2026-11"),
        (parse_month, "2026-10", "2026-10"),
        (parse_month, "2026年3月", "2026-03"),
        (parse_month, "202603", "2026-03"),
        (parse_month, "11", "2026-11"),
        (parse_month, "12", "2025-12"),
        (parse_month, "１０月", "2026-10"),
        (parse_quarter, "", "2026-Q3"),
        (parse_quarter, "本季度", "2026-Q4"),
        (parse_quarter, "2025-Q2", "2025-Q2"),
        (parse_quarter, "2025年第2季度", "2025-Q2"),
        (parse_quarter, "q1", "2026-Q1"),
        (parse_quarter, "4", "2026-Q4"),
        (parse_year, "", "2025"),
        (parse_year, "去年", "2025"),
        (parse_year, "今年", "2026"),
        (parse_year, "2024", "2024"),
        (parse_year, "2024年", "2024"),
    ],
)
def test_ways_to_type_a_period(parse: Callable[[str, date], Period | None], typed: str, name: str) -> None:
    period = parse(typed, TODAY)
    assert period is not None
    assert period.name == name


def test_what_ended_last_and_what_has_not_begun_yet_lie_in_the_year_before() -> None:
    january = date(2026, 1, 15)
    assert [parse("", january) for parse in (parse_month, parse_quarter, parse_year)] == [
        month(2025, 12),
        quarter(2025, 4),
        year(2025),
    ]
    assert parse_quarter("2", january) == quarter(2025, 2)


@pytest.mark.parametrize("typed", ["13", "0", "2026-13", "2026-Q5", "Q0", "0000", "0000-01", "9999-12", "0000-Q1", "x"])
def test_what_is_no_period_is_refused(typed: str) -> None:
    for parse in (parse_month, parse_quarter, parse_year):
        assert parse(typed, TODAY) is None


def span(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last), f"{first}..{last}")


@pytest.mark.parametrize(
    ("period", "before", "last_year"),
    [
        (month(2026, 1), month(2025, 12), month(2025, 1)),
        (month(2025, 2), month(2025, 1), month(2024, 2)),
        (quarter(2026, 1), quarter(2025, 4), quarter(2025, 1)),
        (year(2026), year(2025), year(2025)),
        (span("2026-02-01", "2026-03-31"), span("2025-12-01", "2026-01-31"), span("2025-02-01", "2025-03-31")),
        (span("2026-02-01", "2026-04-30"), span("2025-11-01", "2026-01-31"), span("2025-02-01", "2025-04-30")),
        (span("2024-02-29", "2024-03-04"), span("2024-02-24", "2024-02-28"), span("2023-02-28", "2023-03-04")),
    ],
)
def test_what_a_period_is_compared_with(period: Period, before: Period, last_year: Period) -> None:
    assert period_before(period) == before
    assert year_before(period) == last_year


@given(DAYS, st.integers(0, 500))
def test_the_period_before_ends_where_a_period_begins(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days=days), "some days")
    before = period_before(period)
    assert before.last == period.opening_day
    assert before.first <= before.last


@given(first=st.dates(date(2020, 1, 1), date(2030, 1, 1)), days=st.integers(0, 400))
def test_a_span_is_of_whole_months_where_it_holds_all_days_of_each(first: date, days: int) -> None:
    span = [first + timedelta(days=each) for each in range(days + 1)]
    whole = all(date(day.year, day.month, each) in span for day in span for each in (1, last_day(day.year, day.month)))
    assert is_of_whole_months(Period(span[0], span[-1], "")) == whole


@pytest.mark.parametrize("period", [month(2026, 2), quarter(2026, 4), year(2024)])
def test_months_quarters_and_years_are_of_whole_months(period: Period) -> None:
    assert is_of_whole_months(period)
