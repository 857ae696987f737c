"""What a dataset is: one flat table of a book, the same for SQL, data frames and exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from salesbook.datasets.batch import EntryBatch, entry_batches
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, Whose, standings
from salesbook.model.policy import Policy
from salesbook.reports.stored import BATCH, Amounts
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

    def entries(self, kind: str) -> Iterator[EntryBatch]:
        """The entries of a kind by date and id."""
        return entry_batches(self.book, kind, self.amounts)


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


Columns = tuple[Sequence[Cell], ...]
"""Some records of a dataset, column by column: a sequence for each of its fields, one cell of it for each record."""

MakeColumns = Callable[[Source], Iterator[Columns]]
"""Makes the records of a dataset, some at a time, always in the same order."""


def in_columns(records: Callable[[Source], Iterator[tuple[Cell, ...]]]) -> MakeColumns:
    """What makes records one by one, as what makes them column by column."""

    def columns(source: Source) -> Iterator[Columns]:
        remaining = records(source)
        while some := list(islice(remaining, BATCH)):
            yield tuple(zip(*some, strict=True))

    return columns


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
    columns: MakeColumns

    def records(self, source: Source) -> Iterator[tuple[Cell, ...]]:
        """Its records, one by one."""
        for columns in self.columns(source):
            yield from zip(*columns, strict=True)


OfEntries = Callable[[Source, EntryBatch], Columns]
"""Makes the records that come of some entries."""


@dataclass(frozen=True, slots=True)
class EntryDataset(Dataset):
    """A dataset of what was entered: its records are made of entries of ``kind``, each by itself."""

    kind: str
    of: OfEntries


def entry_dataset(
    name: str, title: Text, meaning: Text, fields: tuple[Field, ...], kind: str, of: OfEntries
) -> EntryDataset:
    """The dataset of what ``of`` makes of the entries of ``kind``."""

    def columns(source: Source) -> Iterator[Columns]:
        return (some for batch in source.entries(kind) if (some := of(source, batch))[0])

    return EntryDataset(name, title, meaning, fields, columns, kind, of)
