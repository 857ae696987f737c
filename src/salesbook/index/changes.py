"""What changed of a book since it was indexed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from salesbook.index.touched import MANY, TouchedEntry

if TYPE_CHECKING:
    from salesbook.index.reading import EntryRow


@dataclass(slots=True)
class Changes:
    """Ids of entries that came, went or changed, with their kinds; whether any file and the settings did.

    ``went`` are these entries as they were before, unless there are too ``MANY``. ``first``: the index was empty, and
    what is new is linked as it is put in.
    """

    ids: set[tuple[str, str]] = field(default_factory=set)
    went: list[TouchedEntry] = field(default_factory=list)
    files: bool = False
    settings: bool = False
    first: bool = False

    def note(self, before: Sequence[EntryRow], after: Sequence[EntryRow]) -> None:
        """Take in how a file's entries differ."""
        old, new = _texts_by_id(before), _texts_by_id(after)
        different = {each for each in old.keys() | new.keys() if old.get(each) != new.get(each)}
        self.ids |= different
        if len(self.ids) > MANY:
            self.went.clear()
            return
        self.went += [
            TouchedEntry(row.kind, row.id, row.data, row.facts, row.refs)
            for row in before
            if row.id is not None and (row.kind, row.id) in different
        ]


def _texts_by_id(rows: Iterable[EntryRow]) -> dict[tuple[str, str], list[bytes]]:
    """The hashes of a file's entries by kind and id; of entries with one id the order counts, as the first is meant."""
    texts: dict[tuple[str, str], list[bytes]] = {}
    for row in rows:
        if row.id is not None:
            texts.setdefault((row.kind, row.id), []).append(row.hash)
    return texts
