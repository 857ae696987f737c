"""The days that a file says it covers."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from salesbook.bank.reading.dates import DateOrder, DateStyle, date_of, style_of
from salesbook.bank.reading.grid import GridRow, shown
from salesbook.bank.reading.sections import Section

_DATE = re.compile(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|(?<!\d)\d{8}(?!\d)|\d{1,2}\.? [^\W\d_]{3,}\.? \d{4}|\d{1,2}\.\d{1,2}\.\d{4}"
)
_MONTH = re.compile(r"(\d{4})年(\d{1,2})月(?:份)?(?!\s*\d)")
"""A whole month: ``2026年10月份对账单``."""

_OPEN = re.compile(r"(?<![\d/-])\d{1,2}([-/])\d{1,2}\1\d{4}(?![\d/-])")
"""A date that may give the day or the month first."""

_LAST_ROWS = 10
_FEW = 3
"""Cells of a row that is a note rather than a transaction."""

Period = tuple[date, date]


def period_of(section: Section) -> Period | None:
    """The first and the last day that the lines around a table name, or its last rows; None where there is none."""
    titles = [row for _, row in section.titles]
    last_rows = [row for _, row in section.body[-_LAST_ROWS:]]
    return _span((*_days([*titles, *last_rows]), *_days_of_months(titles)))


def covered_by(section: Section, told: DateOrder | None) -> Period | None:
    """The days from one to another that the lines around a table name, without its rows."""
    return _several(_span((*_days(_around(section)), *_open_days(section, told))))


def open_dates(section: Section) -> set[str]:
    """The dates in the lines around a table that may give the day or the month first."""
    return {match[0] for row in _around(section) for cell in row for match in _OPEN.finditer(shown(cell))}


def _open_days(section: Section, told: DateOrder | None) -> Iterator[date]:
    texts = open_dates(section)
    style = style_of(texts, (), told, None)
    if isinstance(style, DateStyle):
        yield from (day for text in texts if (day := style.read(text)) is not None)


def _around(section: Section) -> list[GridRow]:
    notes = (row for _, row in section.body[-_LAST_ROWS:] if sum(cell != "" for cell in row) <= _FEW)
    return [*(row for _, row in section.titles), *notes]


def _days(rows: Sequence[GridRow]) -> list[date]:
    found = (match[0] for row in rows for cell in row for match in _DATE.finditer(shown(cell)))
    return [day for text in found if (day := date_of(text)) is not None]


def _days_of_months(rows: Sequence[GridRow]) -> Iterator[date]:
    """The first and the last day of each month that is named as a whole."""
    for match in (match for row in rows for cell in row for match in _MONTH.finditer(shown(cell))):
        first = date_of(f"{match[1]}-{match[2]}-1")
        if first is not None:
            yield from (first, first.replace(day=monthrange(first.year, first.month)[1]))


def _span(days: Sequence[date]) -> Period | None:
    return (min(days), max(days)) if days else None


def _several(period: Period | None) -> Period | None:
    return period if period is not None and period[0] < period[1] else None
