"""The statement of a customer, in the shape of `statement --format json`.

Balances are the positions of two days; movements are read off the documents, one by one, and know nothing of positions.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from .aging import bucket_names, bucket_of
from .money import as_text, minor
from .orders import RETURNED_AS_INVOICED, currency_of, customer_of, earned, find
from .reading import Book, Entry
from .settling import (
    Given,
    Position,
    counts_from,
    dishonoured_on,
    opening_amount,
    pieces_of,
    positions,
    source_currency,
    sources,
)

Whose = tuple[str, str]
"""A customer, after mergers, and a currency."""

Movement = dict[str, Any]


def source_whose(book: Book, source: Entry) -> Whose:
    """Whose money a payment or credit is."""
    return customer_of(book, source["customer"]), source_currency(book, source)


def target_whose(book: Book, target: Entry) -> Whose:
    """Whose debt an order or opening is."""
    return customer_of(book, target["customer"]), currency_of(book, target)


def moved(day: date, kind: str, documents: list[str], amount: int, whose: Whose, order: str | None = None) -> Movement:
    """A movement; its amount in minor units."""
    return {"date": day, "kind": kind, "documents": documents, "order": order, "amount": amount, "whose": whose}


def opening_movements(book: Book) -> Iterator[Movement]:
    """What was owed, or paid in advance, when the book began."""
    for opening in book["openings"]:
        amount = opening_amount(book, opening)
        yield moved(counts_from(opening), "opening", [opening["id"]], amount, target_whose(book, opening))


def may_charge(book: Book, kind: str, document: Entry) -> bool:
    """Whether a document is of those by which an order is charged."""
    if kind == "changes":
        return bool(document.get("lines") or document.get("cancel"))
    credit = find(book, "credits", document["credit"]) if document.get("credit") else document
    return {
        "delivered": kind == "deliveries" or (kind == "credits" and document["reason"] == "exchange"),
        "invoiced": kind == "invoices"
        or (kind in ("credits", "allocations") and credit.get("reason") in RETURNED_AS_INVOICED),
        "ordered": kind == "orders",
    }[book["settings"]["receivable_basis"]]


def named_orders(kind: str, document: Entry) -> set[str | None]:
    """The orders that a document is about."""
    if kind == "orders":
        return {document["id"]}
    return {document.get("order"), *(piece.get("order") for piece in document.get("orders") or [])}


def charge_movements(book: Book) -> Iterator[Movement]:
    """What orders charge, day by day, with the documents of the day that do it, else the order itself."""
    kinds = ("orders", "changes", "deliveries", "invoices", "credits", "allocations")
    for order in book["orders"]:
        about = [(kind, each) for kind in kinds for each in book[kind] if order["id"] in named_orders(kind, each)]
        before = 0
        for day in sorted({each["date"] for _, each in about}):
            after = earned(book, order, day)
            documents = sorted(
                each["id"] for kind, each in about if each["date"] == day and may_charge(book, kind, each)
            )
            if after != before:
                whose = target_whose(book, order)
                yield moved(day, "charge", documents or [order["id"]], after - before, whose, order["id"])
            before = after


def money_movements(book: Book) -> Iterator[Movement]:
    """Payments and credits as they are written; and bills that were dishonoured."""
    for kind, name in (("payments", "payment"), ("credits", "credit")):
        for source in book[kind]:
            whose = source_whose(book, source)
            amount = minor(source["amount"], whose[1])
            if amount:
                yield moved(source["date"], name, [source["id"]], -amount, whose)
            dishonoured = dishonoured_on(book, source["id"])
            if dishonoured:
                events = [bill["id"] for bill in book["bills"] if bill["payment"] == source["id"]]
                event = next(id for id in sorted(events) if is_dishonour(book, id))
                yield moved(dishonoured, "dishonoured", [event, source["id"]], amount, whose)


def is_dishonour(book: Book, event: str) -> bool:
    """Whether an event of a bill is that it was dishonoured."""
    return any(bill["id"] == event and bill["event"] == "dishonoured" for bill in book["bills"])


def all_given(book: Book) -> Iterator[tuple[Given, date, list[str]]]:
    """Everything that was ever given, with its day and documents; what a dishonoured bill gave is taken back again."""
    by_id = sources(book)
    for document in book["payments"] + book["credits"] + book["allocations"]:
        source = by_id[document.get("payment") or document.get("credit") or document["id"]]
        dishonoured = dishonoured_on(book, source["id"])
        for piece in pieces_of(book, document, source):
            named = [document["id"]] if document is source else [document["id"], source["id"]]
            yield piece, document["date"], named
            if dishonoured is not None and document["date"] <= dishonoured:
                (event,) = (
                    bill["id"]
                    for bill in book["bills"]
                    if bill["payment"] == source["id"] and bill["event"] == "dishonoured"
                )
                back = Given(dishonoured, event, piece.source, piece.target, -piece.amount, -piece.paid)
                yield back, dishonoured, [event, source["id"]]


def crossing_movements(book: Book) -> Iterator[Movement]:
    """What money of one customer and currency settles for another."""
    by_id = sources(book)
    targets = {entry["id"]: entry for entry in book["orders"] + book["openings"]}
    for piece, day, documents in all_given(book):
        giver = source_whose(book, by_id[piece.source])
        taker = target_whose(book, targets[piece.target])
        if giver != taker:
            yield moved(day, "elsewhere", documents, piece.paid, giver, piece.target)
            yield moved(day, "elsewhere", documents, -piece.amount, taker, piece.target)


def all_movements(book: Book) -> list[Movement]:
    """All that ever moved what customers owe."""
    return [
        *opening_movements(book),
        *charge_movements(book),
        *money_movements(book),
        *crossing_movements(book),
    ]


def charges(movement: Movement) -> bool:
    """Whether a movement stands on the side of what was charged."""
    if movement["kind"] == "elsewhere":
        return bool(movement["amount"] > 0)
    return movement["kind"] in ("opening", "charge", "dishonoured")


def items_of(position: Position, day: date, currency: str) -> list[Entry]:
    """What is open, with its age."""
    return [
        {
            "order": part.target,
            "due": part.due.isoformat() if part.due else None,
            "days_overdue": (day - part.due).days if part.due else None,
            "amount": as_text(part.amount, currency),
        }
        for part in position.owed
    ]


def overdue(book: Book, position: Position, day: date) -> int:
    """What of it is overdue: what the aging holds behind what is not due."""
    edges = book["settings"]["aging"]
    not_due = bucket_names(edges).index("not_due")
    return sum(part.amount for part in position.owed if bucket_of(part, day, edges) > not_due)


def statements(book: Book, first: date, last: date) -> list[Entry]:
    """The statement of every customer with a balance or a movement."""
    before, after = positions(book, first - timedelta(days=1)), positions(book, last)
    within = [each for each in all_movements(book) if first <= each["date"] <= last]
    found: dict[str, list[Entry]] = {}
    nothing = Position(earned=0, settled=0, free=0)
    own = book["settings"]["currency"]
    everybody = {*before, *after, *(each["whose"] for each in within)}
    for customer, currency in sorted(everybody, key=lambda whose: (whose[0], whose[1] != own, whose[1])):
        whose = (customer, currency)
        start, end = before.get(whose, nothing), after.get(whose, nothing)
        movements = [each for each in within if each["whose"] == whose]
        opening, closing = start.receivable - start.advances, end.receivable - end.advances
        if not (movements or opening or closing):
            continue
        charged = sum(each["amount"] for each in movements if charges(each))
        figures = {
            "opening": opening,
            "charged": charged,
            "settled": charged - sum(each["amount"] for each in movements),
            "closing": closing,
            "receivable": end.receivable,
            "overdue": overdue(book, end, last),
            "advances": end.advances,
            "deposits_due": end.deposits_due,
        }
        balance = {
            "currency": currency,
            **{name: as_text(amount, currency) for name, amount in figures.items()},
            "movements": movements,
            "items": items_of(end, last, currency),
        }
        found.setdefault(customer, []).append(balance)
    return [
        {"customer": customer, "name": book["customers"][customer]["name"], "balances": balances}
        for customer, balances in found.items()
    ]
