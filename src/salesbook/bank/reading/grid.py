"""Rows and cells: what delimited text and sheets have in common."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

Cell = str | Decimal | date
"""A cell's text, stripped; a workbook also has numbers and dates of its own. An empty cell is ``""``."""

GridRow = Sequence[Cell]

MAX_CELL = 4_000
"""Characters of a cell that are kept; no bank's memo comes near."""

MARKS = "=`'\ufeff\u200b\u200e\u200f\x00"
"""What besides white space may stand at the ends of a cell, and means nothing."""

_PADDING = " \t\r\n\v\f\u00a0\u3000\ufeff\u200b\u200e\u200f\x00"


_DIGITS = {
    **{ord(zero) + value: str(value) for zero in "٠۰०" for value in range(10)},
    ord("٫"): ".",
    ord("٬"): ",",
    ord("\u200e"): "",
    ord("\u200f"): "",
}
"""Digits of Arabic, Persian and Hindi, the marks between them, and marks of the direction of writing."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A file or sheet as rows of cells; row 1 of the file is ``rows[0]``.

    ``encoding`` and ``delimiter`` are None for a sheet, ``sheet`` is None for text. ``unpaired_quotes`` and
    ``unreadable`` are rows (from 1) where the text was damaged but could be read around, ``hidden`` those that a
    sheet does not show.
    """

    rows: Sequence[GridRow]
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    unpaired_quotes: tuple[int, ...] = ()
    unreadable: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()


def clean(text: str) -> str:
    """A cell's text without padding, line breaks, and the marks that keep a spreadsheet from making a number of it."""
    text = text.strip(_PADDING)
    if text[:1] in {"=", "`", "'", '"'}:
        text = _unmarked(text)
    if "\n" in text or "\r" in text:
        text = " ".join(text.split())
    return text[:MAX_CELL]


def _unmarked(text: str) -> str:
    """``="0123"``, `` `0123 ``, ``'0123`` and ``"0123"`` as ``0123``."""
    if len(text) > 2 and text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    elif text[0] in {"`", "'"}:
        text = text[1:-1] if len(text) > 1 and text[-1] == text[0] else text[1:]
    elif len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    return text.strip(_PADDING)


def western(text: str) -> str:
    """A text in half width, numbers in the digits and marks of the West: ``１２`` and ``١٢`` as ``12``."""
    plain = unicodedata.normalize("NFKC", text)
    return plain if plain.isascii() else plain.translate(_DIGITS)


def shown(cell: Cell) -> str:
    """A cell as text: numbers plain, dates ISO."""
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def texts_of(cells: Sequence[Cell]) -> Sequence[str]:
    """Cells as text."""
    # Told for the whole column at once: text files have nothing but text.
    return cast("Sequence[str]", cells) if set(map(type, cells)) == {str} else [shown(cell) for cell in cells]


def row_text(row: GridRow) -> str:
    """What a row says, for people: its filled cells, shortened."""
    text = " ".join(shown(cell) for cell in row if cell != "")
    return text if len(text) <= 300 else text[:299] + "…"
