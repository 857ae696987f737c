"""The rows of a period's report: which are shown, under which names, their cells, and their members in JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money, plain
from salesbook.model.named_tuple import NamedTuple
from salesbook.reports.long_lists import MANY, others
from salesbook.reports.period_figures import MEASURES, FigureColumns, Figures, Key, added, ratio
from salesbook.table import Cell, CellType, Column, Deferred, JsonValue, Role, Row, Signal, Table

TITLES = {
    "orders": terms.ORDERS,
    "ordered": terms.ORDERED,
    "delivered": terms.DELIVERED,
    "invoiced": terms.INVOICED,
    "returns": terms.RETURNS,
    "sales": terms.SALES,
    "sales_net": terms.SALES_NET,
    "charged": terms.CHARGED,
    "collected": terms.COLLECTED,
    "written_off": terms.WRITTEN_OFF,
    "other_settled": terms.OTHER_SETTLED,
    "opening_receivable": terms.OPENING_RECEIVABLE,
    "closing_receivable": terms.CLOSING_RECEIVABLE,
    "overdue": terms.OVERDUE,
    "advances": terms.ADVANCES,
    "deposits_due": terms.DEPOSITS_DUE,
    "collection_rate": terms.COLLECTION_RATE,
    "due_collection_rate": terms.DUE_COLLECTION_RATE,
    "dso": terms.DSO,
}
RATES = ("collection_rate", "due_collection_rate", "dso")

Namer = Callable[[str], str]
"""The name of a rep, customer or product by its id."""


def kept(rows: Mapping[Key, Figures], always: Sequence[str] = ()) -> list[tuple[Key, Figures]]:
    """Rows by id, None last, without those of nothing but zeros; those in ``always`` stay."""
    keys = sorted(rows.keys() | set(always), key=lambda key: (key is None, key or ""))
    found = [(key, rows.get(key) or Figures()) for key in keys]
    return [(key, figures) for key, figures in found if key in always or not figures.is_empty]


def largest_first(rows: Iterable[tuple[Key, Figures]], measure: str = "sales") -> list[tuple[Key, Figures]]:
    """Rows by one measure, equal ones by id; what belongs to none last."""
    return sorted(rows, key=lambda row: (row[0] is None, -row[1][measure], row[0] or ""))


def rep_namer(book: IndexedBook) -> Namer:
    """Names of reps."""
    return lambda rep: book.reps[rep].name if rep in book.reps else rep


def product_namer(book: IndexedBook) -> Namer:
    """Names of products."""
    return lambda product: book.products[product].name if product in book.products else product


def attainment(amount: int, target: int | None) -> Decimal | None:
    """How far a target was reached; None where nothing was set."""
    return None if target is None else ratio(amount, target)


def cell(figures: Figures, measure: str, currency: str) -> Cell:
    """One measure of a row."""
    if measure == "orders":
        return figures[measure]
    if measure == "dso":
        return None if figures.dso is None else figures.dso.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if measure in RATES:
        rate: Decimal | None = getattr(figures, measure)
        return rate
    return Money(figures[measure], currency)


def column(measure: str) -> Column:
    """The column of a measure."""
    kinds = {"orders": CellType.COUNT, "dso": CellType.QUANTITY}
    kind = kinds.get(measure) or (CellType.RATE if measure in RATES else CellType.MONEY)
    return Column(measure, TITLES[measure], kind, signal=Signal.LATE if measure == "overdue" else None)


def label(key: Key, name: Namer) -> tuple[Cell, Cell]:
    """The cells that name a row: its id and name."""
    return (terms.NONE, None) if key is None else (key, name(key))


class Shown(NamedTuple):
    """How rows that bear an id are shown: the column of their id, their names, which measures, in which currency.

    ``in_full``: however many they are.
    """

    column: Column
    name: Namer
    measures: Sequence[str]
    currency: str
    in_full: bool

    def cells(self, figures: Figures) -> tuple[Cell, ...]:
        """The measures of a row."""
        return tuple(cell(figures, measure, self.currency) for measure in self.measures)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Id, name and measures."""
        return (self.column, Column("name", terms.NAME, wide=True), *map(column, self.measures))


def measures_table(name: str, title: Text, shown: Shown, rows: FigureColumns, totals: Figures) -> Table:
    """A table of ``rows`` and their total, by sales; a screen shows the first of many rows, and the rest in one."""
    number = len(rows.filled)
    if not number:
        return Table(name, title, shown.columns, ())
    total = Row((terms.TOTAL, None, *shown.cells(totals)), Role.TOTAL)

    def lines(first: int) -> list[Row]:
        return [Row((*label(key, shown.name), *shown.cells(row))) for key, row in rows.largest("sales", first)]

    table = Table(name, title, shown.columns, Deferred(lambda: [*lines(number), total]))
    if shown.in_full or number <= MANY + 1:
        return table
    first = added(row for _, row in rows.largest("sales", MANY))
    rest = Row((others(number - MANY), None, *shown.cells(totals.less(first))))
    return table._replace(on_screen=table._replace(rows=[*lines(MANY), rest, total]))


def named(what: str, key: Key, name: Namer) -> dict[str, JsonValue]:
    """The members that name a row in JSON."""
    return {what: key, "name": None if key is None else name(key)}


def amounts_data(figures: Figures, measures: Sequence[str], currency: str) -> dict[str, JsonValue]:
    """Measures of a row in JSON; ``orders`` is a count."""
    return {
        measure: figures[measure] if measure == "orders" else plain(figures[measure], currency) for measure in measures
    }


def measures_data(figures: Figures, currency: str) -> dict[str, JsonValue]:
    """All measures and rates of a row in JSON."""
    return {
        **amounts_data(figures, MEASURES, currency),
        "collection_rate": figures.collection_rate,
        "due_collection_rate": figures.due_collection_rate,
        "dso": figures.dso,
    }
