"""Tables without headings: what a column holds is told from its cells, and only where that is certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, permutations

from salesbook.bank.reading.amount_columns import AmountCells, amount_column, decimal_mark_of
from salesbook.bank.reading.amounts import PLACEHOLDERS
from salesbook.bank.reading.cell_rows import NumberedRows
from salesbook.bank.reading.dates import DateOrder, Undecided, style_of
from salesbook.bank.reading.grid import Cell, Grid
from salesbook.bank.reading.sections import Section
from salesbook.bank.reading.vocabulary import Role, Vocabulary
from salesbook.model.columns import has_gaps

_FULL = 0.9
"""Share of a table's rows that have the width of the table."""


def section_without_header(grid: Grid, vocabulary: Vocabulary, order: DateOrder | None) -> Section | None:
    """The whole grid as a table, under headings that its cells tell; None where they leave something open.

    There must be a column of dates and one of amounts; a second one of numbers counts as balance only where it
    follows from the first.
    """
    rows = [row for row in grid.rows if any(cell != "" for cell in row)]
    if not rows:
        return None
    width, count = Counter(len(row) for row in rows).most_common(1)[0]
    table = [row for row in rows if len(row) == width]
    if width < 3 or count < len(rows) * _FULL:
        return None
    columns = [[row[column] for row in table] for column in range(width)]
    dates = [column for column, cells in enumerate(columns) if _are_dates(cells, order)]
    numbers = [column for column, cells in enumerate(columns) if column not in dates and _are_amounts(cells)]
    money = _money_roles([AmountCells(cells) for cells in columns], numbers)
    if not dates or money is None:
        return None
    roles = {dates[0]: Role.DATE, **money}
    for column in range(width):
        roles.setdefault(column, Role.OTHER if column in dates else Role.MEMO)
    words = tuple(vocabulary.heading(roles[column]) for column in range(width))
    return Section(titles=(), header=(), words=words, body=NumberedRows(grid.rows))


def positions(layout_columns: Sequence[tuple[Role, int]], width: int, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Headings for columns that a layout names by their numbers, from 1."""
    roles = {number - 1: role for role, number in layout_columns}
    return tuple(vocabulary.heading(roles.get(column, Role.OTHER)) for column in range(width))


def _are_dates(cells: Sequence[Cell], order: DateOrder | None) -> bool:
    style = style_of(set(cells), (), order, None)
    if isinstance(style, Undecided):
        style = style_of(set(cells), (), style.orders[0], None)
    return not isinstance(style, Undecided) and all(style.read(cell) is not None for cell in cells)


def _are_amounts(cells: Sequence[Cell]) -> bool:
    """Whether a column holds amounts alone, with decimals somewhere: numbers of accounts have none."""
    filled = [cell for cell in cells if cell not in PLACEHOLDERS]
    if not filled or not any("." in str(cell) or "," in str(cell) for cell in filled):
        return False
    amounts = AmountCells(filled)
    return not has_gaps(amount_column(amounts, decimal_mark_of([amounts])).values)


def _money_roles(columns: Sequence[AmountCells], numbers: Sequence[int]) -> dict[int, Role] | None:
    """Which column of numbers is the amount, and which the balance."""
    if len(numbers) == 1:
        return {numbers[0]: Role.AMOUNT}
    if len(numbers) == 3:
        return _three_roles(columns, numbers)
    if len(numbers) != 2:
        return None
    for amount, balance in (numbers, numbers[::-1]):
        mark = decimal_mark_of([columns[amount], columns[balance]])
        moved = amount_column(columns[amount], mark).values
        left = amount_column(columns[balance], mark).values
        steps = list(zip(pairwise(moved), pairwise(left), strict=True))
        forwards = all(b and c and d and c + b == d for (_, b), (c, d) in steps)
        backwards = all(a and c and d and d + a == c for (a, _), (c, d) in steps)
        if steps and (forwards or backwards):
            return {amount: Role.AMOUNT, balance: Role.BALANCE}
    return None


def _three_roles(columns: Sequence[AmountCells], numbers: Sequence[int]) -> dict[int, Role] | None:
    """Which of three columns of numbers are money out, money in and the balance, or the balance before and after."""
    mark = decimal_mark_of(columns[column] for column in numbers)
    values = {column: amount_column(columns[column], mark).values for column in numbers}
    found: list[dict[int, Role]] = []
    for first, second, third in permutations(numbers):
        rows = list(zip(values[first], values[second], values[third], strict=True))
        chained = zip(pairwise(values[first]), pairwise(values[third]), strict=True)
        if all(old is not None and new is not None and old + (moved or 0) == new for old, moved, new in rows) and all(
            opening == before or oldest == after for (oldest, opening), (before, after) in chained
        ):
            found.append({first: Role.OTHER, second: Role.AMOUNT, third: Role.BALANCE})
        elif not any(out and into for out, into, _ in rows) and _follow(
            [(into or 0) - (out or 0) for out, into, _ in rows], values[third]
        ):
            found.append({first: Role.OUT, second: Role.IN, third: Role.BALANCE})
    return found[0] if len(found) == 1 else None


def _follow(moved: Sequence[Decimal | int], balances: Sequence[Decimal | None]) -> bool:
    """Whether balances follow from what moved, oldest or newest first."""
    steps = list(zip(pairwise(moved), pairwise(balances), strict=True))
    forwards = all(old is not None and old + later == new for (_, later), (old, new) in steps)
    backwards = all(old is not None and old + later == new for (later, _), (new, old) in steps)
    return bool(steps) and (forwards or backwards)
