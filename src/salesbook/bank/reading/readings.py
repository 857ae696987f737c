"""The rows of a table, read in the way that the table itself proves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import compress, pairwise

from salesbook.bank.proof import prove
from salesbook.bank.reading.polarity import Directed, directed
from salesbook.bank.reading.printed import Printed, printed_of
from salesbook.bank.reading.rows import DATE_UNREAD, DIRECTION_UNREAD, Movements, OtherRow
from salesbook.bank.reading.sections import Section
from salesbook.bank.reading.table_reader import TableReader
from salesbook.bank.reading.vocabulary import Role, Stated
from salesbook.bank.statement import Reason, Statement, StatementLine
from salesbook.model.columns import has_gaps
from salesbook.model.money import exponent

_THREE_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """The transactions of a table with what each moved, its other rows, and what the table prints of itself.

    ``moved.amounts`` has an item for each movement, never None. ``carried`` are the rows that took the date above.
    """

    movements: Movements
    others: Sequence[OtherRow]
    moved: Directed
    printed: Printed
    carried: tuple[int, ...] = ()


def reading_of(reader: TableReader, section: Section, currency: str | None, *, card: bool) -> Reading:
    """A table's rows.

    ``1.234`` is a thousand in a currency of other than three decimals, else what the balances say; a date that is
    printed once for several rows counts for those below where the balances prove that they are transactions.
    """
    if reader.table.decimal_mark is None:
        return _by_mark(reader, section, currency, card=card)
    plain = _read(reader, section, card=card)
    undated = _undated(reader, plain)
    if not undated:
        return plain
    table = replace(reader.table, carried=undated)
    carried = _read(replace(reader, table=table), section, card=card)
    if _disproof(carried) >= _disproof(plain):
        return plain
    return replace(carried, carried=tuple(sorted(reader.table.body[position][0] for position in undated)))


def _by_mark(reader: TableReader, section: Section, currency: str | None, *, card: bool) -> Reading:
    """The rows with that decimal mark which the currency or the balances show; with none where neither does."""
    point, comma = (replace(reader, table=replace(reader.table, mark=mark)) for mark in (".", ","))
    if currency is not None and exponent(currency) != _THREE_DECIMALS:
        return _read(comma, section, card=card)
    readings = [_read(each, section, card=card) for each in (point, comma)]
    by_point, by_comma = map(_disproof, readings)
    if by_point == by_comma:
        return _read(reader, section, card=card)
    return readings[0] if by_point < by_comma else readings[1]


def _read(reader: TableReader, section: Section, *, card: bool) -> Reading:
    movements, others = reader.read()
    printed = _whole(printed_of(section.titles, others, reader), movements)
    moved = directed(
        movements, card=card, inverted=reader.layout.inverted, own=printed.account, opening=printed.opening
    )
    if has_gaps(moved.amounts):
        movements, others, moved = _without_undirected(movements, others, moved, section)
    return Reading(movements, others, moved, printed)


def _whole(printed: Printed, movements: Movements) -> Printed:
    """What is printed of the whole statement: balances between its transactions are carried from page to page."""
    if not movements:
        return printed
    first, last = movements.rows[0], movements.rows[-1]
    carried = {Stated.OPENING, Stated.CLOSING}
    facts = tuple(fact for fact in printed.facts if fact.what not in carried or not first < fact.row < last)
    return replace(printed, facts=facts)


def _without_undirected(
    movements: Movements, others: Sequence[OtherRow], moved: Directed, section: Section
) -> tuple[Movements, list[OtherRow], Directed]:
    """Movements whose direction nothing tells are rows that cannot be read."""
    rows = dict(section.body)
    kept = [amount is not None for amount in moved.amounts]
    left_out = [
        OtherRow(row, rows[row], Reason.UNREADABLE, DIRECTION_UNREAD)
        for row, amount in zip(movements.rows, moved.amounts, strict=True)
        if amount is None
    ]
    return (
        movements.only(kept),
        sorted([*others, *left_out], key=lambda other: other.row),
        Directed(list(compress(moved.amounts, kept))),
    )


def _undated(reader: TableReader, reading: Reading) -> frozenset[int]:
    """The positions of rows with an amount but nothing under the headings for dates, below one with a date."""
    unread = {row.row for row in reading.others if row.unread is DATE_UNREAD}
    if not unread or not reading.movements or not reader.table.columns.all(Role.BALANCE):
        return frozenset()
    if _repeats_dates(reading.movements):
        return frozenset()  # A file that repeats its dates has lost the one that is missing.
    columns = reader.table.columns.all(Role.DATE)
    first = reading.movements.rows[0]
    return frozenset(
        position
        for position, (number, row) in enumerate(reader.table.body)
        if number in unread and number > first and all(column >= len(row) or row[column] == "" for column in columns)
    )


def _repeats_dates(movements: Movements) -> bool:
    """Whether a row has the date of the row above."""
    neighbours = pairwise(zip(movements.rows, movements.dates, strict=True))
    return any(day == day_below and below == row + 1 for (row, day), (below, day_below) in neighbours)


def _disproof(reading: Reading) -> tuple[int, int]:
    """How much speaks against a reading: breaks of its proof, then what balances do not confirm."""
    movements = reading.movements
    columns = (movements.rows, movements.dates, reading.moved.amounts, movements.balances, movements.statuses)
    lines = tuple(
        StatementLine(row, day, amount, balance=balance, status=status)
        for row, day, amount, balance, status in zip(*columns, strict=True)
        if isinstance(amount, Decimal)
    )
    printed = reading.printed
    proof = prove(Statement("", None, None, None, printed.opening, printed.closing, lines))
    breaks = len(proof.breaks) + (not proof.breaks and proof.ok is False)
    return breaks, breaks - sum(line.balance is not None for line in lines)
