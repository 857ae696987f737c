"""What units are worked out from, read in a few queries for many of them; plain, so that it can be sent anywhere."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import Any

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


def load_sources(connection: sqlite3.Connection, units: Sequence[str]) -> UnitSources:
    """The sources of units by id, in their order; what is no unit is left out of ``kinds``."""
    ids = set(units)
    entries = _Entries(connection)
    entries.read_hanging(ids)
    beside = entries.sharing(ids)
    entries.read(beside)
    money = {id for id in ids | beside if entries.kinds.get(id) in MONEY_KINDS}
    entries.read_hanging(money - ids)
    entries.read(entries.sharing(money))
    hanging = {subject: entries.hanging[subject] for subject in ids | money if subject in entries.hanging}
    reached = dict.fromkeys(chain.from_iterable(hanging.values()))
    return UnitSources(
        {id: entries.kinds[id] for id in units if id in entries.kinds},
        hanging,
        facts={id: entries.facts[id] for id in reached if id in entries.facts},
        currencies=entries.currencies,
        terms=_terms(connection, entries.on_customers_terms),
        known_by=entries.known_by,
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


class _Entries:
    """What entries say that were read, by their ids; those with one id in the order of their places.

    Whatever is asked for of an entry is read at once: to find it takes as long as to read it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._subjects: dict[str, set[str]] = {}
        self._known_by: dict[KnownBy, KnownBy] = {}  # many are alike, and sent once
        self.kinds: dict[str, str] = {}
        self.hanging: dict[str, list[str]] = {}
        self.facts: dict[str, list[str]] = {}
        self.currencies: dict[str, str | None] = {}
        self.known_by: dict[str, KnownBy] = {}
        self.on_customers_terms: set[str] = set()
        """The customers of documents that name no terms."""

    def read_hanging(self, subjects: Collection[str]) -> None:
        """Read some entries, and those that speak of them."""
        rows = self._connection.execute(
            f"SELECT subject, id FROM link WHERE subject IN {_GIVEN} ORDER BY subject, id",
            (json.dumps(list(subjects)),),
        ).fetchall()
        for subject, id in rows:
            self.hanging.setdefault(subject, []).append(id)
        self.read({*subjects, *(id for _, id in rows)})

    def sharing(self, subjects: Iterable[str]) -> set[str]:
        """All that the entries speak of which speak of one of these."""
        speaking = chain.from_iterable(self.hanging.get(subject, ()) for subject in subjects)
        return set(chain.from_iterable(self._subjects[id] for id in speaking))

    def read(self, ids: Iterable[str]) -> None:
        """Read entries that were not read yet."""
        new = [id for id in ids if id not in self._subjects]
        if not new:
            return
        rows = self._connection.execute(
            "SELECT id, kind, facts, subjects, CASE WHEN facts <> '' AND kind IN ('orders', 'openings', 'invoices') "
            "THEN json_extract(data, '$.customer', '$.currency', '$.customer_po', '$.contract', '$.number', '$.terms') "
            f"END FROM entry WHERE id IN {_GIVEN} ORDER BY id, kind, path, ordinal",
            (json.dumps(new),),
        ).fetchall()
        self._subjects.update((id, set()) for id in new)
        documents = iter(_decoded(row[4] for row in rows if row[4]))
        for (id, kind, facts, _, document), subjects in zip(rows, _decoded(row[3] for row in rows), strict=True):
            self._subjects[id].update(subjects)
            if kind in UNIT_KINDS:
                self.kinds.setdefault(id, kind)
            if facts:
                self.facts.setdefault(id, []).append(facts)
            if document:
                self._note_document(id, kind, *next(documents))

    def _note_document(
        self, id: str, kind: str, customer: str, currency: str | None, *said: str | list[object] | None
    ) -> None:
        known_by = KnownBy._make([json.dumps(each) if isinstance(each, list) else each for each in said])
        if kind != "invoices":
            self.currencies.setdefault(id, currency)
        self.known_by[id] = self._known_by.setdefault(known_by, known_by)
        if known_by.terms is None:
            self.on_customers_terms.add(customer)


def _decoded(texts: Iterable[str]) -> list[Any]:
    """What JSON texts hold, read as one text, which takes half the time."""
    found: list[Any] = json.loads(f"[{','.join(texts)}]")
    return found


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
