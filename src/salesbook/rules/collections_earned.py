"""Which receipts count as collected on an order, when, and how late: what commission on collections is paid for.

A receipt counts as far as the order has room for money: its total less what credits settle. So what comes back, is
written off, or cancelled after it was paid takes away from what counted, on its own day; the refund that follows takes
nothing more. What is taken away is what came last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from salesbook.model.facts import Opened
from salesbook.model.money import part_of, to_minor
from salesbook.model.named_tuple import NamedTuple
from salesbook.rules.order_state import OrderHistory
from salesbook.rules.settlement import Settlement


class Collected(NamedTuple):
    """What one payment (``entry``: it, or the allocation that gave it) counts on a day, in minor units of ``currency``.

    ``received`` is the day of the payment, ``due`` that of the item that it pays, None for goods to come. Negative
    amounts take away what counted before, and name the document that did it.
    """

    entry: str
    amount: int
    currency: str
    received: date
    due: date | None
    date: date


class Due(NamedTuple):
    """An item that money pays: ``amount`` in minor units of the order's currency, oldest due date first."""

    amount: int
    due: date


class _Day(NamedTuple):
    """An order on a day: what it can take of money, its items and what was given that day.

    ``begins``: where money begins to pay the items, after what credits settle, and what items below zero are for them.
    """

    date: date
    room: int
    begins: int
    items: Sequence[Due]
    given: Sequence[Settlement]
    document: str


class _Receipt(NamedTuple):
    """Money of one settlement in the order's currency; ``from_`` is what of the settlement came before this piece."""

    settlement: Settlement
    amount: int
    from_: int = 0
    due: date | None = None

    def paid(self) -> int:
        """It in the currency of the payment, cumulative over the settlement."""
        whole, paid = self.settlement.amount, self.settlement.paid
        if whole == paid:
            return self.amount
        return part_of(paid, self.from_ + self.amount, whole) - part_of(paid, self.from_, whole)

    def cut(self, amount: int) -> tuple[_Receipt, _Receipt]:
        """Its first ``amount``, and the rest."""
        rest = self._replace(amount=self.amount - amount, from_=self.from_ + amount)
        return self._replace(amount=amount), rest


class _Order:
    """What was received and counts (``counted``), or waits for room (``waiting``), both in the order it came.

    ``lacking``: what was paid back beyond what was received, such as a credit paid out.
    """

    def __init__(self) -> None:
        self.counted: list[_Receipt] = []
        self.waiting: list[_Receipt] = []
        self.lacking = 0

    def play(self, day: _Day) -> Iterator[Collected]:
        """What changes on a day."""
        for settlement in day.given:
            if settlement.amount > 0:
                makes_up, rest = _Receipt(settlement, settlement.amount).cut(min(settlement.amount, self.lacking))
                self.lacking -= makes_up.amount
                self.waiting += [rest] if rest.amount else []
        for settlement in day.given:
            if settlement.amount < 0:
                yield from self._take_back(settlement, day)
        surplus = sum(each.amount for each in self.counted) - day.room
        if surplus > 0:
            for taken in _cut(self.counted, surplus):
                self.waiting.insert(0, taken._replace(due=None))
                yield _taken(taken, day.date, day.document)
        yield from self._count(day)

    def _take_back(self, settlement: Settlement, day: _Day) -> Iterator[Collected]:
        """Money that went back: the same payment's first, then what waits, then what counted last."""
        left = -settlement.amount
        for own in (True, False):
            left -= sum(each.amount for each in _cut(self.waiting, left, settlement.origin, own=own))
            for taken in _cut(self.counted, left, settlement.origin, own=own):
                left -= taken.amount
                yield _taken(taken, day.date, settlement.entry)
        self.lacking += left

    def _count(self, day: _Day) -> Iterator[Collected]:
        """Let waiting receipts count as far as there is room, item by item."""
        reached = sum(each.amount for each in self.counted)
        while self.waiting and reached < day.room:
            receipt, rest = self.waiting[0].cut(min(self.waiting[0].amount, day.room - reached))
            self.waiting[0:1] = [rest] if rest.amount else []
            start = day.begins + reached
            for amount, due in _items_between(day.items, start, start + receipt.amount):
                piece, receipt = receipt.cut(amount)
                self.counted.append(piece._replace(due=due))
                given = piece.settlement
                yield Collected(given.entry, piece.paid(), given.currency, given.received, due, day.date)
                reached += amount


def _cut(receipts: list[_Receipt], amount: int, origin: str | None = None, *, own: bool = True) -> list[_Receipt]:
    """Take ``amount`` out of ``receipts``, the last first; of one payment only, or of all but it."""
    taken: list[_Receipt] = []
    for index in reversed(range(len(receipts))):
        each = receipts[index]
        if amount > 0 and (origin is None or (each.settlement.origin == origin) is own):
            took = min(amount, each.amount)
            amount -= took
            receipts[index], piece = each.cut(each.amount - took)
            taken.append(piece)
    receipts[:] = [each for each in receipts if each.amount]
    return taken


def _taken(taken: _Receipt, day: date, entry: str) -> Collected:
    given = taken.settlement
    return Collected(entry, -taken.paid(), given.currency, given.received, taken.due, day)


def _items_between(items: Sequence[Due], start: int, stop: int) -> Iterator[tuple[int, date | None]]:
    """The pieces of the items that money from ``start`` to ``stop`` pays; None for what no item has reached."""
    position = 0
    for item in items:
        begins, position = position, position + item.amount
        if (amount := min(stop, position) - max(start, begins)) > 0:
            yield amount, item.due
    if (amount := stop - max(start, position)) > 0:
        yield amount, None


def collected_on_order(history: OrderHistory) -> Iterator[Collected]:
    """The receipts that count on an order, and what takes away from them, in order of date."""
    order = _Order()
    settlements = sorted(history.facts.settlements, key=lambda each: (each.date, each.received, each.entry))
    for day in history.dates():
        yield from order.play(_day_of_order(history, settlements, day))


class Waiting(NamedTuple):
    """Money of a payment (``origin``) for which an order has no room, in minor units of the order's currency."""

    origin: str
    received: date
    amount: int


def waiting_on(history: OrderHistory, day: date) -> list[Waiting]:
    """What was received for an order beyond what it can take of money, as of ``day``."""
    order = _Order()
    settlements = sorted(history.facts.settlements, key=lambda each: (each.date, each.received, each.entry))
    for each_day in history.dates():
        if each_day <= day:
            list(order.play(_day_of_order(history, settlements, each_day)))
    return [Waiting(each.settlement.origin, each.settlement.received, each.amount) for each in order.waiting]


def _day_of_order(history: OrderHistory, settlements: Sequence[Settlement], day: date) -> _Day:
    state = history.state(day)
    credited = sum(each.amount for each in settlements if each.reason is not None and each.date <= day)
    by_credit = sum(item.credited for item in state.items)
    below_zero = sum(item.amount for item in state.items if item.amount < 0)
    items = [Due(item.amount - item.credited, item.key.due) for item in state.items if item.amount > 0]
    return _Day(
        date=day,
        room=max(0, state.total - credited),
        begins=max(0, max(0, credited) - by_credit - below_zero),
        items=items,
        given=[each for each in settlements if each.reason is None and each.date == day],
        document=_document_of(history, day),
    )


def _document_of(history: OrderHistory, day: date) -> str:
    """What may have lowered an order's room on a day: a credit, else a change, else the order itself."""
    facts = history.facts
    credits = [each.entry for each in facts.settlements if each.date == day and each.reason is not None]
    changes = [each.entry for each in facts.changes if each.date == day]
    return max(credits or changes, default=facts.ordered.entry)


def collected_on_opening(opened: Opened, settlements: Sequence[Settlement], currency: str) -> Iterator[Collected]:
    """Likewise for an opening, which is due on one day."""
    total = max(0, to_minor(opened.amount, currency))
    order = _Order()
    in_order = sorted(settlements, key=lambda each: (each.date, each.received, each.entry))
    for day in sorted({each.date for each in in_order}):
        credits = [each for each in in_order if each.reason is not None and each.date <= day]
        credited = sum(each.amount for each in credits)
        yield from order.play(
            _Day(
                date=day,
                room=max(0, total - credited),
                begins=max(0, credited),
                items=[Due(total, opened.due)],
                given=[each for each in in_order if each.reason is None and each.date == day],
                document=max((each.entry for each in credits if each.date == day), default=opened.entry),
            )
        )
