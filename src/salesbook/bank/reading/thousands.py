"""Amounts whose thousands separators a comma-separated file leaves unquoted: ``…,1,234.56,…`` is one cell, not two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from salesbook.bank.reading.amounts import PLACEHOLDERS, amount_of
from salesbook.bank.reading.columns import Columns
from salesbook.bank.reading.dates import DateStyle
from salesbook.bank.reading.grid import Cell, GridRow
from salesbook.bank.reading.sections import NumberedRow
from salesbook.bank.reading.vocabulary import Role

_HEAD = re.compile(r"[-+(]?[^\w,.()+-]{0,3}\s?\d{1,3}")
_MIDDLE = re.compile(r"\d{3}")
_TAIL = re.compile(r"\d{3}(?:\.\d{1,2})?[)-]?")
_MAX_PLACES = 8
"""Places of a row where cells may belong together; with more, nothing is tried."""

_MONEY = (Role.IN, Role.OUT, Role.AMOUNT)
_NUMBERS = (*_MONEY, Role.BALANCE, Role.FEE)


def rejoined(body: Sequence[NumberedRow], width: int, columns: Columns, dates: DateStyle) -> Sequence[NumberedRow]:
    """The rows of a comma-separated table with the cells put together that are one amount.

    Only rows with more cells than the header are touched, and only where a single way of putting cells together
    leaves each amount under a heading for amounts, or the balances tell which; and none at all unless balances
    prove what was put together. Rows may end in an empty cell more than the header has: whether they do is decided
    on all of them.
    """
    if not any(len(row) > width and _is_split(row) for _, row in body):
        return body
    ways = [_Rejoining(width, trailing, columns, dates).rows(body) for trailing in (1, 0)]
    best = max(ways, key=lambda way: (way.resolved, way.confirmed))
    return best.body if best.confirmed > 0 else body


@dataclass(frozen=True, slots=True)
class _Way:
    """The rows as they are under one assumption: how many are whole, and what balances say of those put together.

    ``confirmed`` is how many more balances follow than do not, of those that what was put together has a part in.
    """

    body: Sequence[NumberedRow]
    resolved: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class _Joined:
    """A row, and its columns that were made of several cells."""

    row: GridRow
    made: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Rejoining:
    width: int
    trailing: int
    columns: Columns
    dates: DateStyle

    def rows(self, body: Sequence[NumberedRow]) -> _Way:
        found: list[NumberedRow] = []
        whole: list[_Joined] = []
        for number, row in body:
            rows = [_Joined(row)] if len(row) <= self.width else list(self._candidates(row))
            if len(rows) > 1 and whole:
                rows = [each for each in rows if self._follows(each, whole[-1]) or self._follows(whole[-1], each)]
            found.append((number, rows[0].row if len(rows) == 1 else row))
            if len(rows) == 1 and self._is_dated(rows[0].row) and self._amounts(rows[0].row):
                whole.append(rows[0])
        oldest_first = sum(self._evidence(newer, older) for older, newer in pairwise(whole))
        newest_first = sum(self._evidence(newer, older) for newer, older in pairwise(whole))
        return _Way(found, len(whole), max(oldest_first, newest_first))

    def _candidates(self, row: GridRow) -> Iterator[_Joined]:
        """The rows of the right width that a row may be, every amount whole and under its heading."""
        excess = len(row) - self.width - self.trailing
        places = [place for place in range(len(row) - 1) if _belong(row[place], row[place + 1])]
        if excess < 0 or len(places) > _MAX_PLACES:
            return
        for chosen in combinations(places, excess):
            joined = _joined(row, chosen)
            if (
                not any(joined.row[self.width :])
                and joined.made <= self._number_columns()
                and self._is_whole(joined.row)
            ):
                yield _Joined(joined.row[: self.width], joined.made)

    def _number_columns(self) -> set[int]:
        return {column for role in _NUMBERS for column in self.columns.all(role)}

    def _is_whole(self, row: GridRow) -> bool:
        """Whether all that stands under headings for numbers is one; of a transaction not both money in and out."""
        if not all(row[c] in PLACEHOLDERS or amount_of(row[c]) is not None for c in self._number_columns()):
            return False
        return not (self._is_dated(row) and self._amount(row, Role.IN) and self._amount(row, Role.OUT))

    def _is_dated(self, row: GridRow) -> bool:
        date = self.columns.best(Role.DATE)
        return date is not None and date < len(row) and self.dates.read(row[date]) is not None

    def _amount(self, row: GridRow, role: Role) -> Decimal | None:
        column = self.columns.best(role)
        return None if column is None or column >= len(row) else amount_of(row[column])

    def _evidence(self, newer: _Joined, older: _Joined) -> int:
        """1 where the balance of the newer row follows and a figure was put together; -1 where it does not follow."""
        balance = {self.columns.best(Role.BALANCE)}
        if not newer.made & self._number_columns() and not older.made & balance:
            return 0
        return 1 if self._follows(newer, older) else -1

    def _follows(self, newer: _Joined, older: _Joined) -> bool:
        """Whether two balances differ by the amount of the newer row."""
        before, after = self._amount(older.row, Role.BALANCE), self._amount(newer.row, Role.BALANCE)
        return before is not None and after is not None and abs(after - before) in self._amounts(newer.row)

    def _amounts(self, row: GridRow) -> set[Decimal]:
        return {abs(amount) for role in _MONEY if (amount := self._amount(row, role))}


def _is_split(row: GridRow) -> bool:
    return any(_belong(row[place], row[place + 1]) for place in range(len(row) - 1))


def _belong(first: Cell, second: Cell) -> bool:
    """Whether two cells may be the thousands of an amount and its hundreds."""
    if not isinstance(first, str) or not isinstance(second, str) or not _TAIL.fullmatch(second):
        return False
    return _HEAD.fullmatch(first) is not None or _MIDDLE.fullmatch(first) is not None


def _joined(row: GridRow, places: Sequence[int]) -> _Joined:
    """The row with each cell at one of the places put together with the next."""
    cells: list[Cell] = []
    made: set[int] = set()
    for place, cell in enumerate(row):
        if place - 1 in places:
            cells[-1] = f"{cells[-1]},{cell}"
            made.add(len(cells) - 1)
        else:
            cells.append(cell)
    return _Joined(cells, frozenset(made))
