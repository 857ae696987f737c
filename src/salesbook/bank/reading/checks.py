"""A statement held against what its file prints: balances, totals, counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, compress
from pathlib import PurePosixPath

from salesbook.bank.codes import BALANCE_BREAK, CLOSING_DIFFERS, TOTAL_DIFFERS
from salesbook.bank.proof import prove
from salesbook.bank.reading.printed import Printed
from salesbook.bank.reading.vocabulary import Stated
from salesbook.bank.statement import Statement, Status, amount_text
from salesbook.i18n import Text
from salesbook.model.problem import Problem, Source

MAX_BREAKS = 20
"""Breaks of one kind that are told; a file with more of them is wrong as a whole."""

_IN = Text(en="total of money in", zh="收入合计")
_OUT = Text(en="total of money out", zh="支出合计")
_COUNTS = {
    Stated.COUNT: Text(en="number of transactions", zh="总笔数"),
    Stated.COUNT_IN: Text(en="number of receipts", zh="收入笔数"),
    Stated.COUNT_OUT: Text(en="number of payments", zh="支出笔数"),
    Stated.TOTAL_IN: Text(en="number of receipts", zh="收入笔数"),
    Stated.TOTAL_OUT: Text(en="number of payments", zh="支出笔数"),
}
_CHECKED = frozenset(_COUNTS)


@dataclass(frozen=True, slots=True)
class Sides:
    """What lines add to the file's own totals: under its headings for money in and out."""

    rows: Sequence[int]
    inflows: Sequence[Decimal]
    outflows: Sequence[Decimal]

    def only(self, kept: Sequence[bool]) -> Sides:
        """Of the lines that are kept."""
        rows = list(compress(self.rows, kept))
        return Sides(rows, list(compress(self.inflows, kept)), list(compress(self.outflows, kept)))


def proof_warnings(statement: Statement, name: str) -> Iterator[Problem]:
    """Where balances do not follow from amounts."""
    proof = prove(statement)
    for found in proof.breaks[:MAX_BREAKS]:
        place = Source(PurePosixPath(name), found.row)
        yield BALANCE_BREAK.problem(
            place,
            row=found.row,
            expected=amount_text(found.expected, statement.currency),
            found=amount_text(found.found, statement.currency),
        )
    if not proof.breaks and proof.ok is False and proof.opening is not None and proof.closing is not None:
        yield CLOSING_DIFFERS.problem(
            Source(PurePosixPath(name)),
            opening=amount_text(proof.opening, statement.currency),
            sum=amount_text(proof.sum, statement.currency),
            expected=amount_text(proof.opening + proof.sum, statement.currency),
            closing=amount_text(proof.closing, statement.currency),
        )


def printed_warnings(
    statement: Statement, sides: Callable[[], Sides], printed: Printed, name: str
) -> Iterator[Problem]:
    """Where printed totals and counts are not those of the lines.

    Files differ in what they count: with or without failed lines, a payment taken back as negative payment or as
    receipt. A printed figure is right if it is so in one of these ways.
    """
    if not printed.totals and not any(fact.what in _CHECKED for fact in printed.facts):
        return
    ways = [_Sums(way) for way in _ways(statement, sides())]
    breaks = [*_broken_facts(statement, ways, printed), *_broken_totals(ways, printed)]
    for row, what, stated, actual in sorted(breaks, key=lambda found: found[0])[:MAX_BREAKS]:
        figures = {"stated": _shown(stated, statement.currency), "actual": _shown(actual, statement.currency)}
        yield TOTAL_DIFFERS.problem(Source(PurePosixPath(name), row), row=row, what=what, **figures)


def _shown(figure: Decimal | int, currency: str | None) -> str:
    return str(figure) if isinstance(figure, int) else amount_text(figure, currency)


_Break = tuple[int, Text, Decimal | int, Decimal | int]


def _broken_facts(statement: Statement, ways: Sequence[_Sums], printed: Printed) -> Iterator[_Break]:
    counts: dict[Stated, set[int]] = {
        Stated.COUNT: _counts(statement, lambda amount: True),
        Stated.COUNT_IN: _counts(statement, lambda amount: amount > 0),
        Stated.COUNT_OUT: _counts(statement, lambda amount: amount < 0),
    }
    counts |= {Stated.TOTAL_IN: counts[Stated.COUNT_IN], Stated.TOTAL_OUT: counts[Stated.COUNT_OUT]}
    for fact in printed.facts:
        if fact.what in {Stated.TOTAL_IN, Stated.TOTAL_OUT}:
            incoming = fact.what is Stated.TOTAL_IN
            actual = [sums.whole[0 if incoming else 1] for sums in ways]
            if fact.amount is not None and abs(fact.amount) not in actual:
                yield fact.row, _IN if incoming else _OUT, abs(fact.amount), actual[0]
        if fact.what in counts and fact.count is not None and fact.count not in counts[fact.what]:
            yield fact.row, _COUNTS[fact.what], fact.count, max(counts[fact.what])


def _broken_totals(ways: Sequence[_Sums], printed: Printed) -> Iterator[_Break]:
    """Rows of totals may add up the whole, all lines above them, or those since the total before."""
    before = 0
    for total in printed.totals:
        spans = [
            span for sums in ways for span in (sums.whole, sums.between(0, total.row), sums.between(before, total.row))
        ]
        for stated, position, what in ((total.inflow, 0, _IN), (total.outflow, 1, _OUT)):
            if stated is not None and abs(stated) not in {span[position] for span in spans}:
                yield total.row, what, abs(stated), ways[0].whole[position]
        before = total.row


_WAYS = (
    frozenset({Status.BOOKED, Status.PENDING, Status.FAILED}),
    frozenset({Status.BOOKED, Status.PENDING}),
    frozenset({Status.BOOKED}),
)
"""The lines that a file may count."""


def _ways(statement: Statement, sides: Sides) -> Iterator[Sides]:
    zero = Decimal(0)
    statuses = [line.status for line in statement.lines]
    amounts = [line.amount for line in statement.lines]
    inflows = [amount if amount > 0 else zero for amount in amounts]
    outflows = [-amount if amount < 0 else zero for amount in amounts]
    signed = Sides(sides.rows, inflows, outflows)
    for counted in dict.fromkeys(way.intersection(statuses) for way in _WAYS):
        kept = [status in counted for status in statuses]
        yield sides.only(kept)
        yield signed.only(kept)


def _counts(statement: Statement, counted: Callable[[Decimal], bool]) -> set[int]:
    """How many lines there are, with and without those that failed, are pending, or count on neither side."""
    statuses = [line.status for line in statement.lines if counted(line.amount)]
    moved = [status for status in statuses if status is not Status.NEUTRAL]
    succeeded = [status for status in moved if status is not Status.FAILED]
    return {len(statuses), len(moved), len(succeeded), statuses.count(Status.BOOKED)}


class _Sums:
    """Sums of any run of rows, prepared once."""

    def __init__(self, sides: Sides) -> None:
        self._rows = sides.rows
        self._in = list(accumulate(sides.inflows, initial=Decimal(0)))
        self._out = list(accumulate(sides.outflows, initial=Decimal(0)))

    @property
    def whole(self) -> tuple[Decimal, Decimal]:
        return abs(self._in[-1]), abs(self._out[-1])

    def between(self, after: int, before: int) -> tuple[Decimal, Decimal]:
        """Of the rows between two rows, both excluded."""
        start, end = bisect_left(self._rows, after), bisect_left(self._rows, before)
        return abs(self._in[end] - self._in[start]), abs(self._out[end] - self._out[start])
