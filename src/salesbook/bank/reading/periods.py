"""The days that a file says it covers."""

from __future__ import annotations

import re
from datetime import date

from salesbook.bank.reading.dates import date_of
from salesbook.bank.reading.grid import shown
from salesbook.bank.reading.sections import Section

_DATE = re.compile(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|(?<!\d)\d{8}(?!\d)|\d{1,2}\.? [^\W\d_]{3,}\.? \d{4}|\d{1,2}\.\d{1,2}\.\d{4}"
)


def period_of(section: Section) -> tuple[date, date] | None:
    """The first and the last day that the lines around a table name, or None."""
    days: list[date] = []
    for _, row in (*section.titles, *section.body[-10:]):
        for cell in row:
            for match in _DATE.finditer(shown(cell)):
                text = match[0]
                if (day := date_of(text)) is not None:
                    days.append(day)
    return (min(days), max(days)) if days else None
