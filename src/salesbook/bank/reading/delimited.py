"""Delimited text: lines to rows of cells, whatever delimits them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, repeat
from typing import cast

from salesbook.bank.codes import TOO_LARGE
from salesbook.bank.reading import fixed_width
from salesbook.bank.reading.cell_rows import BLOCK, Block, CellRows, blocks_of, parts
from salesbook.bank.reading.columns import SEARCHED_ROWS, find_header
from salesbook.bank.reading.encoding import Decoded
from salesbook.bank.reading.grid import MARKS, MAX_CELL, Grid, clean
from salesbook.bank.reading.vocabulary import Vocabulary
from salesbook.i18n import Text
from salesbook.model.problem import Problem

DELIMITERS = ",;\t|~"
"""Likeliest first."""

FIXED_WIDTH = " "
"""What stands for a delimiter where columns are as wide as their headings show."""

MAX_ROWS = 800_000
MAX_CELLS = 4_000_000
"""Rows and cells of a text: a file of 20 MB has fewer, and they keep within 500 MiB of memory."""

MAX_LINE = 100_000
MAX_COLUMNS = 256
"""Characters of a line and cells of a row; a file with longer or wider ones is no bank statement."""

_ROWS = Text(en="the number of rows", zh="行数")
_CELLS = Text(en="the number of cells", zh="单元格数")
_LINE = Text(en="a line (in characters)", zh="某一行的字符数")
_COLUMNS = Text(en="a row (in cells)", zh="某一行的单元格数")

_EDGE = rf"[{re.escape(DELIMITERS)}\n\"]"
_MARKED = re.compile(rf"(?:^|{_EDGE})\s*[{re.escape(MARKS)}]|[{re.escape(MARKS)}]\s*(?:{_EDGE}|$)")

_UNREADABLE = "\ufffd"
_MAX_CELL_LINES = 20
"""Lines that one quoted cell may run over."""

_MAX_UNPAIRED = 200
"""Rows with marks that never pair, after which quotation marks are taken for part of the texts."""

_WIDTH_SAMPLE = 500
_SAMPLE = 1_000
"""Cells of a column that tell whether it repeats itself."""


def grid_of(decoded: Decoded, name: str, vocabulary: Vocabulary) -> Grid | Problem:
    """The rows of a text; that delimiter is right which shows the header with most known words."""
    text, encoding = _with_plain_ends(decoded.text), decoded.encoding
    if text.count("\n") > MAX_ROWS:
        return TOO_LARGE.problem(name=name, what=_ROWS, limit=f"{MAX_ROWS:,}")
    lines = _lines_of(text)
    if max(map(len, lines), default=0) > MAX_LINE:
        return TOO_LARGE.problem(name=name, what=_LINE, limit=f"{MAX_LINE:,}")

    first_lines = lines[:SEARCHED_ROWS]
    first_text = "\n".join(first_lines)

    def evidence(delimiter: str) -> tuple[int, int]:
        top, _ = _rows(first_lines, first_text, delimiter)
        header = find_header([row[:MAX_COLUMNS] for row in top], vocabulary)
        width, count = next(iter(Counter(top.widths).most_common(1)), (1, 0))
        return (0 if header is None else header.known), (width - 1) * count

    delimiter = max(DELIMITERS, key=evidence)
    if not evidence(delimiter)[0] and (aligned := fixed_width.rows_of(lines, vocabulary)) is not None:
        return Grid(rows=aligned, encoding=encoding, delimiter=FIXED_WIDTH)
    if text.count(delimiter) > MAX_CELLS:
        return TOO_LARGE.problem(name=name, what=_CELLS, limit=f"{MAX_CELLS:,}")
    rows, unpaired = _rows(lines, text, delimiter)
    if max(rows.widths, default=0) > MAX_COLUMNS:
        return TOO_LARGE.problem(name=name, what=_COLUMNS, limit=f"{MAX_COLUMNS:,}")
    return Grid(
        rows=rows,
        encoding=encoding,
        delimiter=delimiter,
        unpaired_quotes=tuple(unpaired),
        unreadable=tuple(_damaged(rows)) if _UNREADABLE in text else (),
    )


def _with_plain_ends(text: str) -> str:
    """A text whose lines end in LF, whether they ended in CR, LF or CRLF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _lines_of(text: str) -> list[str]:
    """The lines of a text, without the blank ones at its end."""
    lines = text.rstrip("\x1a\x00").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _damaged(rows: CellRows) -> Iterator[int]:
    """The rows (from 1) with bytes that could not be read."""
    return (number for number, row in enumerate(rows, 1) if any(_UNREADABLE in str(cell) for cell in row))


def _rows(lines: Sequence[str], text: str, delimiter: str) -> tuple[CellRows, list[int]]:
    """The rows of a text's lines, and which of them (from 1) have a quotation mark that is never closed."""
    if '="' in text:
        lines = _without_formulas(lines, delimiter)
    if '\t"' in text and delimiter != "\t":
        lines = [re.sub(rf'(?:^|(?<={re.escape(delimiter)}))[\t ]+(?=")', "", line) for line in lines]
    # Where no cell is overlong, and no mark stands at the end of one, stripping cleans it.
    strip = clean if max(map(len, lines), default=0) > MAX_CELL or _has_marked_cells(text) else str.strip
    if '"' not in text:
        return CellRows(_split(lines, delimiter, strip)), []
    try:
        return CellRows(_paired(lines, delimiter, strip)), []
    except csv.Error:
        rows, unpaired = _mended(lines, delimiter)
        return CellRows(blocks_of([[clean(cell) for cell in row] for row in rows])), unpaired


def _without_formulas(lines: Sequence[str], delimiter: str) -> Sequence[str]:
    """Lines with ``="1,234.50"`` as the plain quoted cell that it means: else its delimiters would split it."""
    mark = re.escape(delimiter)
    formula = re.compile(rf'(?:^|(?<={mark}))\s*=(?="[^"]*"\s*(?:{mark}|$))')
    return [formula.sub("", line) if '="' in line else line for line in lines]


def _mended(lines: Sequence[str], delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The cells of lines whose quotation marks do not all pair within them, and the rows where they do not at all."""
    width = _usual_width(lines, delimiter)
    rows: list[list[str]] = []
    unpaired: list[int] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        taken = 1
        if '"' not in line or len(unpaired) > _MAX_UNPAIRED:
            row = line.split(delimiter)
        elif quoted := _quoted(lines, index, delimiter, width):
            taken, row = quoted
        else:
            unpaired.append(len(rows) + 1)
            row = line.split(delimiter)
        rows.append(row)
        index += taken
    return rows, unpaired


def _has_marked_cells(text: str) -> bool:
    """Whether marks that mean nothing stand at an end of cells."""
    return any(mark in text for mark in MARKS) and _MARKED.search(text) is not None


def _split(lines: Sequence[str], delimiter: str, strip: Callable[[str], str]) -> Iterator[Block]:
    """The cells of lines without quotation marks; many lines are split at once."""
    widths = list(map((1).__add__, map(str.count, lines, repeat(delimiter))))
    known: dict[str, str] = {}
    for part in parts(widths):
        own, most = widths[part], max(widths[part])
        even = lines[part]
        if min(own) < most:
            even = [line + delimiter * (most - width) for line, width in zip(even, own, strict=True)]
        cells = delimiter.join(even).split(delimiter)
        yield Block([_shared(list(map(strip, cells[at::most])), known) for at in range(most)], own)


def _shared(cells: list[str], known: dict[str, str]) -> list[str]:
    """Cells of one column; where they repeat, equal ones as one text, which takes the memory and is compared once."""
    filled = list(filter(None, cells[:_SAMPLE]))
    return cells if len(set(filled)) * 2 > len(filled) else list(map(known.setdefault, cells, cells))


def _paired(lines: Sequence[str], delimiter: str, strip: Callable[[str], str]) -> Iterator[Block]:
    """The cells of lines within which all quotation marks pair, as they nearly always do; else raises ``csv.Error``."""
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    read = 0
    known: dict[str, str] = {}
    while rows := list(islice(reader, BLOCK)):
        read += len(rows)
        if read != reader.line_num:
            raise csv.Error("a cell runs over several lines")
        for block in blocks_of(rows):
            columns = (list(map(strip, cast("Sequence[str]", column))) for column in block.columns)
            yield Block([_shared(column, known) for column in columns], block.widths)


def _quoted(lines: Sequence[str], start: int, delimiter: str, width: int) -> tuple[int, list[str]] | None:
    """How many lines the row at ``start`` runs over, and its cells; None where its quotation marks do not pair.

    Lines are joined only where a quoted cell really runs over several: a stray quotation mark would otherwise
    swallow the transactions below it.
    """
    text = ""
    for taken, line in enumerate(lines[start : start + _MAX_CELL_LINES], 1):
        if taken > 1 and len(_cells(line, delimiter) or ()) >= width:
            return None
        text = f"{text}\n{line}" if text else line
        if len(text) > MAX_LINE:
            return None
        if cells := _cells(text, delimiter):
            return taken, cells
    return None


def _cells(text: str, delimiter: str) -> list[str] | None:
    """The cells of a row, or None where a quotation mark is left open or closes in the middle of a cell."""
    if '"' not in text:
        return text.split(delimiter)
    for attempt in (text, re.sub(rf'"[ \t]+(?={re.escape(delimiter)}|$)', '"', text)):
        try:
            return next(csv.reader([attempt], delimiter=delimiter, skipinitialspace=True, strict=True))
        except csv.Error:
            continue
    return None


def _usual_width(lines: Sequence[str], delimiter: str) -> int:
    """The number of cells of the lines that together have most of them, at least 2; whole lines alone count."""
    sample = [_cells(line, delimiter) for line in lines[:_WIDTH_SAMPLE] if line.count('"') % 2 == 0]
    widths = Counter(len(cells) for cells in sample if cells and len(cells) > 1)
    return max(widths, key=lambda width: width * widths[width], default=2)
