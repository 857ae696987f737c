"""The demonstration company's calendar: working days of its 24 months, and how busy each month is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

FIRST = date(2024, 11, 1)
"""The day the book begins."""
LAST = date(2026, 10, 31)
"""The last day of the book."""
LAST_RECONCILED = date(2026, 9, 30)
"""Until here every bank line is in the book; what the banks say later is in the exports."""

SEASON = {1: 88, 2: 42, 3: 104, 4: 98, 5: 96, 6: 108, 7: 90, 8: 92, 9: 110, 10: 94, 11: 118, 12: 140}
"""Percent of an average month by month of the year: quiet around Chinese New Year, a rush at year's end."""

_HOLIDAYS = (
    (date(2025, 1, 1), date(2025, 1, 1)),
    (date(2025, 1, 28), date(2025, 2, 4)),
    (date(2025, 4, 4), date(2025, 4, 6)),
    (date(2025, 5, 1), date(2025, 5, 5)),
    (date(2025, 5, 31), date(2025, 6, 2)),
    (date(2025, 10, 1), date(2025, 10, 8)),
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
)


def days(first: date, last: date) -> Iterator[date]:
    """Every day from ``first`` to ``last``, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(offset)


def is_workday(day: date) -> bool:
    """Whether offices and banks are open."""
    return day.weekday() < 5 and not any(start <= day <= end for start, end in _HOLIDAYS)


def workday(day: date) -> date:
    """The first working day on or after ``day``."""
    while not is_workday(day):
        day += timedelta(1)
    return day


def after(day: date, count: int) -> date:
    """The first working day on or after ``count`` days past ``day``."""
    return workday(day + timedelta(count))


def month_end(day: date) -> date:
    """The last day of the month of ``day``."""
    first_of_next = (day.replace(day=1) + timedelta(32)).replace(day=1)
    return first_of_next - timedelta(1)


def on_day(day: date, number: int) -> date:
    """The next ``number``-th of a month on or after ``day``; a day that a month lacks is its last."""
    candidate = day.replace(day=min(number, month_end(day).day))
    if candidate < day:
        following = month_end(day) + timedelta(1)
        candidate = following.replace(day=min(number, month_end(following).day))
    return candidate


def months() -> list[date]:
    """The first day of each month of the book."""
    return [day for day in days(FIRST, LAST) if day.day == 1]
