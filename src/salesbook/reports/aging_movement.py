"""What led from the receivables of one day to those of another (应收变动): a roll-forward that foots to the cent.

Closing receivable = opening receivable + openings + charged − collected − returns − written off − other settled −
elsewhere + change of advances. *Openings* are opening balances that begin in between. *Elsewhere* is what was settled
with money of another customer of the group or in another currency, less what its own money settled there.
Rows by rep and team hold the customers that are theirs on the closing day, at both ends.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from salesbook.index.aged import Aged
from salesbook.index.book import IndexedBook
from salesbook.index.flows import By, flow_sums
from salesbook.index.standing import Whose, charged
from salesbook.model.dates import Period
from salesbook.model.money import to_minor
from salesbook.model.policy import Policy
from salesbook.reports.aging_figures import AgingRow, aged_seen, aging_rows
from salesbook.reports.aging_view import AgingView, in_order, is_seen, owners, row_name
from salesbook.rules.movement import Measure

MOVED = ("openings", "charged", "collected", "returns", "written_off", "other_settled", "elsewhere")
"""What moves a receivable beside the change of advances; the first two raise it, the others lower it."""

_RAISE = ("openings", "charged")


@dataclass(frozen=True, slots=True)
class MovementRow:
    """One customer, rep or team in one currency; ``moved`` by ``MOVED``, all in minor units."""

    key: str | None
    name: str | None
    opening_receivable: int
    moved: dict[str, int]
    advances_change: int
    """How much more money for goods to come, or given to nothing, there is at the end."""
    closing_receivable: int

    @property
    def is_empty(self) -> bool:
        """Nothing but zeros."""
        moved = (self.opening_receivable, self.advances_change, self.closing_receivable, *self.moved.values())
        return not any(moved)


@dataclass(frozen=True, slots=True)
class Movement:
    """The roll-forward of one currency, and the agings that it leads from and to."""

    currency: str
    opening: list[AgingRow]
    rows: list[MovementRow]
    closing: list[AgingRow]

    @property
    def total(self) -> MovementRow:
        """All rows together."""
        return MovementRow(
            None,
            None,
            sum(row.opening_receivable for row in self.rows),
            {measure: sum(row.moved[measure] for row in self.rows) for measure in MOVED},
            sum(row.advances_change for row in self.rows),
            sum(row.closing_receivable for row in self.rows),
        )


def movements(
    book: IndexedBook, policy: Policy, view: AgingView, period: Period, found: Mapping[Whose, Aged]
) -> list[Movement]:
    """From the opening day of ``period`` to its last day, which is the view's; ``found`` is the aging of that.

    The book's currency first, others where anything was open or moved.
    """
    earlier = view.before(period.opening_day)
    before = aged_seen(book, policy, earlier)
    moved = _moved(book, period)
    seen = {whose for whose in (moved.keys() | before.keys() | found.keys()) if is_seen(book, whose[0], view)}
    footed = {whose: _footed(moved[whose], before.get(whose), found.get(whose)) for whose in sorted(seen)}
    made: list[Movement] = []
    for currency in sorted({of for _, of in seen} | {policy.currency}, key=lambda of: (of != policy.currency, of)):
        opening = aging_rows(book, earlier, before, currency)
        closing = aging_rows(book, view, found, currency)
        rows = _rows(
            book, view, opening, closing, {whose[0]: footed[whose] for whose in footed if whose[1] == currency}
        )
        if rows or currency == policy.currency:
            made.append(Movement(currency, opening, rows, closing))
    return made


_Moved = dict[str, int]


def _rows(
    book: IndexedBook,
    view: AgingView,
    opening: Sequence[AgingRow],
    closing: Sequence[AgingRow],
    moved: Mapping[str, _Moved],
) -> list[MovementRow]:
    sums: dict[str | None, _Moved] = defaultdict(lambda: dict.fromkeys(MOVED, 0))
    owner = owners(book, view)
    for customer, of_customer in moved.items():
        of_row = sums[owner(customer)]
        for measure, amount in of_customer.items():
            of_row[measure] += amount
    begins = {row.key: row for row in opening}
    ends = {row.key: row for row in closing}
    rows: list[MovementRow] = []
    for key in in_order(begins.keys() | ends.keys() | sums.keys()):
        nothing = AgingRow(key, row_name(book, key, view.by), (), 0, 0)
        begin, end = begins.get(key, nothing), ends.get(key, nothing)
        change = end.advances - begin.advances
        rows.append(MovementRow(key, nothing.name, begin.receivable, sums[key], change, end.receivable))
    return [row for row in rows if not row.is_empty]


def _footed(moved: _Moved, before: Aged | None, after: Aged | None) -> _Moved:
    """What moved a customer in one currency; what its own documents leave open was settled elsewhere."""
    raised = sum(moved[measure] if measure in _RAISE else -moved[measure] for measure in MOVED)
    return {**moved, "elsewhere": (before.net if before else 0) + raised - (after.net if after else 0)}


def _moved(book: IndexedBook, period: Period) -> dict[Whose, _Moved]:
    """What the documents of a period moved by customer and currency."""
    found: dict[Whose, _Moved] = defaultdict(lambda: dict.fromkeys(MOVED, 0))
    for whose, amount in charged(book, period.first, period.last).items():
        found[whose]["charged"] += amount
    for flow in flow_sums(book, period, By.CUSTOMER, _SETTLING):
        found[flow.key or "", flow.currency][flow.measure.value] += flow.amount
    for whose, amount in _openings(book, period):
        found[whose]["openings"] += amount
    return found


_SETTLING = (Measure.COLLECTED, Measure.RETURNS, Measure.WRITTEN_OFF, Measure.OTHER_SETTLED)


def _openings(book: IndexedBook, period: Period) -> Iterator[tuple[Whose, int]]:
    """Opening balances that count from a day of the period on, the day before their date; below zero: an advance."""
    next_day = timedelta(days=1)
    rows = book.connection.execute(
        "SELECT unit.customer, unit.currency, entry.data FROM unit "
        "JOIN entry ON entry.id = unit.id AND entry.kind = unit.kind "
        "WHERE unit.kind = 'openings' AND unit.date BETWEEN ? AND ?",
        ((period.first + next_day).isoformat(), (period.last + next_day).isoformat()),
    )
    for customer, currency, text in rows:
        amount = to_minor(Decimal(json.loads(text)["amount"]), currency)
        yield (book.customers.canonical(customer), currency), amount
