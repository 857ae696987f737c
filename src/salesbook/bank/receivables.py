"""What the matcher knows of a book: customers, what they may pay, and what is recorded already. Pure data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, reduce
from itertools import combinations
from typing import TypeVar

from salesbook.bank.decision import Explanation
from salesbook.model.money import part_of


@dataclass(frozen=True, slots=True)
class KnownPayer:
    """A name or an account, or both, under which somebody pays for a customer; either may be None, not both."""

    name: str | None
    account: str | None


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """A customer with the names and accounts that it, or who pays for it, is known by.

    ``names`` are its own, its aliases' and its payers', ``accounts`` its payers'; ``payers`` are the same pairs as
    they were written, ``contacts`` the names of its people.
    """

    id: str
    name: str
    names: tuple[str, ...]
    accounts: tuple[str, ...]
    group: str | None = None
    payers: tuple[KnownPayer, ...] = ()
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenItem:
    """What is open of an order: owed, or a deposit that is due; minor units of the order's currency.

    ``due`` is None for what is charged and has no item yet; ``arose`` is the day of its event, ``event`` the document
    (delivery, invoice, change) that made it owed, None for one of the order itself. ``discount`` is what terms let the
    payer keep until ``discount_until``, both included; 0 and None without cash discount.
    """

    amount: int
    due: date | None = None
    arose: date | None = None
    event: str | None = None
    retention: bool = False
    discount: int = 0
    discount_until: date | None = None

    def reduced_to(self, amount: int) -> OpenItem:
        """What is left of it when only ``amount`` is open."""
        discount = part_of(self.discount, amount, self.amount) if self.discount else 0
        return replace(self, amount=amount, discount=discount)


@dataclass(frozen=True, slots=True)
class OpenInvoice:
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
        return replace(self, amount=amount)


@dataclass(frozen=True, slots=True)
class OpenOrder:
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
        return sum(item.amount for item in self.items)

    @property
    def amounts(self) -> frozenset[int]:
        """What a payment for just it may come to: an item, an invoice, all that is due, all it can take."""
        parts = (*(item.amount for item in self.items), *(invoice.amount for invoice in self.invoices))
        choices = {*parts, self.due, self.unsettled}
        return frozenset(amount for amount in choices if 0 < amount <= self.unsettled)

    def less(self, paid: int) -> OpenOrder:
        """The order after a payment of ``paid``: of an item and an invoice of just this amount, else of the oldest."""
        return replace(
            self,
            unsettled=self.unsettled - paid,
            items=tuple(_less(self.items, paid)),
            invoices=tuple(_less(self.invoices, paid)),
        )


def _settled_by(explanation: Explanation) -> dict[str, int]:
    """What each order gets, with what settles it without cash."""
    settled: dict[str, int] = defaultdict(int)
    for order, amount in (
        *((share.order, share.amount) for share in explanation.orders),
        *((credit.order, credit.amount) for credit in explanation.credits),
        *((taken.order, taken.amount) for taken in explanation.taken_up),
    ):
        settled[order] += amount
    return settled


def _orders_less(orders: Iterable[OpenOrder], given: Mapping[str, Sequence[int]]) -> Iterator[OpenOrder]:
    """``orders`` after what they were given; those that can take no more are left out."""
    for order in orders:
        left = reduce(OpenOrder.less, given.get(order.id, ()), order)
        if left.unsettled > 0:
            yield left


_Part = TypeVar("_Part", OpenItem, OpenInvoice)


def _less(parts: Sequence[_Part], paid: int) -> Iterator[_Part]:
    """``parts`` after ``paid``, of the one of just this amount, else of the oldest."""
    exact = next((part for part in parts if part.amount == paid), None)
    if exact is not None:
        yield from (part for part in parts if part is not exact)
        return
    for part in parts:
        settled = min(paid, part.amount)
        paid -= settled
        if part.amount > settled:
            yield part.reduced_to(part.amount - settled)


@dataclass(frozen=True, slots=True)
class RecordedPayment:
    """A payment (negative: a refund) that no bank line was matched to, and the orders that it gives to.

    ``account`` is None where whoever entered it did not say.
    """

    id: str
    customer: str
    date: date
    amount: int
    account: str | None
    orders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HeldPayment:
    """What a rep received from a customer and has not handed in; ``amount`` is what he still holds of it."""

    id: str
    rep: str
    rep_name: str
    customer: str
    date: date
    amount: int


@dataclass(frozen=True, slots=True)
class FreeMoney:
    """What a recorded payment or credit note has not given to an order: it may be taken up when the rest is paid."""

    id: str
    customer: str
    date: date
    amount: int
    credit: bool
    """Whether it is a credit note, else an advance."""


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A line of another account of the company: the other side of a transfer, or of a wallet's settlement.

    ``amount`` in minor units of ``currency``. ``customer`` is whose payment it was taken for, ``ignored`` why it was
    none; both None while it is open.
    """

    id: str
    account: str
    date: date
    amount: int
    currency: str
    memo: str | None = None
    customer: str | None = None
    ignored: str | None = None


@dataclass(frozen=True, slots=True)
class PastLine:
    """A line that was matched before: whose payment it was, or why none; what is learnt from it stays in the book."""

    date: date
    amount: int
    payer: str | None
    payer_account: str | None
    memo: str | None
    customer: str | None
    ignored: str | None


@dataclass(frozen=True, slots=True)
class PastPayment:
    """A payment of a customer in this currency, and what it gave: how somebody pays is told by how he paid."""

    date: date
    amount: int
    given: tuple[tuple[str, int], ...]
    """Orders and what each got, in minor units."""


@dataclass(frozen=True, slots=True)
class RecordedHandIn:
    """A hand-in that no bank line was matched to."""

    id: str
    rep: str
    rep_name: str
    date: date
    amount: int
    account: str | None


@dataclass(frozen=True, slots=True)
class BillInHand:
    """A bill that nothing has happened to yet; or whose money is recorded with ``event`` and not shown yet.

    ``amount`` is what the bank will show: that of the bill, or what the event says less its fee.
    """

    payment: str
    customer: str
    number: str
    matures: date | None
    amount: int
    event: str | None = None


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """One of the company's own accounts."""

    id: str
    number: str | None
    holder: str | None


_MOST_SUMMED = 30


@dataclass(frozen=True)
class Receivables:
    """All of it, in one currency, for one account.

    ``numbers`` are what a payer may cite: ids, contracts, the customers' own order numbers, ids and numbers of
    invoices; each with the orders that it stands for, settled ones as well, and what the document states for each.
    ``owners`` are the customers of all those orders. ``rejected`` is by bank line what a person said it was not.
    ``foreign`` are open orders in other currencies. ``held`` is with reps, ``free`` with customers. ``fee_max`` and
    ``rounding_max`` are the most that may be missing of a payment for these reasons. ``past_payments`` are by customer.
    """

    account: str
    currency: str
    company: str
    customers: Mapping[str, KnownCustomer]
    orders: Mapping[str, OpenOrder]
    payments: tuple[RecordedPayment, ...]
    handins: tuple[RecordedHandIn, ...]
    bills: tuple[BillInHand, ...]
    own_accounts: tuple[OwnAccount, ...]
    suppliers: tuple[str, ...]
    numbers: Mapping[str, Mapping[str, int | None]]
    owners: Mapping[str, str]
    rejected: Mapping[str, frozenset[str]]
    foreign: tuple[OpenOrder, ...] = ()
    held: tuple[HeldPayment, ...] = ()
    free: tuple[FreeMoney, ...] = ()
    reps: Mapping[str, str] = field(default_factory=dict)
    """Names of the company's reps, by id."""
    fee_max: int = 0
    rounding_max: int = 0
    other_lines: tuple[OtherLine, ...] = ()
    past_lines: tuple[PastLine, ...] = ()
    past_payments: Mapping[str, tuple[PastPayment, ...]] = field(default_factory=dict)

    def after(self, taken: Sequence[Explanation]) -> Receivables:
        """What is left when ``taken`` is entered: each entry is cleared once, each order paid."""
        claims = frozenset(claim for each in taken for claim in each.claims)
        given: dict[str, list[int]] = defaultdict(list)
        used: dict[str, int] = defaultdict(int)
        for each in taken:
            for order, amount in _settled_by(each).items():
                given[order].append(amount)
            for taken_up in each.taken_up:
                used[taken_up.source] += taken_up.amount
        return replace(
            self,
            orders={order.id: order for order in _orders_less(self.orders.values(), given)},
            foreign=tuple(_orders_less(self.foreign, given)),
            payments=tuple(each for each in self.payments if each.id not in claims),
            handins=tuple(each for each in self.handins if each.id not in claims),
            bills=tuple(each for each in self.bills if not {each.payment, each.event} & claims),
            held=tuple(each for each in self.held if each.id not in claims),
            free=tuple(
                replace(each, amount=each.amount - used[each.id]) if each.id in used else each
                for each in self.free
                if each.amount > used.get(each.id, 0)
            ),
        )

    def same_group(self, one: str, other: str) -> bool:
        """Whether two customers are one, or may pay for each other."""
        if one == other:
            return True
        groups = {self.customers[id].group if id in self.customers else None for id in (one, other)}
        return len(groups) == 1 and None not in groups

    @cached_property
    def orders_of(self) -> Mapping[str, tuple[OpenOrder, ...]]:
        """The open orders of each customer, oldest first."""
        found: dict[str, list[OpenOrder]] = defaultdict(list)
        for order in sorted(self.orders.values(), key=lambda each: (each.date, each.id)):
            found[order.customer].append(order)
        return {customer: tuple(orders) for customer, orders in found.items()}

    @cached_property
    def orders_by_amount(self) -> Mapping[int, tuple[OpenOrder, ...]]:
        """The open orders that a payment of just this amount may be for."""
        found: dict[int, list[OpenOrder]] = defaultdict(list)
        for order in self.orders.values():
            for amount in order.amounts:
                found[amount].append(order)
        return {amount: tuple(orders) for amount, orders in found.items()}

    def others_add_up_to(self, customer: str, amount: int) -> bool:
        """Whether two or three open orders of a customer come to ``amount``.

        Not where a customer has so many that any amount would be among their sums.
        """
        owing = [due for order in self.orders_of.get(customer, ()) if (due := order.due) > 0]
        if len(owing) > _MOST_SUMMED:
            return False
        return any(sum(chosen) == amount for count in (2, 3) for chosen in combinations(owing, count))

    @cached_property
    def payments_by_amount(self) -> Mapping[int, tuple[RecordedPayment, ...]]:
        """Recorded payments of just this amount."""
        found: dict[int, list[RecordedPayment]] = defaultdict(list)
        for payment in self.payments:
            found[payment.amount].append(payment)
        return {amount: tuple(payments) for amount, payments in found.items()}
