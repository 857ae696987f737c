"""Where an order (or opening) stands when all its movements are made: a row of the index, not to be added up again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from salesbook.index.unit_sources import KnownBy
from salesbook.model.codec import encode
from salesbook.model.facts import Invoiced
from salesbook.model.named_tuple import NamedTuple
from salesbook.rules.movement import Axis, Measure, Standing
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


Row = tuple[Any, ...]
"""A row of a table, its columns in their order."""


def figures(opening: bool, ordered: int, balances: Iterable[Row]) -> Figures:
    """The figures of an order that was ``ordered`` for so much, from its rows of ``balance``.

    What was given to it follows from its balances: charged − receivable + advance + free.
    """
    sums = _NOTHING.copy()
    items: dict[Row, int] = {}
    owed: dict[Row, int] = {}
    for _, _, standing, _, _, part, event, arose, due, retention, amount in balances:
        sums[standing] += amount
        if standing in _BY_ITEM:
            key = (due, part, arose, event, retention)
            by_item = owed if standing in _OWED else items
            by_item[key] = by_item.get(key, 0) + amount
    worth = sums[_ITEM] if opening else sums[_CHARGED]
    receivable = sums[_OPEN] + sums[_UNBILLED]
    total = max(0, sums[_ITEM] if opening else ordered)
    settled = worth - receivable + sums[_ADVANCE] + sums[_FREE]
    still_owed = [each for each in owed.items() if each[1]]
    open_items = [_owed(key, amount) for key, amount in sorted(still_owed, key=_unbilled_last)]
    if total > settled and sums[_DEPOSIT] > 0:
        open_items += _deposits(sorted(items.items()), owed, settled, sums[_DEPOSIT])
    return Figures(total, settled, receivable, tuple(open_items))


_ITEM, _OPEN, _UNBILLED = Standing.ITEM.value, Standing.OPEN.value, Standing.UNBILLED.value
_DEPOSIT, _ADVANCE, _FREE = Standing.DEPOSIT.value, Standing.ADVANCE.value, Standing.FREE.value
_CHARGED = Standing.CHARGED.value
_NOTHING: dict[str, int] = dict.fromkeys((_ITEM, _OPEN, _UNBILLED, _DEPOSIT, _ADVANCE, _FREE, _CHARGED), 0)
_OWED = frozenset((_OPEN, _UNBILLED))
_BY_ITEM = _OWED | {_ITEM}
_ORDERED, _REP = Measure.ORDERED.value, Axis.REP.value


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


def stated_invoices(invoices: Iterable[tuple[Invoiced, int]]) -> list[tuple[str, str, int]]:
    """The ``invoices`` of an order, each with its amount in minor units: oldest first, with its day and what it states.

    A red invoice lowers the one that it reverses, then the latest others of its order.
    """
    found: list[tuple[str, str, int]] = []
    for each, amount in sorted(invoices, key=lambda invoice: (invoice[0].date, invoice[0].entry)):
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
    unit: Row, history: OrderHistory, flows: Iterable[Row], balances: Sequence[Row], known_by: Mapping[str, KnownBy]
) -> Row:
    """The row of an order, given the others that it has: of ``unit``, ``flow`` and ``balance``."""
    facts = history.facts
    returned = sum([each.amount for each in facts.settlements if each.reason in INVOICED_REASONS])
    invoices = [
        StatedInvoice(id, known_by[id].number, day, amount) for id, day, amount in stated_invoices(history.invoices)
    ]
    return (*_row(unit, flows, balances, opening=False), returned, _encoded(invoices), *known_by[unit[0]])


def opening_row(unit: Row, flows: Iterable[Row], balances: Sequence[Row], known_by: Mapping[str, KnownBy]) -> Row:
    """The row of an opening, likewise."""
    return (*_row(unit, flows, balances, opening=True), 0, _encoded(()), *known_by[unit[0]])


def _row(unit: Row, flows: Iterable[Row], balances: Sequence[Row], *, opening: bool) -> Row:
    id, _, dated, customer, currency = unit
    since, ordered = dated, 0
    for _, day, measure, axis, _, _, _, _, _, amount in flows:
        if measure == _ORDERED and axis == _REP:
            ordered += amount
            since = max(since, day)
    since = max([since, *[row[1] for row in balances]])
    found = figures(opening, ordered, balances)
    said = int(opening), dated, customer, currency, since
    return (id, *said, found.total, found.settled, found.receivable, _encoded(found.owed))


def _encoded(records: Sequence[Row]) -> str:
    return encode(records) if records else "[]"
