"""What counts for commission: of each document, by rep and product, how much, and how late it was paid."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from salesbook.model.commission_basis import CommissionBasis
from salesbook.model.facts import Opened, Share
from salesbook.model.money import spread
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy
from salesbook.rules.collections_earned import collected_on_opening, collected_on_order
from salesbook.rules.document_flows import DocumentWorth, Worth, documents, returned_worths, spread_over_lines
from salesbook.rules.movement import Measure, Responsible
from salesbook.rules.order_state import OrderHistory
from salesbook.rules.settlement import Settlement, measure_of
from salesbook.rules.valuation import net_of_gross, split_by_share


class Earning(NamedTuple):
    """What one document (``entry``) counts for one rep and product of an order, or opening; minor units.

    ``gross`` and ``net`` are with and without tax. ``responsible`` stands for the rep where an order names none.
    Of money, ``received`` is the day it came and ``due`` when the item that it pays was due, None for goods to come.
    For the margin, ``quantity`` of the product moved with it, and one of it costs ``cost``, in the book's currency,
    None where that is not known.
    """

    date: datetime.date
    basis: CommissionBasis
    entry: str
    order: str
    rep: str | None
    responsible: Responsible | None
    product: str | None
    customer: str
    currency: str
    gross: int
    net: int
    received: datetime.date | None = None
    due: datetime.date | None = None
    quantity: Decimal = Decimal(0)
    cost: Decimal | None = None

    @property
    def late(self) -> int:
        """How many days after the item was due its money came; 0 where that does not apply."""
        return max(0, (self.received - self.due).days) if self.received and self.due else 0


def order_earnings(history: OrderHistory, bases: Sequence[CommissionBasis]) -> Iterator[Earning]:
    """All that an order counts on each of ``bases``."""
    for basis in bases:
        yield from _BY_BASIS[basis](history, basis)


def opening_earnings(
    opened: Opened, settlements: Sequence[Settlement], currency: str, policy: Policy
) -> Iterator[Earning]:
    """What is collected on an opening; it was never sold, so nothing else of it counts."""
    for receipt in collected_on_opening(opened, settlements, currency):
        yield Earning(
            date=receipt.date,
            basis=CommissionBasis.COLLECTED,
            entry=receipt.entry,
            order=opened.entry,
            rep=opened.rep,
            responsible=None if opened.rep else Responsible(opened.customer, opened.date),
            product=None,
            customer=opened.customer,
            currency=receipt.currency,
            gross=receipt.amount,
            net=net_of_gross(receipt.amount, policy.tax),
            received=receipt.received,
            due=receipt.due,
        )


def _collected(history: OrderHistory, basis: CommissionBasis) -> Iterator[Earning]:
    for receipt in collected_on_order(history):
        worth = spread_over_lines(receipt.amount, history, receipt.date)
        document = DocumentWorth(receipt.entry, receipt.date, Measure.COLLECTED, tuple(worth))
        for each in split_by_rep(history, basis, document, receipt.currency):
            yield each._replace(received=receipt.received, due=receipt.due)


def _documents(history: OrderHistory, basis: CommissionBasis) -> Iterator[Earning]:
    """Documents of the measure; what was written off, or came back, counts against them.

    Where invoices count, red ones carry the returns.
    """
    measure = _MEASURES[basis]
    for document in documents(history):
        if document.measure is measure:
            yield from split_by_rep(history, basis, document, history.currency)
    for settlement, returned in zip(history.facts.settlements, returned_worths(history), strict=True):
        if settlement.allocated:
            continue
        counted = measure_of(settlement.reason)
        worth: Sequence[Worth] = ()
        if counted is Measure.WRITTEN_OFF:
            worth = spread_over_lines(settlement.paid, history, settlement.date)
        elif counted is Measure.RETURNS and basis is not CommissionBasis.INVOICED:
            worth = returned
        came_back = int(settlement.reason == "return")
        less = tuple(Worth(each.product, -each.gross, -each.net, -each.quantity * came_back) for each in worth)
        document = DocumentWorth(settlement.entry, settlement.date, counted, less)
        yield from split_by_rep(history, basis, document, settlement.currency)


_MEASURES = {
    CommissionBasis.INVOICED: Measure.INVOICED,
    CommissionBasis.DELIVERED: Measure.DELIVERED,
    CommissionBasis.ORDERED: Measure.ORDERED,
    CommissionBasis.MARGIN: Measure.DELIVERED,
}
_BY_BASIS: Mapping[CommissionBasis, Callable[[OrderHistory, CommissionBasis], Iterator[Earning]]] = {
    CommissionBasis.COLLECTED: _collected,
    **dict.fromkeys(_MEASURES, _documents),
}


def split_by_rep(
    history: OrderHistory, basis: CommissionBasis, document: DocumentWorth, currency: str
) -> Iterator[Earning]:
    """A document by rep, each share of the whole as in a period's figures, and of each by product."""
    ordered = history.facts.ordered
    responsible = Responsible(ordered.customer, ordered.date)
    for rep, pieces in _split_worth(document.worth, ordered.shares):
        for each in pieces:
            if each.gross or each.net or each.quantity:
                yield Earning(
                    date=document.date,
                    basis=basis,
                    entry=document.entry,
                    order=ordered.entry,
                    rep=rep,
                    responsible=None if rep else responsible,
                    product=each.product,
                    customer=ordered.customer,
                    currency=currency,
                    gross=each.gross,
                    net=each.net,
                    quantity=each.quantity,
                )


def _split_worth(worth: Sequence[Worth], shares: Sequence[Share]) -> Iterator[tuple[str | None, list[Worth]]]:
    """What each rep has of a document by product; a rep's pieces add up to his share of the whole."""
    if len(shares) < 2:
        yield shares[0].rep if shares else None, list(worth)
        return
    grosses, nets = [each.gross for each in worth], [each.net for each in worth]
    by_rep = zip(shares, split_by_share(sum(grosses), shares), split_by_share(sum(nets), shares), strict=True)
    for share, (rep, gross), (_, net) in by_rep:
        yield (
            rep,
            [
                Worth(each.product, of_gross, of_net, each.quantity * share.share)
                for each, of_gross, of_net in zip(worth, spread(gross, grosses), spread(net, nets), strict=True)
            ],
        )
