"""Where an order (or opening) stands when all its movements are made: a row of the index, not to be added up again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from salesbook.index.unit_sources import KnownBy
from salesbook.model.codec import encode
from salesbook.model.facts import Invoiced, Opened
from salesbook.model.money import to_minor
from salesbook.rules.movement import Axis, Flow, Measure, Standing
from salesbook.rules.order_state import OrderHistory
from salesbook.rules.settlement import INVOICED_REASONS


class Owed(NamedTuple):
    """What is open of an order: owed, or (``deposit``) asked for by its terms beyond that; minor units.

    ``part`` (from 1) and ``event`` name the item; ``due`` and ``arose`` are None, and ``part`` 0, for what no item has
    reached. Days are ISO text.
    """

    amount: int
    due: str | None
    arose: str | None
    event: str
    part: int
    retention: bool
    deposit: bool


class StatedInvoice(NamedTuple):
    """What an invoice, less its red ones, states for an order: minor units, 0 or more. ``date`` is ISO text."""

    id: str
    number: str | None
    date: str
    amount: int


class Figures(NamedTuple):
    """What an order comes to, what it was given, what is owed on it, and what of it is open; minor units.

    Of one that can take no more nothing is open; ``owed`` are its items, oldest first, then deposits.
    """

    total: int
    settled: int
    receivable: int
    owed: tuple[Owed, ...]


Moved = tuple[Any, ...]
"""Of a row of ``balance``: standing, part, event, arose, due, retention, amount."""


def figures(opening: bool, ordered: int, moved: Iterable[Moved]) -> Figures:
    """The figures of an order that was ``ordered`` for so much and ``moved`` so.

    What was given to it follows from its balances: charged − receivable + advance + free.
    """
    sums: dict[str, int] = defaultdict(int)
    items: dict[tuple[Any, ...], int] = defaultdict(int)
    owed: dict[tuple[Any, ...], int] = defaultdict(int)
    for standing, part, event, arose, due, retention, amount in moved:
        sums[standing] += amount
        key = (due, part, arose, event, retention)
        if standing == Standing.ITEM:
            items[key] += amount
        elif standing in _OWED:
            owed[key] += amount
    worth = sums[Standing.ITEM] if opening else sums[Standing.CHARGED]
    receivable = sums[Standing.OPEN] + sums[Standing.UNBILLED]
    total = max(0, sums[Standing.ITEM] if opening else ordered)
    settled = worth - receivable + sums[Standing.ADVANCE] + sums[Standing.FREE]
    open_items = [_owed(key, amount) for key, amount in sorted(owed.items(), key=_unbilled_last) if amount]
    if total > settled and sums[Standing.DEPOSIT] > 0:
        open_items += _deposits(sorted(items.items()), owed, settled, sums[Standing.DEPOSIT])
    return Figures(total, settled, receivable, tuple(open_items))


_OWED = frozenset((Standing.OPEN, Standing.UNBILLED))


def _owed(key: tuple[Any, ...], amount: int, *, deposit: bool = False) -> Owed:
    due, part, arose, event, retention = key
    return Owed(amount, due, arose, event or "", part or 0, bool(retention), deposit)


def _unbilled_last(item: tuple[tuple[Any, ...], int]) -> tuple[bool, tuple[Any, ...]]:
    key, _ = item
    return key[0] is None, key


def _deposits(
    items: Iterable[tuple[tuple[Any, ...], int]], owed: dict[tuple[Any, ...], int], settled: int, deposit: int
) -> Iterator[Owed]:
    """The open items of an order, in the order in which money pays them, less what of them is owed."""
    for key, amount in items:
        if not amount:
            continue
        paid = max(0, min(amount, settled))
        settled -= paid
        asked = min(deposit, amount - paid - owed.get(key, 0))
        if asked > 0:
            deposit -= asked
            yield _owed(key, asked, deposit=True)
    if deposit:
        yield Owed(deposit, None, None, "", 0, False, True)


def stated_invoices(invoiced: Iterable[Invoiced], currency: str) -> list[tuple[str, str, int]]:
    """The invoices of an order, oldest first, each with its day and what it states in minor units.

    A red invoice lowers the one that it reverses, then the latest others of its order.
    """
    found: list[tuple[str, str, int]] = []
    for each in sorted(invoiced, key=lambda each: (each.date, each.entry)):
        amount = to_minor(each.amount, currency)
        if amount < 0:
            found = _lowered(found, each.reverses, -amount)
        found.append((each.entry, each.date.isoformat(), max(0, amount)))
    return found


def _lowered(invoices: Sequence[tuple[str, str, int]], reverses: str | None, amount: int) -> list[tuple[str, str, int]]:
    lowered = list(invoices)
    for position in sorted(range(len(lowered)), key=lambda at: (lowered[at][0] != reverses, -at)):
        id, day, stated = lowered[position]
        taken = min(stated, amount)
        lowered[position] = id, day, stated - taken
        amount -= taken
    return lowered


def order_row(
    order: str, history: OrderHistory, flows: Iterable[Flow], balances: Sequence[Moved], known_by: Mapping[str, KnownBy]
) -> Moved:
    """The row of an order, given what it moves: its flows, and its rows of ``balance``."""
    facts = history.facts
    ordered = facts.ordered
    returned = sum(each.amount for each in facts.settlements if each.reason in INVOICED_REASONS)
    invoices = [
        StatedInvoice(id, known_by[id].number, day, amount)
        for id, day, amount in stated_invoices(facts.invoices, history.currency)
    ]
    row = _row(order, (ordered.date, ordered.customer, history.currency), flows, balances, opening=False)
    return (*row, returned, encode(invoices), *known_by[order])


def opening_row(
    opened: Opened, currency: str, flows: Iterable[Flow], balances: Sequence[Moved], known_by: Mapping[str, KnownBy]
) -> Moved:
    """The row of an opening, likewise."""
    row = _row(opened.entry, (opened.date, opened.customer, currency), flows, balances, opening=True)
    return (*row, 0, "[]", *known_by[opened.entry])


def _row(
    unit: str, named: tuple[date, str, str], flows: Iterable[Flow], balances: Sequence[Moved], *, opening: bool
) -> Moved:
    day, customer, currency = named
    ordered = [each for each in flows if each.measure is Measure.ORDERED and each.axis is Axis.REP]
    dated = day.isoformat()
    since = max([dated, *[each.date.isoformat() for each in ordered], *[row[1] for row in balances]])
    moved = [
        (standing, part, event, arose, due, retention, amount)
        for _, _, standing, _, _, part, event, arose, due, retention, amount in balances
    ]
    found = figures(opening, sum([each.amount for each in ordered]), moved)
    said = int(opening), dated, customer, currency, since
    return (unit, *said, found.total, found.settled, found.receivable, encode(found.owed))
