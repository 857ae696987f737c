"""One field of an entry given a new value: every other line of its text stays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from salesbook.book.canonical import write_entry
from salesbook.book.parsing import has_comments, parse_entry

_NOWHERE = PurePosixPath()


def with_field(text: str, field: str, value: object | None) -> str | None:
    """The text of an entry whose ``field`` has ``value``; None as value takes the field away.

    A new field is the last. None where comments inside the text would be lost, or the text is not sound.
    """
    node, problems = parse_entry(text, _NOWHERE, 1)
    if node is None or problems or not isinstance(node.content, dict):
        return None
    data: Any = node.value()
    wanted: dict[str, object] = {**data, field: value}
    if value is None:
        del wanted[field]
    written = _spliced(text, {name: inner.name_at for name, inner in node.content.items()}, field, value)
    if written is None or _data(written) != wanted:
        if has_comments(text):
            return None
        written = write_entry(wanted, flow=False)
    return written


def _spliced(text: str, places: Mapping[str, tuple[int, int] | None], field: str, value: object | None) -> str | None:
    """The text with the lines of one field replaced; None where a line holds several fields."""
    lines = text.splitlines(keepends=True)
    starts = sorted(place[0] - 1 for place in places.values() if place)
    if len(set(starts)) != len(places):
        return None
    new = write_entry({field: value}, flow=False).replace("- ", "  ", 1) if value is not None else ""
    place = places.get(field)
    if place is None:
        return "".join(lines).rstrip("\n") + "\n" + new
    begin = place[0] - 1
    end = next((start for start in starts if start > begin), len(lines))
    if begin == 0 or any("#" in line for line in lines[begin:end]):
        return None
    return "".join([*lines[:begin], new, *lines[end:]])


def _data(text: str) -> object:
    node, problems = parse_entry(text, _NOWHERE, 1)
    return None if node is None or problems else node.value()
