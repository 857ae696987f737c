"""Amounts whose thousands separators a comma-separated file leaves unquoted: ``…,1,234.56,…`` is one cell, not two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations, pairwise

from salesbook.bank.reading.amounts import PLACEHOLDERS, amount_of
from salesbook.bank.reading.cell_rows import NumberedRow, NumberedRows
from salesbook.bank.reading.columns import Columns
from salesbook.bank.reading.dates import DateStyle
from salesbook.bank.reading.grid import Cell, GridRow
from salesbook.bank.reading.vocabulary import Role

_HEAD = re.compile(r"[-+(]?[^\w,.()+-]{0,3}\s?\d{1,3}")
_MIDDLE = re.compile(r"\d{3}")
_TAIL = re.compile(r"\d{3}(?:\.\d{1,2})?[)-]?")
_CUT_OFF = re.compile(r"0\d\d(?:\.\d{1,2})?[)-]?")
"""What no bank writes of itself, but is left of ``1,000.00``."""

_CENTS = re.compile(r"[-+(]?\d+\.\d\d[)-]?")
_MAX_PLACES = 8
"""Places of a row where cells may belong together; with more, nothing is tried."""

_BEGINNING = 100
_MONEY = (Role.IN, Role.OUT, Role.AMOUNT)
_NUMBERS = (*_MONEY, Role.BALANCE, Role.FEE)


@dataclass(frozen=True, slots=True)
class Rejoined:
    """The rows of a table with the cells put together that are one amount.

    ``open`` are the numbers of rows in which cells may belong together, and nothing proves whether they do.
    """

    body: NumberedRows
    open: frozenset[int] = frozenset()


def rejoined(body: NumberedRows, width: int, columns: Columns, dates: DateStyle) -> Rejoined:
    """The rows of a comma-separated table, every amount in one cell.

    Only rows that do not fit the header are touched, and only where a single way of putting cells together leaves
    each amount under a heading for amounts, or the balances tell which; and none at all unless balances prove what
    was put together. Rows may end in an empty cell more than the header has: whether they do is told by those that
    are whole, else decided on all of them.
    """
    table = _Table(width, columns, dates)
    forms = {number: found for number, row in _suspects(body, table) if (found := table.forms(row)) is not None}
    if not forms:
        return Rejoined(body)
    endings = _endings((row for number, row in body if number not in forms), table)
    ways = [_way(body, forms, ending, table, certain=len(endings) == 1) for ending in endings]
    best = max(ways, key=lambda way: (way.confirmed, way.whole))
    if best.confirmed <= 0:
        return Rejoined(body, best.doubtful)
    return Rejoined(NumberedRows([row for _, row in best.body], body.numbers.start), best.open)


def _suspects(body: NumberedRows, table: _Table) -> Iterator[NumberedRow]:
    """The rows that may be cut: wider than the header, or with a figure where none belongs.

    Where all rows are as wide as the header, the first of them are enough to see that none is.
    """
    width = table.width
    narrow = body[:_BEGINNING] if set(body.widths) == {width} else body
    if any(len(row) <= width and table.has_stray_figure(row) for _, row in narrow):
        return (numbered for numbered in body if _is_split(numbered[1]))
    if max(body.widths, default=0) <= width:
        return iter(())
    wider = (body[position] for position, own in enumerate(body.widths) if own > width)
    return (numbered for numbered in wider if _is_split(numbered[1]))


def _endings(whole: Iterable[GridRow], table: _Table) -> tuple[int, ...]:
    """How many empty cells more than headings a row may end in, as rows that are surely whole show it."""
    widths = {len(row) for row in whole if table.is_dated(row)}
    if not widths:
        return (1, 0)
    return (1,) if widths == {table.width + 1} else (0,)


@dataclass(frozen=True, slots=True)
class _Joined:
    """A row, and its columns that were made of several cells; ``doubtful`` where only balances tell that it is so."""

    row: GridRow
    made: frozenset[int] = frozenset()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Way:
    """The rows as they are under one assumption, how many are whole, and what balances say of the doubtful ones.

    ``confirmed`` is how many more balances follow than do not, of those that a doubtful row has a part in.
    """

    body: Sequence[NumberedRow]
    whole: int
    confirmed: int
    doubtful: frozenset[int]
    open: frozenset[int]


_Forms = Mapping[int, Sequence[_Joined]]
"""What a row may be, by the number of empty cells that it ends in."""


def _way(body: NumberedRows, forms: Mapping[int, _Forms], ending: int, table: _Table, *, certain: bool) -> _Way:
    found: list[NumberedRow] = []
    whole: list[_Joined] = []
    doubtful: set[int] = set()
    unsettled: set[int] = set()
    for number, row in body:
        rows: Sequence[_Joined] = forms[number][ending] if number in forms else [_Joined(row)]
        if certain:
            rows = [_Joined(each.row, each.made, bool(each.made)) for each in rows]
        if len(rows) > 1 and whole:
            rows = [each for each in rows if table.follows(each, whole[-1]) or table.follows(whole[-1], each)]
        found.append((number, rows[0].row if len(rows) == 1 else row))
        if len(rows) != 1:
            unsettled.add(number)
        elif table.is_dated(rows[0].row) and table.amounts(rows[0].row):
            whole.append(rows[0])
        if len(rows) != 1 or rows[0].doubtful:
            doubtful.add(number)
    oldest_first = sum(table.evidence(newer, older) for older, newer in pairwise(whole))
    newest_first = sum(table.evidence(newer, older) for newer, older in pairwise(whole))
    return _Way(found, len(whole), max(oldest_first, newest_first), frozenset(doubtful), frozenset(unsettled))


@dataclass(frozen=True)
class _Table:
    """What the headings say of the cells: ``width`` columns, some of them for numbers."""

    width: int
    columns: Columns
    dates: DateStyle

    def forms(self, row: GridRow) -> _Forms | None:
        """What a row may be; None where it is surely no other than it looks."""
        forms = {ending: list(self._candidates(row, ending)) for ending in (1, 0)}
        return forms if any(joined.made for found in forms.values() for joined in found) else None

    def _candidates(self, row: GridRow, ending: int) -> Sequence[_Joined]:
        """The rows of the right width that a row may be, with as few cells put together as can be.

        More than are too many are put together only where rows end early, in no empty cell at all.
        """
        excess = max(len(row) - self.width - ending, 0)
        places = [place for place in range(len(row) - 1) if _belong(row[place], row[place + 1])]
        most = 0 if len(places) > _MAX_PLACES else excess if ending else len(places)
        for joins in range(excess, most + 1):
            joined = [_joined(row, chosen) for chosen in combinations(places, joins)]
            found = [each for each in joined if self._is_whole(each)]
            if found:
                return [_Joined(each.row[: self.width], each.made, doubtful=True) for each in found]
        return ()

    @cached_property
    def _number_columns(self) -> frozenset[int]:
        return frozenset(column for role in _NUMBERS for column in self.columns.all(role))

    def has_stray_figure(self, row: GridRow) -> bool:
        """Whether an amount stands under a heading for something else, or what is left of one under its own."""
        return any(
            isinstance(cell, str) and (_CUT_OFF if column in self._number_columns else _CENTS).fullmatch(cell)
            for column, cell in enumerate(row)
        )

    def _is_whole(self, joined: _Joined) -> bool:
        """Whether all amounts stand under headings for them, of a transaction not both money in and out."""
        row, numbers = joined.row, self._number_columns
        if any(row[self.width :]) or not joined.made <= numbers or self.has_stray_figure(row):
            return False
        if not all(row[c] in PLACEHOLDERS or amount_of(row[c]) is not None for c in numbers if c < len(row)):
            return False
        return not (self.is_dated(row) and self._amount(row, Role.IN) and self._amount(row, Role.OUT))

    def is_dated(self, row: GridRow) -> bool:
        """Whether a row may be a transaction."""
        date = self.columns.best(Role.DATE)
        return date is not None and date < len(row) and self.dates.read(row[date]) is not None

    def _amount(self, row: GridRow, role: Role) -> Decimal | None:
        column = self.columns.best(role)
        return None if column is None or column >= len(row) else amount_of(row[column])

    def amounts(self, row: GridRow) -> set[Decimal]:
        """What moved, without its direction."""
        return {abs(amount) for role in _MONEY if (amount := self._amount(row, role))}

    def evidence(self, newer: _Joined, older: _Joined) -> int:
        """1 where the balance of the newer row follows and something about that is in doubt; -1 where it does not."""
        balance = self.columns.best(Role.BALANCE)
        told_by_older = older.doubtful and (not older.made or balance in older.made)
        if not newer.doubtful and not told_by_older:
            return 0
        return 1 if self.follows(newer, older) else -1

    def follows(self, newer: _Joined, older: _Joined) -> bool:
        """Whether two balances differ by the amount of the newer row."""
        before, after = self._amount(older.row, Role.BALANCE), self._amount(newer.row, Role.BALANCE)
        return before is not None and after is not None and abs(after - before) in self.amounts(newer.row)


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
