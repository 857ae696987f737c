"""Civil dates and periods: what people type, and what they mean."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from salesbook.model.named_tuple import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years of a book's days: others are slips of the hand, and leave room to reckon from any day of a book."""

_FULL = r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$"
_COMPACT = r"^(\d{4})(\d{2})(\d{2})$"
_MONTH_DAY = r"^(\d{1,2})[-/.月](\d{1,2})日?$"
_DAY = r"^(\d{1,2})日?$"
_RELATIVE = {"today": 0, "今天": 0, "yesterday": -1, "昨天": -1, "tomorrow": 1, "明天": 1}


def parse_day(text: str, today: date) -> date | None:
    """What a person types for a day; ``None`` where it is no day.

    ``today``, ``yesterday``, ``2026-11-21``, ``2026/11/21``, ``20261121``, ``2026年11月21日``; without a
    year (``11-21``, ``11月21日``) or month (``21``) that of ``today``.
    """
    words = unicodedata.normalize("NFKC", text).strip().lower()
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    if match := re.match(_FULL, words) or re.match(_COMPACT, words):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.match(_MONTH_DAY, words):
        return _day(today.year, int(match[1]), int(match[2]))
    if match := re.match(_DAY, words):
        return _day(today.year, today.month, int(match[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if within_calendar(year) else None
    except ValueError:
        return None


def within_calendar(year: int) -> bool:
    """Whether days of a book may lie in a year."""
    return FIRST_YEAR <= year <= LAST_YEAR


def last_day(year: int, month: int) -> int:
    """The number of days of a month."""
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days


def months_from(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month that lie ``months`` later (or, negative, earlier)."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


class Period(NamedTuple):
    """A month, quarter, year or any span of days, both ends included."""

    first: date
    last: date
    name: str
    """``2026-10``, ``2026-Q4``, ``2026``, as targets name it; else ``2026-10-01..2026-10-15``."""

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def opening_day(self) -> date:
        """The day before it begins."""
        return self.first - timedelta(days=1)


def month(year: int, number: int) -> Period:
    """A calendar month."""
    return Period(date(year, number, 1), date(year, number, last_day(year, number)), f"{year:04}-{number:02}")


def last_month(today: date) -> Period:
    """The month that ended last."""
    return month(*months_from(today.year, today.month, -1))


def quarter(year: int, number: int) -> Period:
    """A calendar quarter, 1 to 4."""
    end = number * 3
    return Period(date(year, end - 2, 1), date(year, end, last_day(year, end)), f"{year:04}-Q{number}")


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31), f"{number:04}")


def period_before(period: Period) -> Period:
    """The month before a month, the quarter before a quarter …; before other spans, as many days."""
    months = _whole_months(period)
    if months:
        return _months_earlier(period, months, months)
    return _span(period.first - timedelta(days=period.days), period.opening_day)


def year_before(period: Period) -> Period:
    """The same period of the year before; of other spans the same days, of February 29 the 28th."""
    months = _whole_months(period)
    if months:
        return _months_earlier(period, 12, months)
    return _span(_a_year_earlier(period.first), _a_year_earlier(period.last))


def _a_year_earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, last_day(day.year - 1, day.month)))


def is_of_whole_months(period: Period) -> bool:
    """Whether it begins and ends with calendar months."""
    return bool(_whole_months(period))


def is_last_of_month(day: date) -> bool:
    """Whether the next day, if there is one, is in another month."""
    return day == date.max or (day + timedelta(days=1)).day == 1


def _whole_months(period: Period) -> int:
    """How many calendar months make up a period; 0 where it begins or ends within one."""
    if period.first.day != 1 or not is_last_of_month(period.last):
        return 0
    return (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1


def _months_earlier(period: Period, earlier: int, months: int) -> Period:
    first_year, first_month = months_from(period.first.year, period.first.month, -earlier)
    if months == 1:
        return month(first_year, first_month)
    if months == 3 and first_month % 3 == 1:
        return quarter(first_year, first_month // 3 + 1)
    if months == 12 and first_month == 1:
        return year(first_year)
    last_year, last_month_ = months_from(first_year, first_month, months - 1)
    return _span(date(first_year, first_month, 1), date(last_year, last_month_, last_day(last_year, last_month_)))


def _span(first: date, last: date) -> Period:
    return Period(first, last, f"{first}..{last}")


_MONTH = r"^(?:(\d{4})[-/.年]?)?(\d{1,2})月?$"
_QUARTER = r"^(?:(\d{4})[-/.年]?)?[qQ第]?([1-4])(?:季度?)?$"
_YEAR = r"^(\d{4})年?$"
_LAST = {"", "last", "上月", "上季", "上季度", "去年", "上年"}
_THIS = {"this", "本月", "本季", "本季度", "今年", "本年"}


def parse_month(text: str, today: date) -> Period | None:
    """``2026-10``, ``10`` (the latest that has begun), ``this``; empty or ``last``: the month that ended last."""
    words = unicodedata.normalize("NFKC", text).strip().lower()
    if words in _LAST:
        return last_month(today)
    if words in _THIS:
        return month(today.year, today.month)
    match = re.match(_MONTH, words)
    if not match or not 1 <= int(match[2]) <= 12:
        return None
    number = int(match[2])
    if match[1]:
        return month(int(match[1]), number) if within_calendar(int(match[1])) else None
    return month(today.year if number <= today.month else today.year - 1, number)


def parse_quarter(text: str, today: date) -> Period | None:
    """``2026-Q3``, ``Q3`` or ``3`` (the latest that has begun), ``this``; empty or ``last``: the last that ended."""
    words = unicodedata.normalize("NFKC", text).strip().lower()
    current = (today.month - 1) // 3 + 1
    if words in _THIS:
        return quarter(today.year, current)
    if words in _LAST:
        return quarter(today.year, current - 1) if current > 1 else quarter(today.year - 1, 4)
    match = re.match(_QUARTER, words)
    if not match:
        return None
    number = int(match[2])
    if match[1]:
        return quarter(int(match[1]), number) if within_calendar(int(match[1])) else None
    return quarter(today.year if number <= current else today.year - 1, number)


def parse_year(text: str, today: date) -> Period | None:
    """``2026``, ``this``; empty or ``last``: the year that ended last."""
    words = unicodedata.normalize("NFKC", text).strip().lower()
    if words in _THIS:
        return year(today.year)
    if words in _LAST:
        return year(today.year - 1)
    match = re.match(_YEAR, words)
    return year(int(match[1])) if match and within_calendar(int(match[1])) else None
