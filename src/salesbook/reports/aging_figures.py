"""The figures of an aging: what customers owe as of a day, summed by customer, rep or team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, Whose
from salesbook.model.policy import Policy
from salesbook.rules.free_money import bucket_of

SUMS = ("receivable", "advances", "net", "deposits_due")
"""What a row has beside its buckets."""


class AgingBy(StrEnum):
    """Whose receivables make a row."""

    CUSTOMER = "customer"
    REP = "rep"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class AgingRow:
    """One customer, rep or team in one currency; ``buckets`` in the order of their names, minor units."""

    key: str | None
    name: str | None
    buckets: tuple[int, ...]
    advances: int
    deposits_due: int

    @property
    def receivable(self) -> int:
        """The sum of the buckets."""
        return sum(self.buckets)

    @property
    def amounts(self) -> tuple[int, ...]:
        """All columns: buckets, receivable, advances, net, deposits due."""
        net = self.receivable - self.advances
        return (*self.buckets, self.receivable, self.advances, net, self.deposits_due)


def aging_rows(
    book: IndexedBook, policy: Policy, day: date, by: AgingBy, found: Mapping[Whose, CustomerStanding], currency: str
) -> list[AgingRow]:
    """The rows of one currency, by id, what belongs to none last."""
    count = len(policy.aging) + 3
    buckets: dict[str | None, list[int]] = defaultdict(lambda: [0] * count)
    advances: dict[str | None, int] = defaultdict(int)
    deposits: dict[str | None, int] = defaultdict(int)
    for (customer, of), standing in found.items():
        if of != currency:
            continue
        key = _key(book, customer, day, by)
        for item in standing.items:
            buckets[key][bucket_of(item.due, day, policy.aging)] += item.amount
        advances[key] += standing.advances
        deposits[key] += standing.deposits_due
    keys = sorted(buckets.keys() | advances.keys() | deposits.keys(), key=lambda key: (key is None, key or ""))
    rows = [AgingRow(key, _name(book, key, by), tuple(buckets[key]), advances[key], deposits[key]) for key in keys]
    return [row for row in rows if any(row.amounts)]


def _key(book: IndexedBook, customer: str, day: date, by: AgingBy) -> str | None:
    if by is AgingBy.CUSTOMER:
        return customer
    rep = book.customers.rep_on(customer, day.isoformat())
    if by is AgingBy.REP or rep is None:
        return rep
    named = book.reps.get(rep)
    return named.team_on(day) if named else None


def _name(book: IndexedBook, key: str | None, by: AgingBy) -> str | None:
    if key is None:
        return None
    if by is AgingBy.CUSTOMER:
        return book.customers.name(key)
    if by is AgingBy.REP:
        return book.reps[key].name if key in book.reps else key
    return key


def aged_currencies(policy: Policy, found: Mapping[Whose, CustomerStanding]) -> list[str]:
    """The currencies in which anything is open, the book's own first and always there."""
    others = {
        currency
        for (_, currency), standing in found.items()
        if standing.items or standing.advances or standing.deposits_due
    }
    return [policy.currency, *sorted(others - {policy.currency})]


def aging_total(rows: Sequence[AgingRow], count: int) -> tuple[int, ...]:
    """The sums of the first ``count`` columns of all rows."""
    return tuple(sum(row.amounts[index] for row in rows) for index in range(count))
