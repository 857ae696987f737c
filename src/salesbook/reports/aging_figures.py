"""The figures of an aging: what customers owe as of a day, summed by customer, rep, team or product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from salesbook.index.aged import Aged, added_up, aged_on
from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, Whose
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy
from salesbook.reports.aging_view import (
    AgingBasis,
    AgingView,
    Buckets,
    bucket_days,
    buckets_of,
    in_order,
    is_seen,
    owners,
    row_name,
)

SUMS = ("receivable", "advances", "net", "deposits_due")
"""What a row has beside its buckets."""


class AgingRow(NamedTuple):
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
        receivable = self.receivable
        return (*self.buckets, receivable, self.advances, receivable - self.advances, self.deposits_due)


def aged_seen(book: IndexedBook, policy: Policy, view: AgingView) -> dict[Whose, Aged]:
    """Where the customers stand that are asked for, by bucket."""
    column = "arose" if view.basis is AgingBasis.DOCUMENT else "due"
    found = aged_on(book, policy, view.day, column, bucket_days(policy, view))
    return {whose: each for whose, each in found.items() if is_seen(book, whose[0], view)}


def aged_standings(policy: Policy, view: AgingView, found: Mapping[Whose, CustomerStanding]) -> dict[Whose, Aged]:
    """The same where their items are known already."""
    buckets = buckets_of(policy, view)
    return {whose: _aged(standing, buckets) for whose, standing in found.items()}


def _aged(standing: CustomerStanding, buckets: Buckets) -> Aged:
    amounts = [0] * len(buckets.names)
    for item in standing.items:
        amounts[buckets.of(item)] += item.amount
    return Aged(tuple(amounts), standing.advances, standing.deposits_due)


def aging_rows(book: IndexedBook, view: AgingView, found: Mapping[Whose, Aged], currency: str) -> list[AgingRow]:
    """The rows of one currency, by id, what belongs to none last."""
    alike: dict[str | None, list[Aged]] = defaultdict(list)
    owner = owners(book, view)
    for (customer, of), aged in found.items():
        if of == currency:
            alike[owner(customer)].append(aged)
    return _rows(book, view, {key: each[0] if len(each) == 1 else added_up(each) for key, each in alike.items()})


def product_rows(
    book: IndexedBook, policy: Policy, view: AgingView, found: Mapping[Whose, CustomerStanding], currency: str
) -> list[AgingRow]:
    """Likewise by product. Advances and deposits due are of none."""
    from salesbook.reports.aging_products import charged_products  # it looks at each item, as only this aging does

    buckets = buckets_of(policy, view)
    here = [standing for (_, of), standing in found.items() if of == currency]
    charged = charged_products(book, policy, (item for standing in here for item in standing.items), view.day)
    amounts: dict[str | None, list[int]] = defaultdict(lambda: [0] * len(buckets.names))
    for standing in here:
        for item in standing.items:
            bucket = buckets.of(item)
            for product, piece in charged.pieces(item):
                amounts[product][bucket] += piece
    sums = {product: Aged(tuple(found), 0, 0) for product, found in amounts.items()}
    of_none = Aged(tuple(amounts[None]), sum(each.advances for each in here), sum(each.deposits_due for each in here))
    return _rows(book, view, {**sums, None: of_none})


def _rows(book: IndexedBook, view: AgingView, sums: Mapping[str | None, Aged]) -> list[AgingRow]:
    rows = [
        AgingRow(key, row_name(book, key, view.by), sums[key].buckets, sums[key].advances, sums[key].deposits_due)
        for key in in_order(sums.keys())
    ]
    return [row for row in rows if any(row.amounts)]


def aged_currencies(policy: Policy, found: Mapping[Whose, Aged]) -> list[str]:
    """The currencies in which anything is open, the book's own first and always there."""
    others = {
        currency for (_, currency), aged in found.items() if any((*aged.buckets, aged.advances, aged.deposits_due))
    }
    return [policy.currency, *sorted(others - {policy.currency})]


def aging_total(rows: Sequence[AgingRow], count: int) -> tuple[int, ...]:
    """The sums of the first ``count`` columns of all rows."""
    return tuple(map(sum, zip(*(row.amounts[:count] for row in rows), strict=True))) or (0,) * count
