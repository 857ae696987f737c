"""Reading bank files: bytes → grid of cells → header → columns → rows → statements.

sources     what kind of file it is; its grids (text by ``encoding`` and ``delimited``, sheets by ``workbook``)
columns     which row heads a table, by the words of ``vocabulary`` (``words.yaml``)
layout      what particular banks do differently (``salesbook.bank.formats``, a few lines each)
rows        which rows are transactions and what they say (``values``: amounts, dates)
printed     what the file states of itself (``titles``), and ``checks`` of the lines against it
assembly    all of that to statements
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from salesbook.bank.codes import NO_FILE, SHEET_WITHOUT_TABLE, TOO_LARGE, UNPAIRED_QUOTES, UNREADABLE_BYTES
from salesbook.bank.reading.assembly import UNTOLD, Telling, statements_of
from salesbook.bank.reading.grid import Grid
from salesbook.bank.reading.sections import sections_of
from salesbook.bank.reading.sources import MAX_FILE, content_of
from salesbook.bank.reading.understood import unknown_layout
from salesbook.bank.reading.vocabulary import vocabulary
from salesbook.bank.statement import Statement, Unread
from salesbook.i18n.text import verbatim
from salesbook.model.problem import Problem, Source

__all__ = ["Telling", "read"]


def read(source: Path | bytes, name: str, telling: Telling = UNTOLD) -> list[Statement] | Unread:
    """The statements of a bank file, in its order: at least one, or why there is none.

    ``name`` is what problems call the file. Every row of the file is a line of a statement or listed as skipped.
    """
    with _without_collection():
        return _read(source, name, telling)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Without the collector of reference cycles: reading makes none, and it would look at every row again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read(source: Path | bytes, name: str, telling: Telling) -> list[Statement] | Unread:
    data = source if isinstance(source, bytes) else _content(source, name)
    if isinstance(data, Problem):
        return Unread((data,))
    words = vocabulary()
    grids = content_of(data, name, words)
    if isinstance(grids, Problem):
        return Unread((grids,))
    if isinstance(grids, list):
        return grids
    statements: list[Statement] = []
    problems: list[Problem] = []
    without_table: list[Grid] = []
    for grid in grids:
        sections = sections_of(grid, words)
        if not sections:
            without_table.append(grid)
        for section in sections:
            found = statements_of(section, grid, name, words, telling)
            if isinstance(found, Problem):
                problems.append(found)
            else:
                statements += found
    if problems:
        return Unread(tuple(problems))
    if not statements:
        return Unread((unknown_layout(grids, name, words),))
    warnings = (*_text_warnings(grids, name), *_sheet_warnings(without_table, name))
    return [replace(statements[0], warnings=(*warnings, *statements[0].warnings)), *statements[1:]]


def _content(path: Path, name: str) -> bytes | Problem:
    try:
        if path.stat().st_size > MAX_FILE:
            return TOO_LARGE.problem(name=name, what=verbatim(name), limit=f"{MAX_FILE // 1024 // 1024} MiB")
        return path.read_bytes()
    except OSError as error:
        return NO_FILE.problem(name=name, why=error.strerror or str(error))


def _text_warnings(grids: tuple[Grid, ...], name: str) -> tuple[Problem, ...]:
    """Damage of a text that could be read around."""
    place = PurePosixPath(name)
    unreadable = [
        UNREADABLE_BYTES.problem(Source(place, grid.unreadable[0]), encoding=grid.encoding, row=grid.unreadable[0])
        for grid in grids
        if grid.unreadable
    ]
    unpaired = [
        UNPAIRED_QUOTES.problem(Source(place, row), row=row) for grid in grids for row in grid.unpaired_quotes[:20]
    ]
    return (*unreadable, *unpaired)


def _sheet_warnings(grids: list[Grid], name: str) -> tuple[Problem, ...]:
    return tuple(
        SHEET_WITHOUT_TABLE.problem(Source(PurePosixPath(name)), sheet=grid.sheet, count=len(grid.rows))
        for grid in grids
        if grid.rows
    )
