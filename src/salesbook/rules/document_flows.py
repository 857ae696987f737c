"""The flows of an order's documents: what each counts, by rep and by product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from salesbook.model.facts import Piece, Share
from salesbook.model.money import spread
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Basis, Policy
from salesbook.rules.movement import Axis, Flow, Measure, Responsible
from salesbook.rules.order_state import OrderHistory
from salesbook.rules.order_timeline import Quantities
from salesbook.rules.settlement import Settlement, measure_of
from salesbook.rules.valuation import LineValue, net_of_gross, split_by_share

_ZERO = Decimal(0)
_REP, _PRODUCT = Axis.REP, Axis.PRODUCT
_ORDERS, _ORDERED, _SALES_NET, _RETURNS = Measure.ORDERS, Measure.ORDERED, Measure.SALES_NET, Measure.RETURNS
# Names of this module: before Python 3.12, to find a member in its class takes several times as long as to use it.


class Worth(NamedTuple):
    """A part of a document that concerns one product; minor units, with and without tax.

    ``quantity`` is how much of it moved, 0 where an amount says nothing of goods.
    """

    product: str | None
    gross: int
    net: int
    quantity: Decimal = Decimal(0)


class DocumentWorth(NamedTuple):
    """What one document (``entry``) of an order counts in a measure, by product."""

    entry: str
    date: date
    measure: Measure
    worth: tuple[Worth, ...]


class Splitting(NamedTuple):
    """Splits documents by the ``shares`` of their order, and by product.

    A document of an order without reps belongs to whoever was ``responsible`` for its customer.
    """

    shares: Sequence[Share]
    responsible: Responsible

    def by_rep(self, day: date, measure: Measure, customer: str, currency: str, amount: int) -> list[Flow]:
        """One flow for each rep's share that is not 0."""
        return [
            Flow(day, measure, _REP, rep, None if rep else self.responsible, customer, currency, piece)
            for rep, piece in split_by_share(amount, self.shares)
            if piece
        ]

    def of_order(self, day: date, customer: str, currency: str) -> list[Flow]:
        """The order counts once for each of its reps."""
        return [
            Flow(day, _ORDERS, _REP, rep, None if rep else self.responsible, customer, currency, 1)
            for rep, _ in split_by_share(0, self.shares)
        ]

    def by_both(
        self, day: date, measure: Measure, customer: str, currency: str, amounts: Sequence[tuple[str | None, int]]
    ) -> list[Flow]:
        """The flows of ``amounts`` by product, and of their sum by rep."""
        by_product: dict[str | None, int] = {}
        for product, amount in amounts:
            by_product[product] = by_product.get(product, 0) + amount
        flows = self.by_rep(day, measure, customer, currency, sum(by_product.values()))
        flows += [
            Flow(day, measure, _PRODUCT, product, None, customer, currency, amount)
            for product, amount in by_product.items()
            if amount
        ]
        return flows


def order_flows(history: OrderHistory) -> list[Flow]:
    """The flows of an order, its changes, deliveries, exchanges and invoices, and of what settles it."""
    facts = history.facts
    ordered, currency = facts.ordered, history.currency
    customer, sales = ordered.customer, str(history.policy.sales_basis)
    splitting = Splitting(ordered.shares, Responsible(customer, ordered.date))
    flows = splitting.of_order(ordered.date, customer, currency)
    for _, day, measure, worth in documents(history):
        flows += splitting.by_both(day, measure, customer, currency, [(each.product, each.gross) for each in worth])
        if measure == sales:
            nets = [(each.product, each.net) for each in worth]
            flows += splitting.by_both(day, _SALES_NET, customer, currency, nets)
    for settlement, returned in zip(facts.settlements, returned_worths(history), strict=True):
        flows += settlement_flows(settlement, splitting, returned, history.policy)
    return flows


def documents(history: OrderHistory) -> Iterator[DocumentWorth]:
    """What the order and its changes, its deliveries and exchanges, and its invoices count, by product."""
    before: dict[int, LineValue] = {}
    for step, after in zip(history.timeline.steps, history.stepped, strict=True):
        yield DocumentWorth(step.entry, step.date, _ORDERED, tuple(_changed(before, after)))
        before = after
    net: Quantities = {}
    for move in history.timeline.moves:
        worth = tuple(_moved(history.lines(move.date), net, move.quantities))
        yield DocumentWorth(move.entry, move.date, Measure.DELIVERED, worth)
    for invoice, amount in history.invoices:
        worth = tuple(spread_over_lines(amount, history, invoice.date))
        yield DocumentWorth(invoice.entry, invoice.date, Measure.INVOICED, worth)


def settlement_flows(
    settlement: Settlement, splitting: Splitting, worth: Sequence[Worth], policy: Policy
) -> list[Flow]:
    """The flows of what a payment or credit gives; an allocation of a credit moves nothing."""
    measure = measure_of(settlement.reason)
    if settlement.reason is not None and settlement.allocated:
        return []
    day, customer, currency = settlement.date, settlement.customer, settlement.currency
    if measure is not _RETURNS:
        return splitting.by_rep(day, measure, customer, currency, settlement.paid)
    flows = splitting.by_both(day, measure, customer, currency, [(each.product, each.gross) for each in worth])
    if policy.sales_basis is not Basis.INVOICED:
        less = [(each.product, -each.net) for each in worth]
        flows += splitting.by_both(day, _SALES_NET, customer, currency, less)
    return flows


def _changed(before: dict[int, LineValue], after: dict[int, LineValue]) -> list[Worth]:
    return [
        Worth(
            line.product,
            line.gross - (before[number].gross if number in before else 0),
            line.net - (before[number].net if number in before else 0),
        )
        for number, line in after.items()
    ]


def _moved(lines: dict[int, LineValue], net: Quantities, quantities: Quantities) -> Iterator[Worth]:
    """What goods are worth, cumulatively by line; brings ``net``, the quantities moved before, up to date."""
    for number, quantity in quantities.items():
        before = net.get(number, _ZERO)
        after = before + quantity
        net[number] = after
        if line := lines.get(number):
            (gross_before, net_before), (gross, net_of_tax) = line.value_of(before), line.value_of(after)
            yield Worth(line.product, gross - gross_before, net_of_tax - net_before, quantity)


def spread_over_lines(amount: int, history: OrderHistory, day: date) -> list[Worth]:
    """An amount without lines, spread over the order's lines by gross, as they last were worth something."""
    steps = history.timeline.steps_until(day)
    worth = [lines for lines, total in zip(history.stepped[:steps], history.totals, strict=False) if total]
    if not worth:
        return [Worth(None, amount, net_of_gross(amount, history.policy.tax))]
    lines = worth[-1].values()
    pieces = spread(amount, [line.gross for line in lines])
    return [
        Worth(line.product, piece, net_of_gross(piece, line.tax)) for line, piece in zip(lines, pieces, strict=True)
    ]


def returned_worths(history: OrderHistory) -> Iterator[list[Worth]]:
    """Of each settlement, in their order, what it takes off sales by product; nothing for money."""
    returned: Quantities = {}
    for settlement in history.facts.settlements:
        yield _settled_worth(settlement, history, returned)


def _settled_worth(settlement: Settlement, history: OrderHistory, returned: Quantities) -> list[Worth]:
    """What a credit's piece takes off, by product: over the goods it lists, else over the order's lines."""
    if measure_of(settlement.reason) is not _RETURNS or settlement.allocated:
        return []
    lines = history.lines(settlement.date)
    pieces = [piece for piece in settlement.pieces if piece.line in lines]
    if not pieces:
        return spread_over_lines(settlement.paid, history, settlement.date)
    worth = list(_moved(lines, returned, _by_line(pieces)))
    grosses = [each.gross for each in worth]
    if sum(grosses) == settlement.paid:
        return worth
    taxes = [lines[number].tax for number in _by_line(pieces)]
    return [
        Worth(each.product, piece, net_of_gross(piece, tax), each.quantity)
        for each, piece, tax in zip(worth, spread(settlement.paid, grosses), taxes, strict=True)
    ]


def _by_line(pieces: Iterable[Piece]) -> Quantities:
    quantities: Quantities = {}
    for piece in pieces:
        quantities[piece.line] = quantities.get(piece.line, _ZERO) + piece.quantity
    return quantities
