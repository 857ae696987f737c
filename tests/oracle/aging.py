"""The aging of a book as of a day, in the shape of `aging --format json`."""

from __future__ import annotations

from datetime import date
from typing import Any

from .money import as_text
from .reading import Book
from .settling import Owed, Position, positions

Amounts = dict[str, int]
AFTER_BUCKETS = ["receivable", "advances", "net", "deposits_due"]


def bucket_names(edges: list[int]) -> list[str]:
    """The names of the buckets: unbilled, not_due, 1-30, …, over_90."""
    starts = [1, *(edge + 1 for edge in edges[:-1])]
    between = [f"{start}-{end}" for start, end in zip(starts, edges, strict=True)]
    return ["unbilled", "not_due", *between, f"over_{edges[-1]}"]


def bucket_of(part: Owed, day: date, edges: list[int]) -> int:
    """The place of the bucket in which a part of the receivable lies."""
    if part.due is None:
        return 0
    if day <= part.due:
        return 1
    overdue = (day - part.due).days
    return 2 + sum(1 for edge in edges if overdue > edge)


def row_amounts(position: Position, day: date, edges: list[int]) -> Amounts:
    """A customer's columns."""
    names = bucket_names(edges)
    amounts = dict.fromkeys([*names, *AFTER_BUCKETS], 0)
    for part in position.owed:
        amounts[names[bucket_of(part, day, edges)]] += part.amount
    amounts["receivable"] = position.receivable
    amounts["advances"] = position.advances
    amounts["net"] = position.receivable - position.advances
    amounts["deposits_due"] = position.deposits_due
    return amounts


def as_texts(amounts: Amounts, currency: str) -> dict[str, str]:
    """Amounts as JSON shows them."""
    return {name: as_text(amount, currency) for name, amount in amounts.items()}


def aging_of_currency(book: Book, day: date, currency: str, by_key: dict[tuple[str, str], Position]) -> dict[str, Any]:
    """The aging of one currency."""
    edges = book["settings"]["aging"]
    names = bucket_names(edges)
    rows = []
    totals = dict.fromkeys([*names, *AFTER_BUCKETS], 0)
    for (customer, of), position in sorted(by_key.items()):
        amounts = row_amounts(position, day, edges)
        if of == currency and any(amounts.values()):
            rows.append(
                {"customer": customer, "name": book["customers"][customer]["name"], **as_texts(amounts, currency)}
            )
            totals = {name: totals[name] + amounts[name] for name in totals}
    return {
        "as_of": day.isoformat(),
        "currency": currency,
        "buckets": names,
        "rows": rows,
        "totals": as_texts(totals, currency),
    }


def aging(book: Book, as_of: date) -> dict[str, Any]:
    """What customers owe as of a day, by how long it has been due."""
    by_key = positions(book, as_of)
    own = book["settings"]["currency"]
    others = [
        aging_of_currency(book, as_of, currency, by_key)
        for currency in sorted({currency for _, currency in by_key} - {own})
    ]
    return {**aging_of_currency(book, as_of, own, by_key), "others": [other for other in others if other["rows"]]}
