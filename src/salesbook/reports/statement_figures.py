"""A customer's balance at both ends of a period, and what moved it between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period
from salesbook.model.policy import Policy
from salesbook.reports.statement_movements import BalanceMovement, MovementKind, document_movements, marks


@dataclass(frozen=True, slots=True)
class CustomerBalance:
    """One customer's balance in one currency: receivable less advances, at both ends of a period."""

    customer: str
    currency: str
    opening: int
    closing: int
    movements: tuple[BalanceMovement, ...]

    @property
    def charged(self) -> int:
        """The movements of the charged side; minor units."""
        return sum(each.amount for each in self.movements if each.charges)

    @property
    def settled(self) -> int:
        """What settled, or was given in advance; minor units."""
        return self.charged - (self.closing - self.opening)


def ids_of_customers(book: IndexedBook) -> dict[str, list[str]]:
    """Every customer with all ids that mean it: its own and those merged into it."""
    ids: dict[str, list[str]] = defaultdict(list)
    for id in book.customers.by_id:
        ids[book.customers.canonical(id)].append(id)
    return dict(ids)


def customer_balances(
    book: IndexedBook, policy: Policy, customer: str, ids: Sequence[str], period: Period
) -> list[CustomerBalance]:
    """The balances of a customer known by ``ids``; the book's currency first, empty ones left out."""
    nets = _net_movements(book, ids)
    explained = document_movements(book, policy, ids)
    balances: list[CustomerBalance] = []
    for currency in sorted(nets.keys() | explained.keys(), key=lambda each: (each != policy.currency, each)):
        opening = sum(amount for day, amount in nets[currency].items() if day < period.first)
        closing = sum(amount for day, amount in nets[currency].items() if day <= period.last)
        lines = sorted(
            (each for each in explained[currency] if period.first <= each.date <= period.last),
            key=lambda each: (each.date, list(MovementKind).index(each.kind), each.documents),
        )
        if lines or opening or closing:
            balances.append(CustomerBalance(customer, currency, opening, closing, tuple(lines)))
    return balances


def _net_movements(book: IndexedBook, ids: Sequence[str]) -> dict[str, dict[date, int]]:
    """By currency and day, how receivable less advances moved."""
    rows = book.connection.execute(
        "SELECT balance.currency, balance.date, "
        "sum(CASE WHEN standing IN ('open', 'unbilled') THEN amount ELSE -amount END) "
        "FROM unit CROSS JOIN balance ON balance.unit = unit.id "
        f"WHERE unit.customer IN ({marks(ids)}) AND standing IN ('open', 'unbilled', 'advance', 'free') "
        "GROUP BY balance.currency, balance.date",
        ids,
    )
    nets: dict[str, dict[date, int]] = defaultdict(dict)
    for currency, day, amount in rows:
        nets[currency][date.fromisoformat(day)] = amount
    return nets
