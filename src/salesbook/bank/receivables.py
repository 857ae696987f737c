"""What the matcher knows of a book: customers, what they may pay, and what is recorded already. Pure data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from salesbook.bank.decision import Explanation
from salesbook.bank.open_orders import OpenInvoice, OpenItem, OpenOrder, paid_by_free_money
from salesbook.model.named_tuple import NamedTuple

__all__ = [
    "BillInHand",
    "FreeMoney",
    "HeldPayment",
    "KnownCustomer",
    "KnownPayer",
    "OpenInvoice",
    "OpenItem",
    "OpenOrder",
    "OtherLine",
    "OwnAccount",
    "PastLine",
    "PastPayment",
    "Receivables",
    "RecordedHandIn",
    "RecordedPayment",
]


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
    of_statement: bool = False
    """Whether it was entered from a line of the days that are reconciled."""


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


class PastLine(NamedTuple):
    """A line that was matched before: whose payment it was, or why none.

    It is ``evidence`` of who its payer is where a person recorded the payment, before the days that are reconciled:
    what reconciling found by itself proves nothing, and matching a statement twice gives the same.
    """

    date: date
    amount: int
    payer: str | None
    payer_account: str | None
    memo: str | None
    customer: str | None
    ignored: str | None
    evidence: bool = True


class PastPayment(NamedTuple):
    """A payment of a customer in this currency, and what it gave: how somebody pays is told by how he paid."""

    date: date | None
    """None where it is not entered yet."""
    amount: int
    given: tuple[tuple[str, int], ...]
    """Orders and what each got, in minor units."""
    of_statement: bool = False
    """Whether it was entered from a line of the days that are reconciled."""


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
    pays_oldest: frozenset[str] = frozenset()
    """The customers whose money that is given to no order pays what they owe longest."""

    def after(self, taken: Sequence[Explanation]) -> Receivables:
        """What is left when ``taken`` is entered, as the book shows it then.

        Each entry is cleared once, each order paid, and of free money what a customer owes longest.
        """
        claims = frozenset(claim for each in taken for claim in each.claims)
        given: dict[str, int] = defaultdict(int)
        used: dict[str, int] = defaultdict(int)
        advances: dict[str, int] = defaultdict(int)
        entered: dict[str, tuple[PastPayment, ...]] = dict(self.past_payments)
        for each in taken:
            for order, amount in _settled_by(each).items():
                given[order] += amount
            for taken_up in each.taken_up:
                used[taken_up.source] += taken_up.amount
            if each.customer and (each.orders or each.advance):
                advances[each.customer] += each.advance
                entered[each.customer] = (*entered.get(each.customer, ()), _entered(each))
        orders = _orders_less(self.orders, given)
        for customer in sorted(self.pays_oldest & {each for each, money in advances.items() if money}):
            own = [orders[order.id] for order in self.orders_of.get(customer, ()) if order.id in orders]
            orders |= {order.id: order for order in paid_by_free_money(own, advances[customer])}
        return replace(
            self,
            orders=orders,
            foreign=tuple(_orders_less({order.id: order for order in self.foreign}, given).values()),
            payments=tuple(each for each in self.payments if each.id not in claims),
            handins=tuple(each for each in self.handins if each.id not in claims),
            bills=tuple(each for each in self.bills if not {each.payment, each.event} & claims),
            held=tuple(each for each in self.held if each.id not in claims),
            free=tuple(
                replace(each, amount=each.amount - used[each.id]) if each.id in used else each
                for each in self.free
                if each.amount > used.get(each.id, 0)
            ),
            past_payments=entered,
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

    @cached_property
    def numbers_of(self) -> Mapping[str, Iterable[str]]:
        """The numbers of each customer's orders that are open, or that the statement settled."""
        open_then = self.orders.keys() | self.given_by_statement.keys()
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for number, orders in self.numbers.items():
            for id in orders:
                if id in open_then:
                    found[self.owners[id]][number] = None
        return found

    @cached_property
    def given_by_statement(self) -> Mapping[str, tuple[int, ...]]:
        """What orders were given by payments that were entered from lines of the days that are reconciled.

        What the statement itself has settled was open when it began: a second look at its lines is not to know less.
        """
        found: dict[str, list[int]] = defaultdict(list)
        for payments in self.past_payments.values():
            for payment in payments:
                for order, amount in payment.given if payment.of_statement else ():
                    found[order].append(amount)
        return {order: tuple(amounts) for order, amounts in found.items()}

    @cached_property
    def payments_by_amount(self) -> Mapping[int, tuple[RecordedPayment, ...]]:
        """Recorded payments of just this amount."""
        found: dict[int, list[RecordedPayment]] = defaultdict(list)
        for payment in self.payments:
            found[payment.amount].append(payment)
        return {amount: tuple(payments) for amount, payments in found.items()}


def _entered(explanation: Explanation) -> PastPayment:
    """A new payment as one of the statement's days."""
    pieces = tuple((share.order, share.amount) for share in explanation.orders)
    paid = sum(share.amount if share.paid is None else share.paid for share in explanation.orders)
    return PastPayment(None, paid + explanation.advance, pieces, of_statement=True)


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


def _orders_less(orders: Mapping[str, OpenOrder], given: Mapping[str, int]) -> dict[str, OpenOrder]:
    """``orders`` after what they were given; those that can take no more are left out."""
    left = dict(orders)
    for id, amount in given.items():
        if id in left:
            left[id] = left[id].less(amount)
            if left[id].unsettled <= 0:
                del left[id]
    return left
