"""Which documents an entry speaks of, which entries it names, and what a change of it reaches."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from salesbook.model.fact_codec import decode_facts
from salesbook.model.facts import BillEvent, Changed, Delivered, Exchanged, Fact, Given, HandedIn, Invoiced

UNIT_KINDS = ("orders", "openings", "payments", "credits")
"""Kinds whose entries are units: their movements are worked out together with all that hangs on them."""


def linked_subjects(connection: sqlite3.Connection, touched: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The documents that touched entries (kind, id) speak of, as the links stand."""
    for _, id in touched:
        for row in connection.execute("SELECT subject FROM link WHERE id = ?", (id,)):
            yield row[0]


def relink(connection: sqlite3.Connection, touched: Iterable[tuple[str, str]]) -> None:
    """Which documents an entry speaks of, and which entries it names; entries with one id are taken together."""
    for id in {id for _, id in touched}:
        connection.execute("DELETE FROM link WHERE id = ?", (id,))
        connection.execute("DELETE FROM reference WHERE id = ?", (id,))
        rows = connection.execute("SELECT kind, facts, refs FROM entry WHERE id = ?", (id,)).fetchall()
        for kind, facts, references in rows:
            subjects = {subject for fact in decoded(facts) for subject in _subjects_of(fact)}
            connection.executemany("INSERT OR IGNORE INTO link VALUES (?, ?)", [(each, id) for each in subjects])
            connection.executemany(
                "INSERT OR IGNORE INTO reference VALUES (?, ?, ?, ?, ?)",
                [(kind, id, *reference) for reference in json.loads(references)],
            )


def decoded(facts: str) -> list[Fact]:
    """The facts of a row; none where its entry has problems."""
    return decode_facts(facts) if facts else []


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


def reached_by_money(
    connection: sqlite3.Connection, subjects: set[str], touched: Iterable[tuple[str, str]]
) -> Iterator[str]:
    """What touched money gives to; and, as an order's currency may be that of its money, what gives to an order."""
    money = {subject for subject in subjects if unit_kind(connection, subject) in {"payments", "credits"}}
    money |= {id for kind, id in touched if kind in {"payments", "credits"}}  # also what is gone by now
    headers = {id for kind, id in touched if kind in {"orders", "openings"}}
    for header in headers:
        linked = connection.execute(
            "SELECT DISTINCT other.subject FROM link JOIN link other ON other.id = link.id WHERE link.subject = ?",
            (header,),
        )
        money |= {row[0] for row in linked if unit_kind(connection, row[0]) in {"payments", "credits"}}
    for source in money:
        yield source
        yield from (
            row[0]
            for row in connection.execute(
                "SELECT DISTINCT other.subject FROM link JOIN link other ON other.id = link.id WHERE link.subject = ?",
                (source,),
            )
        )


def on_customers_terms(connection: sqlite3.Connection, touched: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Orders that name no terms follow their customer's."""
    for kind, id in touched:
        if kind == "customers":
            rows = connection.execute(
                "SELECT unit.id FROM unit JOIN entry ON entry.id = unit.id AND entry.kind = 'orders' "
                "WHERE unit.customer = ? AND unit.kind = 'orders' AND json_extract(entry.data, '$.terms') IS NULL",
                (id,),
            )
            yield from (row[0] for row in rows)


def unit_kind(connection: sqlite3.Connection, id: str) -> str | None:
    """The kind of a unit; None where the id is no unit's."""
    marks = ", ".join("?" * len(UNIT_KINDS))
    row = connection.execute(f"SELECT kind FROM entry WHERE id = ? AND kind IN ({marks})", (id, *UNIT_KINDS)).fetchone()
    return row[0] if row else None
