"""Dates as exports print them, and in which order a column gives day and month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import cast

from salesbook.bank.reading.grid import Cell, western
from salesbook.bank.reading.vocabulary import vocabulary


class DateOrder(StrEnum):
    """In which order a date of three numbers gives its parts."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


_ZONE = r"(?:\s*(?:Z|[A-Z]{3,4}|[+-]\d{2}:?\d{2}))?"
_TIME = rf"(?:[T,\s-]*\d{{1,2}}[:时.]\d{{1,2}}(?:[:分.]\d{{1,2}}(?:[.,:]\d+)?秒?)?(?:\s*[AaPp]\.?[Mm]\.?)?{_ZONE})?"
_YEAR_FIRST = (
    re.compile(r"(\d{4})([-/.\s])\s*(\d{1,2})\2\s*(\d{1,2})" + _TIME, re.ASCII),
    re.compile(r"(\d{2,4})(年)\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?" + _TIME, re.ASCII),
    re.compile(r"(\d{4})()(\d{2})(\d{2})(?:\s*\d{6}|" + _TIME + ")", re.ASCII),
    re.compile(r"(?:民国|民國)?\s*(1\d\d)([-/.年])(\d{1,2})[-/.月](\d{1,2})日?" + _TIME, re.ASCII),
    re.compile(r"(1\d\d)()([01]\d)([0-3]\d)", re.ASCII),
)
_ERA = re.compile(
    r"(令和|平成|[RH])\.?\s*(\d{1,2}|元)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?" + _TIME, re.ASCII
)
_ERA_BEGINS = {"令和": 2019, "R": 2019, "平成": 1989, "H": 1989}
"""The first years of the Japanese eras."""

_CLOCK = re.compile(r"(?<=...\d)[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$", re.ASCII | re.MULTILINE)
"""A plain time at the end of a line, behind what may be a date."""

_NUMBERS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})(?:\2((?:\d{2}){1,2}))?" + _TIME, re.ASCII)
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日?" + _TIME, re.ASCII)
_WEEKDAY = re.compile(r"^([^\W\d_]{2,})\.?,?\s+(?=\d)|\s*\(?(?:星期|周|週)[一二三四五六日天]\)?")
_DAY_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?[-/.,\s]*(?:de\s+)?([^\W\d_]{3,})\.?[-/.,\s]*(?:de\s+)?(\d{4}|\d{2})?" + _TIME
)
_NAME_DAY = re.compile(
    r"(?:[^\W\d_]{2,}\.?,?\s+)?([^\W\d_]{3,})\.?[-/.\s]*(\d{1,2})(?:st|nd|rd|th)?(?:[-/.,\s]+(\d{4}|\d{2}))?" + _TIME
)
_YEARS = range(1970, 2200)
_ROC = range(100, 200)
"""Years of the Republic of China, counted from 1912."""

_BUDDHIST = range(2513, 2700)
"""Years of the Thai calendar, which is 543 ahead."""

_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _END_OF_SERIALS = 25_569, 73_051
"""Days since 1899-12-30 that a sheet may hold where a column lost its date format: 1970 to 2099."""
_HEADINGS = (
    (re.compile(r"d{1,2}[-/. ]?m{1,3}[-/. ]?y", re.IGNORECASE), DateOrder.DMY),
    (re.compile(r"m{1,3}[-/. ]?d{1,2}[-/. ]?y", re.IGNORECASE), DateOrder.MDY),
    (re.compile(r"y{2,4}[-/. ]?m{1,2}[-/. ]?d", re.IGNORECASE), DateOrder.YMD),
)


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How the dates of one table are read.

    ``order`` is None where no date needs it. ``period`` are the first and last day that the file states;
    it gives the year of dates that have none.
    """

    order: DateOrder | None = None
    period: tuple[date, date] | None = None

    def read(self, cell: Cell) -> date | None:
        """The civil date of a cell, or None."""
        return date_of(cell, self)


UNSTATED = DateStyle()


@dataclass(frozen=True, slots=True)
class Undecided:
    """A column that can be read in several orders; ``example`` is a cell that shows it."""

    example: str
    orders: tuple[DateOrder, ...]


def date_of(cell: Cell, style: DateStyle = UNSTATED) -> date | None:
    """A civil date, with or without a time: ``20261103``, ``2026/11/3 9:05``, ``3 Nov 2026``, ``2026年11月3日``."""
    if isinstance(cell, str):
        return _date_of_text(cell, style) if 4 <= len(cell) <= 45 else None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if _FIRST_SERIAL <= cell < _END_OF_SERIALS:
        return _EPOCH + timedelta(days=int(cell))
    return _date_of_text(f"{cell:f}", style)


@lru_cache(maxsize=8192)
def _date_of_text(text: str, style: DateStyle) -> date | None:
    if len(text) in {10, 19} and text[4] == text[7] == "-" and text.isascii():
        try:
            day = datetime.fromisoformat(text).date()
        except ValueError:
            return None
        return day if day.year in _YEARS else None
    text = _plain(text)
    if (found := _year_first(text)) is not None:
        return found
    if match := _MONTH_DAY.fullmatch(text):
        return _in_period(int(match[1]), int(match[2]), style.period)
    if match := _NUMBERS.fullmatch(text):
        order = style.order
        if order is None and match[1] == match[3] and len(match[4] or "") == 4:
            order = DateOrder.DMY
        return None if order is None else _numbers(match, order, style.period)
    return _named(text, style.period)


def without_times(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Cells without the time of day behind their dates, which makes many of them alike."""
    try:
        text = "\n".join(cast("Sequence[str]", cells))
    except TypeError:  # a sheet has dates of its own
        return cells
    days = _CLOCK.sub("", text).split("\n") if ":" in text else cells
    return days if len(days) == len(cells) else cells


def _plain(text: str) -> str:
    """A date's text in half width, without the name of a weekday."""
    months = vocabulary().months
    plain = western(text)
    return _WEEKDAY.sub(lambda match: match[0] if (match[1] or "").lower() in months else "", plain).strip().rstrip(".")


def _year_first(text: str) -> date | None:
    for pattern in _YEAR_FIRST:
        if match := pattern.fullmatch(text):
            return _date(int(match[1]), int(match[3]), int(match[4]))
    if match := _ERA.fullmatch(text):
        year = 1 if match[2] == "元" else int(match[2])
        return _date(_ERA_BEGINS[match[1]] + year - 1, int(match[3]), int(match[4]))
    return None


def _numbers(match: re.Match[str], order: DateOrder, period: tuple[date, date] | None) -> date | None:
    first, second, third = match[1], match[3], match[4]
    if third is None:
        day, month = (second, first) if order is not DateOrder.DMY else (first, second)
        return _in_period(int(month), int(day), period)
    if order is DateOrder.YMD:
        return _date(2000 + int(first), int(second), int(third)) if len(third) == 2 else None
    day, month = (first, second) if order is DateOrder.DMY else (second, first)
    return _date(int(third) + (2000 if len(third) == 2 else 0), int(month), int(day))


def _named(text: str, period: tuple[date, date] | None) -> date | None:
    """A date whose month is a word."""
    for pattern, day_at, month_at in ((_DAY_NAME, 1, 2), (_NAME_DAY, 2, 1)):
        match = pattern.fullmatch(text)
        month = None if match is None else vocabulary().months.get(match[month_at].lower())
        if match is not None and month is not None:
            if match[3] is None:
                return _in_period(month, int(match[day_at]), period)
            return _date(int(match[3]) + (2000 if len(match[3]) == 2 else 0), month, int(match[day_at]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    if year in _ROC:
        year += 1911
    elif year in _BUDDHIST:
        year -= 543
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _in_period(month: int, day: int, period: tuple[date, date] | None) -> date | None:
    """The day of that month which lies in the period, or nearest before its end."""
    if period is None:
        return None
    first, last = period
    days = [found for year in range(last.year, first.year - 2, -1) if (found := _date(year, month, day))]
    return next((found for found in days if found <= last), None)


def style_of(
    cells: Iterable[Cell],
    headings: Iterable[str],
    told: DateOrder | None,
    period: tuple[date, date] | None,
    covered: tuple[date, date] | None = None,
) -> DateStyle | Undecided:
    """How the date columns of a table are read, decided on all their cells.

    ``told`` is what the user says. With dots the day comes first everywhere. A cell that only one order can read
    decides, or else the days that the file says it covers (``covered``); where neither does, or cells contradict
    each other, nothing is guessed.
    """
    if told is None:
        told = next((order for text in headings for pattern, order in _HEADINGS if pattern.search(text)), None)
    if told is not None:
        return DateStyle(told, period)
    unclear: dict[str, tuple[DateOrder, ...]] = {}
    for text in {cell for cell in cells if isinstance(cell, str)}:
        plain = _plain(text) if 4 <= len(text) <= 45 else ""
        match = _NUMBERS.fullmatch(plain)
        if match is None or _year_first(plain) is not None:
            continue
        probe = period or (date(2000, 1, 1), date(2000, 12, 31))
        readings = {order: day for order in DateOrder if (day := _numbers(match, order, probe)) is not None}
        if match[2] == "." and DateOrder.DMY in readings:
            readings = {DateOrder.DMY: readings[DateOrder.DMY]}
        if match[4] is None:
            readings.pop(DateOrder.YMD, None)
        if len(set(readings.values())) == 1 and len(readings) > 1:
            continue
        if readings:
            unclear[text] = tuple(readings)
    if not unclear:
        return DateStyle(None, period)
    left = [order for order in DateOrder if all(order in orders for orders in unclear.values())]
    left = _with_one_year(unclear, left)
    if len(left) > 1 and covered is not None:
        left = _within(unclear, left, covered) or left
    if len(left) == 1:
        return DateStyle(left[0], period)
    example = max(unclear, key=lambda text: (len(unclear[text]), text))
    return Undecided(example, tuple(left) or (DateOrder.DMY, DateOrder.MDY))


def _within(texts: Iterable[str], orders: list[DateOrder], covered: tuple[date, date]) -> list[DateOrder]:
    """Of orders, those that read all dates as days which the file covers."""
    first, last = covered
    matches = [match for text in texts if (match := _NUMBERS.fullmatch(_plain(text)))]
    days = {order: [_numbers(match, order, covered) for match in matches] for order in orders}
    return [order for order in orders if all(day is not None and first <= day <= last for day in days[order])]


def _with_one_year(texts: Iterable[str], orders: list[DateOrder]) -> list[DateOrder]:
    """Of orders that differ in where a year of two digits stands, those whose year is the same in all dates.

    Only where the other end varies: statements cover many days of one year, not one day of many years.
    """
    matches = [match for text in texts if (match := _NUMBERS.fullmatch(_plain(text)))]
    if DateOrder.YMD not in orders or len(orders) == 1:
        return orders
    first, last = {match[1] for match in matches}, {match[4] for match in matches}
    if len(first) > 1 and len(last) == 1:
        return [order for order in orders if order is not DateOrder.YMD]
    return [DateOrder.YMD] if len(first) == 1 and len(last) > 1 else orders
