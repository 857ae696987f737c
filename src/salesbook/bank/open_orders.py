"""Open orders: what a payment may be for, cut into items as terms ask for it, and into invoices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from salesbook.model.money import part_of
from salesbook.model.named_tuple import NamedTuple


class OpenItem(NamedTuple):
    """What is open of an order: owed, or a deposit that is due; minor units of the order's currency.

    ``due`` is None for what is charged and has no item yet; ``arose`` is the day of its event, ``event`` the document
    (delivery, invoice, change) that made it owed, None for one of the order itself. ``discount`` is what terms let the
    payer keep until ``discount_until``, both included; 0 and None without cash discount. ``deposit``: terms ask for it
    before it is owed.
    """

    amount: int
    due: date | None = None
    arose: date | None = None
    event: str | None = None
    retention: bool = False
    discount: int = 0
    discount_until: date | None = None
    deposit: bool = False

    def reduced_to(self, amount: int) -> OpenItem:
        """What is left of it when only ``amount`` is open."""
        discount = part_of(self.discount, amount, self.amount) if self.discount else 0
        return self._replace(amount=amount, discount=discount)


class OpenInvoice(NamedTuple):
    """What an invoice, less its red ones, asks for one order and no payment has covered: an amount that is often paid.

    Payments do not name invoices: what an order was given covers its invoices oldest first. An invoice over several
    orders stands with each of them by its part. ``number`` is the fapiao's own, ``amount`` in minor units.
    """

    id: str
    number: str | None
    date: date
    amount: int

    def reduced_to(self, amount: int) -> OpenInvoice:
        """What is left of it when only ``amount`` is not covered."""
        return self._replace(amount=amount)


class OpenOrder(NamedTuple):
    """An order (or opening) that can take money; minor units of ``currency``.

    ``unsettled`` is its total less what it was given: the most it can take. ``items`` are what is open of it, oldest
    first: what is owed, and deposits that are due. ``invoices`` are those of it that are not covered, oldest first;
    they show the same money once more, cut as it was invoiced.
    """

    id: str
    customer: str
    date: date
    currency: str
    unsettled: int
    items: tuple[OpenItem, ...]
    opening: bool = False
    invoices: tuple[OpenInvoice, ...] = ()

    @property
    def due(self) -> int:
        """All that is open of it."""
        items = self.items
        return items[0].amount if len(items) == 1 else sum([item.amount for item in items])

    @property
    def amounts(self) -> frozenset[int]:
        """What a payment for just it may come to: an item, an invoice, all that is due, all it can take."""
        parts = (*(item.amount for item in self.items), *(invoice.amount for invoice in self.invoices))
        choices = {*parts, self.due, self.unsettled}
        return frozenset(amount for amount in choices if 0 < amount <= self.unsettled)

    def less(self, paid: int) -> OpenOrder:
        """The order after it was given ``paid``: as in the book that pays its oldest items, and covers its oldest
        invoices, whatever the amount.
        """
        return self._replace(
            unsettled=self.unsettled - paid,
            items=tuple(_less(self.items, paid)),
            invoices=tuple(_less(self.invoices, paid)),
        )

    def less_free_money(self, paid: Mapping[int, int]) -> OpenOrder:
        """The order after free money paid so much of its items, by position: it can still take as much."""
        items = (
            each.reduced_to(each.amount - paid.get(position, 0))
            for position, each in enumerate(self.items)
            if each.amount > paid.get(position, 0)
        )
        return self._replace(items=tuple(items), invoices=tuple(_less(self.invoices, sum(paid.values()))))


_Part = TypeVar("_Part", OpenItem, OpenInvoice)


def _less(parts: Sequence[_Part], paid: int) -> Iterator[_Part]:
    """``parts`` after ``paid``, of the oldest."""
    for part in parts:
        settled = min(paid, part.amount)
        paid -= settled
        if part.amount > settled:
            yield part.reduced_to(part.amount - settled) if settled else part


def paid_by_free_money(orders: Iterable[OpenOrder], money: int) -> list[OpenOrder]:
    """A customer's ``orders`` after ``money`` that was given to none of them paid the oldest of what is owed."""
    ranked = sorted(
        (item.due is None, item.due or date.min, order.date, order.id, position)
        for order in orders
        for position, item in enumerate(order.items)
        if not item.deposit
    )
    by_id = {order.id: order for order in orders}
    paid: dict[str, dict[int, int]] = {}
    for *_, id, position in ranked:
        given = min(money, by_id[id].items[position].amount)
        money -= given
        if given:
            paid.setdefault(id, {})[position] = given
    return [each.less_free_money(paid[each.id]) if each.id in paid else each for each in by_id.values()]
