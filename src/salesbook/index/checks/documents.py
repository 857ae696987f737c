"""Documents as checks read them: those of a kind, and those that name others."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import Any

Document = dict[str, Any]


def documents(
    connection: sqlite3.Connection, kind: str, ids: Collection[str] | None = None, having: str = "TRUE"
) -> list[Document]:
    """The data of entries without problems, by date and id: of some ids, or of all; ``having`` is a condition in SQL.

    Of several with one id the first counts.
    """
    given = json.dumps(sorted(ids or ()))
    whose = "" if ids is None else "INDEXED BY entry_id "
    among = "TRUE" if ids is None else "id IN (SELECT value FROM json_each(:ids))"
    rows = connection.execute(
        f"SELECT id, data FROM entry {whose}WHERE kind = :kind AND {among} AND facts <> '' AND {having} "
        "ORDER BY path, ordinal",
        {"kind": kind, "ids": given},
    )
    found: dict[str, str] = {}
    for id, data in rows:
        found.setdefault(id, data)
    return sorted(map(json.loads, found.values()), key=lambda each: (each["date"], each["id"]))


def naming(connection: sqlite3.Connection, kind: str, named: Collection[str], field: str | None = None) -> set[str]:
    """The ids of the entries of a kind that name any of these ids, in one field or in any."""
    where = "TRUE" if field is None else "field = :field"
    rows = connection.execute(
        f"SELECT id FROM reference WHERE target IN (SELECT value FROM json_each(:named)) AND kind = :kind AND {where}",
        {"named": json.dumps(sorted(named)), "kind": kind, "field": field},
    )
    return {row[0] for row in rows}
