"""What was read of a book, so that it can be told later whether it still says the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from salesbook.book.files import SETTINGS, kind_of
from salesbook.index.book import IndexedBook


@dataclass(frozen=True, slots=True)
class Seen:
    """The hashes of all ledger files of some kinds, by path, as they were read."""

    kinds: frozenset[str] = frozenset()
    files: Mapping[PurePosixPath, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, book: IndexedBook, kinds: Collection[str]) -> Seen:
        """Those of ``kinds``, as the index has read them."""
        rows = (
            (PurePosixPath(path), digest) for path, digest in book.connection.execute("SELECT path, hash FROM file")
        )
        return cls(frozenset(kinds), {path: digest for path, digest in rows if _kind(path) in kinds})

    def changed(self, book: IndexedBook) -> list[PurePosixPath]:
        """The files that came, went, or say something else by now."""
        now = Seen.of(book, self.kinds).files
        return sorted(path for path in {*self.files, *now} if self.files.get(path) != now.get(path))


def _kind(path: PurePosixPath) -> str | None:
    kind = None if path == SETTINGS else kind_of(path)
    return None if kind is None else kind.name
