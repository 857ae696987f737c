"""What units are worked out from, read in a few queries for many of them; plain, so that it can be sent anywhere."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

UNIT_KINDS = ("orders", "openings", "payments", "credits")
"""Kinds whose entries are units: their movements are worked out together with all that hangs on them."""

MONEY_KINDS = ("payments", "credits")
"""Those of them whose money is given to the others."""


class KnownBy(NamedTuple):
    """Numbers of an order, opening or invoice; ``terms`` is a name of the settings, or JSON of an order's own parts."""

    customer_po: str | None
    contract: str | None
    number: str | None
    terms: str | None


class UnitSources(NamedTuple):
    """What the index knows of some units, and of the money that was given to them.

    ``kinds`` of the units by id; ``hanging`` the ids of the entries that speak of a unit, or of a payment or credit
    that gives to one, in order; ``facts`` of each such entry as they are kept, of entries with one id together.
    ``currencies`` are those that orders and openings name (None: the book's), ``terms`` those of the orders' customers.
    ``known_by`` is what orders, openings and invoices are known by beside their ids.
    """

    kinds: dict[str, str]
    hanging: dict[str, list[str]]
    facts: dict[str, list[str]]
    currencies: dict[str, str | None]
    terms: dict[str, str | None]
    known_by: dict[str, KnownBy]


def load_sources(connection: sqlite3.Connection, units: Iterable[str]) -> UnitSources:
    """The sources of units by id; what is no unit is left out of ``kinds``."""
    ids = list(units)
    kinds = kinds_of_units(connection, ids)
    beside = kinds_of_units(connection, sharing_entries(connection, ids))
    money = [id for id, kind in (kinds | beside).items() if kind in MONEY_KINDS]
    hanging: dict[str, list[str]] = {}
    for subject, id in connection.execute(
        f"SELECT subject, id FROM link WHERE subject IN {_GIVEN} ORDER BY subject, id", (json.dumps([*ids, *money]),)
    ):
        hanging.setdefault(subject, []).append(id)
    entries = sorted({id for hangs in hanging.values() for id in hangs})
    facts: dict[str, list[str]] = {}
    for id, text in connection.execute(
        f"SELECT id, facts FROM entry WHERE id IN {_GIVEN} AND facts <> '' ORDER BY path, ordinal",
        (json.dumps(entries),),
    ):
        facts.setdefault(id, []).append(text)
    currencies, terms = _currencies(connection, money), _terms(connection, entries)
    return UnitSources(kinds, hanging, facts, currencies, terms, _known_by(connection, entries))


_GIVEN = "(SELECT value FROM json_each(?))"


def kinds_of_units(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The kinds of those ids that are units'."""
    rows = connection.execute(
        f"SELECT id, min(kind) FROM entry WHERE id IN {_GIVEN} AND kind IN {UNIT_KINDS} GROUP BY id",
        (json.dumps(list(ids)),),
    )
    return dict(rows)


def sharing_entries(connection: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """All that entries speak of which speak of one of these."""
    rows = connection.execute(
        "SELECT DISTINCT other.subject FROM json_each(?) AS given CROSS JOIN link ON link.subject = given.value "
        "CROSS JOIN link AS other ON other.id = link.id",
        (json.dumps(list(ids)),),
    )
    return {row[0] for row in rows}


def _currencies(connection: sqlite3.Connection, money: list[str]) -> dict[str, str | None]:
    rows = connection.execute(
        "SELECT id, json_extract(data, '$.currency') FROM entry "
        # The plus sign keeps SQLite from going through all orders in the order of this sort.
        f"WHERE id IN {_GIVEN} AND kind IN ('orders', 'openings') AND facts <> '' ORDER BY +kind, path, ordinal",
        (json.dumps(sorted(sharing_entries(connection, money))),),
    )
    currencies: dict[str, str | None] = {}
    for id, currency in rows:
        currencies.setdefault(id, currency)
    return currencies


def _terms(connection: sqlite3.Connection, orders: list[str]) -> dict[str, str | None]:
    rows = connection.execute(
        "SELECT id, json_extract(data, '$.terms') FROM entry WHERE kind = 'customers' AND facts <> '' "
        "AND id IN (SELECT json_extract(data, '$.customer') FROM entry WHERE kind = 'orders' "
        f"AND facts <> '' AND id IN {_GIVEN}) ORDER BY path, ordinal",
        (json.dumps(orders),),
    )
    terms: dict[str, str | None] = {}
    for customer, named in rows:
        terms.setdefault(customer, named)
    return terms


def _known_by(connection: sqlite3.Connection, entries: list[str]) -> dict[str, KnownBy]:
    rows = connection.execute(
        "SELECT id, json_extract(data, '$.customer_po'), json_extract(data, '$.contract'), "
        "json_extract(data, '$.number'), json_extract(data, '$.terms') FROM entry "
        f"WHERE id IN {_GIVEN} AND kind IN ('orders', 'openings', 'invoices') AND facts <> '' "
        "ORDER BY path, ordinal",
        (json.dumps(entries),),
    )
    return {row[0]: KnownBy._make(row[1:]) for row in rows}
