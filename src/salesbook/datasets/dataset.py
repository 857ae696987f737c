"""What a dataset is: one flat table of a book, the same for SQL, data frames and exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, Whose, standings
from salesbook.model.policy import Policy
from salesbook.reports.stored import Amounts, StoredEntry, entries_of
from salesbook.table import Cell, CellType, Column


@dataclass(frozen=True)
class Source:
    """The book that records come from. Figures count what is dated on or before ``day``; entries are all there."""

    book: IndexedBook
    policy: Policy
    day: date

    @cached_property
    def amounts(self) -> Amounts:
        """Of which currency each entry's amounts are."""
        return Amounts.of(self.book, self.policy)

    @cached_property
    def standings(self) -> dict[Whose, CustomerStanding]:
        """What each customer owes on the day, free money laid on the items that it pays."""
        return standings(self.book, self.policy, self.day)

    def entries(self, kind: str) -> Iterator[StoredEntry]:
        """The entries of a kind by date and id."""
        return entries_of(self.book, kind)


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a dataset. ``key`` never changes; ``title`` heads it for people; ``meaning`` is one sentence."""

    key: str
    title: Text
    meaning: Text
    type: CellType = CellType.TEXT

    @property
    def column(self) -> Column:
        """It, as a column of a table."""
        return Column(self.key, self.title, self.type)


Records = Callable[[Source], Iterator[tuple[Cell, ...]]]
"""Makes the records of a dataset, one cell for each of its fields, always in the same order."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One flat table of a book.

    ``name`` is what SQL, frames and files call it. Amounts are ``Money`` in the record's ``currency``, rates fractions,
    quantities and prices ``Decimal``; what an entry does not say is None.
    """

    name: str
    title: Text
    meaning: Text
    fields: tuple[Field, ...]
    records: Records
