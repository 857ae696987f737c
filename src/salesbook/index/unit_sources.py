"""What units are worked out from, read in a few queries for many of them; plain, so that it can be sent anywhere."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from salesbook.model.named_tuple import NamedTuple

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
    ids = set(units)
    reached = kinds_of_units(connection, ids | sharing_entries(connection, ids))
    kinds = {id: kind for id, kind in reached.items() if id in ids}
    money = [id for id, kind in reached.items() if kind in MONEY_KINDS]
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
    documents = _documents(connection, {*entries, *sharing_entries(connection, money)})
    currencies: dict[str, str | None] = {}
    for each in documents:
        if each.kind != "invoices":
            currencies.setdefault(each.id, each.currency)
    return UnitSources(
        kinds,
        hanging,
        facts,
        currencies,
        terms=_terms(connection, {each.customer for each in documents if each.known_by.terms is None}),
        known_by={each.id: each.known_by for each in documents},
    )


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


class _Document(NamedTuple):
    """What an order, opening or invoice says of itself."""

    id: str
    kind: str
    customer: str
    currency: str | None
    known_by: KnownBy


def _documents(connection: sqlite3.Connection, entries: Iterable[str]) -> list[_Document]:
    """Those of the entries that are orders, openings or invoices."""
    rows = connection.execute(
        "SELECT id, kind, json_extract(data, '$.customer'), json_extract(data, '$.currency'), "
        "json_extract(data, '$.customer_po'), json_extract(data, '$.contract'), "
        "json_extract(data, '$.number'), json_extract(data, '$.terms') FROM entry "
        f"WHERE id IN {_GIVEN} AND kind IN ('orders', 'openings', 'invoices') AND facts <> '' "
        "ORDER BY path, ordinal",
        (json.dumps(sorted(entries)),),
    )
    return [
        _Document(id, kind, customer, currency, KnownBy._make(known_by))
        for id, kind, customer, currency, *known_by in rows
    ]


def _terms(connection: sqlite3.Connection, customers: Iterable[str]) -> dict[str, str | None]:
    rows = connection.execute(
        "SELECT id, json_extract(data, '$.terms') FROM entry "
        f"WHERE id IN {_GIVEN} AND kind = 'customers' AND facts <> '' ORDER BY path, ordinal",
        (json.dumps(sorted(customers)),),
    )
    terms: dict[str, str | None] = {}
    for customer, named in rows:
        terms.setdefault(customer, named)
    return terms
