"""Tables of a report's parts that list documents or customers, and add up at the foot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money
from salesbook.reports.long_lists import MANY, others
from salesbook.reports.parts.part import Scope
from salesbook.table import Cell, CellType, Column, Role, Row, Table

Cells = tuple[Cell, ...]


def own_first(scope: Scope, currencies: Iterable[str]) -> list[str]:
    """Currencies, the book's own first, the others by name."""
    return sorted(set(currencies), key=lambda currency: (currency != scope.policy.currency, currency))


def totalled(
    name: str,
    title: Text,
    columns: Sequence[Column],
    rows: Sequence[Cells],
    notes: tuple[Text, ...] = (),
    counted: Collection[str] = (),
) -> Table:
    """A table with a total at the foot of its money and of the counts whose columns are ``counted``.

    The first column is text.
    """
    last = Row((terms.TOTAL, *_sums(columns, rows, counted)[1:]), Role.TOTAL)
    return Table(name, title, tuple(columns), (*map(Row, rows), last), notes)


def listed(
    scope: Scope, name: str, title: Text, columns: Sequence[Column], rows: Sequence[Cells], notes: tuple[Text, ...] = ()
) -> Table:
    """A list with a total of its money at the foot, of which a report of all parts shows the first rows on a screen.

    Rows stand with what matters most first. The others are added up in one row, whose first cell says how many.
    """
    last = Row((terms.TOTAL, *_sums(columns, rows)[1:]), Role.TOTAL)
    table = Table(name, title, tuple(columns), (*map(Row, rows), last), notes)
    if scope.in_full or len(rows) <= MANY + 1:
        return table
    rest = Row((others(len(rows) - MANY), *_sums(columns, rows[MANY:])[1:]))
    return table._replace(on_screen=table._replace(rows=(*map(Row, rows[:MANY]), rest, last)))


def _sums(columns: Sequence[Column], rows: Sequence[Cells], counted: Collection[str] = ()) -> list[Cell]:
    """The sum of each column of money and of those ``counted``; None for others, and for one without any figure."""
    return [
        _sum([row[index] for row in rows]) if column.type is CellType.MONEY or column.key in counted else None
        for index, column in enumerate(columns)
    ]


def _sum(cells: Sequence[Cell]) -> Cell:
    amounts = [cell for cell in cells if isinstance(cell, Money)]
    counts = [cell for cell in cells if isinstance(cell, int)]
    if amounts:
        return Money(sum(amount.minor for amount in amounts), amounts[0].currency)
    return sum(counts) if counts else None
