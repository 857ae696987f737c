"""Delimited text: lines to rows of cells, whatever delimits them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from salesbook.bank.reading.columns import SEARCHED_ROWS, find_header
from salesbook.bank.reading.grid import Grid, GridRow, clean
from salesbook.bank.reading.vocabulary import Vocabulary

DELIMITERS = ",;\t|~"
"""Likeliest first."""

MAX_LINE = 100_000
"""Characters of a line; a file of fewer, longer lines is no bank statement."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_MAX_CELL_LINES = 20
"""Lines that one quoted cell may run over."""

_WIDTH_SAMPLE = 500


def lines_of(text: str) -> list[str] | None:
    """The lines of a text, CR, LF or CRLF, without the blank ones at its end; None where one is too long."""
    lines = _LINE_END.split(text.rstrip("\x1a\x00"))
    while lines and not lines[-1].strip():
        lines.pop()
    return None if any(len(line) > MAX_LINE for line in lines) else lines


def grid_of(lines: Sequence[str], encoding: str, vocabulary: Vocabulary) -> Grid:
    """The rows of delimited text; that delimiter is right which shows the header with most known words."""

    def evidence(delimiter: str) -> tuple[int, int]:
        top, _ = _rows(lines[:SEARCHED_ROWS], delimiter)
        header = find_header(top, vocabulary)
        return (0 if header is None else header.known), sum(len(row) > 1 for row in top)

    delimiter = max(DELIMITERS, key=evidence)
    rows, unpaired = _rows(lines, delimiter)
    return Grid(
        rows=tuple(rows),
        encoding=encoding,
        delimiter=delimiter,
        unpaired_quotes=tuple(unpaired),
        unreadable=tuple(number for number, row in enumerate(rows, 1) if any("\ufffd" in str(cell) for cell in row)),
    )


def _rows(lines: Sequence[str], delimiter: str) -> tuple[list[GridRow], list[int]]:
    """The rows, and which of them (from 1) have a quotation mark that is never closed."""
    width = _usual_width(lines, delimiter)
    rows: list[GridRow] = []
    unpaired: list[int] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        taken = 1
        if '"' not in line:
            cells = line.split(delimiter)
        elif quoted := _quoted(lines, index, delimiter, width):
            taken, cells = quoted
        else:
            unpaired.append(len(rows) + 1)
            cells = line.split(delimiter)
        rows.append(tuple([clean(cell) for cell in cells]))
        index += taken
    return rows, unpaired


def _quoted(lines: Sequence[str], start: int, delimiter: str, width: int) -> tuple[int, list[str]] | None:
    """How many lines the row at ``start`` runs over, and its cells; None where its quotation marks do not pair.

    Lines are joined only where a quoted cell really runs over several: a stray quotation mark would otherwise
    swallow the transactions below it.
    """
    taken: list[str] = []
    for line in islice(lines, start, start + _MAX_CELL_LINES):
        if taken and line.count(delimiter) + 1 >= width:
            return None
        taken.append(line)
        if not _is_open("\n".join(taken), delimiter):
            return _cells("\n".join(taken), delimiter, len(taken))
    return None


def _is_open(text: str, delimiter: str) -> bool:
    """Whether a quoted cell is still open at the end of ``text``."""
    if text.count('"') % 2 == 0:
        return False
    quoted = False
    for cell in text.split(delimiter):
        starts_quoted = cell.lstrip(" ").startswith('"')
        if (quoted or starts_quoted) and cell.count('"') % 2:
            quoted = not quoted
    return quoted


def _cells(text: str, delimiter: str, lines: int) -> tuple[int, list[str]] | None:
    try:
        return lines, next(csv.reader([text], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return None


def _usual_width(lines: Sequence[str], delimiter: str) -> int:
    """The number of cells that most lines have, at least 2."""
    widths = Counter(line.count(delimiter) + 1 for line in lines[:_WIDTH_SAMPLE] if delimiter in line)
    return max(2, widths.most_common(1)[0][0]) if widths else 2
