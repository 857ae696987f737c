"""What moved a customer's balance between two days, document by document."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period
from salesbook.model.money import to_minor
from salesbook.model.policy import Basis, Policy


class MovementKind(StrEnum):
    """What a line of a statement is."""

    OPENING = "opening"
    CHARGE = "charge"
    PAYMENT = "payment"
    CREDIT = "credit"
    DISHONOURED = "dishonoured"
    ELSEWHERE = "elsewhere"
    """Settled with money of another customer of the group, or in another currency; or given to such."""


@dataclass(frozen=True, slots=True)
class BalanceMovement:
    """What moved a balance on a day; minor units, positive where the customer owes more.

    ``documents`` are the ids of what did it; ``order`` is the order that was charged; ``word`` the method of a payment
    or the reason of a credit.
    """

    date: date
    kind: MovementKind
    documents: tuple[str, ...]
    amount: int
    order: str | None = None
    word: str | None = None

    @property
    def charges(self) -> bool:
        """Whether it stands among what was charged, rather than among what settled."""
        if self.kind is MovementKind.ELSEWHERE:
            return self.amount > 0
        return self.kind in {MovementKind.OPENING, MovementKind.CHARGE, MovementKind.DISHONOURED}


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


def customer_balances(book: IndexedBook, policy: Policy, customer: str, period: Period) -> list[CustomerBalance]:
    """The balances of a customer, with all that was merged into it; the book's currency first, empty ones left out.

    Opening and all movements always add up to closing: what one day's documents do not account for is money that
    settles orders of the group or of another currency.
    """
    ids = [id for id in book.customers.by_id if book.customers.canonical(id) == customer] or [customer]
    nets = _net_movements(book, ids)
    explained = _explained(book, policy, ids)
    balances: list[CustomerBalance] = []
    for currency in sorted(nets.keys() | explained.keys(), key=lambda each: (each != policy.currency, each)):
        opening = sum(amount for day, amount in nets[currency].items() if day < period.first)
        closing = sum(amount for day, amount in nets[currency].items() if day <= period.last)
        lines = sorted(
            (
                each
                for each in _complete(explained[currency], nets[currency])
                if period.first <= each.date <= period.last
            ),
            key=lambda each: (each.date, list(MovementKind).index(each.kind), each.documents),
        )
        if lines or opening or closing:
            balances.append(CustomerBalance(customer, currency, opening, closing, tuple(lines)))
    return balances


def _complete(found: Iterable[BalanceMovement], nets: dict[date, int]) -> Iterator[BalanceMovement]:
    """The movements of documents, and on each day what is left of its net."""
    left = dict(nets)
    for movement in found:
        left[movement.date] = left.get(movement.date, 0) - movement.amount
        yield movement
    for day, amount in left.items():
        if amount:
            yield BalanceMovement(day, MovementKind.ELSEWHERE, (), amount)


def _net_movements(book: IndexedBook, ids: list[str]) -> dict[str, dict[date, int]]:
    """By currency and day, how receivable less advances moved."""
    rows = book.connection.execute(
        "SELECT currency, date, sum(CASE WHEN standing IN ('open', 'unbilled') THEN amount ELSE -amount END) "
        f"FROM balance WHERE customer IN ({_marks(ids)}) AND standing IN ('open', 'unbilled', 'advance', 'free') "
        "GROUP BY currency, date",
        ids,
    )
    nets: dict[str, dict[date, int]] = defaultdict(dict)
    for currency, day, amount in rows:
        nets[currency][date.fromisoformat(day)] = amount
    return nets


def _marks(ids: list[str]) -> str:
    return ", ".join("?" * len(ids))


def _explained(book: IndexedBook, policy: Policy, ids: list[str]) -> dict[str, list[BalanceMovement]]:
    """By currency, what documents moved."""
    found: dict[str, list[BalanceMovement]] = defaultdict(list)
    for currency, movement in (*_openings(book, ids), *_charges(book, policy, ids), *_money(book, ids)):
        found[currency].append(movement)
    return found


def _openings(book: IndexedBook, ids: list[str]) -> Iterator[tuple[str, BalanceMovement]]:
    """What was owed when the book began, on the day from which it counts."""
    rows = book.connection.execute(
        "SELECT unit.id, unit.currency, entry.data, min(balance.date) FROM unit JOIN entry ON entry.id = unit.id "
        "AND entry.kind = 'openings' JOIN balance ON balance.unit = unit.id "
        f"WHERE unit.kind = 'openings' AND unit.customer IN ({_marks(ids)}) GROUP BY unit.id",
        ids,
    )
    for id, currency, data, day in rows:
        amount = to_minor(Decimal(json.loads(data)["amount"]), currency)
        yield currency, BalanceMovement(date.fromisoformat(day), MovementKind.OPENING, (id,), amount)


_CHARGED_BY = {
    Basis.DELIVERED: ("deliveries", "credits"),
    Basis.INVOICED: ("invoices", "credits"),
    Basis.ORDERED: ("orders", "changes"),
}


def _charges(book: IndexedBook, policy: Policy, ids: list[str]) -> Iterator[tuple[str, BalanceMovement]]:
    """What was charged, by order and day, with the documents of that day that charge."""
    kinds = _CHARGED_BY[policy.receivable_basis]
    documents: dict[tuple[str, str], list[str]] = defaultdict(list)
    linked = book.connection.execute(
        "SELECT unit.id, entry.date, entry.id FROM unit JOIN link ON link.subject = unit.id "
        f"JOIN entry ON entry.id = link.id AND entry.kind IN ({_marks(list(kinds))}) "
        f"WHERE unit.kind = 'orders' AND unit.customer IN ({_marks(ids)}) ORDER BY entry.id",
        (*kinds, *ids),
    )
    for order, day, document in linked:
        documents[order, day].append(document)
    rows = book.connection.execute(
        "SELECT unit, currency, date, sum(amount) FROM balance "
        f"WHERE standing = 'charged' AND customer IN ({_marks(ids)}) "
        "GROUP BY unit, currency, date HAVING sum(amount) <> 0",
        ids,
    )
    for order, currency, day, amount in rows:
        charged_by = tuple(documents.get((order, day), ())) or (order,)
        yield (
            currency,
            BalanceMovement(date.fromisoformat(day), MovementKind.CHARGE, charged_by, amount, order=order),
        )


def _money(book: IndexedBook, ids: list[str]) -> Iterator[tuple[str, BalanceMovement]]:
    """Payments and credits; and what a bill brought that was not honoured, which is owed again."""
    rows = book.connection.execute(
        "SELECT unit.id, unit.kind, unit.currency, unit.date, entry.data FROM unit "
        "JOIN entry ON entry.id = unit.id AND entry.kind = unit.kind "
        f"WHERE unit.kind IN ('payments', 'credits') AND unit.customer IN ({_marks(ids)})",
        ids,
    )
    amounts: dict[str, tuple[str, int]] = {}
    for id, kind, currency, day, text in rows:
        data = json.loads(text)
        amount = to_minor(Decimal(data["amount"]), currency)
        amounts[id] = (currency, amount)
        payment = kind == "payments"
        word = data.get("method", "bank") if payment else data["reason"]
        form = MovementKind.PAYMENT if payment else MovementKind.CREDIT
        if amount:
            yield currency, BalanceMovement(date.fromisoformat(day), form, (id,), -amount, word=word)
    events = book.connection.execute("SELECT id, date, data FROM entry WHERE kind = 'bills' AND facts <> ''")
    for id, day, text in events:
        data = json.loads(text)
        if data["event"] == "dishonoured" and data["payment"] in amounts:
            currency, amount = amounts[data["payment"]]
            yield (
                currency,
                BalanceMovement(date.fromisoformat(day), MovementKind.DISHONOURED, (id, data["payment"]), amount),
            )
