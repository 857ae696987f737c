"""Reading ``salesbook.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.book.files import SETTINGS
from salesbook.book.part_file import part_from
from salesbook.model.problem import Problem

if TYPE_CHECKING:
    from salesbook.model.settings import Settings


def read_settings(root: Path) -> tuple[Settings | None, list[Problem]]:
    """The settings of the book in ``root``, or what is wrong with them, with places."""
    return settings_from((root / SETTINGS).read_bytes())


def settings_from(data: bytes) -> tuple[Settings | None, list[Problem]]:
    """The settings that the bytes of a ``salesbook.yaml`` say."""
    from salesbook.model.settings import Settings

    return part_from(data, SETTINGS, Settings)
