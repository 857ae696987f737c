"""Which documents an entry speaks of, which entries it names, and what a change of it reaches."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

from salesbook.index.changes import Changes, ReferenceRow
from salesbook.index.unit_sources import MONEY_KINDS, kinds_of_units, sharing_entries
from salesbook.model.fact_codec import decode_facts
from salesbook.model.facts import BillEvent, Changed, Delivered, Exchanged, Fact, Given, HandedIn, Invoiced

_GIVEN = "entry.id IN (SELECT value FROM json_each(?))"
_LINKS = (
    "INSERT OR IGNORE INTO link SELECT document.value, entry.id FROM entry, json_each(entry.subjects) AS document "
    f"WHERE {_GIVEN} ORDER BY 1, 2"
)
_REFERENCES = (
    "INSERT OR IGNORE INTO reference SELECT named.value ->> 2, named.value ->> 1, entry.id, entry.kind, "
    f"named.value ->> 0 FROM entry, json_each(entry.refs) AS named WHERE {_GIVEN}"
)


def link_new(
    connection: sqlite3.Connection, links: Iterable[tuple[str, str]], references: Iterable[ReferenceRow]
) -> None:
    """Link the entries of a file, given the rows that they have, where none was linked before but those of files
    before it.
    """
    connection.executemany("INSERT OR IGNORE INTO link VALUES (?, ?)", links)
    connection.executemany("INSERT OR IGNORE INTO reference VALUES (?, ?, ?, ?, ?)", references)


def relink(
    connection: sqlite3.Connection, named: Iterable[tuple[str, str]], references: Iterable[ReferenceRow]
) -> None:
    """Link entries (kind, id) anew that speak of others than before, when they had these ``references``; entries with
    one id are taken together.
    """
    ids = json.dumps(sorted({id for _, id in named}))
    connection.execute("DELETE FROM link WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    connection.executemany(
        "DELETE FROM reference WHERE target = ? AND target_kind = ? AND id = ? AND kind = ? AND field = ?", references
    )
    for statement in (_LINKS, _REFERENCES):
        connection.execute(statement, (ids,))


def linked_subjects(connection: sqlite3.Connection, touched: Iterable[tuple[str, str]]) -> set[str]:
    """The documents that touched entries (kind, id) speak of, as the links stand."""
    ids = json.dumps([id for _, id in touched])
    rows = connection.execute("SELECT subject FROM link WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    return {row[0] for row in rows}


def decoded(facts: str) -> list[Fact]:
    """The facts of a row; none where its entry has problems."""
    return decode_facts(facts) if facts else []


def subjects_of(facts: Iterable[Fact]) -> list[str]:
    """The documents that facts speak of."""
    return sorted({subject for fact in facts for subject in _subjects_of(fact)})


def _subjects_of(fact: Fact) -> tuple[str, ...]:
    if isinstance(fact, (Changed, Delivered, Exchanged, Invoiced)):
        return (fact.order,)
    if isinstance(fact, Given):
        return (fact.source, fact.target)
    if isinstance(fact, BillEvent):
        return (fact.payment,)
    if isinstance(fact, HandedIn):
        return ()
    return (fact.entry,)


def reached_by_money(connection: sqlite3.Connection, subjects: set[str], changes: Changes) -> set[str]:
    """What touched money gives to; and, as an order's currency may be that of its money, what gives to an order."""
    money = {id for kind, id in changes.ids if kind in MONEY_KINDS}  # also what is gone by now
    beside = subjects | sharing_entries(connection, _in_another_currency(connection, changes))
    money |= {id for id, kind in kinds_of_units(connection, beside).items() if kind in MONEY_KINDS}
    return money | sharing_entries(connection, money)


_CURRENCY_KINDS = ("orders", "openings")


def _in_another_currency(connection: sqlite3.Connection, changes: Changes) -> set[str]:
    """Touched orders and openings, but those that are what they were, and in the same currency."""
    ids = {id for kind, id in changes.ids if kind in _CURRENCY_KINDS}
    before: dict[str, list[tuple[str, bool, str | None]]] = {id: [] for id in ids}
    for entry in changes.went:
        if entry.kind in _CURRENCY_KINDS:
            before[entry.id].append((entry.kind, bool(entry.facts), json.loads(entry.data).get("currency")))
    rows = connection.execute(
        "SELECT id, kind, facts <> '', json_extract(data, '$.currency') FROM entry INDEXED BY entry_id "
        f"WHERE id IN (SELECT value FROM json_each(?)) AND kind IN {_CURRENCY_KINDS}",
        (json.dumps(sorted(ids)),),
    )
    now: dict[str, list[tuple[str, bool, str | None]]] = {id: [] for id in ids}
    for id, kind, valid, currency in rows:
        now[id].append((kind, bool(valid), currency))
    # Of several entries with one id it may be another one by now that counts.
    return {id for id in ids if len(now[id]) != 1 or now[id] != before[id]}


def on_customers_terms(connection: sqlite3.Connection, touched: Iterable[tuple[str, str]]) -> set[str]:
    """Orders that name no terms follow their customer's."""
    customers = json.dumps([id for kind, id in touched if kind == "customers"])
    rows = connection.execute(  # from the customers to their orders: the other way looks at all orders
        "SELECT unit.id FROM unit INDEXED BY unit_customer "
        "CROSS JOIN entry ON entry.id = unit.id AND entry.kind = 'orders' "
        "WHERE unit.customer IN (SELECT value FROM json_each(?)) AND unit.kind = 'orders' "
        "AND json_extract(entry.data, '$.terms') IS NULL",
        (customers,),
    )
    return {row[0] for row in rows}


def of_products(connection: sqlite3.Connection, products: Collection[str]) -> set[str]:
    """The documents of entries with lines of these products: one without a tax of its own has its product's."""
    rows = connection.execute(
        "SELECT DISTINCT link.subject FROM reference CROSS JOIN link ON link.id = reference.id "
        "WHERE target IN (SELECT value FROM json_each(?)) AND target_kind = 'products'",
        (json.dumps(sorted(products)),),
    )
    return {row[0] for row in rows}
