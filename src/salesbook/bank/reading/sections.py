"""Where the tables of a grid begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, pairwise

from salesbook.bank.reading.cell_rows import NumberedRow, NumberedRows
from salesbook.bank.reading.columns import Header, find_header, header_at, headers_at
from salesbook.bank.reading.grid import Grid, GridRow
from salesbook.bank.reading.layout import Layout
from salesbook.bank.reading.vocabulary import Vocabulary

_DIGITS = frozenset("0123456789")
_NUMBER = re.compile(r"\d{3}|\d[.,]\d")


@dataclass(frozen=True, slots=True)
class Section:
    """A table: the rows above it, those of its header, the rows below.

    ``words`` are the header's in normal form; ``layout`` is the one that is known already, where there is no header.
    """

    titles: Sequence[NumberedRow]
    header: Sequence[NumberedRow]
    words: tuple[str, ...]
    body: NumberedRows
    layout: Layout | None = None

    @property
    def first_row(self) -> int:
        """The row of the headings, or the first of a table without."""
        return next(iter((*self.header, *self.body[:1])), (1, ()))[0]


def sections_of(grid: Grid, vocabulary: Vocabulary) -> list[Section]:
    """The tables of a grid; a header unlike the one before it begins another."""
    first = find_header(grid.rows, vocabulary)
    if first is None:
        return []
    headers = [first]
    numbered = NumberedRows(grid.rows)
    beginnings = numbered.column(0)
    words = {cell for cell in set(beginnings) if str(cell)[:1] not in _DIGITS}
    for index in compress(range(len(beginnings)), map(words.__contains__, beginnings)):
        row = grid.rows[index]
        if index >= headers[-1].end and len(row) > 1 and _may_head(row) and header_at(row, index, vocabulary):
            header = headers_at(grid.rows, index, vocabulary)
            if header is not None and header.words != headers[-1].words:
                headers.append(header)
    starts = [0, *(_titles_start(grid, before, header) for before, header in pairwise(headers))]
    ends = [*starts[1:], len(grid.rows)]
    return [
        Section(
            titles=list(numbered[start : header.index]),
            header=list(numbered[header.index : header.end]),
            words=header.words,
            body=numbered[header.end : end],
        )
        for header, start, end in zip(headers, starts, ends, strict=True)
    ]


def _may_head(row: GridRow) -> bool:
    """Whether a row may be a header, told quickly: transactions have numbers, headings none."""
    return all(isinstance(cell, str) and not _NUMBER.search(cell) for cell in row)


def _titles_start(grid: Grid, before: Header, header: Header) -> int:
    """Where the titles of a further table begin: after the last empty row above its header, if there is one."""
    for index in range(header.index - 1, before.end - 1, -1):
        if all(cell == "" for cell in grid.rows[index]):
            return index + 1
    return header.index
