"""Targets of a period, as the entries of a book set them: of reps, of teams and of the company."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period, month, months_from
from salesbook.model.money import to_minor
from salesbook.model.named_tuple import NamedTuple
from salesbook.rules.targets import PeriodTarget, SetTarget, period_target

COUNTS = ("orders", "new_customers")
FIELDS = ("sales", "collected", *COUNTS)


class Owner(NamedTuple):
    """Whose a target is: a rep's, a team's or, with neither, the company's."""

    rep: str | None = None
    team: str | None = None


COMPANY = Owner()

Targets = dict[str, PeriodTarget]
"""What somebody is to reach, by measure; what was not set is left out."""


class Target(NamedTuple):
    """What one rep is to reach; amounts in minor units, counts as they are, None where nothing was set."""

    sales: int | None
    collected: int | None
    orders: int | None = None
    new_customers: int | None = None


NO_TARGET = Target(None, None)


def rep_targets(book: IndexedBook, period: Period, currency: str, own_currency: str) -> dict[str, Target]:
    """The targets of all reps that have one; a target without currency is in the book's, ``own_currency``."""
    return owned_targets(book, period, currency, own_currency).reps


class OwnedTargets(NamedTuple):
    """Targets of a period in one currency by rep and by team, and the company's own."""

    reps: dict[str, Target]
    teams: dict[str, Target]
    company: Target


def owned_targets(book: IndexedBook, period: Period, currency: str, own_currency: str) -> OwnedTargets:
    """All targets that are set; a target without currency is in the book's, ``own_currency``."""
    found = {
        owner: Target(*(targets[field].amount if field in targets else None for field in FIELDS))
        for owner, targets in all_targets(book, period, currency, own_currency).items()
    }
    return OwnedTargets(
        reps={owner.rep: target for owner, target in found.items() if owner.rep is not None},
        teams={owner.team: target for owner, target in found.items() if owner.team is not None},
        company=found.get(COMPANY, NO_TARGET),
    )


def total_target(targets: Iterable[Target]) -> Target:
    """The sum of what was set; None where nothing was."""
    each = list(targets)
    return Target(*(_total([getattr(target, field) for target in each]) for field in FIELDS))


def _total(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def all_targets(book: IndexedBook, period: Period, currency: str, own_currency: str) -> dict[Owner, Targets]:
    """The targets of everybody who has one; a target without currency is in the book's, ``own_currency``.

    A team's, or the company's, is what was set for it: nothing is made up from its reps.
    """
    months = months_of(period)
    found: dict[Owner, Targets] = {}
    for owner, entries in _entries(book, currency, own_currency).items():
        targets = {
            field: target
            for field in FIELDS
            for target in (period_target(entries[field], months),)
            if target is not None
        }
        if targets:
            found[owner] = targets
    return found


def target_currencies(book: IndexedBook, own_currency: str) -> list[str]:
    """The currencies in which targets are set."""
    rows = book.connection.execute("SELECT data FROM entry WHERE kind = 'targets' AND facts <> ''")
    return sorted({json.loads(row[0]).get("currency") or own_currency for row in rows})


def _entries(book: IndexedBook, currency: str, own_currency: str) -> dict[Owner, dict[str, dict[str, SetTarget]]]:
    """What was set, by whose it is, measure and the name of the period."""
    by_year = tuple(Decimal(weight) for weight in book.settings.get("targets", {}).get("weights") or ())
    rows = book.connection.execute(
        "SELECT data FROM entry WHERE kind = 'targets' AND facts <> '' ORDER BY path, ordinal"
    )
    found: dict[Owner, dict[str, dict[str, SetTarget]]] = defaultdict(lambda: defaultdict(dict))
    for (text,) in rows:
        entry: dict[str, Any] = json.loads(text)
        if (entry.get("currency") or own_currency) != currency:
            continue
        name = str(entry.get("month") or entry.get("quarter") or entry.get("year"))
        weights = tuple(Decimal(weight) for weight in entry.get("weights") or ()) or _share_of_year(name, by_year)
        for field in FIELDS:
            if field in entry:
                amount = int(entry[field]) if field in COUNTS else to_minor(Decimal(entry[field]), currency)
                found[Owner(entry.get("rep"), entry.get("team"))][field][name] = SetTarget(amount, weights)
    return found


def _share_of_year(name: str, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The book's weights of the months of a period: all of a year's, three of a quarter's, none of a month's."""
    _, sign, quarter = name.partition("-Q")
    if sign:
        end = int(quarter) * 3
        return tuple(weights[end - 3 : end])
    return tuple(weights) if name.isdigit() else ()


def months_of(period: Period) -> list[str]:
    """The names of the months that make up a period, in order; none where it begins or ends within one."""
    if period.first.day != 1 or (period.last + timedelta(days=1)).day != 1:
        return []
    names: list[str] = []
    year, number = period.first.year, period.first.month
    while (year, number) <= (period.last.year, period.last.month):
        names.append(month(year, number).name)
        year, number = months_from(year, number, 1)
    return names
