"""Files that hold the fields of one part, as ``salesbook.yaml`` does."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from salesbook.book.entries import with_places
from salesbook.book.parsing import parse_fields
from salesbook.model.part import AnyPart, validate
from salesbook.model.problem import Problem, Severity


def part_from(data: bytes, path: PurePosixPath, part: type[AnyPart]) -> tuple[AnyPart | None, list[Problem]]:
    """The part that the bytes of a file say, None where there are errors; and all problems, with places."""
    node, problems = parse_fields(data, path)
    if node is None:
        return None, problems
    raw: Any = node.value()
    read, invalid = validate(part, raw)
    problems += with_places(node, invalid, problems)
    broken = any(problem.severity is Severity.ERROR for problem in problems)
    return (None if broken else read), problems
