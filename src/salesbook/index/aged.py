"""What customers owe as of a day by when it was due, or arose: summed by the index, without a look at each item."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import add, sub

from salesbook.index.book import IndexedBook
from salesbook.index.outstanding import sums_on
from salesbook.index.outstanding_sums import sums_by_due
from salesbook.index.standing import CustomerStanding, Whose, settles_oldest, standings_of
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy
from salesbook.rules.free_money import pay_in_order
from salesbook.rules.movement import Standing

_OPEN, _UNBILLED, _DEPOSIT, _ADVANCE = (
    each.value for each in (Standing.OPEN, Standing.UNBILLED, Standing.DEPOSIT, Standing.ADVANCE)
)


class Aged(NamedTuple):
    """Where a customer stands in one currency: ``buckets`` are what is unbilled, then what lies on or after each of the
    days asked for (and before the one before it), last what lies before all of them. Minor units.
    """

    buckets: tuple[int, ...]
    advances: int
    deposits_due: int

    @property
    def receivable(self) -> int:
        """What it owes."""
        return sum(self.buckets)

    @property
    def net(self) -> int:
        """Receivable less advances."""
        return self.receivable - self.advances

    def says_something(self) -> bool:
        """Whether any figure is not 0."""
        return any(self.buckets) or self.advances != 0 or self.deposits_due != 0


def added_up(found: Sequence[Aged]) -> Aged:
    """Several together, one at least."""
    buckets = tuple(map(sum, zip(*(each.buckets for each in found), strict=True)))
    return Aged(buckets, sum(each.advances for each in found), sum(each.deposits_due for each in found))


class _Sums:
    """What stands of a customer: ``later`` what of open items lies on or after each of the days asked for."""

    __slots__ = ("advances", "deposits_due", "free", "later", "open", "unbilled")

    def __init__(self, days: int) -> None:
        self.later = [0] * days
        self.open = self.unbilled = self.advances = self.deposits_due = self.free = 0

    @property
    def buckets(self) -> tuple[int, ...]:
        """Unbilled, and by the days asked for."""
        return self.unbilled, *map(sub, (*self.later, self.open), (0, *self.later))


def aged_on(book: IndexedBook, policy: Policy, day: date, column: str, since: Sequence[date]) -> dict[Whose, Aged]:
    """Every customer and currency as of ``day``, by the days ``since``, which fall; ``column``: ``due`` or ``arose``.
    Those of which nothing stands are left out: what comes and goes later must not show.

    Money that was given to no order pays by due date, so by these it pays buckets. By documents only the items tell
    what it pays: of customers who have such money they are looked at one by one.
    """
    sums = _sums(book, day, column, since)
    paying = {whose for whose, found in sums.items() if found.free > 0 and settles_oldest(book, policy, whose[0])}
    by_items = standings_of(book, policy, day, {customer for customer, _ in paying}) if column == "arose" else {}
    aged = {
        whose: _of_items(by_items[whose], since) if whose in by_items else _of_sums(found, pays=whose in paying)
        for whose, found in sorted(sums.items())
    }
    return {whose: each for whose, each in aged.items() if each.says_something()}


def _of_sums(sums: _Sums, *, pays: bool) -> Aged:
    buckets = sums.buckets
    if not pays:
        return Aged(buckets, sums.advances + sums.free, sums.deposits_due)
    unbilled, *by_due = buckets
    *unpaid, unbilled_unpaid = pay_in_order((*reversed(by_due), unbilled), sums.free)
    paid = sum(buckets) - sum(unpaid) - unbilled_unpaid
    return Aged((unbilled_unpaid, *reversed(unpaid)), sums.advances + sums.free - paid, sums.deposits_due)


def _of_items(standing: CustomerStanding, since: Sequence[date]) -> Aged:
    buckets = [0] * (len(since) + 2)
    for item in standing.items:
        day = item.arose
        buckets[0 if day is None else 1 + sum(day < each for each in since)] += item.amount
    return Aged(tuple(buckets), standing.advances, standing.deposits_due)


def _sums(book: IndexedBook, day: date, column: str, since: Sequence[date]) -> dict[Whose, _Sums]:
    found: dict[Whose, _Sums] = {}
    meanings = book.customers.meanings
    by_due = column == "due"
    rows = sums_by_due(book.connection, day, since) if by_due else sums_on(book.connection, day, column, since)
    for customer, currency, standing, *later, amount in rows:
        whose = (meanings.get(customer) or customer, currency)
        of_customer = found.get(whose)
        if of_customer is None:
            of_customer = found[whose] = _Sums(len(since))
        if standing == _OPEN:
            of_customer.open += amount
            if any(later):
                of_customer.later = list(map(add, of_customer.later, later))
        elif standing == _UNBILLED:
            of_customer.unbilled += amount
        elif standing == _DEPOSIT:
            of_customer.deposits_due += amount
        elif standing == _ADVANCE:
            of_customer.advances += amount
        else:
            of_customer.free += amount
    return found
