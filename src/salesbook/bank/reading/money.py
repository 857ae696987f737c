"""What the columns of amounts say: money in, money out, or an amount whose direction stands elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from salesbook.bank.reading.amounts import AmountColumn, amount_column, plain_amounts
from salesbook.bank.reading.grid import Cell
from salesbook.bank.reading.rows import AMOUNT_UNREAD, DIRECTION_UNREAD, TWO_SIDED
from salesbook.bank.reading.table_columns import TableColumns
from salesbook.bank.reading.vocabulary import Direction, Role
from salesbook.i18n import Text

_ZERO = Decimal(0)

_BOTH = 2
_MAX_DIRECTIONS = 6
"""Different words that a column of directions holds at most."""


class Money(NamedTuple):
    """What one row's amounts say, signed as printed; ``unread`` is what of them cannot be read."""

    inflow: Decimal = _ZERO
    outflow: Decimal = _ZERO
    undirected: bool = False
    neutral: bool = False
    unread: Text | None = None


def amounts_under(table: TableColumns, column: int | None) -> AmountColumn:
    """A column of amounts, or nothing but zeros where there is no such column."""
    if column is None:
        return AmountColumn([_ZERO] * len(table.body))
    if table.decimal_mark == "." and column in table.plain_columns:
        return plain_amounts(table.cells(column))
    return amount_column(table.cells(column), table.decimal_mark)


def moneys_of(table: TableColumns) -> list[Money]:
    """What moved in each row."""
    columns = table.columns
    if columns.all(Role.IN) or columns.all(Role.OUT):
        inflows = _unmarked(amounts_under(table, columns.best(Role.IN)), Direction.OUT)
        outflows = _unmarked(amounts_under(table, columns.best(Role.OUT)), Direction.IN)
        return list(map(_two_sided, inflows, outflows))
    amounts = amounts_under(table, columns.best(Role.AMOUNT))
    column = _direction_column(table, amounts)
    if column is None:
        return _by_marks(table, amounts)
    words = table.words(column)
    known = {word: table.vocabulary.direction(word) for word in set(words)}
    if len(known) <= _MAX_DIRECTIONS and not any(known.values()):
        known |= _by_balance(table, amounts.values, words)
    return [_directed(amount, known[word]) for amount, word in zip(amounts.values, words, strict=True)]


def _by_balance(
    table: TableColumns, amounts: Sequence[Decimal | None], words: Sequence[str]
) -> dict[str, Direction | None]:
    """What two words of a bank's own (``1`` and ``2``) mean for the direction, where the balances say so throughout."""
    balance = table.columns.best(Role.BALANCE)
    filled = {word for word, amount in zip(words, amounts, strict=True) if word and amount}
    if balance is None or len(filled) != _BOTH:
        return {}
    rows = list(zip(amounts, words, amounts_under(table, balance).balances, strict=True))
    for order in (rows, rows[::-1]):
        moved = [
            (word, new - old == amount, old - new == amount)
            for (_, _, old), (amount, word, new) in pairwise(order)
            if amount and old is not None and new is not None
        ]
        into, out = {word for word, in_, _ in moved if in_}, {word for word, _, out_ in moved if out_}
        if moved and all(in_ or out_ for _, in_, out_ in moved) and into.isdisjoint(out):
            into, out = into or filled - out, out or filled - into
            return {**dict.fromkeys(into, Direction.IN), **dict.fromkeys(out, Direction.OUT)}
    return {}


def _unmarked(column: AmountColumn, opposite: Direction) -> Sequence[Decimal | None]:
    """A one-sided column whose amounts may be marked as of the other side."""
    if not column.marks:
        return column.values
    pairs = zip(column.values, column.marks, strict=True)
    return [-value if value and mark is opposite else value for value, mark in pairs]


def _two_sided(inflow: Decimal | None, outflow: Decimal | None) -> Money:
    if inflow is None or outflow is None:
        return Money(unread=AMOUNT_UNREAD)
    return Money(unread=TWO_SIDED) if inflow and outflow else Money(inflow, outflow)


def _directed(amount: Decimal | None, direction: Direction | None) -> Money:
    if amount is None:
        return Money(unread=AMOUNT_UNREAD)
    if direction is None:
        return Money(unread=DIRECTION_UNREAD) if amount else Money()
    if direction is Direction.OUT:
        return Money(outflow=amount)
    return Money(inflow=amount, neutral=direction is Direction.NEUTRAL)


def _direction_column(table: TableColumns, amounts: AmountColumn) -> int | None:
    """The column that says which way the amount went: by its heading, else one of nothing but such words."""
    stated = table.columns.best(Role.DIRECTION)
    if stated is not None or amounts.marks or any(amount is not None and amount < 0 for amount in amounts.values):
        return stated
    for column in sorted((*table.columns.unknown, *table.columns.all(Role.MEMO))):
        words = {cell for cell, day in zip(table.cells(column), table.days, strict=True) if day is not None}
        if words and len(words) <= _MAX_DIRECTIONS and all(_is_direction(table, word) for word in words):
            return column
    return None


def _is_direction(table: TableColumns, cell: Cell) -> bool:
    direction = table.vocabulary.direction(cell) if isinstance(cell, str) else None
    return direction in {Direction.IN, Direction.OUT}


def _by_marks(table: TableColumns, amounts: AmountColumn) -> list[Money]:
    """A single column of amounts, with marks beside the numbers or none.

    Where only receipts are marked (``12.00 CR``), as on statements of cards, the others are payments.
    """
    if amounts.marks:
        marks = set(amounts.marks) - {None}
        negative = any(amount is not None and amount < 0 for amount in amounts.values)
        rest = None if len(marks) > 1 or negative else Direction.IN if Direction.OUT in marks else Direction.OUT
        return [_directed(amount, mark or rest) for amount, mark in zip(amounts.values, amounts.marks, strict=True)]
    column = table.columns.best(Role.AMOUNT)
    signed = column is not None and any(word.startswith("+") for word in table.words(column))
    unread = Money(unread=AMOUNT_UNREAD)
    return [unread if amount is None else Money(amount, undirected=not signed) for amount in amounts.values]
