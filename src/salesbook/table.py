"""What a reading command shows: typed tables, the same for every output format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import TypeVar, overload

from salesbook.i18n import Text
from salesbook.model.money import Money
from salesbook.model.named_tuple import NamedTuple


class Records(NamedTuple):
    """JSON records of the same members, column by column, which is how many of them are written fast.

    ``columns`` hold one value for each record; their keys are plain words.
    """

    columns: Mapping[str, Sequence[str | int | None]]


JsonValue = None | bool | int | str | Text | Decimal | Records | Sequence["JsonValue"] | dict[str, "JsonValue"]
"""Data for JSON; a ``Decimal`` is a rate and is printed as a number with at most four decimals, a ``Text`` in the
language of its reader."""

Cell = None | bool | int | str | Text | Money | Decimal | date
"""A value of a cell: ``int`` counts, ``Money`` amounts, ``Decimal`` quantities and rates, ``None`` empty."""


BAR_SIGN = "#"
"""What a bar is made of; a screen that can draws a block for it."""


class CellType(Enum):
    """What a column holds; decides alignment, number format and how each output writes it."""

    TEXT = "text"  # str or Text
    MONEY = "money"  # Money
    COUNT = "count"  # int: how many, days
    QUANTITY = "quantity"  # Decimal
    PRICE = "price"  # Decimal: for one of something, shown with at least two decimals
    RATE = "rate"  # Decimal as a fraction: 0.85 is shown as 85.0%
    DATE = "date"  # date
    FLAG = "flag"  # bool


class Signal(Enum):
    """What a number of a column tells at a glance, where colours show it."""

    LATE = "late"  # above 0 it is money or days past what was agreed
    ATTAINED = "attained"  # a share of a target: 1 and more is reached


class Role(Enum):
    """What a row is for its reader."""

    BODY = "body"
    TOTAL = "total"
    SECTION = "section"  # a heading inside a table: only the first cell is filled


class Column(NamedTuple):
    """``key`` heads CSV and names JSON members, in English; ``title`` is what people read."""

    key: str
    title: Text
    type: CellType = CellType.TEXT
    wide: bool = False
    """May be wrapped or shortened first where a terminal is too narrow: names, memos, reasons."""
    signal: Signal | None = None
    bar: bool = False
    """Holds bars, texts of ``BAR_SIGN``, which only a screen shows."""


class Row(NamedTuple):
    """One value for each column of the table."""

    cells: tuple[Cell, ...]
    role: Role = Role.BODY


Item_co = TypeVar("Item_co", covariant=True)


class Deferred(Sequence[Item_co]):
    """Items that are made when they are first asked for: JSON needs no tables, and a table no JSON."""

    def __init__(self, make: Callable[[], Sequence[Item_co]]) -> None:
        self._make = make

    @cached_property
    def _items(self) -> Sequence[Item_co]:
        return self._make()

    @overload
    def __getitem__(self, at: int) -> Item_co: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Item_co]: ...

    def __getitem__(self, at: int | slice) -> Item_co | Sequence[Item_co]:
        return self._items[at]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Item_co]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self._items) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as of other sequences that may differ later


class BodyRows(Sequence[Row]):
    """Rows of a table's body that are given column by column, made when they are first asked for.

    A table of very many rows is written by its columns, and has no object for each of them. A column that holds
    amounts holds nothing else, as an ``AmountColumn``.
    """

    def __init__(self, make: Callable[[], Sequence[Sequence[Cell]]]) -> None:
        self._make = make

    @cached_property
    def columns(self) -> Sequence[Sequence[Cell]]:
        """The cells of each column, as many in one as in another."""
        return self._make()

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return list(map(Row, zip(*(column[at] for column in self.columns), strict=True)))
        return Row(tuple(column[at] for column in self.columns))

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Iterator[Row]:
        return map(Row, zip(*self.columns, strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as of other sequences


class ChartKind(Enum):
    """How a chart shows its values."""

    BARS = "bars"  # beside each other
    STACKED = "stacked"  # upon each other
    LINES = "lines"  # one after another, as months are


class Chart(NamedTuple):
    """A picture of a table's body rows: ``labels`` is the key of the column that names them, ``values`` of those shown.

    All values of one chart are of one unit; an output without pictures leaves charts out.
    """

    title: Text
    kind: ChartKind
    labels: str
    values: tuple[str, ...]


class Table(NamedTuple):
    """Rows under typed columns. ``name`` is a short English word: a workbook's sheet, a file's name."""

    name: str
    title: Text
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    notes: tuple[Text, ...] = ()
    on_screen: Table | None = None
    """What a screen shows in its place: the first of many rows and one for the rest, or bars beside figures."""
    charts: tuple[Chart, ...] = ()

    @property
    def cells(self) -> Sequence[Sequence[Cell]]:
        """The cells column by column, those of all rows."""
        if isinstance(self.rows, BodyRows):
            return self.rows.columns
        return list(zip(*(row.cells for row in self.rows), strict=True)) or [()] * len(self.columns)

    @property
    def roles(self) -> Sequence[Role]:
        """What each row is for."""
        return [Role.BODY] * len(self.rows) if isinstance(self.rows, BodyRows) else [row.role for row in self.rows]


class Document(NamedTuple):
    """What one command shows: its tables in reading order, and what is to be known about them.

    ``facts`` are the lines under the title (period, day, the book's commit) as label and value;
    ``data`` is the JSON where a command's JSON has a shape of its own, else JSON is the rows of its
    tables by column key; ``flat`` is the one table that CSV writes where there are several tables.
    """

    name: str
    title: Text
    tables: Sequence[Table]
    facts: tuple[tuple[Text, Cell], ...] = ()
    notes: tuple[Text, ...] = ()
    data: JsonValue = None
    flat: Table | None = None
    form: bool = False
    """Its tables are one form, to be printed, stamped and sent: they belong beneath each other."""
    marked: Text | None = None
    """A warning above everything: figures of a book with errors, say."""
