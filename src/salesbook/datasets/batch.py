"""Some entries of a kind, read together: what can be done once for all of them is not done for each."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, repeat
from operator import itemgetter
from typing import Any, TypeVar

from salesbook.datasets.values import days_of
from salesbook.index.book import IndexedBook
from salesbook.model.columns import BlankColumn
from salesbook.reports.stored import BATCH, Amounts, decoded, parts_of

Item = TypeVar("Item")


@dataclass(frozen=True)
class EntryBatch:
    """Entries of ``kind``, one item of each sequence for each of them; ``data`` are the fields as plain JSON."""

    kind: str
    ids: Sequence[str]
    days: Sequence[str | None]
    data: Sequence[dict[str, Any]]
    amounts: Amounts

    @cached_property
    def dates(self) -> Sequence[date | None]:
        """The days as dates."""
        return days_of(self.days)

    @cached_property
    def currencies(self) -> Sequence[str]:
        """Of the amounts of each."""
        units = self.amounts.units
        return [
            units.get(id) or self.amounts.currency_by_fields(self.kind, data)
            for id, data in zip(self.ids, self.data, strict=True)
        ]

    @cached_property
    def said(self) -> frozenset[str]:
        """The fields that any of them has."""
        return frozenset().union(*self.data)

    def values(self, field: str, missing: Any = None) -> Sequence[Any]:
        """A field of each, ``missing`` where it has none."""
        return _values(self.data, self.said, field, missing)

    def texts(self, field: str) -> Sequence[str | None]:
        """A field of each that is a text; None where it is missing or something else."""
        return _texts(self.values(field))

    def parts(self, inside: str) -> PartBatch:
        """What stands in the list ``inside`` them, one part after another."""
        if inside not in self.said:
            return PartBatch(self, (), ())
        lists = [parts_of(data, inside) for data in self.data]
        return PartBatch(self, list(map(len, lists)), list(chain.from_iterable(lists)))


@dataclass(frozen=True)
class PartBatch:
    """Parts of ``entries``: ``counts`` says how many each of them has, ``data`` are the fields of all."""

    entries: EntryBatch
    counts: Sequence[int]
    data: Sequence[dict[str, Any]]

    @property
    def numbers(self) -> Sequence[int]:
        """Which of its list each is, from 1."""
        return list(chain.from_iterable(range(1, count + 1) for count in self.counts))

    @cached_property
    def said(self) -> frozenset[str]:
        """The fields that any of them has."""
        return frozenset().union(*self.data)

    def owned(self, items: Sequence[Item]) -> Sequence[Item]:
        """For each part, the item that belongs to its entry."""
        return list(chain.from_iterable(map(repeat, items, self.counts)))

    def values(self, field: str) -> Sequence[Any]:
        """A field of each, None where it has none."""
        return _values(self.data, self.said, field)

    def texts(self, field: str) -> Sequence[str | None]:
        """A field of each that is a text; None where it is missing or something else."""
        return _texts(self.values(field))


def _values(data: Sequence[Mapping[str, Any]], said: Container[str], field: str, missing: Any = None) -> Sequence[Any]:
    if field not in said:
        return BlankColumn(len(data)) if missing is None else [missing] * len(data)
    try:
        return list(map(itemgetter(field), data))  # most fields are in all or in none
    except KeyError:
        return [each.get(field, missing) for each in data]


def _texts(values: Sequence[Any]) -> Sequence[str | None]:
    return [value if isinstance(value, str) else None for value in values]


def entry_batches(book: IndexedBook, kind: str, amounts: Amounts) -> Iterator[EntryBatch]:
    """All entries of a kind by date and id."""
    rows = book.connection.execute(
        "SELECT id, date, data FROM entry WHERE kind = ? AND id IS NOT NULL ORDER BY date, id", (kind,)
    )
    while batch := rows.fetchmany(BATCH):
        ids, days, texts = zip(*batch, strict=True)
        yield EntryBatch(kind, ids, days, decoded(texts), amounts)
