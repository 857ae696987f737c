"""Entries that came, went or changed, as they were and as they are: from these follows what a change reaches."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from typing import Any

from salesbook.model.named_tuple import NamedTuple

MANY = 10_000
_PART = 3200
"""Bytes of a book for each entry of a sixteenth of it, where an entry takes about 200."""


def too_many(connection: sqlite3.Connection) -> int:
    """From how many touched entries or units on checking all is faster than knowing what they reach: a sixteenth of the
    book's, by the size of its files.
    """
    (size,) = connection.execute("SELECT coalesce(sum(size), 0) FROM file").fetchone()
    return max(MANY, int(size) // _PART)


class TouchedEntry(NamedTuple):
    """An entry as it was before a change, or as it is after it; ``facts`` are empty where it has problems."""

    kind: str
    id: str
    data: str
    facts: str
    refs: str


class Touched(NamedTuple):
    """What a change touched: entries before and after it, and the ``units`` that were worked out again for it."""

    entries: Collection[TouchedEntry]
    units: Collection[str]

    @classmethod
    def now_and_before(
        cls,
        connection: sqlite3.Connection,
        ids: Collection[tuple[str, str]],
        went: Collection[TouchedEntry],
        units: Collection[str],
    ) -> Touched:
        """Of the entries with these kinds and ids: those that ``went``, and those that there are."""
        rows = connection.execute(
            "SELECT kind, id, data, facts, refs FROM entry INDEXED BY entry_id "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted({id for _, id in ids})),),
        )
        return cls([*went, *map(TouchedEntry._make, rows)], units)

    def ids(self, *kinds: str) -> set[str]:
        """The ids of those of some kinds; of all where none is given."""
        return {entry.id for entry in self.entries if not kinds or entry.kind in kinds}

    def data(self, *kinds: str) -> Iterator[dict[str, Any]]:
        """What those of some kinds say, or said; not of those with problems, which say nothing that counts."""
        for entry in self.entries:
            if entry.kind in kinds and entry.facts:
                yield json.loads(entry.data)

    def references(self, *kinds: str) -> Iterator[tuple[str, str]]:
        """The kinds and ids of what those of some kinds name, or named; of all where no kind is given."""
        for entry in self.entries:
            if not kinds or entry.kind in kinds:
                for _, kind, target in json.loads(entry.refs):
                    yield kind, target
