"""What bringing an index up to date took, counted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Work:
    """What bringing the index up to date took: how many files were read and entries parsed, units worked out."""

    files: int = 0
    entries: int = 0
    units: int = 0
