"""Totals that a spreadsheet computes: where a total is the sum of the rows above it, its cell says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.utils import get_column_letter

from salesbook.model.money import Money
from salesbook.table import Cell, CellType, Role, Table

_SUMMED = frozenset({CellType.MONEY, CellType.COUNT, CellType.QUANTITY})
_SUM_OF_WHAT_IS_SHOWN = 9
"""The function of SUBTOTAL that sums, and leaves out rows that a filter hides."""


@dataclass(frozen=True, slots=True)
class TotalFormula:
    """The formula of a total over rows of its column, counted from 0 below the headings."""

    column: int
    first: int
    last: int

    def text(self, heading: int) -> str:
        """The formula without its =, on a sheet whose headings stand in row ``heading``."""
        letter = get_column_letter(self.column + 1)
        rows = f"{letter}{heading + 1 + self.first}:{letter}{heading + 1 + self.last}"
        return f"SUBTOTAL({_SUM_OF_WHAT_IS_SHOWN},{rows})"


def total_formulas(table: Table) -> Mapping[tuple[int, int], TotalFormula]:
    """The totals of a table that are sums of all body rows above, by row and column.

    Others stay numbers: rates, sums of what a list leaves out, amounts of several currencies.
    """
    roles = [row.role for row in table.rows]
    count = roles.count(Role.BODY)
    if not count or any(role is not Role.BODY for role in roles[:count]):
        return {}
    found: dict[tuple[int, int], TotalFormula] = {}
    for at in range(count, len(roles)):
        if roles[at] is Role.TOTAL:
            for column, each in enumerate(table.columns):
                body = [row.cells[column] for row in table.rows[:count]]
                if each.type in _SUMMED and _is_sum(table.rows[at].cells[column], body):
                    found[at, column] = TotalFormula(column, 0, count - 1)
    return found


def _is_sum(total: Cell, body: Sequence[Cell]) -> bool:
    if isinstance(total, Money):
        amounts = [cell for cell in body if isinstance(cell, Money)]
        return {cell.currency for cell in amounts} == {total.currency} and total.minor == sum(
            cell.minor for cell in amounts
        )
    if isinstance(total, (int, Decimal)) and not isinstance(total, bool):
        return total == sum(cell for cell in body if isinstance(cell, (int, Decimal)))
    return False
