"""Files that hold the fields of one part, as ``salesbook.yaml`` does."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from salesbook.book.entries import with_places
from salesbook.book.parsing import parse_fields
from salesbook.model.part import AnyPart, validate
from salesbook.model.problem import Problem


def part_from(data: bytes, path: PurePosixPath, part: type[AnyPart]) -> tuple[AnyPart | None, list[Problem]]:
    """The part that the bytes of a file say, or all that is wrong with them, with places."""
    node, problems = parse_fields(data, path)
    if node is None:
        return None, problems
    raw: Any = node.value()
    read, invalid = validate(part, raw)
    problems += with_places(node, invalid, problems)
    return (read if not problems else None), problems
