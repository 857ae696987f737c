"""What customers owe as of a day by when it was due, or arose: summed by the index, without a look at each item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, Whose, settles_oldest, standings_of
from salesbook.model.policy import Policy
from salesbook.rules.free_money import OpenItem
from salesbook.rules.movement import Standing


@dataclass(frozen=True, slots=True)
class Aged:
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

    def plus(self, other: Aged) -> Aged:
        """Both together."""
        buckets = tuple(one + two for one, two in zip(self.buckets, other.buckets, strict=True))
        return Aged(buckets, self.advances + other.advances, self.deposits_due + other.deposits_due)


def aged_on(book: IndexedBook, policy: Policy, day: date, column: str, since: Sequence[date]) -> dict[Whose, Aged]:
    """Every customer and currency as of ``day``, by the days ``since``, which fall; ``column``: ``due`` or ``arose``.

    Only where money that was given to no order pays the oldest items are these looked at one by one.
    """
    sums = _sums(book, day, column, since)
    with_free = {whose[0] for whose, found in sums.items() if found.free > 0 and settles_oldest(book, policy, whose[0])}
    paid = standings_of(book, policy, day, with_free) if with_free else {}
    of: Callable[[OpenItem], date | None] = _due if column == "due" else _arose
    return {
        whose: _aged(paid[whose], of, since)
        if whose in paid
        else Aged(tuple(found.buckets), found.advances + found.free, found.deposits_due)
        for whose, found in sorted(sums.items())
    }


def _aged(standing: CustomerStanding, of: Callable[[OpenItem], date | None], since: Sequence[date]) -> Aged:
    buckets = [0] * (len(since) + 2)
    for item in standing.items:
        day = of(item)
        buckets[0 if day is None else 1 + sum(day < each for each in since)] += item.amount
    return Aged(tuple(buckets), standing.advances, standing.deposits_due)


def _due(item: OpenItem) -> date | None:
    return item.due


def _arose(item: OpenItem) -> date | None:
    return item.arose


@dataclass(slots=True)
class _Sums:
    buckets: list[int]
    advances: int = 0
    deposits_due: int = 0
    free: int = 0


def _sums(book: IndexedBook, day: date, column: str, since: Sequence[date]) -> dict[Whose, _Sums]:
    found: dict[Whose, _Sums] = defaultdict(lambda: _Sums([0] * (len(since) + 2)))
    for whose, reached in _open(book, day, column, since):
        buckets = found[whose].buckets
        for index, (until, before) in enumerate(zip(reached, (0, *reached[:-1]), strict=True), start=1):
            buckets[index] += until - before
    rows = book.connection.execute(
        "SELECT standing, customer, currency, sum(amount) FROM balance "
        "WHERE standing IN ('unbilled', 'deposit', 'advance', 'free') AND date <= ? "
        "GROUP BY standing, customer, currency HAVING sum(amount) <> 0",
        (day.isoformat(),),
    )
    for standing, customer, currency, amount in rows:
        of_customer = found[book.customers.canonical(customer), currency]
        if standing == Standing.UNBILLED:
            of_customer.buckets[0] += amount
        elif standing == Standing.DEPOSIT:
            of_customer.deposits_due += amount
        elif standing == Standing.ADVANCE:
            of_customer.advances += amount
        else:
            of_customer.free += amount
    return found


def _open(book: IndexedBook, day: date, column: str, since: Sequence[date]) -> Iterator[tuple[Whose, tuple[int, ...]]]:
    """What lies on items from each of the days on, the last sum on all of them."""
    sums = "".join(f"sum(CASE WHEN {column} >= ? THEN amount ELSE 0 END), " for _ in since)
    rows = book.connection.execute(
        f"SELECT customer, currency, {sums}sum(amount) FROM balance "
        "WHERE standing = 'open' AND date <= ? GROUP BY customer, currency",
        (*(each.isoformat() for each in since), day.isoformat()),
    )
    for customer, currency, *reached in rows:
        yield (book.customers.canonical(customer), currency), tuple(reached)
