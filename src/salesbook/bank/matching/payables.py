"""What a customer may pay: open items one by one, and the sets of them that people pay at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from itertools import accumulate

from salesbook.bank.matching.subset_sums import SubsetSums
from salesbook.bank.receivables import OpenInvoice, OpenItem, OpenOrder
from salesbook.model.named_tuple import NamedTuple


class Payable(NamedTuple):
    """One sum that is open of an order: an item, an invoice's part, or (``ahead``) all that it can still take.

    ``key`` tells it from all others of the book; ``amount`` in minor units.
    """

    key: str
    order: OpenOrder
    amount: int
    due: date | None = None
    arose: date | None = None
    discount: int = 0
    discount_until: date | None = None
    retention: bool = False
    deposit: bool = False
    ahead: bool = False

    @property
    def day(self) -> date:
        """Since when it can have been paid."""
        return self.arose or self.order.date

    @property
    def age(self) -> tuple[date, date, str]:
        """What the oldest comes first by."""
        return (self.due or self.day, self.order.date, self.key)


class SetKind(Enum):
    """What a set of items is that people pay at once."""

    ORDER = "all of an order"
    INVOICE = "an invoice"
    ALL = "all that is open"
    MONTH = "all of a month"
    OPEN_THEN = "all that was open on a day"
    OLDEST = "the oldest"


@dataclass(frozen=True, slots=True)
class PayableSet:
    """Several items that are paid together, and why; ``month`` of a month."""

    kind: SetKind
    payables: tuple[Payable, ...]
    month: tuple[int, int] | None = None

    @property
    def amount(self) -> int:
        """The sum."""
        return sum(each.amount for each in self.payables)

    @property
    def discount(self) -> int:
        """The cash discounts that may be kept of it."""
        return sum(each.discount for each in self.payables)


def items_of(order: OpenOrder) -> list[Payable]:
    """The open items of an order, each one; of an order that has none all that it can take."""
    items = [_payable(order, position, item) for position, item in enumerate(order.items)]
    return items or [rest_of(order)]


def _payable(order: OpenOrder, position: int, item: OpenItem) -> Payable:
    amount, due, arose, _, retention, discount, until, deposit = item
    return Payable(f"{order.id}#{position}", order, amount, due, arose, discount, until, retention, deposit)


def rest_of(order: OpenOrder) -> Payable:
    """What an order can take beyond its open items."""
    return Payable(f"{order.id}#rest", order, order.unsettled - order.due, ahead=True)


class CustomerPayables:
    """All that one customer may pay."""

    def __init__(self, orders: Sequence[OpenOrder]) -> None:
        self.orders = tuple(orders)
        items = [each for order in orders for each in items_of(order)]
        self.items = tuple(sorted(items, key=lambda each: each.age))

    @cached_property
    def owed(self) -> tuple[Payable, ...]:
        """The items without what could only be paid ahead, oldest first."""
        return tuple(each for each in self.items if not each.ahead)

    @cached_property
    def by_amount(self) -> dict[int, tuple[Payable, ...]]:
        """Items by amount: such as are all of their order first, then the oldest."""
        found: dict[int, list[Payable]] = defaultdict(list)
        rest: list[Payable] = []
        for each in self.items:
            if each.amount == each.order.due:
                found[each.amount].append(each)
            else:
                rest.append(each)
        for each in rest:
            found[each.amount].append(each)
        return {amount: tuple(items) for amount, items in found.items()}

    @cached_property
    def invoices_by_amount(self) -> dict[int, list[Payable]]:
        """Invoices' parts that are no item of their own."""
        found: dict[int, list[Payable]] = defaultdict(list)
        for each in single_invoices(sorted(self.orders, key=lambda order: order.id)):
            found[each.amount].append(each)
        return found

    @cached_property
    def amounts(self) -> list[int]:
        """The different amounts of items, smallest first."""
        return sorted(self.by_amount)

    @cached_property
    def counts(self) -> Counter[int]:
        """How many owed items there are of each amount."""
        return Counter(each.amount for each in self.owed)

    @cached_property
    def subset_sums(self) -> SubsetSums:
        """Sums of few owed items."""
        return SubsetSums(self.counts)

    def sets(self, amount: int) -> list[PayableSet]:
        """Sets of several items of this sum that are usually paid together; each once, under its first kind."""
        found: dict[tuple[str, ...], PayableSet] = {}
        for each in self._runs.get(amount, ()):
            found.setdefault(tuple(sorted(payable.key for payable in each.payables)), each.payable_set)
        return list(found.values())

    def has_set(self, amount: int) -> bool:
        """Whether there is such a set."""
        return amount in self._runs

    @cached_property
    def _runs(self) -> dict[int, list[_Run]]:
        found: dict[int, list[_Run]] = defaultdict(list)
        for runs in self._all_runs():
            for each in runs:
                found[each.amount].append(each)
        return found

    def less_discount(self, amount: int) -> Iterator[tuple[Payable, ...]]:
        """Items and sets of which a cash discount may be kept, where ``amount`` is left to pay."""
        for item in self._discounted_items.get(amount, ()):
            yield (item,)
        for gross in self._discounted_sets.get(amount, ()):
            for each in self.sets(gross):
                if gross - each.discount == amount:
                    yield each.payables

    @cached_property
    def _discounted_items(self) -> dict[int, list[Payable]]:
        """The oldest items of their amounts, where they have a cash discount, by what is left to pay without it."""
        found: dict[int, list[Payable]] = defaultdict(list)
        for item, *_ in self.by_amount.values():
            if item.discount:
                found[item.amount - item.discount].append(item)
        return found

    @cached_property
    def _discounted_sets(self) -> dict[int, list[int]]:
        """The amounts of sets with a cash discount, by what is left to pay without it."""
        found: dict[int, dict[int, None]] = defaultdict(dict)
        if any(each.discount for each in self.items):
            for gross, runs in self._runs.items():
                for run in runs:
                    if run.discount:
                        found[gross - run.discount][gross] = None
        return {left: list(amounts) for left, amounts in found.items()}

    @cached_property
    def set_amounts(self) -> list[int]:
        """The amounts of these sets, smallest first."""
        return sorted(self._runs)

    def sets_between(self, least: int, most: int) -> Iterator[PayableSet]:
        """Sets of an amount from ``least`` to ``most``."""
        for amount in self.set_amounts[bisect_left(self.set_amounts, least) : bisect_right(self.set_amounts, most)]:
            yield from self.sets(amount)

    def items_between(self, least: int, most: int) -> Iterator[Payable]:
        """Items of an amount from ``least`` to ``most``, of equal ones the oldest."""
        for amount in self.amounts[bisect_left(self.amounts, least) : bisect_right(self.amounts, most)]:
            yield self.by_amount[amount][0]

    def _all_runs(self) -> Iterator[list[_Run]]:
        """Of several items each."""
        for order in self.orders:
            yield _runs_of_order(order)
        for parts in self._invoices_over_several():
            yield _whole_run(SetKind.INVOICE, [_of_invoice(*part) for part in parts])
        unretained = [each for each in self.owed if not each.retention]
        delivered = [each for each in unretained if not each.deposit]
        for payables in _differing(self.owed, unretained, delivered):
            yield _whole_run(SetKind.ALL, payables)
        for payables in _differing(self.owed, delivered):
            yield from _months(payables)
        for payables in _differing(self.owed, delivered):
            by_day = sorted(payables, key=lambda each: each.day)  # which keeps those of a day by age
            days = [each.day for each in by_day]
            ends = [length for length in range(2, len(days)) if days[length] > days[length - 1]]
            yield _beginnings(SetKind.OPEN_THEN, by_day, ends)
            yield _beginnings(SetKind.OLDEST, payables, range(2, len(payables) + 1))

    def _invoices_over_several(self) -> list[list[tuple[OpenOrder, OpenInvoice]]]:
        parts: dict[str, list[tuple[OpenOrder, OpenInvoice]]] = defaultdict(list)
        for order in self.orders:
            for invoice in order.invoices:
                parts[invoice.id].append((order, invoice))
        return [each for each in parts.values() if len(each) > 1]


class _Run(NamedTuple):
    """The first ``length`` of ``listed``: a set that is only made when its sum is asked for."""

    kind: SetKind
    listed: Sequence[Payable]
    length: int
    amount: int
    discount: int
    month: tuple[int, int] | None = None

    @property
    def payables(self) -> tuple[Payable, ...]:
        return tuple(self.listed[: self.length])

    @property
    def payable_set(self) -> PayableSet:
        return PayableSet(self.kind, self.payables, self.month)


def _months(owed: Sequence[Payable]) -> Iterator[list[_Run]]:
    """What arose, was ordered, or fell due in a month."""
    dated = ([each.arose for each in owed], [each.order.date for each in owed], [each.due for each in owed])
    for days in dated:
        months: dict[tuple[int, int], list[Payable]] = defaultdict(list)
        for day, each in zip(days, owed, strict=True):
            if day is not None:
                months[day.year, day.month].append(each)
        for month, payables in months.items():
            if len(payables) > 1:
                yield _whole_run(SetKind.MONTH, payables, month)


def _differing(*parts: Sequence[Payable]) -> Iterator[Sequence[Payable]]:
    """``parts``, each a part of the one before, without those that leave nothing out."""
    for number, part in enumerate(parts):
        if number == 0 or len(part) < len(parts[number - 1]):
            yield part


def _whole_run(kind: SetKind, payables: Sequence[Payable], month: tuple[int, int] | None = None) -> list[_Run]:
    """All of ``payables``, where they are several."""
    if len(payables) < 2:
        return []
    amount, discount = sum([each.amount for each in payables]), sum([each.discount for each in payables])
    return [_Run(kind, payables, len(payables), amount, discount, month)]


def _beginnings(kind: SetKind, payables: Sequence[Payable], lengths: Iterable[int]) -> list[_Run]:
    """The first so many of ``payables``, for each of the ``lengths``."""
    amounts = list(accumulate([each.amount for each in payables]))
    discounts = list(accumulate([each.discount for each in payables]))
    return [_Run(kind, payables, length, amounts[length - 1], discounts[length - 1]) for length in lengths]


def _runs_of_order(order: OpenOrder) -> list[_Run]:
    """All that is due of an order of several items, and all that it can take."""
    takes_more = order.unsettled > order.due
    if not order.items or not (takes_more or len(order.items) > 1):
        return []
    items = items_of(order)
    return [
        *_whole_run(SetKind.ORDER, items),
        *(_whole_run(SetKind.ORDER, [*items, rest_of(order)]) if takes_more else ()),
    ]


def single_invoices(orders: Iterable[OpenOrder]) -> Iterator[Payable]:
    """Invoices' parts as something that is paid for itself, where no item has just this amount."""
    for order in orders:
        if order.invoices:
            items = {order.due, order.unsettled, *[item.amount for item in order.items]}
            for invoice in order.invoices:
                if invoice.amount not in items and invoice.amount <= order.unsettled:
                    yield _of_invoice(order, invoice)


def _of_invoice(order: OpenOrder, invoice: OpenInvoice) -> Payable:
    return Payable(f"{order.id}#{invoice.id}", order, invoice.amount, arose=invoice.date)


def settling(order: OpenOrder, amount: int) -> list[tuple[Payable, int]]:
    """What ``amount`` pays of an order: an item or invoice of just this amount, else the oldest first.

    What the order cannot take is left over.
    """
    items = items_of(order)
    exact = next((each for each in items if each.amount == amount), None)
    if exact is None:
        exact = next((each for each in single_invoices([order]) if each.amount == amount), None)
    if exact is not None:
        return [(exact, amount)]
    if order.items and order.unsettled > order.due:
        items.append(rest_of(order))
    found: list[tuple[Payable, int]] = []
    for each in items:
        paid = min(each.amount, amount)
        if paid > 0:
            found.append((each, paid))
            amount -= paid
    return found
