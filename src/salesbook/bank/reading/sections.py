"""Where the tables of a grid begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.bank.reading.columns import find_header, header_at
from salesbook.bank.reading.grid import Grid, GridRow
from salesbook.bank.reading.vocabulary import Vocabulary

NumberedRow = tuple[int, GridRow]
"""A row and its number in the file or sheet, from 1."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table: the rows above it, its header, the rows below. ``words`` are the header's in normal form."""

    titles: tuple[NumberedRow, ...]
    header: NumberedRow
    words: tuple[str, ...]
    body: tuple[NumberedRow, ...]


def sections_of(grid: Grid, vocabulary: Vocabulary) -> list[Section]:
    """The tables of a grid; a header unlike the one before it begins another."""
    first = find_header(grid.rows, vocabulary)
    if first is None:
        return []
    numbered = list(enumerate(grid.rows, 1))
    heads = [(first.index, first.words)]
    for index in range(first.index + 1, len(grid.rows)):
        row = grid.rows[index]
        if len(row) > 1 and isinstance(row[0], str) and not row[0][:1].isdigit():
            header = header_at(row, index, vocabulary)
            if header is not None and header.words != heads[-1][1]:
                heads.append((index, header.words))
    ends = [index for index, _ in heads[1:]] + [len(numbered)]
    return [
        Section(
            titles=tuple(numbered[: first.index]) if position == 0 else (),
            header=numbered[index],
            words=words,
            body=tuple(numbered[index + 1 : end]),
        )
        for position, ((index, words), end) in enumerate(zip(heads, ends, strict=True))
    ]
