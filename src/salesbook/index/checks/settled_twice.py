"""Months whose commission was settled twice for one rep."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from salesbook.index.codes import SETTLED_TWICE
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem


def find(connection: sqlite3.Connection, policy: Policy) -> Iterator[Problem]:
    """One problem for each settlement of what an earlier one has settled."""
    rows = connection.execute("SELECT id, data FROM entry WHERE kind = 'commissions' AND facts <> '' ORDER BY date, id")
    settled: dict[tuple[str, str, str], str] = {}
    for id, text in rows:
        data = json.loads(text)
        key = (data["rep"], data["month"], data.get("currency") or policy.currency)
        earlier = settled.setdefault(key, id)
        if earlier != id:
            yield SETTLED_TWICE.problem(entry=id, rep=key[0], month=key[1], earlier=earlier)
