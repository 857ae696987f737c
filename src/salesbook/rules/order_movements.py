"""What an order, or an opening, moves: flows of its documents, and balances as the differences between its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from salesbook.model.facts import Opened, Piece, Share
from salesbook.model.money import spread, to_minor
from salesbook.model.policy import Basis, Policy
from salesbook.rules.movement import Axis, Balance, Flow, ItemKey, Measure, Movements, Standing
from salesbook.rules.order_state import Item, OrderHistory, OrderState
from salesbook.rules.order_timeline import Quantities
from salesbook.rules.settlement import Settlement, measure_of
from salesbook.rules.valuation import LineValue, net_of_gross, split_by_share


@dataclass(frozen=True, slots=True)
class _Worth:
    """A part of a document that concerns one product; minor units, with and without tax."""

    product: str | None
    gross: int
    net: int


def order_movements(history: OrderHistory) -> Movements:
    """All that an order, with what hangs on it, moves."""
    return Movements(flows=tuple(_order_flows(history)), balances=tuple(_order_balances(history)))


def opening_movements(opened: Opened, settlements: Sequence[Settlement], currency: str, policy: Policy) -> Movements:
    """What an opening moves: owed from the day before its date, settled like an order, never charged or sales.

    Below zero it is free money.
    """
    amount = to_minor(opened.amount, currency)
    begins = opened.date - timedelta(days=1)
    if amount <= 0:
        free = Balance(begins, Standing.FREE, opened.customer, currency, None, -amount)
        return Movements(balances=(free,) if amount else ())
    key = ItemKey(1, opened.entry, begins, opened.due)
    days = sorted({begins} | {each.date for each in settlements})
    states: list[tuple[date, OrderState]] = []
    for day in days:
        settled = sum(each.amount for each in settlements if each.date <= day)
        owing = amount if day >= begins else 0
        open_now = max(0, owing - settled)
        items = (Item(key, amount, open_now, open_now),) if owing else ()
        states.append((day, OrderState(owing, owing, settled, 0, items, 0)))
    shares = (Share(opened.rep, Decimal(1)),) if opened.rep else ()
    flows: list[Flow] = []
    for each in settlements:
        worth = [_Worth(None, each.paid, net_of_gross(each.paid, policy.tax))]
        flows += _settlement_flows(each, shares, worth, policy)
    # What an opening says is owed, not what was charged in a period of this book.
    balances = _differences(states, opened.customer, currency, leave_out=frozenset({Standing.CHARGED, Standing.ITEM}))
    return Movements(flows=tuple(flows), balances=tuple(balances))


def _order_flows(history: OrderHistory) -> Iterator[Flow]:
    facts, policy = history.facts, history.policy
    ordered = facts.ordered
    document = _Document(history)
    reps: list[str | None] = [share.rep for share in ordered.shares]
    yield from (
        Flow(ordered.date, Measure.ORDERS, Axis.REP, rep, None, ordered.customer, history.currency, 1)
        for rep in reps or [None]
    )
    before: dict[int, LineValue] = {}
    for step in history.timeline.steps:
        after = history.values(step.quantities)
        yield from document.flows(step.date, Measure.ORDERED, _changed(before, after), sold=Basis.ORDERED)
        before = after
    net: Quantities = {}
    for move in history.timeline.moves:
        lines = history.lines(move.date)
        worth = list(_moved(lines, net, move.quantities))
        yield from document.flows(move.date, Measure.DELIVERED, worth, sold=Basis.DELIVERED)
    for invoice in facts.invoices:
        amount = to_minor(invoice.amount, history.currency)
        worth = _spread(amount, history.lines(invoice.date), policy)
        yield from document.flows(invoice.date, Measure.INVOICED, worth, sold=Basis.INVOICED)
    returned: Quantities = {}
    for settlement in facts.settlements:
        worth = _settled_worth(settlement, history, returned)
        yield from _settlement_flows(settlement, ordered.shares, worth, policy)


@dataclass(frozen=True, slots=True)
class _Document:
    """Splits each document of an order by the order's reps, and by product."""

    history: OrderHistory

    def flows(self, day: date, measure: Measure, worth: list[_Worth], sold: Basis) -> Iterator[Flow]:
        """The flows of one document; where it counts as sales also its net."""
        ordered = self.history.facts.ordered
        currency = self.history.currency
        yield from _split(day, measure, ordered.customer, currency, ordered.shares, _grosses(worth))
        if self.history.policy.sales_basis is sold:
            yield from _split(day, Measure.SALES_NET, ordered.customer, currency, ordered.shares, _nets(worth))


_Amounts = list[tuple[str | None, int]]


def _grosses(worth: Iterable[_Worth]) -> _Amounts:
    return [(each.product, each.gross) for each in worth]


def _nets(worth: Iterable[_Worth]) -> _Amounts:
    return [(each.product, each.net) for each in worth]


def _split(
    day: date, measure: Measure, customer: str, currency: str, shares: Sequence[Share], amounts: _Amounts
) -> Iterator[Flow]:
    total = sum(amount for _, amount in amounts)
    for rep, amount in split_by_share(total, shares):
        if amount:
            yield Flow(day, measure, Axis.REP, rep, None, customer, currency, amount)
    by_product: dict[str | None, int] = {}
    for product, amount in amounts:
        by_product[product] = by_product.get(product, 0) + amount
    for product, amount in by_product.items():
        if amount:
            yield Flow(day, measure, Axis.PRODUCT, product, None, customer, currency, amount)


def _changed(before: dict[int, LineValue], after: dict[int, LineValue]) -> list[_Worth]:
    return [
        _Worth(
            line.product,
            line.gross - (before[number].gross if number in before else 0),
            line.net - (before[number].net if number in before else 0),
        )
        for number, line in after.items()
    ]


def _moved(lines: dict[int, LineValue], net: Quantities, quantities: Quantities) -> Iterator[_Worth]:
    """What goods are worth, cumulatively by line; brings ``net``, the quantities moved before, up to date."""
    for number, quantity in quantities.items():
        before = net.get(number, quantity * 0)
        after = before + quantity
        net[number] = after
        if line := lines.get(number):
            gross = line.gross_of(after) - line.gross_of(before)
            yield _Worth(line.product, gross, line.net_of(after) - line.net_of(before))


def _spread(amount: int, lines: dict[int, LineValue], policy: Policy) -> list[_Worth]:
    """An amount without lines, spread over the order's lines by gross."""
    grosses = [line.gross for line in lines.values()]
    if not sum(grosses):
        return [_Worth(None, amount, net_of_gross(amount, policy.tax))]
    pieces = spread(amount, grosses)
    return [
        _Worth(line.product, piece, net_of_gross(piece, line.tax))
        for line, piece in zip(lines.values(), pieces, strict=True)
    ]


def _settled_worth(settlement: Settlement, history: OrderHistory, returned: Quantities) -> list[_Worth]:
    """What a credit's piece takes off, by product: over the goods it lists, else over the order's lines."""
    if settlement.reason is None or settlement.allocated:
        return []
    lines = history.lines(settlement.date)
    pieces = [piece for piece in settlement.pieces if piece.line in lines]
    if not pieces:
        return _spread(settlement.paid, lines, history.policy)
    worth = list(_moved(lines, returned, _by_line(pieces)))
    grosses = [each.gross for each in worth]
    if sum(grosses) == settlement.paid:
        return worth
    taxes = [lines[number].tax for number in _by_line(pieces)]
    return [
        _Worth(each.product, piece, net_of_gross(piece, tax))
        for each, piece, tax in zip(worth, spread(settlement.paid, grosses), taxes, strict=True)
    ]


def _by_line(pieces: Iterable[Piece]) -> Quantities:
    quantities: Quantities = {}
    for piece in pieces:
        quantities[piece.line] = quantities.get(piece.line, piece.quantity * 0) + piece.quantity
    return quantities


def _settlement_flows(
    settlement: Settlement, shares: Sequence[Share], worth: list[_Worth], policy: Policy
) -> Iterator[Flow]:
    measure = measure_of(settlement.reason)
    if measure is None or (settlement.reason is not None and settlement.allocated):
        return
    day, customer, currency = settlement.date, settlement.customer, settlement.currency
    if measure is Measure.RETURNS:
        yield from _split(day, measure, customer, currency, shares, _grosses(worth))
        if policy.sales_basis is not Basis.INVOICED:
            less = [(each.product, -each.net) for each in worth]
            yield from _split(day, Measure.SALES_NET, customer, currency, shares, less)
        return
    for rep, amount in split_by_share(settlement.paid, shares):
        if amount:
            yield Flow(day, measure, Axis.REP, rep, None, customer, currency, amount)


def _order_balances(history: OrderHistory) -> Iterator[Balance]:
    states = [(day, history.state(day)) for day in history.dates()]
    return _differences(states, history.facts.ordered.customer, history.currency, leave_out=frozenset())


_Key = tuple[Standing, ItemKey | None]


def _differences(
    states: Iterable[tuple[date, OrderState]], customer: str, currency: str, leave_out: frozenset[Standing]
) -> Iterator[Balance]:
    before: dict[_Key, int] = {}
    for day, state in states:
        after = {key: amount for key, amount in _standings(state) if amount and key[0] not in leave_out}
        for key in sorted(before.keys() | after.keys(), key=_reading_order):
            if moved := after.get(key, 0) - before.get(key, 0):
                yield Balance(day, key[0], customer, currency, key[1], moved)
        before = after


def _reading_order(key: _Key) -> tuple[str, date, int, str, date]:
    standing, item = key
    if item is None:
        return standing, date.min, 0, "", date.min
    return standing, item.arose, item.part, item.event, item.due


def _standings(state: OrderState) -> Iterator[tuple[_Key, int]]:
    for item in state.items:
        yield (Standing.ITEM, item.key), item.amount
        yield (Standing.OPEN, item.key), item.receivable
    yield (Standing.UNBILLED, None), state.unbilled
    yield (Standing.DEPOSIT, None), state.deposits_due
    yield (Standing.ADVANCE, None), state.advance
    yield (Standing.FREE, None), state.excess
    yield (Standing.CHARGED, None), state.charged
