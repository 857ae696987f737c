"""The tables of a book that are given out to be read by other tools, and perhaps read in again later."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass

from salesbook.datasets.dataset import Columns, Dataset, EntryDataset, Source
from salesbook.datasets.entries import ENTRY_DATASETS
from salesbook.datasets.order_lines import DATASET as ORDER_LINES
from salesbook.datasets.parts import PART_DATASETS
from salesbook.exports.headers import Headers
from salesbook.i18n import Language
from salesbook.table import CellType

ENTERED: tuple[EntryDataset, ...] = (*ENTRY_DATASETS.values(), ORDER_LINES, *PART_DATASETS)
"""All that was entered: a table for each kind, and one for each list inside entries."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as it is written: its name and headings in the chosen language, and what its columns hold."""

    name: str
    headings: tuple[str, ...]
    kinds: tuple[CellType, ...]


Append = Callable[[Columns], object]
"""Writes more records to a table that was opened."""


def write_tables(
    source: Source, headers: Headers, opened: Callable[[Sheet], AbstractContextManager[Append]]
) -> list[str]:
    """Write the tables that hold anything, each where ``opened`` puts it; their names in reading order.

    All tables that come of one kind of entries are written side by side, so that these are read once.
    """
    written: set[str] = set()
    for kind in dict.fromkeys(dataset.kind for dataset in ENTERED):
        datasets = [dataset for dataset in ENTERED if dataset.kind == kind]
        with ExitStack() as stack:
            tables: dict[str, Append] = {}
            for batch in source.entries(kind):
                for dataset in datasets:
                    columns = dataset.of(source, batch)
                    if not columns[0]:
                        continue
                    if dataset.name not in tables:
                        tables[dataset.name] = stack.enter_context(opened(_sheet(dataset, headers)))
                    tables[dataset.name](columns)
        written |= tables.keys()
    return [_sheet(dataset, headers).name for dataset in ENTERED if dataset.name in written]


def _sheet(dataset: Dataset, headers: Headers) -> Sheet:
    in_english = headers is Headers.EN
    return Sheet(
        dataset.name if in_english else dataset.title.to(Language.ZH),
        tuple(field.key if in_english else field.title.to(Language.ZH) for field in dataset.fields),
        tuple(field.type for field in dataset.fields),
    )
