"""What changed of a book since it was indexed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from salesbook.index.touched import MANY, TouchedEntry

if TYPE_CHECKING:
    from salesbook.index.reading import EntryRow

ReferenceRow = tuple[str, str, str, str, str]
"""A row of the table of references: the id and kind of what is named, those of the entry that names it, in a field."""


@dataclass(slots=True)
class Changes:
    """Ids of entries that came, went or changed, with their kinds; whether any file and the settings did.

    ``named`` are those of them that speak of other documents, or name other entries, than before; ``references`` are
    the rows that these had. ``went`` are these entries as they were before, unless there are more than ``many``.
    ``first``: the index had no entries, and what is new is linked as it is put in, and not named here.
    """

    ids: set[tuple[str, str]] = field(default_factory=set)
    named: set[tuple[str, str]] = field(default_factory=set)
    references: set[ReferenceRow] = field(default_factory=set)
    went: list[TouchedEntry] = field(default_factory=list)
    files: bool = False
    settings: bool = False
    first: bool = False
    many: int = MANY

    def note(self, before: Sequence[EntryRow], after: Sequence[EntryRow]) -> None:
        """Take in how a file's entries differ."""
        different = _differing(before, after, lambda row: row.hash)
        self.ids |= different
        named = _differing(before, after, lambda row: (row.subjects, row.refs))
        self.named |= named
        self.references |= {
            (target, target_kind, row.id, row.kind, where)
            for row in before
            if row.id is not None and (row.kind, row.id) in named
            for where, target_kind, target in json.loads(row.refs)
        }
        if len(self.ids) > self.many:
            self.went.clear()
            return
        self.went += [
            TouchedEntry(row.kind, row.id, row.data, row.facts, row.refs)
            for row in before
            if row.id is not None and (row.kind, row.id) in different
        ]


def _differing(
    before: Iterable[EntryRow], after: Iterable[EntryRow], what: Callable[[EntryRow], object]
) -> set[tuple[str, str]]:
    """Kinds and ids of a file's entries of which ``what`` changed; of entries with one id the order counts, as the
    first is meant.
    """
    old, new = (_by_id(rows, what) for rows in (before, after))
    return {each for each in old.keys() | new.keys() if old.get(each) != new.get(each)}


def _by_id(rows: Iterable[EntryRow], what: Callable[[EntryRow], object]) -> dict[tuple[str, str], list[object]]:
    found: dict[tuple[str, str], list[object]] = {}
    for row in rows:
        if row.id is not None:
            found.setdefault((row.kind, row.id), []).append(what(row))
    return found
