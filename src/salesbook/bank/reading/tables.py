"""The tables of a file's grids, and the statements in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from salesbook.bank.codes import HIDDEN_ROWS, SHEET_WITHOUT_TABLE, TOO_LARGE, UNPAIRED_QUOTES, UNREADABLE_BYTES
from salesbook.bank.reading.assembly import statements_of
from salesbook.bank.reading.cell_rows import NumberedRows
from salesbook.bank.reading.grid import Grid
from salesbook.bank.reading.headless import positions, section_without_header
from salesbook.bank.reading.layout import Layout
from salesbook.bank.reading.repeated import without_repetitions
from salesbook.bank.reading.sections import Section, sections_of
from salesbook.bank.reading.split_dates import with_whole_dates
from salesbook.bank.reading.telling import Telling
from salesbook.bank.reading.understood import unknown_layout
from salesbook.bank.reading.vocabulary import Vocabulary, normal
from salesbook.bank.statement import Statement, Unread
from salesbook.i18n import Text
from salesbook.model.problem import Problem, Source

MAX_TABLES = 500
_TABLES = Text(en="the number of its tables", zh="其中的表格数")


def statements_in(
    grids: Sequence[Grid], name: str, vocabulary: Vocabulary, telling: Telling
) -> list[Statement] | Unread:
    """The statements of all tables in the grids of a file, or why there is none."""
    found: list[tuple[str | None, Statement]] = []
    problems: list[Problem] = []
    without_table: list[Grid] = []
    for grid in (with_whole_dates(grid, vocabulary) for grid in grids):
        words = _words_for(grid, vocabulary, telling)
        sections = _sections(grid, words, telling)
        if len(sections) > MAX_TABLES:
            return Unread((TOO_LARGE.problem(name=name, what=_TABLES, limit=MAX_TABLES),))
        if not sections:
            without_table.append(grid)
        for section in sections:
            statements = statements_of(section, grid, name, words, telling)
            if isinstance(statements, Problem):
                problems.append(statements)
            else:
                found += [(grid.sheet, statement) for statement in statements]
    if problems:
        return Unread(tuple(problems))
    if not found:
        return Unread((unknown_layout(grids, name, vocabulary),))
    kept = without_repetitions(found, name)
    warnings = (*_text_warnings(grids, name), *_sheet_warnings(grids, without_table, name))
    return [replace(kept[0], warnings=(*warnings, *kept[0].warnings)), *kept[1:]]


def _words_for(grid: Grid, vocabulary: Vocabulary, telling: Telling) -> Vocabulary:
    """The words that a learned layout gives meaning to, where its headings stand in the grid."""
    layout = next((layout for layout in telling.learned if _heads(grid, layout)), None)
    return vocabulary if layout is None else vocabulary.with_columns(layout.columns)


def _heads(grid: Grid, layout: Layout) -> bool:
    return bool(layout.recognised_by) and any(
        layout.recognised_by <= {normal(cell) for cell in row if isinstance(cell, str)} for row in grid.rows[:50]
    )


def _sections(grid: Grid, words: Vocabulary, telling: Telling) -> list[Section]:
    """The tables under headings; else the grid as one table without."""
    sections = sections_of(grid, words)
    if sections:
        return sections
    for layout in telling.learned:
        if layout.cells and any(len(row) == layout.cells for row in grid.rows):
            headings = positions(layout.positions, layout.cells, words)
            return [Section(titles=(), header=(), words=headings, body=NumberedRows(grid.rows), layout=layout)]
    section = section_without_header(grid, words, telling.dates)
    return [] if section is None else [section]


def _text_warnings(grids: Sequence[Grid], name: str) -> tuple[Problem, ...]:
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


def _sheet_warnings(grids: Sequence[Grid], without_table: Sequence[Grid], name: str) -> tuple[Problem, ...]:
    place = Source(PurePosixPath(name))
    hidden = [
        HIDDEN_ROWS.problem(place, sheet=grid.sheet, count=len(grid.hidden), row=grid.hidden[0])
        for grid in grids
        if grid.hidden
    ]
    unread = [
        SHEET_WITHOUT_TABLE.problem(place, sheet=grid.sheet, count=len(grid.rows))
        for grid in without_table
        if grid.rows
    ]
    return (*hidden, *unread)
