"""Dates whose year, month and day stand in columns of their own, as in printed journals: put together in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from salesbook.bank.reading.columns import SEARCHED_ROWS
from salesbook.bank.reading.grid import Cell, Grid, GridRow, shown
from salesbook.bank.reading.vocabulary import Vocabulary, normal

_YEAR = frozenset({"年", "年份", "year", "jahr", "annee", "ano", "anno", "jaar", "rok", "год"})
_MONTH = frozenset({"月", "月份", "month", "monat", "mois", "mes", "mese", "maand", "miesiac", "месяц"})
_DAY = frozenset({"日", "day", "tag", "jour", "dia", "giorno", "dag", "dzien", "день"})
_DATE = "年月日"
"""What is known to head dates, for parts whose words together are not."""

_YEAR_ABOVE = re.compile(r"((?:19|20)\d\d)\s*年度?")
"""The year of a whole journal, above its columns of months and days."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the parts of dates stand: from which row and column, and the year where it is above them all."""

    row: int
    column: int
    year: int | None

    @property
    def width(self) -> int:
        """How many columns they take."""
        return 3 if self.year is None else 2


def with_whole_dates(grid: Grid, vocabulary: Vocabulary) -> Grid:
    """The grid with each date in one cell; the other columns of its parts are left empty."""
    place = next(filter(None, (_place(grid.rows, index) for index in range(min(len(grid.rows), SEARCHED_ROWS)))), None)
    if place is None:
        return grid
    rows = list(grid.rows)
    if place.year is None:
        named = " ".join(shown(cell) for cell in rows[place.row][place.column : place.column + place.width])
        rows[place.row] = _filled(rows[place.row], place, named if normal(named) in vocabulary.headers else _DATE)
    else:
        rows[place.row - 1] = _filled(rows[place.row - 1], place, _DATE)
        rows[place.row] = _filled(rows[place.row], place, "")
    for index in range(place.row + 1, len(rows)):
        if (day := _day(rows[index], place)) is not None:
            rows[index] = _filled(rows[index], place, day)
    return replace(grid, rows=rows)


def _place(rows: Sequence[GridRow], index: int) -> _Place | None:
    """The place that a row of headings shows, if it is one."""
    words = [normal(cell) if isinstance(cell, str) else "" for cell in rows[index]]
    for column in range(len(words) - 1):
        if words[column] not in _MONTH or words[column + 1] not in _DAY:
            continue
        if column and words[column - 1] in _YEAR:
            return _Place(index, column - 1, None)
        above = rows[index - 1] if index else ()
        if column < len(above) and (match := _YEAR_ABOVE.fullmatch(shown(above[column]))):
            return _Place(index, column, int(match[1]))
    return None


def _day(row: GridRow, place: _Place) -> date | None:
    """The date of a row; None where its parts are none."""
    parts = [shown(cell) for cell in row[place.column : place.column + place.width]]
    if len(parts) < place.width or not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        return None
    numbers = [*([] if place.year is None else [place.year]), *map(int, parts)]
    try:
        return date(*numbers)
    except ValueError:
        return None


def _filled(row: GridRow, place: _Place, cell: Cell) -> GridRow:
    """A row with one cell for the parts of the date, and empty ones after it."""
    return [*row[: place.column], cell, *[""] * (place.width - 1), *row[place.column + place.width :]]
