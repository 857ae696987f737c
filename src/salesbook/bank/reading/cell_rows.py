"""Rows of cells kept by their columns: of the very many rows of a large file hardly one is ever looked at alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, groupby
from typing import overload

from salesbook.bank.reading.grid import Cell, GridRow

NumberedRow = tuple[int, GridRow]
"""A row and its number in the file or sheet, from 1."""

BLOCK = 10_000
"""Rows that are made into columns at once, at most."""

_MOST_ADDED = 3
"""Cells that a block holds for each that its rows have, at most; rows of very different width are kept apart."""


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring rows by their columns, as many as the widest of them has cells; the others end in empty ones.

    ``widths`` are how many cells each row has of its own.
    """

    columns: Sequence[Sequence[Cell]]
    widths: Sequence[int]

    def row(self, at: int) -> GridRow:
        """One row."""
        return [column[at] for column in self.columns[: self.widths[at]]]

    def rows(self) -> Iterator[GridRow]:
        """The rows one after another."""
        return (row[:width] for row, width in zip(zip(*self.columns, strict=True), self.widths, strict=True))

    def between(self, start: int, stop: int) -> Block:
        """Some of the rows."""
        return Block([column[start:stop] for column in self.columns], self.widths[start:stop])

    def column(self, at: int) -> Sequence[Cell]:
        """The cells of one column."""
        return self.columns[at] if at < len(self.columns) else [""] * len(self.widths)


class CellRows(Sequence[GridRow]):
    """The rows of blocks, one after another; a slice of them has no step (``ValueError``)."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        filled = (block for block in blocks if block.widths)
        self._blocks = [_joined(list(alike)) for _, alike in groupby(filled, lambda block: len(block.columns))]
        self._starts = list(accumulate((len(block.widths) for block in self._blocks), initial=0))

    @classmethod
    def of(cls, rows: Sequence[GridRow]) -> CellRows:
        """Rows that are given one by one."""
        return rows if isinstance(rows, CellRows) else cls(blocks_of(rows))

    def column(self, at: int) -> Sequence[Cell]:
        """The cells of one column; a shorter row has an empty one."""
        if len(self._blocks) == 1:
            return self._blocks[0].column(at)
        return list(chain.from_iterable(block.column(at) for block in self._blocks))

    @cached_property
    def widths(self) -> Sequence[int]:
        """How many cells each row has."""
        return list(chain.from_iterable(block.widths for block in self._blocks))

    @overload
    def __getitem__(self, at: int) -> GridRow: ...

    @overload
    def __getitem__(self, at: slice) -> CellRows: ...

    def __getitem__(self, at: int | slice) -> GridRow | CellRows:
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            if step != 1:
                raise ValueError(f"rows are taken one after another, not in steps of {step}")
            pairs = zip(self._blocks, self._starts, strict=False)
            return CellRows(block.between(max(start - first, 0), max(stop - first, 0)) for block, first in pairs)
        position = range(len(self))[at]
        which = bisect_right(self._starts, position) - 1
        return self._blocks[which].row(position - self._starts[which])

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[GridRow]:
        return chain.from_iterable(block.rows() for block in self._blocks)


class NumberedRows(Sequence[NumberedRow]):
    """Rows below one another, with their numbers; ``first`` is that of the first."""

    def __init__(self, rows: Sequence[GridRow] = (), first: int = 1) -> None:
        self._rows = CellRows.of(rows)
        self.numbers = range(first, first + len(rows))

    def column(self, at: int) -> Sequence[Cell]:
        """The cells of one column (from 0); a shorter row has an empty one."""
        return self._rows.column(at)

    @property
    def widths(self) -> Sequence[int]:
        """How many cells each row has."""
        return self._rows.widths

    @overload
    def __getitem__(self, at: int) -> NumberedRow: ...

    @overload
    def __getitem__(self, at: slice) -> NumberedRows: ...

    def __getitem__(self, at: int | slice) -> NumberedRow | NumberedRows:
        if isinstance(at, slice):
            numbers = self.numbers[at]
            return NumberedRows(self._rows[at], numbers.start)
        return self.numbers[at], self._rows[at]

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[NumberedRow]:
        return zip(self.numbers, self._rows, strict=True)


def blocks_of(rows: Sequence[GridRow]) -> Iterator[Block]:
    """The blocks of rows that are given one by one."""
    widths = list(map(len, rows))
    for part in parts(widths):
        own = widths[part]
        most = max(1, *own)
        padding = ("",) * most
        even = rows[part] if min(own) == most else [(*row, *padding[len(row) :]) for row in rows[part]]
        yield Block(list(zip(*even, strict=True)), own)


def parts(widths: Sequence[int]) -> Iterator[slice]:
    """Which rows make up a block, where these are as many cells as they have."""
    for start in range(0, len(widths), BLOCK):
        yield from _halved(widths, start, min(start + BLOCK, len(widths)))


def _halved(widths: Sequence[int], start: int, stop: int) -> Iterator[slice]:
    """Rows as they are, or in halves as long as too many empty cells would have to be added."""
    own = widths[start:stop]
    if stop - start == 1 or max(own) * len(own) <= _MOST_ADDED * sum(own):
        yield slice(start, stop)
        return
    middle = (start + stop) // 2
    yield from _halved(widths, start, middle)
    yield from _halved(widths, middle, stop)


def _joined(blocks: Sequence[Block]) -> Block:
    """Blocks of the same number of columns as one."""
    if len(blocks) == 1:
        return blocks[0]
    columns = zip(*(block.columns for block in blocks), strict=True)
    return Block(
        [list(chain.from_iterable(column)) for column in columns],
        list(chain.from_iterable(block.widths for block in blocks)),
    )
