"""Which parts a period's report has, in reading order."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from importlib import import_module
from typing import cast

from salesbook.reports.parts.part import Part

NAMES = (
    "headline",
    "trend",
    "pace",
    "reps",
    "teams",
    "customers",
    "products",
    "pivots",
    "collections",
    "aging",
    "backlog",
    "advances",
    "bills",
    "write-offs",
    "retention",
    "provision",
    "tax",
    "holdings",
    "bank",
    "warnings",
)
"""A part is the module of its name in this package, which is loaded when it is asked for and has it as ``PART``."""


ON_REQUEST = ("pivots", "bank")
"""Parts that a report has only in files to keep, or where they are asked for: they are large, or read much."""


def parts(names: Sequence[str] = ()) -> list[Part]:
    """The parts of these names, in reading order; without names all but those that have to be asked for."""
    wanted = names or [name for name in NAMES if name not in ON_REQUEST]
    return [_part(name) for name in NAMES if name in wanted]


def nearest_part(name: str) -> str | None:
    """The name that a user may have meant; None where none is near."""
    return next(iter(difflib.get_close_matches(name.lower(), NAMES, 1)), None)


def _part(name: str) -> Part:
    module = import_module(f"salesbook.reports.parts.{name.replace('-', '_')}")
    return cast("Part", module.PART)
