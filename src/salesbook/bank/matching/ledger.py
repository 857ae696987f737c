"""The book as the matcher looks things up in it: built once, asked for every line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate, groupby

from salesbook.bank.citations import Citations, CitationsOfCustomer, one_slip
from salesbook.bank.decision import Explanation
from salesbook.bank.matching.payables import CustomerPayables
from salesbook.bank.matching.usual_amounts import UsualAmounts
from salesbook.bank.names import plain_name
from salesbook.bank.payer import Payers
from salesbook.bank.receivables import (
    BillInHand,
    FreeMoney,
    HeldPayment,
    OpenOrder,
    OtherLine,
    Receivables,
    RecordedHandIn,
    RecordedPayment,
)

_Run = tuple[Sequence[RecordedPayment], int, int]
"""Some of the payments in a row: where they begin and end."""

NOTHING_KNOWN = 0.05
"""How usual it is that nothing explains a payment, where nothing is known of its payer."""
_AS_MANY = 2
"""How many payments of a customer weigh as much as that."""


class Ledger:
    """Indexes of a book, and what is usual in it. Each is made when it is first asked for."""

    def __init__(
        self, book: Receivables, first: Receivables | None = None, taken: tuple[Explanation, ...] = ()
    ) -> None:
        """``first`` is the book before ``taken`` was entered."""
        self.book = book
        self._first = first or book
        self._taken = taken
        self._unexplained: dict[str, float] = {}
        self._payables: dict[str, CustomerPayables] = {}
        self._citations: dict[str, CitationsOfCustomer] = {}

    @cached_property
    def payers(self) -> Payers:
        """Names and accounts."""
        return Payers(self.book.customers.values(), self.book.past_lines)

    @cached_property
    def suppliers(self) -> frozenset[str]:
        """The suppliers' names, as lines are known by them."""
        return frozenset(plain_name(name) for name in self.book.suppliers) - {""}

    @cached_property
    def citations(self) -> Citations:
        """Numbers of all documents."""
        return Citations(self.book.numbers)

    def after(self, taken: Sequence[Explanation]) -> Ledger:
        """The ledger when ``taken`` is entered too; what does not depend on it is not built again."""
        together = (*self._taken, *taken)
        later = Ledger(self._first.after(together), self._first, together)
        before, now = self.book.orders, later.book.orders
        changed = [order for id, order in before.items() if now.get(id) is not order and now.get(id) != order]
        affected = {order.customer for order in changed}
        later._payables = {id: each for id, each in self._payables.items() if id not in affected}
        later.payers, later.citations, later._citations = self.payers, self.citations, self._citations
        later._unexplained = self._unexplained
        later.amounts = self.amounts.after(
            changed,
            (now[order.id] for order in changed if order.id in now),
            (share.amount for each in taken for share in each.orders),
        )
        return later

    def payables(self, customer: str) -> CustomerPayables:
        """What a customer may pay."""
        if customer not in self._payables:
            self._payables[customer] = CustomerPayables(self.book.orders_of.get(customer, ()))
        return self._payables[customer]

    def citations_of(self, customer: str) -> CitationsOfCustomer:
        """The numbers of documents that a customer had open when the statement began."""
        if customer not in self._citations:
            self._citations[customer] = CitationsOfCustomer(self._open_numbers(customer))
        return self._citations[customer]

    def _open_numbers(self, customer: str) -> dict[str, dict[str, int | None]]:
        """The numbers of a customer's orders that are open, or that the statement settled."""
        first = self._first
        found: dict[str, dict[str, int | None]] = defaultdict(dict)
        for number in first.numbers_of.get(customer, ()):
            for id, stated in first.numbers[number].items():
                if first.owners[id] == customer and (id in first.orders or id in first.given_by_statement):
                    found[number][id] = stated
        return found

    def orders_asking(self, amount: int) -> list[str]:
        """Orders that a payment of just this amount may be for, or was in this statement."""
        asking = [order.id for order in self.book.orders_by_amount.get(amount, ())]
        return list(dict.fromkeys((*asking, *self._given_amount.get(amount, ()))))

    @cached_property
    def _given_amount(self) -> Mapping[int, list[str]]:
        """The orders that the statement has given an amount, at once or in all."""
        found: dict[int, list[str]] = defaultdict(list)
        for order, amounts in self.book.given_by_statement.items():
            left = self.book.orders[order].unsettled if order in self.book.orders else 0
            for amount in {*amounts, sum(amounts), sum(amounts) + left}:
                found[amount].append(order)
        return found

    def one_slip_away(self, ids: Iterable[str], amount: int) -> list[str]:
        """Orders that asked for just this amount whose id is one slip away from one of ``ids``."""
        return [order for order in self.orders_asking(amount) if any(one_slip(order, id) for id in ids)]

    @cached_property
    def recorded_of(self) -> Mapping[str, tuple[RecordedPayment, ...]]:
        """Recorded payments by customer."""
        found: dict[str, list[RecordedPayment]] = defaultdict(list)
        for payment in self.book.payments:
            found[payment.customer].append(payment)
        return {customer: tuple(payments) for customer, payments in found.items()}

    def recorded_between(self, first: date, last: date) -> list[RecordedPayment]:
        """Recorded payments of these days, both included, oldest first."""
        days = self._recorded_days
        return self._recorded_by_day[bisect_left(days, first) : bisect_right(days, last)]

    def recorded_of_group_between(self, customer: str, first: date, last: date) -> list[RecordedPayment]:
        """Likewise, of a customer and its group."""
        found = self._recorded_of_groups.get(self._group_of(customer), [])
        return found[bisect_left(found, first, key=_day) : bisect_right(found, last, key=_day)]

    @cached_property
    def _recorded_of_groups(self) -> Mapping[tuple[str, str], list[RecordedPayment]]:
        found: dict[tuple[str, str], list[RecordedPayment]] = defaultdict(list)
        for payment in self._recorded_by_day:
            found[self._group_of(payment.customer)].append(payment)
        return found

    def _group_of(self, customer: str) -> tuple[str, str]:
        """What customers that may pay for each other have in common; a customer of no group itself."""
        known = self.book.customers.get(customer)
        return ("group", known.group) if known and known.group is not None else ("customer", customer)

    def batches(self, amount: int) -> list[tuple[RecordedPayment, ...]]:
        """Recorded payments of a day, or of some days in a row, that come to ``amount``: of everybody and of each
        customer.
        """
        found: list[tuple[RecordedPayment, ...]] = []
        for payments, first, end in self._runs_by_sum.get(amount, ()):
            run = tuple(payments[first:end])
            if run not in found:
                found.append(run)
        return found

    @cached_property
    def _runs_by_sum(self) -> Mapping[int, list[_Run]]:
        of_account = [each for each in self._recorded_by_day if each.account in {None, self.book.account}]
        by_customer: dict[str, list[RecordedPayment]] = defaultdict(list)
        for payment in of_account:
            by_customer[payment.customer].append(payment)
        found: dict[int, list[_Run]] = defaultdict(list)
        for payments in (of_account, *by_customer.values()):
            received = [each for each in payments if each.amount > 0]
            sums = [0, *accumulate([each.amount for each in received])]
            for first, end in _runs_of_days(received):
                if end - first > 1:
                    found[sums[end] - sums[first]].append((received, first, end))
        return found

    @cached_property
    def _recorded_by_day(self) -> list[RecordedPayment]:
        return sorted(self.book.payments, key=lambda each: (each.date, each.id))

    @cached_property
    def _recorded_days(self) -> list[date]:
        return [each.date for each in self._recorded_by_day]

    @cached_property
    def free_of(self) -> Mapping[str, tuple[FreeMoney, ...]]:
        """Money not given to an order, by customer; without what lines of these days left over."""
        found: dict[str, list[FreeMoney]] = defaultdict(list)
        for free in self.book.free:
            if not free.of_statement:
                found[free.customer].append(free)
        return {customer: tuple(each) for customer, each in found.items()}

    @cached_property
    def handins_by_amount(self) -> Mapping[int, tuple[RecordedHandIn, ...]]:
        """Recorded hand-ins by amount."""
        found: dict[int, list[RecordedHandIn]] = defaultdict(list)
        for handin in self.book.handins:
            found[handin.amount].append(handin)
        return {amount: tuple(each) for amount, each in found.items()}

    @cached_property
    def held_of(self) -> Mapping[str, tuple[HeldPayment, ...]]:
        """What each rep holds, oldest first."""
        found: dict[str, list[HeldPayment]] = defaultdict(list)
        for held in sorted(self.book.held, key=lambda each: (each.date, each.id)):
            found[held.rep].append(held)
        return {rep: tuple(each) for rep, each in found.items()}

    @cached_property
    def rep_names(self) -> tuple[str, ...]:
        """Names of reps that hold something."""
        return tuple(sorted({each.rep_name for each in self.book.held}))

    @cached_property
    def bills_by_amount(self) -> Mapping[int, tuple[BillInHand, ...]]:
        """Bills by what the bank will show of them."""
        found: dict[int, list[BillInHand]] = defaultdict(list)
        for bill in self.book.bills:
            found[bill.amount].append(bill)
        return {amount: tuple(each) for amount, each in found.items()}

    @cached_property
    def other_lines_by_amount(self) -> Mapping[int, tuple[OtherLine, ...]]:
        """Lines of other own accounts by amount."""
        found: dict[int, list[OtherLine]] = defaultdict(list)
        for line in self.book.other_lines:
            found[line.amount].append(line)
        return {amount: tuple(each) for amount, each in found.items()}

    @cached_property
    def foreign_of(self) -> Mapping[str, tuple[OpenOrder, ...]]:
        """Open orders in other currencies by customer."""
        found: dict[str, list[OpenOrder]] = defaultdict(list)
        for order in self.book.foreign:
            found[order.customer].append(order)
        return {customer: tuple(orders) for customer, orders in found.items()}

    @cached_property
    def group_members(self) -> Mapping[str, tuple[str, ...]]:
        """For each customer of a group the others of it that have open orders."""
        groups: dict[str, list[str]] = defaultdict(list)
        for customer in self.book.customers.values():
            if customer.group is not None:
                groups[customer.group].append(customer.id)
        return {
            one: tuple(other for other in members if other != one and other in self.book.orders_of)
            for members in groups.values()
            for one in members
        }

    @cached_property
    def amounts(self) -> UsualAmounts:
        """How usual amounts are."""
        return UsualAmounts.of(self.book)

    def unexplained(self, customer: str) -> float:
        """How usual it is that nothing explains a payment of a customer: the seldomer, the more that it paid before
        were each for just what they settled.
        """
        if customer not in self._unexplained:
            past = [each for each in self.book.past_payments.get(customer, ()) if not each.of_statement]
            times = Counter(order for each in past for order, _ in each.given)
            exact = sum(
                bool(each.given)
                and sum(amount for _, amount in each.given) == each.amount
                and all(times[order] == 1 for order, _ in each.given)
                for each in past
            )
            self._unexplained[customer] = (
                NOTHING_KNOWN * _AS_MANY / (exact + _AS_MANY) if exact == len(past) else NOTHING_KNOWN
            )
        return self._unexplained[customer]

    def log_chance(self, amount: int) -> float:
        """How likely a payment that nothing explains has just this amount, as a natural logarithm."""
        return self.amounts.log_chance(amount)


def _day(payment: RecordedPayment) -> date:
    return payment.date


_MOST_DAYS = 7


def _runs_of_days(payments: Sequence[RecordedPayment]) -> Iterator[tuple[int, int]]:
    """Where the payments, sorted by day, of each day and of up to a week's days in a row begin and end."""
    ends = list(accumulate(len(list(each)) for _, each in groupby(payments, key=_day)))
    for day, first in enumerate([0, *ends[:-1]] if ends else ()):
        for end in ends[day : day + _MOST_DAYS]:
            yield first, end
