"""The open items that have been due for longest, how many there are, and advances: without a look at each item."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.index.outstanding import FOR_EVER, Count, on_day
from salesbook.index.outstanding_sums import NOT_ENDED_BY_DUE, counts_by_currency
from salesbook.index.standing import (
    ITEM_COLUMNS,
    CustomerStanding,
    Whose,
    open_item,
    settles_oldest,
    standings_of,
)
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy
from salesbook.rules.free_money import OpenItem

_RANK = "due = '', due, dated, unit, part, arose, event"
"""The order in which money pays items, as ``OpenItem.rank``, in SQL."""

_IN_INDEX = "ORDER BY due, dated, unit, part, arose, event"
"""The same of items that have all a due date, or none."""


class OldestItems(NamedTuple):
    """The first of all open items in the order in which money pays them; and all of them, counted by currency."""

    first: list[OpenItem]
    counts: dict[str, Count]


def paying_standings(
    book: IndexedBook, policy: Policy, day: date, customers: Collection[str] | None
) -> dict[Whose, CustomerStanding]:
    """Where customers stand whose free money pays their oldest items; of some (after merging), or of all."""
    rows = book.connection.execute(on_day("DISTINCT customer", "standing = 'free'"), {"day": day.isoformat()})
    paying = {book.customers.canonical(customer) for (customer,) in rows}
    wanted = paying if customers is None else paying & set(customers)
    return standings_of(book, policy, day, {each for each in wanted if settles_oldest(book, policy, each)})


def oldest_items(
    book: IndexedBook,
    day: date,
    limit: int,
    customers: Collection[str] | None,
    paying: Mapping[Whose, CustomerStanding],
) -> OldestItems:
    """The ``limit`` oldest items as of ``day``, of some customers (after merging), or of all.

    Only items of those who are ``paying`` with free money are looked at one by one.
    """
    items = [item for standing in paying.values() for item in standing.items]
    counts: dict[str, Count] = defaultdict(Count)
    for item in items:
        counts[item.currency] = counts[item.currency].plus(1, item.amount)
    parameters = {**_parameters(book, day, customers, paying), "limit": limit}
    for currency, number, amount in counts_by_currency(book.connection, day, _among(customers), parameters):
        counts[currency] = counts[currency].plus(number, amount)
    rows = book.connection.execute(_oldest(_among(customers)), parameters)
    items += [open_item(book.customers.canonical(row[0]), row) for row in rows]
    found = {currency: count for currency, count in counts.items() if count.number}
    return OldestItems(sorted(items, key=lambda item: item.rank)[:limit], found)


def _oldest(among: str) -> str:
    """SQL for the first items that fit ``among``. What has not ended lies in their order; what is unbilled stands
    first there, and is paid last.
    """
    owed = f"standing IN ('open', 'unbilled') AND since <= :day AND {among}"
    found = " UNION ALL ".join(
        f"SELECT * FROM (SELECT {ITEM_COLUMNS} FROM outstanding {source} AND {owed} {order} LIMIT :limit)"
        for source, order in (
            (f"{NOT_ENDED_BY_DUE} AND due > ''", _IN_INDEX),
            (f"{NOT_ENDED_BY_DUE} AND due = ''", _IN_INDEX),
            (f"WHERE until > :day AND until < '{FOR_EVER}'", f"ORDER BY {_RANK}"),
        )
    )
    return f"SELECT * FROM ({found}) ORDER BY {_RANK} LIMIT :limit"


def advances_on(
    book: IndexedBook, day: date, customers: Collection[str] | None, paying: Mapping[Whose, CustomerStanding]
) -> dict[Whose, int]:
    """What customers paid ahead as of ``day``, by customer (after merging) and currency; minor units."""
    found: dict[Whose, int] = defaultdict(int)
    sums = on_day(
        "customer, currency, sum(amount)",
        f"standing IN ('advance', 'free') AND {_among(customers)}",
        "standing, customer, currency",
    )
    for customer, currency, amount in book.connection.execute(sums, _parameters(book, day, customers, paying)):
        found[book.customers.canonical(customer), currency] += amount
    found.update({whose: standing.advances for whose, standing in paying.items()})
    return {whose: amount for whose, amount in sorted(found.items()) if amount}


def _among(customers: Collection[str] | None) -> str:
    others = "customer NOT IN (SELECT value FROM json_each(:paying))"
    return others if customers is None else f"{others} AND customer IN (SELECT value FROM json_each(:customers))"


def _parameters(
    book: IndexedBook, day: date, customers: Collection[str] | None, paying: Mapping[Whose, CustomerStanding]
) -> dict[str, str | int]:
    return {
        "day": day.isoformat(),
        "paying": json.dumps(book.customers.with_merged({customer for customer, _ in paying})),
        "customers": json.dumps(book.customers.with_merged(customers or ())),
    }
