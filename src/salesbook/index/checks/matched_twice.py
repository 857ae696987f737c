"""Bank lines with two matches, and payments, hand-ins and bill events that two lines were taken for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from salesbook.index.codes import MATCHED_TWICE
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem

_ENTRIES = ("payments", "handins", "bills", "credits", "allocations")


def find(connection: sqlite3.Connection, policy: Policy) -> Iterator[Problem]:
    """One problem for each match that takes what an earlier one, still in force, has taken."""
    del policy
    rows = connection.execute("SELECT data FROM entry WHERE kind = 'matches' AND facts <> '' ORDER BY date, id")
    matches: list[dict[str, Any]] = [json.loads(data) for (data,) in rows]
    undone = {match["reverses"] for match in matches if match.get("reverses")}
    taken: dict[str, str] = {}
    for match in matches:
        if match["id"] in undone or match.get("reverses"):
            continue
        for what in _taken_by(match):
            earlier = taken.setdefault(what, match["id"])
            if earlier != match["id"]:
                yield MATCHED_TWICE.problem(entry=match["id"], what=what, earlier=earlier)


def _taken_by(match: dict[str, Any]) -> Iterator[str]:
    entries = [id for kind in _ENTRIES for id in match.get(kind) or ()]
    if entries or match.get("ignored"):
        yield match["line"]
        yield from dict.fromkeys(entries)
