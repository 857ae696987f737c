"""Text in columns of fixed width, where a line of headings or of dashes shows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from salesbook.bank.reading.columns import SEARCHED_ROWS, header_at
from salesbook.bank.reading.grid import GridRow, clean
from salesbook.bank.reading.vocabulary import Vocabulary

_TOKEN = re.compile(r"\S+(?: \S+)*")
_RULER = re.compile(r"\s*[-=]{2,}(?:\s+[-=]{2,}){2,}\s*")
_DASHES = re.compile(r"[-=]+")

MAX_CHARACTERS = 6_000_000
MAX_COLUMNS = 40

Span = tuple[int, int]
"""Where a text begins and ends, in cells of the screen: Chinese characters fill two."""


def rows_of(lines: Sequence[str], vocabulary: Vocabulary) -> list[GridRow] | None:
    """The lines as rows of cells; None where no line of headings shows columns. Other lines are one cell each.

    Each character is looked at, so that a text of more than ``MAX_CHARACTERS`` is not tried.
    """
    if sum(map(len, lines)) > MAX_CHARACTERS:
        return None
    for index, line in enumerate(lines[:SEARCHED_ROWS]):
        below = lines[index + 1] if index + 1 < len(lines) else ""
        ruled = _RULER.fullmatch(below) is not None
        if ruled:
            spans = [match.span() for match in _DASHES.finditer(below)]
        else:
            spans = [_span(line, *match.span()) for match in _TOKEN.finditer(line)]
        if not 3 <= len(spans) <= MAX_COLUMNS or header_at(_row(line, spans, ruled=ruled), index, vocabulary) is None:
            continue
        titles: list[GridRow] = [[line.strip()] for line in lines[:index]]
        return titles + [_row(line, spans, ruled=ruled) for line in lines[index:]]
    return None


def _row(line: str, spans: Sequence[Span], *, ruled: bool) -> GridRow:
    if not line.strip() or _RULER.fullmatch(line) or (_DASHES.fullmatch(line.strip()) is not None):
        return [line.strip()]
    cells = [""] * len(spans)
    wide = _wide(line)
    if ruled:
        starts = [0, *(start for start, _ in spans[1:]), len(wide)]
        return [clean("".join(wide[start:end])) for start, end in pairwise(starts)]
    for text, begin, end in _tokens(wide, [start for start, _ in spans]):
        column = min(range(len(spans)), key=lambda at: _distance(spans[at], begin, end))
        cells[column] = f"{cells[column]} {text}".strip()
    return [clean(cell) for cell in cells]


def _tokens(wide: Sequence[str], starts: Sequence[int]) -> list[tuple[str, int, int]]:
    """The texts of a line that two blanks keep apart, or one before the place where a column begins."""
    found: list[tuple[str, int, int]] = []
    begin: int | None = None
    for at in range(len(wide) + 1):
        blank = at >= len(wide) or wide[at] == " "
        if begin is None:
            begin = None if blank else at
        elif blank and (at + 1 >= len(wide) or wide[at + 1] == " " or at + 1 in starts):
            found.append(("".join(wide[begin:at]), begin, at))
            begin = None
    return found


def _distance(span: Span, begin: int, end: int) -> tuple[int, int]:
    """How far a text is from a column: by the nearer edge, then by what both share."""
    start, stop = span
    return min(abs(begin - start), abs(end - stop)), -(min(end, stop) - max(begin, start))


def _wide(line: str) -> list[str]:
    """The line by cells of the screen; the second cell of a wide character is empty."""
    cells: list[str] = []
    for character in line.expandtabs():
        cells.append(character)
        if unicodedata.east_asian_width(character) in "WF":
            cells.append("")
    return cells


def _span(line: str, start: int, end: int) -> Span:
    return len(_wide(line[:start])), len(_wide(line[:end].rstrip()))
