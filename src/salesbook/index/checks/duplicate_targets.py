"""Targets that are set twice for the same rep, team or company, period and currency."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from salesbook.i18n import Text
from salesbook.index.codes import DUPLICATE_TARGET
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem, Source


def find(connection: sqlite3.Connection, policy: Policy) -> Iterator[Problem]:
    """One problem for each target that is set more than once, at its second place.

    One without a currency is in the book's, whether or not another says so.
    """
    rows = connection.execute(
        "SELECT data, path, line FROM entry WHERE kind = 'targets' AND facts <> '' ORDER BY path, line"
    )
    places: dict[tuple[str | None, str | None, str, str], list[Source]] = defaultdict(list)
    for text, path, line in rows:
        entry = json.loads(text)
        period = str(entry.get("month") or entry.get("quarter") or entry.get("year"))
        currency = entry.get("currency") or policy.currency
        places[entry.get("rep"), entry.get("team"), period, currency].append(Source(PurePosixPath(path), line))
    for (rep, team, period, _), found in places.items():
        if len(found) > 1:
            yield DUPLICATE_TARGET.problem(
                found[1],
                whose=rep or team or Text("the company", "公司"),
                period=period,
                count=len(found),
                places=", ".join(map(str, found)),
            )
