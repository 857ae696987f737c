"""What the columns of amounts say: money in, money out, or an amount whose direction stands elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import compress, pairwise

from salesbook.bank.reading.amount_columns import AmountColumn, amount_column
from salesbook.bank.reading.grid import Cell
from salesbook.bank.reading.rows import AMOUNT_UNREAD, DIRECTION_UNREAD, TWO_SIDED
from salesbook.bank.reading.table_columns import TableColumns
from salesbook.bank.reading.vocabulary import Direction, Role
from salesbook.i18n import Text
from salesbook.model.columns import has_gaps

_ZERO = Decimal(0)

_BOTH = 2
_MAX_DIRECTIONS = 6
"""Different words that a column of directions holds at most."""


@dataclass(frozen=True, slots=True)
class Moneys:
    """What the amounts of each row say, signed as printed.

    ``unread`` says of the rows at some positions what of them cannot be read, ``neutral`` are positions of rows that
    count on neither side. Where ``undirected``, each row has one amount, as money in, and nothing says which way it
    went.
    """

    inflows: Sequence[Decimal]
    outflows: Sequence[Decimal]
    undirected: bool = False
    neutral: frozenset[int] = frozenset()
    unread: Mapping[int, Text] = field(default_factory=dict)


def amounts_under(table: TableColumns, column: int | None) -> AmountColumn:
    """A column of amounts, or nothing but zeros where there is no such column."""
    if column is None:
        return AmountColumn([_ZERO] * len(table.body))
    return amount_column(table.amounts(column), table.decimal_mark)


def moneys_of(table: TableColumns) -> Moneys:
    """What moved in each row."""
    columns = table.columns
    if columns.all(Role.IN) or columns.all(Role.OUT):
        inflows = _unmarked(amounts_under(table, columns.best(Role.IN)), Direction.OUT)
        outflows = _unmarked(amounts_under(table, columns.best(Role.OUT)), Direction.IN)
        return _two_sided(inflows, outflows)
    amounts = amounts_under(table, columns.best(Role.AMOUNT))
    column = _direction_column(table, amounts)
    if column is None:
        return _by_marks(table, amounts)
    words = table.words(column)
    known = {word: table.vocabulary.direction(word) for word in set(words)}
    if len(known) <= _MAX_DIRECTIONS and not any(known.values()):
        known |= _by_balance(table, amounts.values, words)
    return _directed(amounts.values, [known[word] for word in words])


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


def _two_sided(inflows: Sequence[Decimal | None], outflows: Sequence[Decimal | None]) -> Moneys:
    with_inflow = compress(range(len(inflows)), inflows)
    unread = {position: TWO_SIDED for position in with_inflow if outflows[position]}
    unread |= _unread(inflows) | _unread(outflows)
    return Moneys(_readable(inflows), _readable(outflows), unread=unread)


def _directed(amounts: Sequence[Decimal | None], directions: Sequence[Direction | None]) -> Moneys:
    told = list(enumerate(zip(amounts, directions, strict=True)))
    unread = {position: DIRECTION_UNREAD for position, (amount, direction) in told if amount and direction is None}
    return Moneys(
        inflows=[_ZERO if direction is Direction.OUT else amount or _ZERO for _, (amount, direction) in told],
        outflows=[amount or _ZERO if direction is Direction.OUT else _ZERO for _, (amount, direction) in told],
        neutral=frozenset(position for position, (_, direction) in told if direction is Direction.NEUTRAL),
        unread=unread | _unread(amounts),
    )


def _unread(amounts: Sequence[Decimal | None]) -> dict[int, Text]:
    """The positions of amounts that cannot be read."""
    if not has_gaps(amounts):
        return {}
    return {position: AMOUNT_UNREAD for position, amount in enumerate(amounts) if amount is None}


def _readable(amounts: Sequence[Decimal | None]) -> list[Decimal]:
    """Amounts, 0 in place of those that cannot be read."""
    return [_ZERO if amount is None else amount for amount in amounts]


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


def _by_marks(table: TableColumns, amounts: AmountColumn) -> Moneys:
    """A single column of amounts, with marks beside the numbers or none.

    Where only receipts are marked (``12.00 CR``), as on statements of cards, the others are payments.
    """
    if amounts.marks:
        marks = set(amounts.marks) - {None}
        negative = any(amount is not None and amount < 0 for amount in amounts.values)
        rest = None if len(marks) > 1 or negative else Direction.IN if Direction.OUT in marks else Direction.OUT
        return _directed(amounts.values, [mark or rest for mark in amounts.marks])
    column = table.columns.best(Role.AMOUNT)
    signed = column is not None and table.amounts(column).any_begins_with("+")
    nothing = [_ZERO] * len(amounts.values)
    return Moneys(_readable(amounts.values), nothing, undirected=not signed, unread=_unread(amounts.values))
