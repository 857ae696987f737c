"""The cells of one table, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from salesbook.bank.reading.amount_columns import AmountCells, decimal_mark_of
from salesbook.bank.reading.amounts import PLACEHOLDERS
from salesbook.bank.reading.cell_rows import NumberedRows
from salesbook.bank.reading.columns import Columns
from salesbook.bank.reading.dates import DateStyle, without_times
from salesbook.bank.reading.grid import Cell, texts_of
from salesbook.bank.reading.vocabulary import Role, Vocabulary
from salesbook.model.columns import has_gaps

_NO_REFERENCE = frozenset("0" * length for length in range(1, 41))
"""Nothing but zeros: what banks print where a transaction has no number."""


@dataclass(frozen=True)
class TableColumns:
    """The rows of one table under ``width`` columns whose roles are known; every list has an item for each row.

    ``mark`` is what separates decimals where the amounts alone leave it open, ``carried`` the positions of rows that
    have the date of the row above.
    """

    width: int
    columns: Columns
    vocabulary: Vocabulary
    dates: DateStyle
    body: NumberedRows
    mark: str | None = None
    carried: frozenset[int] = frozenset()

    def cells(self, column: int) -> Sequence[Cell]:
        """The cells of a column; short rows have empty ones."""
        if column not in self._cells:
            self._cells[column] = self.body.column(column)
        return self._cells[column]

    @cached_property
    def _cells(self) -> dict[int, Sequence[Cell]]:
        return {}

    def texts(self, role: Role) -> list[str | None]:
        """What the best filled column of a role says."""
        if role not in self._texts:
            self._texts[role] = self._texts_under(role)
        return self._texts[role]

    @cached_property
    def _texts(self) -> dict[Role, list[str | None]]:
        return {}

    def _texts_under(self, role: Role) -> list[str | None]:
        found: list[str | None] = [None] * len(self.body)
        for position, column in enumerate(self.columns.all(role)):
            texts = self.said(column)
            if role is Role.REFERENCE and not _NO_REFERENCE.isdisjoint(texts):
                texts = [None if text in _NO_REFERENCE else text for text in texts]
            found = texts if position == 0 else [first or text for first, text in zip(found, texts, strict=True)]
        return found

    def words(self, column: int) -> Sequence[str]:
        """The cells of a column as text."""
        if column not in self._words:
            self._words[column] = texts_of(self.cells(column))
        return self._words[column]

    @cached_property
    def _words(self) -> dict[int, Sequence[str]]:
        return {}

    def said(self, column: int) -> list[str | None]:
        """The cells of a column as text; None where they say nothing."""
        words = self.words(column)
        if PLACEHOLDERS.isdisjoint(words):
            return list(words)
        return [None if word in PLACEHOLDERS else word for word in words]

    @cached_property
    def days(self) -> list[date | None]:
        """The date of each row: of its date columns the best that can be read."""
        columns = self.columns.all(Role.DATE)
        days: list[date | None] = self._days_under(columns[0]) if columns else [None] * len(self.body)
        for column in columns[1:]:
            if has_gaps(days):
                days = [found or day for found, day in zip(days, self._days_under(column), strict=True)]
        if self.carried:
            last: date | None = None
            for position, day in enumerate(days):
                last = day or last
                days[position] = last if position in self.carried else day
        return days

    def _days_under(self, column: int) -> list[date | None]:
        """The dates of one column; each different cell is read once."""
        cells = without_times(self.cells(column))
        known = {cell: self.dates.read(cell) for cell in set(cells)}
        return list(map(known.__getitem__, cells))

    @cached_property
    def undated(self) -> Sequence[int]:
        """The positions of rows without a date."""
        return [position for position, day in enumerate(self.days) if day is None] if has_gaps(self.days) else []

    @cached_property
    def money_columns(self) -> tuple[int, ...]:
        """The columns of amounts that moved, without balances."""
        return (*self.columns.all(Role.IN), *self.columns.all(Role.OUT), *self.columns.all(Role.AMOUNT))

    @cached_property
    def decimal_mark(self) -> str | None:
        """What separates decimals in this table; None where that cannot be told."""
        if self.mark is not None:
            return self.mark
        return decimal_mark_of(map(self.amounts, (*self.money_columns, *self.columns.all(Role.BALANCE))))

    def amounts(self, column: int) -> AmountCells:
        """The cells of a column of amounts."""
        if column not in self._amounts:
            self._amounts[column] = AmountCells(self.cells(column))
        return self._amounts[column]

    def has_numbers_alone(self, column: int) -> bool:
        """Whether nothing but plain amounts stands in a column under a heading for them."""
        return column in self._amounts and self._amounts[column].are_plain

    @cached_property
    def _amounts(self) -> dict[int, AmountCells]:
        return {}
