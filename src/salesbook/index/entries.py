"""The entries of one file in the index: what is new of them is parsed, what is known by its text is kept."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from salesbook.book.entries import read_entry
from salesbook.book.entry_files import MAX_ENTRIES
from salesbook.book.files import kind_of
from salesbook.book.ledger_text import split
from salesbook.index import problems as problem_rows
from salesbook.index.codes import NO_KIND, TOO_MANY_ENTRIES
from salesbook.index.links import subjects_of
from salesbook.index.work import Work
from salesbook.model.codec import encode
from salesbook.model.fact_codec import encode_facts
from salesbook.model.kinds import Kind
from salesbook.model.problem import Problem, Source

_FAULTY = ""
"""In place of the facts of an entry that has problems: it is read again when its file changes, for its place."""


class _Row(NamedTuple):
    """What the table of entries keeps of one, apart from its place."""

    hash: bytes
    kind: str
    id: str | None
    date: str | None
    data: str
    facts: str
    subjects: str
    refs: str

    @property
    def kept(self) -> tuple[bytes, str, str, str, str]:
        """The columns after its place."""
        return self.hash, self.data, self.facts, self.subjects, self.refs


@dataclass(slots=True)
class Changes:
    """Ids of entries that came, went or changed, with their kinds; whether any file and the settings did."""

    ids: set[tuple[str, str]] = field(default_factory=set)
    files: bool = False
    settings: bool = False

    def note(self, before: Iterable[_Row], after: Iterable[_Row]) -> None:
        """Take in how a file's entries differ."""
        old, new = _texts_by_id(before), _texts_by_id(after)
        self.ids |= {each for each in old.keys() | new.keys() if old.get(each) != new.get(each)}


def _texts_by_id(rows: Iterable[_Row]) -> dict[tuple[str, str], list[bytes]]:
    """The hashes of a file's entries by kind and id; of entries with one id the order counts, as the first is meant."""
    texts: dict[tuple[str, str], list[bytes]] = {}
    for row in rows:
        if row.id is not None:
            texts.setdefault((row.kind, row.id), []).append(row.hash)
    return texts


def forget_entries(connection: sqlite3.Connection, name: str) -> list[_Row]:
    """Take a file's entries out; returns them."""
    columns = "hash, kind, id, date, data, facts, subjects, refs"
    rows = connection.execute(f"SELECT {columns} FROM entry WHERE path = ? ORDER BY ordinal", (name,)).fetchall()
    connection.execute("DELETE FROM entry WHERE path = ?", (name,))
    problem_rows.forget(connection, f"file:{name}")
    return [_Row(*row) for row in rows]


def read_entries(
    connection: sqlite3.Connection, path: PurePosixPath, data: bytes, changes: Changes, work: Work
) -> None:
    """Put the entries of a file's content in place of what the index holds of it."""
    before = forget_entries(connection, str(path))
    known = {row.hash: row for row in before if row.facts != _FAULTY}
    kind = kind_of(path)
    after: list[_Row] = []
    if kind is None:
        problem_rows.store(connection, f"file:{path}", [NO_KIND.problem(Source(path), path=path)])
    else:
        text = split(data, path)
        found = list(text.problems)
        if len(text.entries) > MAX_ENTRIES:
            count = len(text.entries)
            found.append(TOO_MANY_ENTRIES.problem(Source(path), path=path, count=count, limit=MAX_ENTRIES))
        for ordinal, place in enumerate(text.entries):
            entry_text = data[place.start : place.end]
            digest = hashlib.blake2b(entry_text, digest_size=16).digest()
            row = known.get(digest)
            if row is None:
                row, problems = _read_entry(entry_text, path, place.line, kind, digest)
                found += problems
                work.entries += 1
            after.append(row)
            connection.execute(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (str(path), ordinal, row.kind, row.id, row.date, place.line, place.start, place.end, *row.kept),
            )
        problem_rows.store(connection, f"file:{path}", found)
    changes.note(before, after)


def _read_entry(
    text: bytes, path: PurePosixPath, line: int, kind: Kind, digest: bytes
) -> tuple[_Row, tuple[Problem, ...]]:
    read = read_entry(text, path, line, kind)
    row = _Row(
        hash=digest,
        kind=kind.name,
        id=read.id,
        date=read.date.isoformat() if read.date else None,
        data=encode(read.data),
        facts=_FAULTY if read.problems else encode_facts(read.facts),
        subjects=encode([] if read.problems else subjects_of(read.facts)),
        refs=encode(read.references),
    )
    return row, read.problems
