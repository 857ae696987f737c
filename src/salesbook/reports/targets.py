"""Targets of a period: its own entry, else the sum of its months'."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period, month, months_from
from salesbook.model.money import to_minor

COUNTS = ("orders", "new_customers")
FIELDS = ("sales", "collected", *COUNTS)


@dataclass(frozen=True, slots=True)
class Target:
    """What one rep is to reach; amounts in minor units, counts as they are, None where nothing was set."""

    sales: int | None
    collected: int | None
    orders: int | None = None
    new_customers: int | None = None


def rep_targets(book: IndexedBook, period: Period, currency: str, own_currency: str) -> dict[str, Target]:
    """The targets of all reps that have one; a target without currency is in the book's, ``own_currency``."""
    rows = book.connection.execute(
        "SELECT data FROM entry WHERE kind = 'targets' AND facts <> '' ORDER BY path, ordinal"
    )
    entries = [json.loads(row[0]) for row in rows]
    ours = [each for each in entries if each.get("rep") and each.get("currency", own_currency) == currency]
    targets: dict[str, Target] = {}
    for rep in dict.fromkeys(str(entry["rep"]) for entry in ours):
        of_rep = [entry for entry in ours if entry["rep"] == rep]
        target = Target(*(_target(of_rep, period, field, currency) for field in FIELDS))
        if any(getattr(target, field) is not None for field in FIELDS):
            targets[rep] = target
    return targets


def _target(entries: Iterable[dict[str, Any]], period: Period, field: str, currency: str) -> int | None:
    named = [(_name(entry), entry) for entry in entries]
    own = [entry for name, entry in named if name == period.name]
    months = months_of(period)
    chosen = own or [entry for name, entry in named if name in months]
    amounts = [Decimal(entry[field]) for entry in chosen if field in entry]
    if not amounts:
        return None
    return int(sum(amounts)) if field in COUNTS else to_minor(sum(amounts, Decimal(0)), currency)


def _name(entry: dict[str, Any]) -> str:
    return str(entry.get("month") or entry.get("quarter") or entry.get("year"))


def months_of(period: Period) -> set[str]:
    """The names of the months that make up a period; none where it begins or ends within one."""
    if period.first.day != 1 or (period.last + timedelta(days=1)).day != 1:
        return set()
    names: set[str] = set()
    year, number = period.first.year, period.first.month
    while (year, number) <= (period.last.year, period.last.month):
        names.add(month(year, number).name)
        year, number = months_from(year, number, 1)
    return names
