"""Orders and openings as of a day: what each comes to, was given and owes, and what it is known by."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date

from salesbook.index.links import decoded
from salesbook.index.order_figures import Figures, Owed, StatedInvoice, figures
from salesbook.model.facts import Ordered
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.terms import TermPart
from salesbook.rules.movement import Axis, Measure

_AT_ONCE = 1000
"""Rows that are decoded together."""


class OrderStanding(NamedTuple):
    """An order (or opening) as of a day. ``customer`` is the one it names, perhaps merged into another since.

    ``returned`` is what it was given of returns, allowances and rebates. ``invoices`` are all, oldest first; so are
    ``customer_po``, ``contract`` and ``number`` whatever the day. ``terms`` is a name, or JSON of its own parts.
    """

    id: str
    opening: bool
    date: date
    customer: str
    currency: str
    figures: Figures
    returned: int
    invoices: tuple[StatedInvoice, ...]
    customer_po: str | None
    contract: str | None
    number: str | None
    terms: str | None

    @property
    def unsettled(self) -> int:
        """The most that it can still take."""
        return self.figures.total - self.figures.settled


def order_standings(connection: sqlite3.Connection, day: date) -> Iterator[OrderStanding]:
    """All orders and openings as of ``day``, by id."""
    rows = connection.execute(
        "SELECT unit, opening, date, customer, currency, since, total, settled, receivable, returned, customer_po, "
        "contract, number, terms, owed, invoices FROM order_standing ORDER BY unit"
    )
    until = day.isoformat()
    while chunk := rows.fetchmany(_AT_ONCE):
        all_owed = json.loads(f"[{','.join([row[-2] for row in chunk])}]")
        all_invoices = json.loads(f"[{','.join([row[-1] for row in chunk])}]")
        for row, owed, invoices in zip(chunk, all_owed, all_invoices, strict=True):
            unit, opening, dated, customer, currency, since, total, settled, receivable, returned = row[:10]
            if since <= until:
                found = Figures(total, settled, receivable, tuple([Owed(*each) for each in owed]))
            else:
                found = figures_on(connection, unit, bool(opening), until)
            stated = tuple([StatedInvoice(*each) for each in invoices])
            day_of_it = date.fromisoformat(dated)
            yield OrderStanding(
                unit, bool(opening), day_of_it, customer, currency, found, returned, stated, *row[10:14]
            )


def figures_on(connection: sqlite3.Connection, unit: str, opening: bool, day: str) -> Figures:
    """The figures of an order of which something is dated after ``day``."""
    (ordered,) = connection.execute(
        "SELECT coalesce(sum(amount), 0) FROM flow WHERE unit = ? AND measure = ? AND axis = ? AND date <= ?",
        (unit, Measure.ORDERED, Axis.REP, day),
    ).fetchone()
    moved = connection.execute(
        "SELECT * FROM balance WHERE unit = ? AND date <= ?",
        (unit, day),
    )
    return figures(opening, ordered, moved)


def own_terms(connection: sqlite3.Connection, order: str) -> tuple[TermPart, ...] | None:
    """The parts of its terms that an order writes down itself; None where it names terms, or none."""
    rows = connection.execute("SELECT facts FROM entry WHERE id = ? AND kind = 'orders'", (order,)).fetchall()
    ordered = (fact for (facts,) in rows for fact in decoded(facts) if isinstance(fact, Ordered))
    return next((fact.terms for fact in ordered if isinstance(fact.terms, tuple)), None)
