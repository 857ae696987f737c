"""Bank lines with two matches, and payments, hand-ins and bill events that two lines were taken for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from salesbook.index.checks.documents import Document, documents, naming
from salesbook.index.checks.subjects import Finding, Subjects
from salesbook.index.codes import MATCHED_TWICE
from salesbook.index.touched import Touched
from salesbook.model.policy import Policy

_ENTRIES = ("payments", "handins", "bills", "credits", "allocations")


def find(connection: sqlite3.Connection, policy: Policy, taken: Subjects) -> Iterator[Finding]:
    """One problem for each match that takes what an earlier one, still in force, has taken."""
    del policy
    ids = None if taken.some is None else naming(connection, "matches", taken.some)
    if ids is not None:
        ids |= naming(connection, "matches", ids, "reverses")
    matches = documents(connection, "matches", ids)
    undone = {match["reverses"] for match in matches if match.get("reverses")}
    taken_first: dict[str, str] = {}
    for match in matches:
        if match["id"] in undone or match.get("reverses"):
            continue
        for what in _taken_by(match):
            earlier = taken_first.setdefault(what, match["id"])
            if earlier != match["id"] and what in taken:
                yield Finding(what, MATCHED_TWICE.problem(entry=match["id"], what=what, earlier=earlier))


def _taken_by(match: Document) -> Iterator[str]:
    entries = [id for kind in _ENTRIES for id in match.get(kind) or ()]
    if entries or match.get("ignored"):
        yield match["line"]
        yield from dict.fromkeys(entries)


def reached(connection: sqlite3.Connection, touched: Touched) -> set[str]:
    """What touched matches take, and those that they undo."""
    undone = {match["reverses"] for match in touched.data("matches") if match.get("reverses")}
    matches = [*touched.data("matches"), *documents(connection, "matches", undone)]
    return {what for match in matches for what in _taken_by(match)}
