"""The canonical text of entries that somebody wrote by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from salesbook.book.canonical import write_entry
from salesbook.book.entries import read_entry
from salesbook.book.formatting import FormattedFile, format_file
from salesbook.model.entry import Entry
from salesbook.model.kinds import Kind
from salesbook.model.part import shape_of_part

_LAST = tuple(field.name for field in shape_of_part(Entry).fields)
"""What every kind may have stands at the end: note, tags, own fields."""


def format_ledger(data: bytes, path: PurePosixPath, kind: Kind) -> FormattedFile:
    """The file with its entries in canonical form; those with errors, or with comments inside, stay as they are."""

    def rewrite(text: str) -> str | None:
        read = read_entry(text, path, 1, kind)
        return None if read.problems else write_entry(in_order(kind, read.data), flow=kind.flow)

    return format_file(data, rewrite)


def in_order(kind: Kind, data: Mapping[str, Any]) -> dict[str, Any]:
    """The raw values of an entry, which is right, with its fields in the order of its kind, and so those inside."""
    arranged = shape_of_part(kind.model()).arranged(data)
    last = {name: arranged.pop(name) for name in _LAST if name in arranged}
    return {**arranged, **last}
