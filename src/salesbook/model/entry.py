"""The base of every kind of entry."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar

from salesbook.model.facts import Fact
from salesbook.model.fields import Day, Identifier, Words
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.part import Part


class Reference(NamedTuple):
    """A place in an entry that names another: ``field`` (``orders.0.order``), the folder of its kind, its id."""

    field: str
    kind: str
    id: str


class Forced(Part):
    """A rule that was overridden on purpose, and why."""

    rule: Words
    reason: Words


class Entry(Part):
    """What every entry may have besides the fields of its kind: a note, tags, and fields of the user's own."""

    UNIQUE_IN: ClassVar[str] = "documents"
    """Ids are unique among all documents; a master entry's in its kind."""

    note: Words | None = None
    tags: list[Words] | None = None
    fields: dict[str, Any] | None = None
    forced: Forced | None = None

    @abstractmethod
    def key(self) -> str:
        """What it is known by: its id."""

    def facts(self) -> Iterator[Fact]:
        """What it says in terms of the rules."""
        return iter(())

    def references(self) -> Iterator[Reference]:
        """Which other entries it names."""
        return iter(())


class Identified(Entry):
    """An entry with an id."""

    id: Identifier

    def key(self) -> str:
        """Its id."""
        return self.id


class Document(Identified):
    """An entry with an id and a date."""

    date: Day
