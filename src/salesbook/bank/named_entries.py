"""What the book says of the entries that explanations name: needed to enter what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from salesbook.bank.decision import Explanation
from salesbook.index.book import IndexedBook
from salesbook.model.money import to_minor


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """An order, opening, payment or credit; ``amount`` in minor units of ``currency``, None of orders."""

    kind: str
    date: date
    customer: str
    currency: str
    amount: int | None


def named_entries(book: IndexedBook, explanations: Iterable[Explanation]) -> Mapping[str, NamedEntry]:
    """The orders, openings, payments and credits of ``explanations``, by id."""
    claimed = sorted({claim for each in explanations for claim in each.claims})
    found: dict[str, NamedEntry] = {}
    for id in claimed:
        row = book.connection.execute(
            "SELECT unit.kind, unit.date, unit.customer, unit.currency, json_extract(entry.data, '$.amount') "
            "FROM unit JOIN entry ON entry.id = unit.id AND entry.kind = unit.kind WHERE unit.id = ?",
            (id,),
        ).fetchone()
        if row is not None:
            kind, day, customer, currency, amount = row
            worth = None if amount is None else to_minor(Decimal(amount), currency)
            found[id] = NamedEntry(kind, date.fromisoformat(day), customer, currency, worth)
    return found


def lines_with_match(book: IndexedBook) -> frozenset[str]:
    """The bank lines that a match in force says something of."""
    from salesbook.bank.view import matches_in_force

    return frozenset(matches_in_force(book).by_line)
