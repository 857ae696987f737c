"""The rows of a period's report: which are shown, under which names, their cells, and their members in JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money, plain
from salesbook.reports.period_figures import MEASURES, Figures, Key, ratio
from salesbook.reports.targets import Target
from salesbook.table import Cell, CellType, Column, JsonValue, Role, Row, Table

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
NO_TARGET = Target(None, None)

Namer = Callable[[str], str]
"""The name of a rep, customer or product by its id."""


def kept(rows: dict[Key, Figures], always: Sequence[str] = ()) -> list[tuple[Key, Figures]]:
    """Rows by id, None last, without those of nothing but zeros; those in ``always`` stay."""
    keys = sorted(rows.keys() | set(always), key=lambda key: (key is None, key or ""))
    found = [(key, rows.get(key) or Figures()) for key in keys]
    return [(key, figures) for key, figures in found if key in always or not figures.is_empty]


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
    return Column(measure, TITLES[measure], kind)


def label(key: Key, name: Namer) -> tuple[Cell, Cell]:
    """The cells that name a row: its id and name."""
    return (terms.NONE, None) if key is None else (key, name(key))


def measures_table(
    name: str,
    title: Text,
    what: tuple[Column, Namer],
    shown: tuple[Sequence[str], str],
    found: tuple[dict[Key, Figures], Figures],
) -> Table:
    """A table of rows that bear an id: ``what`` they are, the measures ``shown`` in a currency, rows and total."""
    column_of_key, namer = what
    measures, currency = shown
    by_key, totals = found
    rows = [
        Row((*label(key, namer), *(cell(row, measure, currency) for measure in measures))) for key, row in kept(by_key)
    ]
    last = Row((terms.TOTAL, None, *(cell(totals, measure, currency) for measure in measures)), Role.TOTAL)
    return Table(
        name=name,
        title=title,
        columns=(
            column_of_key,
            Column("name", terms.NAME, wide=True),
            *(column(measure) for measure in measures),
        ),
        rows=(*rows, last),
    )


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
