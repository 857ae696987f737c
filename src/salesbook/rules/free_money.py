"""Money given to no order pays the customer's oldest receivables, where the book is settled so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

from salesbook.model.named_tuple import NamedTuple


class OpenItem(NamedTuple):
    """A receivable of one order (or opening) that lies on an item, or, ``due`` None, is unbilled.

    ``amount`` in minor units; ``part`` and ``event`` name the item; ``order_date`` breaks ties.
    """

    order: str
    order_date: date
    customer: str
    currency: str
    amount: int
    due: date | None = None
    part: int = 0
    event: str = ""
    arose: date | None = None
    retention: bool = False

    @property
    def rank(self) -> tuple[bool, date, date, str, int, date, str]:
        """The order in which free money pays: by due date (then order date, order, part, event), unbilled last."""
        return (
            self.due is None,
            self.due or date.min,
            self.order_date,
            self.order,
            self.part,
            self.arose or date.min,
            self.event,
        )


class Settled(NamedTuple):
    """One customer's items of one currency after free money paid the oldest; ``advance`` is what was left."""

    items: tuple[OpenItem, ...]
    advance: int


def settle_oldest(items: Iterable[OpenItem], free: int) -> Settled:
    """Pay ``items`` of one customer and currency, oldest first; what is paid in full is left out."""
    left = free
    unpaid: list[OpenItem] = []
    for item in sorted(items, key=lambda each: each.rank):
        pays = max(0, min(item.amount, left))
        left -= pays
        if item.amount > pays:
            unpaid.append(item._replace(amount=item.amount - pays) if pays else item)
    return Settled(tuple(unpaid), left)


def pay_in_order(amounts: Iterable[int], free: int) -> list[int]:
    """What stays of ``amounts``, none below zero, when ``free`` pays the first of them first.

    Sums of items that are due in turn are paid like the items.
    """
    left = max(0, free)
    unpaid: list[int] = []
    for amount in amounts:
        pays = min(amount, left)
        left -= pays
        unpaid.append(amount - pays)
    return unpaid


class FreeSource(NamedTuple):
    """Money that was given to no order: of a payment (``receipt``), or of what else a customer has to his credit.

    ``reverses``: the entry that one below zero takes back.
    """

    entry: str
    received: date
    amount: int
    receipt: bool
    reverses: str | None = None


class PaidFree(NamedTuple):
    """What free money of one source pays of an item."""

    source: FreeSource
    item: OpenItem
    amount: int


def paid_oldest(items: Iterable[OpenItem], sources: Iterable[FreeSource]) -> list[PaidFree]:
    """Which free money pays which of ``items``: the first that came pays the oldest item.

    What is below zero takes from the one that it reverses, else from what came last before it, else from what comes.
    """
    left = iter(sorted(items, key=lambda each: each.rank))
    item = next(left, None)
    open_amount = item.amount if item else 0
    paid: list[PaidFree] = []
    for source, left_of_it in _left_of(sources):
        amount = left_of_it
        while item is not None and amount > 0:
            pays = min(amount, open_amount)
            paid.append(PaidFree(source, item, pays))
            amount, open_amount = amount - pays, open_amount - pays
            if not open_amount:
                item = next(left, None)
                open_amount = item.amount if item else 0
    return paid


def _left_of(sources: Iterable[FreeSource]) -> list[tuple[FreeSource, int]]:
    """What is left of each source above zero after those below zero took from them, in the order they came."""
    left: list[tuple[FreeSource, int]] = []
    lacking = 0
    for source in sorted(sources, key=lambda each: (each.received, each.amount < 0, each.entry)):
        if source.amount > 0:
            left.append((source, source.amount))
        lacking -= min(0, source.amount)
        own_first = sorted(range(len(left)), key=lambda index: (left[index][0].entry != source.reverses, -index))
        for index in own_first:
            given, amount = left[index]
            taken = min(amount, lacking)
            left[index], lacking = (given, amount - taken), lacking - taken
    return left


def leave_free(items: Iterable[OpenItem], free: int) -> Settled:
    """Explicit settling: free money stays an advance."""
    return Settled(tuple(sorted(items, key=lambda each: each.rank)), free)


def bucket_of(due: date | None, day: date, edges: Sequence[int]) -> int:
    """The index in ``bucket_names`` of what is due on ``due``, seen on ``day``."""
    if due is None:
        return 0
    overdue = (day - due).days
    if overdue <= 0:
        return 1
    return 2 + bisect_left(edges, overdue)


def document_bucket_of(arose: date | None, day: date, edges: Sequence[int]) -> int:
    """The index in ``document_bucket_names`` of what arose from a document of ``arose``, seen on ``day``."""
    if arose is None:
        return 0
    return 1 + sum((day - arose).days > edge for edge in edges)
