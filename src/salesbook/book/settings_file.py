"""Reading ``salesbook.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesbook.book.entries import with_places
from salesbook.book.files import SETTINGS
from salesbook.book.parsing import parse_fields
from salesbook.model.problem import Problem

if TYPE_CHECKING:
    from salesbook.model.settings import Settings


def read_settings(root: Path) -> tuple[Settings | None, list[Problem]]:
    """The settings of the book in ``root``, or what is wrong with them, with places."""
    return settings_from((root / SETTINGS).read_bytes())


def settings_from(data: bytes) -> tuple[Settings | None, list[Problem]]:
    """The settings that the bytes of a ``salesbook.yaml`` say."""
    from salesbook.model.part import validate
    from salesbook.model.settings import Settings

    node, problems = parse_fields(data, SETTINGS)
    if node is None:
        return None, problems
    raw: Any = node.value()
    settings, invalid = validate(Settings, raw)
    problems += with_places(node, invalid, problems)
    return (settings if not problems else None), problems
