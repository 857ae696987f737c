"""Teaching a layout: which column of a file is what, as a few lines of YAML that later files are read by."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from salesbook.bank.codes import NOTHING_TO_LEARN
from salesbook.bank.reading.amounts import amount_of
from salesbook.bank.reading.columns import columns_of
from salesbook.bank.reading.dates import DateOrder, Undecided, style_of
from salesbook.bank.reading.grid import Grid, GridRow, shown
from salesbook.bank.reading.sources import content_of
from salesbook.bank.reading.vocabulary import Role, normal, vocabulary
from salesbook.i18n import Text
from salesbook.model.problem import Problem

SEARCHED_ROWS = 50
EXAMPLES = 3
"""Rows below the headings that show what a column holds."""

_UNSUITABLE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Headings:
    """The row that most likely heads a table: its number in the file, from 1, and its cells as text.

    ``below`` are the first rows under it.
    """

    row: int
    cells: tuple[str, ...]
    below: tuple[tuple[str, ...], ...] = ()

    def likely(self) -> dict[Role, int]:
        """The columns (from 0) whose headings are known."""
        known = columns_of(tuple(map(normal, self.cells)), vocabulary())
        return {role: columns[0] for role, columns in known.by_role.items() if columns}

    def are_a_transaction(self) -> bool:
        """Whether the row holds a day and an amount itself: the table then has no headings."""
        days = [_is_day(cell) for cell in self.cells]
        return any(days) and any(
            amount_of(cell) is not None for cell, day in zip(self.cells, days, strict=True) if cell and not day
        )

    def examples(self, column: int) -> list[str]:
        """What stands under a heading in the first rows."""
        return [row[column] for row in self.below if column < len(row) and row[column]]

    def column(self, named: str) -> int | None:
        """The column (from 0) that a user names, by its heading or by its number from 1."""
        words = [normal(cell) for cell in self.cells]
        if normal(named) in words:
            return words.index(normal(named))
        if named.isascii() and named.isdigit() and 1 <= int(named) <= len(self.cells):
            return int(named) - 1
        return None


def headings_of(data: bytes, name: str, named: Sequence[str], row: int | None) -> Headings | Problem:
    """The row of headings of a file: the one told, else that with all of the ``named``, else the fullest of words."""
    content = content_of(data, name, vocabulary())
    if isinstance(content, Problem):
        return content
    if isinstance(content, list):
        return NOTHING_TO_LEARN.problem(name=name)
    rows = [(grid, number, cells) for grid in content for number, cells in _beginning(grid)]
    if row is not None:
        rows = [found for found in rows if found[1] == row][:1]
    found = [
        Headings(number, tuple(map(shown, cells)), tuple(tuple(map(shown, row)) for row in _below(grid, number)))
        for grid, number, cells in rows
        if len(cells) > 1
    ]
    if not found:
        return NOTHING_TO_LEARN.problem(name=name)
    words = [word for word in named if not word.isdigit()]
    return max(found, key=lambda heads: (sum(heads.column(word) is not None for word in words), *_likeness(heads)))


def _beginning(grid: Grid) -> Sequence[tuple[int, GridRow]]:
    return list(enumerate(grid.rows[:SEARCHED_ROWS], 1))


def _below(grid: Grid, number: int) -> Sequence[GridRow]:
    return [row for row in grid.rows[number : number + SEARCHED_ROWS] if len(row) > 1][:EXAMPLES]


def _is_day(cell: str) -> bool:
    style = style_of({cell}, (), None, None)
    return isinstance(style, Undecided) or style.read(cell) is not None


def _likeness(headings: Headings) -> tuple[int, int]:
    """How much a row looks like headings: by its words, the first of equal rows."""
    words = {cell for cell in headings.cells if cell and not any(map(str.isdigit, cell))}
    return len(words), -headings.row


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned of a layout. ``columns`` are columns from 0, ``headless`` where the file has no headings."""

    name: str
    headings: Headings
    columns: Mapping[Role, Sequence[int]]
    headless: bool = False
    dates: DateOrder | None = None
    amounts: str | None = None
    currency: str | None = None

    @property
    def file(self) -> Path:
        """Where a book keeps it."""
        return Path("bank-formats") / f"{_UNSUITABLE.sub('-', self.name).strip('-.') or 'bank'}.yaml"

    def missing(self) -> Role | None:
        """What must still be told: a column of dates, and one of amounts, or of money in or out."""
        if Role.DATE not in self.columns:
            return Role.DATE
        return None if {Role.AMOUNT, Role.IN, Role.OUT} & set(self.columns) else Role.AMOUNT

    def text(self) -> str:
        """The lesson as YAML; ``docs/bank-formats.md`` says what each line means."""
        lines = [f"name: {_quoted(self.name)}"]
        if self.headless:
            lines.append(f"cells: {len(self.headings.cells)}")
            columns = {role: [str(column + 1) for column in chosen] for role, chosen in self.columns.items()}
        else:
            heads = dict.fromkeys(cell for cell in self.headings.cells if cell)
            lines.append(f"recognised_by: [{', '.join(map(_quoted, heads))}]")
            columns = {
                role: [_quoted(self.headings.cells[column]) for column in chosen]
                for role, chosen in self.columns.items()
            }
        lines.append("columns:")
        lines += [f"  {role.value}: [{', '.join(chosen)}]" for role, chosen in columns.items()]
        for key, value in (("dates", self.dates), ("amounts", self.amounts), ("currency", self.currency)):
            if value is not None:
                lines.append(f"{key}: {value}")
        return "\n".join(lines) + "\n"


def _quoted(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)


QUESTIONS = {
    Role.DATE: Text(en="Date", zh="日期"),
    Role.AMOUNT: Text(en="Amount (- where money in and out have a column each)", zh="金额（收入、支出分列时填 -）"),
    Role.IN: Text(en="Money in", zh="收入"),
    Role.OUT: Text(en="Money out", zh="支出"),
    Role.DIRECTION: Text(en="Which way the amount went", zh="收支方向"),
    Role.BALANCE: Text(en="Balance", zh="余额"),
    Role.PAYER: Text(en="Other party", zh="对方户名"),
    Role.PAYER_ACCOUNT: Text(en="Its account", zh="对方账号"),
    Role.MEMO: Text(en="Text", zh="摘要"),
    Role.REFERENCE: Text(en="The bank's number", zh="流水号"),
}
"""What a user is asked, in this order."""
