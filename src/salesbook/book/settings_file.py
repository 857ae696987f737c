"""Reading ``salesbook.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.book.files import SETTINGS
from salesbook.book.parsing import parse_fields
from salesbook.book.part_file import part_from
from salesbook.model.problem import Problem, Source

if TYPE_CHECKING:
    from salesbook.model.settings import Settings


def read_settings(root: Path) -> tuple[Settings | None, list[Problem]]:
    """The settings of the book in ``root``, or what is wrong with them, with places."""
    return settings_from((root / SETTINGS).read_bytes())


def settings_from(data: bytes) -> tuple[Settings | None, list[Problem]]:
    """The settings that the bytes of a ``salesbook.yaml`` say."""
    from salesbook.model.settings import Settings

    settings, problems = part_from(data, SETTINGS, Settings)
    if settings is None or not settings.numbering:
        return settings, problems
    wrong = list(_wrong_patterns(data, settings.numbering))
    return (None if wrong else settings), problems + wrong


def _wrong_patterns(data: bytes, numbering: Mapping[str, str]) -> Iterator[Problem]:
    from salesbook.book.numbering import NumberingPattern

    for kind, pattern in numbering.items():
        problem = NumberingPattern.parse(pattern)
        if isinstance(problem, Problem):
            fields, _ = parse_fields(data, SETTINGS)
            yield problem.at(fields.locate(("numbering", kind)) if fields else Source(SETTINGS))
