"""Entries before and after they are recorded, and why they were not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

from salesbook.history.commits import Commit
from salesbook.model.kinds import Kind
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Problem


@dataclass(frozen=True, eq=False, slots=True)
class Draft:
    """An entry that is to be recorded: its fields, in the order of the format, as raw YAML values.

    Numbers are ``Decimal``, rates text (``13%``). Without ``id`` it is numbered. A value at any depth may be another
    draft that is recorded with it: its id is meant.
    """

    kind: Kind
    data: Mapping[str, object]

    @property
    def day(self) -> date:
        """Its date, which decides its number and file; master entries have none and count as of the first day."""
        day = self.data.get("date")
        return day if isinstance(day, date) else date.min


class FieldChange(NamedTuple):
    """A field of an entry that stands in the book already, and its new value from the old; None is no field."""

    kind: Kind
    id: str
    field: str
    change: Callable[[object | None], object | None]


class RecordedEntry(NamedTuple):
    """An entry as it stands (or, in a dry run, would stand) in the file ``path`` of the book."""

    kind: Kind
    id: str
    path: PurePosixPath
    data: Mapping[str, object]
    text: str

    @property
    def label(self) -> str:
        """Its id; of a target, which has none, whose it is and of which period."""
        return self.id if "id" in self.data else self.id.strip(":").replace(":", " ")


class Plan(NamedTuple):
    """What is to be written: numbered entries, and the files they go to, before (``None``: no file) and after."""

    entries: tuple[RecordedEntry, ...]
    files: Mapping[PurePosixPath, tuple[bytes | None, bytes]]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the entries."""
        return tuple(entry.id for entry in self.entries)


class Recorded(NamedTuple):
    """What was written: the entries, warnings, and the commit, which is None outside git and where none was wanted.

    A dry run tells the difference that it would make in the files instead.
    """

    entries: tuple[RecordedEntry, ...]
    warnings: tuple[Problem, ...] = ()
    commit: Commit | None = None
    diff: str = ""


class Because(StrEnum):
    """Why nothing was recorded."""

    ERRORS = "errors"
    """The entry, or the book with it, would have errors."""
    RULE = "rule"
    """A rule forbids it, which ``--force`` may override."""
    FAILURE = "failure"
    """The book is locked, or changed meanwhile, or the disk or git failed."""


class Refused(NamedTuple):
    """Nothing was recorded, and why. ``forceable``: a reason given in ``Manner.force`` would record it nevertheless.

    ``entries`` are what would have been recorded, where the drafts themselves were sound.
    """

    problems: tuple[Problem, ...]
    because: Because
    forceable: bool = False
    entries: tuple[RecordedEntry, ...] = ()
