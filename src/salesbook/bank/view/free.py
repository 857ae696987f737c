"""Money that waits for an order: with customers, and in the hands of reps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date

from salesbook.bank.receivables import FreeMoney, HeldPayment
from salesbook.bank.view.entries import Entry
from salesbook.index.book import IndexedBook
from salesbook.index.held import held_movements
from salesbook.index.standing import Whose
from salesbook.model.policy import Policy
from salesbook.rules.held_money import held_money
from salesbook.rules.movement import Standing

_SOURCES = ("payments", "credits")
"""What an allocation can take up; money free by an opening or an order that got too much only pays oldest items."""


@dataclass(slots=True)
class _Source:
    id: str
    kind: str
    date: date
    amount: int


def free_money(
    book: IndexedBook,
    currency: str,
    day: date,
    left: Mapping[Whose, int],
    reverses: Mapping[str, str],
    of_statement: Set[str] = frozenset(),
) -> Iterator[FreeMoney]:
    """Payments and credit notes in a currency with money that is given to nothing as of ``day``, oldest first.

    Where free money pays the oldest items it is only what is ``left`` of it: the oldest money was used first, and so
    it was by refunds. ``reverses`` tells which payment or credit one takes back, ``of_statement`` which were entered
    from lines of the days that are reconciled.
    """
    for customer, sources in sorted(_sources(book, currency, day, reverses).items()):
        received = sum(each.amount for each in sources if each.amount > 0)
        used = received - left.get((customer, currency), 0)
        for source in sorted(sources, key=lambda each: (each.kind in _SOURCES, each.date, each.id)):
            spent = max(0, min(source.amount, used))
            used -= spent
            if source.amount > spent and source.kind in _SOURCES:
                new = source.id in of_statement
                unspent = source.amount - spent
                yield FreeMoney(source.id, customer, source.date, unspent, source.kind == "credits", new)


def _sources(book: IndexedBook, currency: str, day: date, reverses: Mapping[str, str]) -> dict[str, list[_Source]]:
    """What is free, by customer (after merging); what takes a payment back is taken off it."""
    rows = book.connection.execute(
        "SELECT unit.id, unit.kind, unit.customer, unit.date, sum(amount) FROM balance "
        "JOIN unit ON unit.id = balance.unit WHERE standing = ? AND balance.date <= ? AND unit.currency = ? "
        "GROUP BY unit.id HAVING sum(amount) <> 0",
        (Standing.FREE, day.isoformat(), currency),
    )
    found: dict[str, dict[str, _Source]] = defaultdict(dict)
    back: list[tuple[str, str, int]] = []
    for id, kind, named, dated, amount in rows:
        customer = book.customers.canonical(named)
        if id in reverses:
            back.append((customer, reverses[id], amount))
        else:
            found[customer][id] = _Source(id, kind, date.fromisoformat(dated), amount)
    for customer, id, amount in back:
        if id in found[customer]:
            found[customer][id].amount += amount
    return {customer: list(sources.values()) for customer, sources in found.items()}


def free_by_whose(book: IndexedBook, day: date) -> dict[Whose, int]:
    """What is given to nothing as of ``day``, by customer (after merging) and currency, before it pays anything."""
    rows = book.connection.execute(
        "SELECT customer, currency, sum(amount) FROM balance WHERE standing = ? AND date <= ? "
        "GROUP BY customer, currency HAVING sum(amount) <> 0",
        (Standing.FREE, day.isoformat()),
    )
    found: dict[Whose, int] = defaultdict(int)
    for customer, currency, amount in rows:
        found[book.customers.canonical(customer), currency] += amount
    return found


def held_payments(
    book: IndexedBook, policy: Policy, currency: str, day: date, payments: Iterable[Entry]
) -> Iterator[HeldPayment]:
    """What reps received in a currency and still hold as of ``day``, oldest first.

    A hand-in is of the payments that it names, else of the oldest that its rep holds.
    """
    received: dict[str, Entry] = {each["id"]: each for each in payments if each.get("received_by")}
    for held in held_money(held_movements(book.connection, policy, day), day).payments:
        if held.currency == currency and held.payment in received:
            yield HeldPayment(
                id=held.payment,
                rep=held.rep,
                rep_name=book.reps[held.rep].name if held.rep in book.reps else held.rep,
                customer=book.customers.canonical(received[held.payment]["customer"]),
                date=held.date,
                amount=held.left,
            )
