"""The entries of one file in the index: what is new of them is parsed, what is known by its text is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from salesbook.index import problems as problem_rows
from salesbook.index.links import link_new
from salesbook.index.reading import Content, EntryRow, read_content
from salesbook.index.work import Work

_COLUMNS = ", ".join(EntryRow._fields)
_MARKS = ", ".join("?" * len(EntryRow._fields))


@dataclass(slots=True)
class Changes:
    """Ids of entries that came, went or changed, with their kinds; whether any file and the settings did.

    ``kinds`` are those of all entries in files that changed, where perhaps only their lines did. ``first``: the index
    was empty, and what is new is linked as it is put in.
    """

    ids: set[tuple[str, str]] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    files: bool = False
    settings: bool = False
    first: bool = False

    def note(self, before: Sequence[EntryRow], after: Sequence[EntryRow]) -> None:
        """Take in how a file's entries differ."""
        old, new = _texts_by_id(before), _texts_by_id(after)
        self.ids |= {each for each in old.keys() | new.keys() if old.get(each) != new.get(each)}
        self.kinds |= {row.kind for row in (*before, *after)}


def _texts_by_id(rows: Iterable[EntryRow]) -> dict[tuple[str, str], list[bytes]]:
    """The hashes of a file's entries by kind and id; of entries with one id the order counts, as the first is meant."""
    texts: dict[tuple[str, str], list[bytes]] = {}
    for row in rows:
        if row.id is not None:
            texts.setdefault((row.kind, row.id), []).append(row.hash)
    return texts


def forget_entries(connection: sqlite3.Connection, name: str) -> list[EntryRow]:
    """Take a file's entries out; returns them."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM entry WHERE path = ? ORDER BY ordinal", (name,)).fetchall()
    connection.execute("DELETE FROM entry WHERE path = ?", (name,))
    problem_rows.forget(connection, f"file:{name}")
    return [EntryRow(*row) for row in rows]


def read_entries(
    connection: sqlite3.Connection, path: PurePosixPath, data: bytes, changes: Changes, work: Work
) -> None:
    """Put the entries of a file's content in place of what the index holds of it."""
    before = forget_entries(connection, str(path))
    content = read_content(path, data, {row.hash: row for row in before if row.facts})
    _store(connection, path, content, work)
    changes.note(before, content.rows)


def add_entries(
    connection: sqlite3.Connection, path: PurePosixPath, content: Content, changes: Changes, work: Work
) -> None:
    """Put in the entries of a file that the index does not hold; of a first index in the order of their paths."""
    _store(connection, path, content, work)
    if changes.first:
        link_new(connection, content.links, content.references)
    changes.ids |= {(row.kind, row.id) for row in content.rows if row.id is not None}
    changes.kinds |= {row.kind for row in content.rows}


def _store(connection: sqlite3.Connection, path: PurePosixPath, content: Content, work: Work) -> None:
    connection.executemany(f"INSERT INTO entry VALUES ({_MARKS})", content.rows)
    problem_rows.store(connection, f"file:{path}", content.problems)
    work.entries += content.parsed
