"""A book's datasets as pandas data frames, for notebooks and scripts.

>>> from salesbook import Book
>>> book = Book.open(".")
>>> items = book.frame("items")
>>> items.groupby("bucket", observed=True)["amount"].sum()
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesbook.book.place import find_book
from salesbook.datasets.dataset import Dataset, Field, Source
from salesbook.datasets.registry import DATASETS
from salesbook.index.book import IndexedBook, open_book
from salesbook.model.money import Money, to_decimal
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem
from salesbook.table import Cell, CellType

if TYPE_CHECKING:
    import pandas as pd

MINOR = "_minor"
"""Ends the names of the columns that hold amounts in the smallest unit of their currency."""

_CATEGORIES = frozenset(
    {
        *("account", "axis", "bucket", "category", "currency", "customer", "event", "group", "ignored", "key"),
        *("measure", "method", "order", "product", "reason", "rep", "settle", "team", "unit"),
    }
)
"""Fields with few values for many records."""


class BookError(Exception):
    """A book that cannot be read: there is none, or it has errors. Its text says what to do."""


@dataclass(frozen=True)
class Book:
    """A book that is read. Its frames are made anew from the text at every call of ``open``, and never written back."""

    root: Path
    _indexed: IndexedBook
    _policy: Policy

    @classmethod
    def open(cls, folder: str | Path = ".") -> Book:
        """The book in ``folder``, or in the nearest folder above. Raises ``BookError``, or ``OSError`` of the disk."""
        found = find_book(Path(folder), None, {})
        if isinstance(found, Problem):
            raise BookError(found.message.en)
        indexed = open_book(found)
        if indexed.policy is None or indexed.errors:
            raise BookError(f"the book in {found} has errors: run `salesbook check` there")
        return cls(found, indexed, indexed.policy)

    @property
    def names(self) -> tuple[str, ...]:
        """The frames there are."""
        return tuple(DATASETS)

    def fields(self, name: str) -> pd.DataFrame:
        """What the columns of a frame mean: a frame of ``column``, ``type`` and ``meaning``."""
        import pandas as pd

        rows = [(field.key, field.type.value, field.meaning.en) for field in _dataset(name).fields]
        return pd.DataFrame(rows, columns=["column", "type", "meaning"])

    def frame(self, name: str, as_of: date | None = None) -> pd.DataFrame:
        """All records of a dataset; its figures count what is dated on or before ``as_of``, by default today.

        Dates are ``datetime64``, ids that repeat ``category``, flags ``boolean``, counts ``Int64``, rates ``float64``.
        An amount has two columns: ``amount`` in ``Decimal``, and ``amount_minor`` in ``Int64``, exact and fast.
        Quantities and prices are ``Decimal``. Raises ``KeyError`` for an unknown name.
        """
        import pandas as pd

        dataset = _dataset(name)
        cells: list[list[Cell]] = [[] for _ in dataset.fields]
        for some in dataset.columns(Source(self._indexed, self._policy, as_of or date.today())):
            for column, more in zip(cells, some, strict=True):
                column.extend(more)
        columns: dict[str, Any] = {}
        for field, column in zip(dataset.fields, cells, strict=True):
            columns |= _columns(field, column)
        return pd.DataFrame(columns)


def _dataset(name: str) -> Dataset:
    if name not in DATASETS:
        raise KeyError(f"{name!r} is no frame; there are {', '.join(DATASETS)}")
    return DATASETS[name]


def _columns(field: Field, cells: Sequence[Cell]) -> dict[str, Any]:
    import pandas as pd

    match field.type:
        case CellType.MONEY:
            amounts = [cell if isinstance(cell, Money) else None for cell in cells]
            decimals = [None if each is None else to_decimal(each.minor, each.currency) for each in amounts]
            minors = [None if each is None else each.minor for each in amounts]
            return {
                field.key: pd.Series(decimals, dtype="object"),
                field.key + MINOR: pd.Series(minors, dtype="Int64"),
            }
        case CellType.DATE:
            days = [cell.isoformat() if isinstance(cell, date) else "" for cell in cells]
            return {field.key: pd.Series(pd.to_datetime(days, errors="coerce"))}
        case CellType.COUNT:
            return {field.key: pd.Series(cells, dtype="Int64")}
        case CellType.FLAG:
            return {field.key: pd.Series(cells, dtype="boolean")}
        case CellType.RATE:
            return {
                field.key: pd.Series([None if cell is None else float(str(cell)) for cell in cells], dtype="float64")
            }
        case CellType.QUANTITY | CellType.PRICE:
            return {field.key: pd.Series(cells, dtype="object")}
        case CellType.TEXT:
            texts = pd.Series([None if cell is None else str(cell) for cell in cells], dtype="object")
            return {field.key: texts.astype("category") if field.key in _CATEGORIES else texts}
