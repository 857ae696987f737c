"""Ids that stand on more than one entry."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import PurePosixPath

from salesbook.index.checks.subjects import Finding, Subjects
from salesbook.index.codes import DUPLICATE_ID
from salesbook.index.touched import Touched
from salesbook.model.kinds import KINDS
from salesbook.model.policy import Policy
from salesbook.model.problem import Source

_OWN = {kind.name: kind.name for kind in KINDS if kind.master}
# Master entries are told apart within their kind, all documents among each other. Targets have no ids of their own.


def find(connection: sqlite3.Connection, policy: Policy, ids: Subjects) -> Iterator[Finding]:
    """One problem an id, at its second place."""
    del policy
    repeated = connection.execute(
        f"SELECT id FROM entry WHERE id IS NOT NULL AND kind <> 'targets' AND {ids.among('id')} "
        "GROUP BY id HAVING count(*) > 1 ORDER BY id",
        ids.parameters,
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
                yield Finding(id, DUPLICATE_ID.problem(found[1], id=id, count=len(found), places=listed))


def reached(connection: sqlite3.Connection, touched: Touched) -> set[str]:
    """The ids of what was touched."""
    del connection
    return touched.ids()
