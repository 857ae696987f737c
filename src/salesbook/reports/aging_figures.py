"""The figures of an aging: what customers owe as of a day, summed by customer, rep, team or product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, Whose
from salesbook.model.policy import Policy
from salesbook.reports.aging_products import charged_products
from salesbook.reports.aging_view import AgingBy, AgingView, buckets_of, in_order, owner_of, row_name
from salesbook.rules.free_money import OpenItem

SUMS = ("receivable", "advances", "net", "deposits_due")
"""What a row has beside its buckets."""


@dataclass(frozen=True, slots=True)
class AgingRow:
    """One customer, rep, team or product in one currency; ``buckets`` in the order of their names, minor units."""

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
    book: IndexedBook, policy: Policy, view: AgingView, found: Mapping[Whose, CustomerStanding], currency: str
) -> list[AgingRow]:
    """The rows of one currency, by id, what belongs to none last. Advances and deposits due are of no product."""
    buckets = buckets_of(policy, view)
    amounts: dict[str | None, list[int]] = defaultdict(lambda: [0] * len(buckets.names))
    advances: dict[str | None, int] = defaultdict(int)
    deposits: dict[str | None, int] = defaultdict(int)
    here = {customer: standing for (customer, of), standing in found.items() if of == currency}
    pieces_of = _pieces(book, policy, view, here)
    for customer, standing in here.items():
        for item in standing.items:
            bucket = buckets.of(item)
            for key, amount in pieces_of(customer, item):
                amounts[key][bucket] += amount
        key = owner_of(book, customer, view)
        advances[key] += standing.advances
        deposits[key] += standing.deposits_due
    rows = [
        AgingRow(key, row_name(book, key, view.by), tuple(amounts[key]), advances[key], deposits[key])
        for key in in_order(amounts.keys() | advances.keys())
    ]
    return [row for row in rows if any(row.amounts)]


_Pieces = Callable[[str, OpenItem], Iterable[tuple[str | None, int]]]
"""The rows that a customer's item belongs to, with what each has of it."""


def _pieces(book: IndexedBook, policy: Policy, view: AgingView, found: Mapping[str, CustomerStanding]) -> _Pieces:
    if view.by is AgingBy.PRODUCT:
        items = (item for standing in found.values() for item in standing.items)
        charged = charged_products(book, policy, items, view.day)
        return lambda customer, item: charged.pieces(item)
    owners = {customer: owner_of(book, customer, view) for customer in found}
    return lambda customer, item: ((owners[customer], item.amount),)


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
