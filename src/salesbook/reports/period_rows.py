"""The rows of a period's report: which are shown, under which names, and their cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money
from salesbook.reports.period_figures import Figures, Key, ratio
from salesbook.reports.targets import Target
from salesbook.table import Cell, CellType, Column

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
_REP_COLUMNS = ("orders", "sales", "collected", "collection_rate", "closing_receivable", "overdue", "advances")
_CUSTOMER_COLUMNS = ("orders", "sales", "collected", "closing_receivable", "overdue", "advances")
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
