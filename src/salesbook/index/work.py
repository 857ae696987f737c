"""What bringing an index up to date takes: told while it goes on, and counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from salesbook.model.named_tuple import NamedTuple


class Stage(StrEnum):
    """What an update does, in this order."""

    READING = "reading"
    """Files that changed, by number of files."""
    WORKING_OUT = "working out"
    """Orders, openings, payments and credits that their entries touch, by number."""


Tell = Callable[[Stage, int, int], None]
"""Told while an update goes on: how many are done in a stage, of how many."""


def untold(stage: Stage, done: int, of: int) -> None:
    """For an update that nobody follows."""


class Means(NamedTuple):
    """With what an index is brought up to date: so many ``processes`` at most, this one included, and whom to ``tell``
    how far it is.

    More than one process is only for a program whose main module does nothing when it is imported: each of them does.
    """

    processes: int = 1
    tell: Tell = untold


ALONE = Means()
"""This process, untold."""


@dataclass(slots=True)
class Work:
    """What bringing the index up to date took: how many files were read and entries parsed, units worked out."""

    files: int = 0
    entries: int = 0
    units: int = 0
