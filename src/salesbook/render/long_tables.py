"""Tables of very many rows for a pipe or a file, put together in parts: all words at once would fill the memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import add, sub

from salesbook.i18n import Language
from salesbook.render.cells import is_numeric, names_currency, shown_of
from salesbook.render.layout import GAP
from salesbook.render.width import display_width, display_widths, printable, printable_column
from salesbook.table import Cell, CellType, Column, Table

_PART = 5_000
"""Rows that are put together at once."""


@dataclass(frozen=True, slots=True)
class LongTable:
    """A table of body rows alone, no text of which is wrapped; ``widths`` are those of its columns."""

    headings: Sequence[str]
    widths: Sequence[int]
    _columns: Sequence[_LongColumn]

    def lines(self) -> Iterator[Sequence[str]]:
        """The rows as lines, those of a part at a time."""
        for parts in zip(*(column.parts for column in self._columns), strict=True):
            padded = [
                part.padded(width, right=column.right)
                for part, column, width in zip(parts, self._columns, self.widths, strict=True)
            ]
            yield list(map(str.rstrip, map((" " * GAP).join, zip(*padded, strict=True))))


def long_table(table: Table, language: Language) -> LongTable:
    """A table in words; amounts name their currency where the table mixes several."""
    currency = names_currency(table)
    headings = [printable(column.title.to(language)) for column in table.columns]
    columns = [
        _LongColumn(
            is_numeric(column),
            [
                _part(cells[start : start + _PART], column, language, currency=currency)
                for start in range(0, len(cells), _PART)
            ],
        )
        for cells, column in zip(table.cells, table.columns, strict=True)
    ]
    widths = [max(display_width(heading), column.widest) for heading, column in zip(headings, columns, strict=True)]
    return LongTable(headings, widths, columns)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some rows of a column in words: the texts themselves, or as one with an end of line between them.

    ``widths`` are the columns of a screen that each takes; None where every character takes one.
    """

    texts: Sequence[str] | str
    widest: int
    widths: Sequence[int] | None

    def padded(self, width: int, *, right: bool) -> Iterator[str]:
        """The texts with blanks up to a width, on their left where they stand to the right."""
        texts = self.texts.split("\n") if isinstance(self.texts, str) else self.texts
        lengths: Iterator[int] = repeat(width)
        if self.widths is not None:  # blanks are one wide, characters perhaps two
            lengths = map(add, map(len, texts), map(sub, lengths, self.widths))
        return map(str.rjust if right else str.ljust, texts, lengths)


@dataclass(frozen=True, slots=True)
class _LongColumn:
    """A column in words, part by part; numbers stand to the ``right``."""

    right: bool
    parts: Sequence[_Part]

    @property
    def widest(self) -> int:
        """Columns of a screen that its widest text takes."""
        return max((part.widest for part in self.parts), default=0)


def _part(cells: Sequence[Cell], column: Column, language: Language, *, currency: bool) -> _Part:
    texts = printable_column(shown_of(cells, column.type, language, currency=currency))
    joined = "\n".join(texts)
    widths = None if joined.isascii() else display_widths(texts)
    widest = max(map(len, texts) if widths is None else widths)
    # Texts are those of the file already; those made of numbers take a quarter of the memory as one.
    return _Part(texts if column.type is CellType.TEXT else joined, widest, widths)
