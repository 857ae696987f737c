"""The tables of a book that are given out to be read by other tools, and perhaps read in again later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from salesbook.datasets.dataset import Dataset, Source
from salesbook.datasets.entries import ENTRY_DATASETS
from salesbook.datasets.order_lines import DATASET as ORDER_LINES
from salesbook.datasets.parts import PART_DATASETS
from salesbook.exports.headers import Headers
from salesbook.i18n import Language
from salesbook.table import Cell

ENTERED: tuple[Dataset, ...] = (*ENTRY_DATASETS.values(), ORDER_LINES, *PART_DATASETS)
"""All that was entered: a table for each kind, and one for each list inside entries."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as it is written: its name and headings in the chosen language, and its records."""

    name: str
    headings: tuple[str, ...]
    dataset: Dataset
    records: Iterator[tuple[Cell, ...]]


def sheets(source: Source, headers: Headers) -> Iterator[Sheet]:
    """The tables that hold anything, in reading order."""
    for dataset in ENTERED:
        records = dataset.records(source)
        first = next(records, None)
        if first is not None:
            yield Sheet(
                dataset.name if headers is Headers.EN else dataset.title.to(Language.ZH),
                tuple(field.key if headers is Headers.EN else field.title.to(Language.ZH) for field in dataset.fields),
                dataset,
                _after(first, records),
            )


def _after(first: tuple[Cell, ...], rest: Iterator[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    yield first
    yield from rest
