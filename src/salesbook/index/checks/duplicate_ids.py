"""Ids that stand on more than one entry."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import PurePosixPath

from salesbook.index.codes import DUPLICATE_ID
from salesbook.model.kinds import KINDS
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem, Source

_OWN = {kind.name: kind.name for kind in KINDS if kind.master}
# Master entries are told apart within their kind, all documents among each other. Targets have no ids of their own.


def find(connection: sqlite3.Connection, policy: Policy, among: str | None = None) -> Iterator[Problem]:
    """One problem an id, at its second place; ``among`` entries (JSON of ids), None: all."""
    del policy
    whose = "" if among is None else "AND id IN (SELECT value FROM json_each(:among)) "
    repeated = connection.execute(
        f"SELECT id FROM entry WHERE id IS NOT NULL AND kind <> 'targets' {whose}"
        "GROUP BY id HAVING count(*) > 1 ORDER BY id",
        {"among": among},
    ).fetchall()
    for (id,) in repeated:
        places: dict[str, list[Source]] = {}
        rows = connection.execute(
            "SELECT kind, path, line FROM entry WHERE id = ? AND kind <> 'targets' ORDER BY path, line", (id,)
        )
        for kind, path, line in rows:
            places.setdefault(_OWN.get(kind, "documents"), []).append(Source(PurePosixPath(path), line))
        for found in places.values():
            if len(found) > 1:
                listed = ", ".join(str(place) for place in found)
                yield DUPLICATE_ID.problem(found[1], id=id, count=len(found), places=listed)
