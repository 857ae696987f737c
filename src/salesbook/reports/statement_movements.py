"""What moved a customer's balance, document by document.

Queries begin with the customer's own few units: CROSS JOIN keeps SQLite from going over all entries of a kind instead.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import Any

from salesbook.index.book import IndexedBook
from salesbook.index.histories import money_history
from salesbook.model.money import to_minor
from salesbook.model.policy import Basis, Policy
from salesbook.rules.settlement import INVOICED_REASONS, Settlement


class MovementKind(StrEnum):
    """What a line of a statement is."""

    OPENING = "opening"
    CHARGE = "charge"
    PAYMENT = "payment"
    CREDIT = "credit"
    DISHONOURED = "dishonoured"
    ELSEWHERE = "elsewhere"
    """Settled with money of another customer of the group, or of another currency; or given to such."""


@dataclass(frozen=True, slots=True)
class BalanceMovement:
    """What moved a balance on a day; minor units, positive where the customer owes more.

    ``documents`` are the ids of what did it; ``order`` is the order that was charged, or settled from elsewhere;
    ``word`` the method of a payment or the reason of a credit; ``other`` the customer or currency that is elsewhere.
    ``known_as`` is the number by which the customer knows it: of its own purchase order, of a bill, of an old account.
    """

    date: date
    kind: MovementKind
    documents: tuple[str, ...]
    amount: int
    order: str | None = None
    word: str | None = None
    other: str | None = None
    known_as: str | None = None

    @property
    def charges(self) -> bool:
        """Whether it stands among what was charged, rather than among what settled."""
        if self.kind is MovementKind.ELSEWHERE:
            return self.amount > 0
        return self.kind in {MovementKind.OPENING, MovementKind.CHARGE, MovementKind.DISHONOURED}


def marks(ids: Sequence[str]) -> str:
    """As many question marks, for a query."""
    return ", ".join("?" * len(ids))


def document_movements(book: IndexedBook, policy: Policy, ids: Sequence[str]) -> dict[str, list[BalanceMovement]]:
    """By currency, what documents moved of the balance of a customer known by ``ids``."""
    found: dict[str, list[BalanceMovement]] = defaultdict(list)
    movements = (_openings(book, ids), _charges(book, policy, ids), _money(book, ids), _elsewhere(book, policy, ids))
    for currency, movement in chain.from_iterable(movements):
        found[currency].append(movement)
    return found


def _openings(book: IndexedBook, ids: Sequence[str]) -> Iterator[tuple[str, BalanceMovement]]:
    """What was owed when the book began, on the day from which it counts."""
    rows = book.connection.execute(
        "SELECT unit.id, unit.currency, entry.data, min(balance.date) FROM unit JOIN entry ON entry.id = unit.id "
        "AND entry.kind = 'openings' JOIN balance ON balance.unit = unit.id "
        f"WHERE unit.kind = 'openings' AND unit.customer IN ({marks(ids)}) GROUP BY unit.id",
        ids,
    )
    for id, currency, data, day in rows:
        opening = json.loads(data)
        amount, known_as = to_minor(Decimal(opening["amount"]), currency), opening.get("number")
        moved = BalanceMovement(date.fromisoformat(day), MovementKind.OPENING, (id,), amount, known_as=known_as)
        yield currency, moved


def _charges(book: IndexedBook, policy: Policy, ids: Sequence[str]) -> Iterator[tuple[str, BalanceMovement]]:
    """What was charged, by order and day, with the documents of that day that charge."""
    documents: dict[tuple[str, str], list[str]] = defaultdict(list)
    known_as: dict[str, str] = {}
    linked = book.connection.execute(
        "SELECT unit.id, entry.date, entry.id, entry.kind, entry.data, credit.data FROM unit "
        "JOIN link ON link.subject = unit.id JOIN entry ON entry.id = link.id "
        "LEFT JOIN entry credit ON credit.kind = 'credits' AND credit.id = json_extract(entry.data, '$.credit') "
        f"WHERE unit.kind = 'orders' AND unit.customer IN ({marks(ids)}) ORDER BY entry.id",
        ids,
    )
    for order, day, document, kind, text, credit in linked:
        data = json.loads(text)
        if _may_charge(policy.receivable_basis, kind, data, json.loads(credit or "{}")):
            documents[order, day].append(document)
        if kind == "orders" and "customer_po" in data:
            known_as[order] = data["customer_po"]
    rows = book.connection.execute(
        "SELECT unit.id, balance.currency, balance.date, sum(amount) "
        "FROM unit CROSS JOIN balance ON balance.unit = unit.id "
        f"WHERE standing = 'charged' AND unit.customer IN ({marks(ids)}) "
        "GROUP BY unit.id, balance.currency, balance.date HAVING sum(amount) <> 0",
        ids,
    )
    for order, currency, day, amount in rows:
        yield (
            currency,
            BalanceMovement(
                date=date.fromisoformat(day),
                kind=MovementKind.CHARGE,
                documents=tuple(documents.get((order, day), ())) or (order,),
                amount=amount,
                order=order,
                known_as=known_as.get(order),
            ),
        )


def _may_charge(basis: Basis, kind: str, data: dict[str, Any], credit: dict[str, Any]) -> bool:
    """Whether a document is of those by which an order is charged; ``credit`` is what an allocation gives out."""
    if kind == "changes":
        return bool(data.get("lines") or data.get("cancel"))
    reason = data.get("reason") if kind == "credits" else credit.get("reason")
    if basis is Basis.DELIVERED:
        return kind == "deliveries" or reason == "exchange"
    if basis is Basis.INVOICED:
        return kind == "invoices" or reason in INVOICED_REASONS
    return kind == "orders"


def _money(book: IndexedBook, ids: Sequence[str]) -> Iterator[tuple[str, BalanceMovement]]:
    """Payments and credits; and what a bill brought that was not honoured, which is owed again."""
    rows = book.connection.execute(
        "SELECT unit.id, unit.kind, unit.currency, unit.date, entry.data FROM unit "
        "CROSS JOIN entry ON entry.id = unit.id AND entry.kind = unit.kind "
        f"WHERE unit.kind IN ('payments', 'credits') AND unit.customer IN ({marks(ids)})",
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
        known_as = data.get("bill", {}).get("number")
        if amount:
            yield (
                currency,
                BalanceMovement(date.fromisoformat(day), form, (id,), -amount, word=word, known_as=known_as),
            )
    events = book.connection.execute(
        "SELECT entry.id, entry.date, unit.id FROM unit CROSS JOIN link ON link.subject = unit.id "
        "CROSS JOIN entry ON entry.id = link.id AND entry.kind = 'bills' "
        f"WHERE unit.kind = 'payments' AND unit.customer IN ({marks(ids)}) "
        "AND json_extract(entry.data, '$.event') = 'dishonoured'",
        ids,
    )
    for id, day, payment in events:
        currency, amount = amounts[payment]
        yield currency, BalanceMovement(date.fromisoformat(day), MovementKind.DISHONOURED, (id, payment), amount)


def _elsewhere(book: IndexedBook, policy: Policy, ids: Sequence[str]) -> Iterator[tuple[str, BalanceMovement]]:
    """What money of others of the group, or of another currency, settles for the customer; and its money for such."""
    for source in _crossing_sources(book, ids):
        history = money_history(book.connection, policy, source)
        for each in history[1] if history else ():
            customer, currency = book.connection.execute(
                "SELECT customer, currency FROM unit WHERE id = ?", (each.target,)
            ).fetchone()
            gives, takes = each.customer in ids, customer in ids
            if gives and takes and each.currency == currency:
                continue
            if gives:
                other = currency if takes else book.customers.canonical(customer)
                yield each.currency, _crossing(each, each.paid, other)
            if takes:
                other = each.currency if gives else book.customers.canonical(each.customer)
                yield currency, _crossing(each, -each.amount, other)


def _crossing(settled: Settlement, amount: int, other: str) -> BalanceMovement:
    documents = (settled.entry,) if settled.entry == settled.source else (settled.entry, settled.source)
    return BalanceMovement(settled.date, MovementKind.ELSEWHERE, documents, amount, order=settled.target, other=other)


def _crossing_sources(book: IndexedBook, ids: Sequence[str]) -> list[str]:
    """Payments and credits that give to another customer or currency than their own, where either is of ``ids``."""
    rows = book.connection.execute(
        "SELECT DISTINCT CASE WHEN own.kind IN ('payments', 'credits') THEN own.id ELSE other.id END "
        "FROM unit own JOIN link ON link.subject = own.id JOIN link across ON across.id = link.id "
        "JOIN unit other ON other.id = across.subject "
        f"WHERE own.customer IN ({marks(ids)}) AND (other.customer <> own.customer OR other.currency <> own.currency) "
        "AND (own.kind IN ('payments', 'credits')) <> (other.kind IN ('payments', 'credits'))",
        ids,
    )
    return sorted(row[0] for row in rows)
