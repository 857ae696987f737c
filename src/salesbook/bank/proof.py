"""The proof that a statement carries in itself: its balances follow from its amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from operator import add, eq
from typing import cast

from salesbook.bank.statement import LineColumns, Statement, StatementLine, Status, columns_of
from salesbook.model.columns import has_gaps


@dataclass(frozen=True, slots=True)
class Break:
    """A balance that does not follow from the line before it in time."""

    row: int
    expected: Decimal
    found: Decimal


@dataclass(frozen=True, slots=True)
class Proof:
    """``opening`` + ``sum`` = ``closing``, and each balance is the one before it plus the amount.

    The balances at both ends are those that the file states, else those that follow from its running
    balances. ``sum`` is of the booked lines. ``ok`` is None where the file holds nothing to prove it by.
    """

    opening: Decimal | None
    sum: Decimal
    closing: Decimal | None
    ok: bool | None
    breaks: tuple[Break, ...]


def prove(statement: Statement) -> Proof:
    """Check a statement against itself, in that order of its lines which fits best."""
    columns = columns_of(statement.lines)
    if (proof := _proof_throughout(columns, statement.opening, statement.closing)) is not None:
        return proof
    lines = [line for line in statement.lines if line.status is Status.BOOKED]
    total = sum([line.amount for line in lines], Decimal(0))
    walks: list[_Walk] = []
    for order in _orders(lines):
        walks.append(_walk(order, statement.opening))
        if not walks[-1].misfit(statement.closing):
            break
    walk = min(walks, key=lambda walk: walk.misfit(statement.closing))
    opening = walk.opening
    closing = walk.closing if statement.closing is None else statement.closing
    ok = None if opening is None or closing is None else not walk.breaks and opening + total == closing
    return Proof(opening, total, closing, ok, walk.breaks)


def _proof_throughout(columns: LineColumns, opening: Decimal | None, closing: Decimal | None) -> Proof | None:
    """The proof where all balances follow from those before them in time, as they nearly always do; else None.

    Told for whole columns at once, since a file may have very many lines.
    """
    if not columns.rows or has_gaps(columns.balances) or set(columns.statuses) != {Status.BOOKED}:
        return None
    amounts, balances = columns.amounts, cast("Sequence[Decimal]", columns.balances)
    if columns.dates[0] > columns.dates[-1]:
        amounts, balances = amounts[::-1], balances[::-1]
    before = balances[0] - amounts[0] if opening is None else opening
    last = balances[-1]
    found = all(map(eq, map(add, chain((before,), balances), amounts), balances))
    return Proof(before, last - before, last, True, ()) if found and closing in {None, last} else None


def _orders(lines: list[StatementLine]) -> Iterator[Sequence[StatementLine]]:
    """The orders in which a file may run: oldest or newest first, likewise the lines of each day."""
    backwards = lines[::-1]
    yield from (backwards, lines) if lines and lines[0].date > lines[-1].date else (lines, backwards)
    yield sorted(lines, key=lambda line: line.date)
    yield sorted(backwards, key=lambda line: line.date)


@dataclass(frozen=True, slots=True)
class _Walk:
    opening: Decimal | None
    closing: Decimal | None
    breaks: tuple[Break, ...]

    def misfit(self, closing: Decimal | None) -> int:
        """How badly the balances follow from each other, and the stated closing balance from them."""
        return 2 * len(self.breaks) + (closing is not None and closing != self.closing)


def _walk(lines: Sequence[StatementLine], opening: Decimal | None) -> _Walk:
    """Follow the balance along ``lines``, oldest first."""
    balance = opening
    moved = Decimal(0)
    breaks: list[Break] = []
    for row, _, amount, _, _, _, _, found, _, _ in lines:
        if balance is None:
            moved += amount
            if found is not None:
                opening, balance = found - moved, found
            continue
        expected = balance + amount
        balance = expected if found is None else found
        if balance != expected:
            breaks.append(Break(row, expected, balance))
    return _Walk(opening, balance, tuple(breaks))
