"""A period's report as one table, for CSV."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.reports.parts.part import Scope
from salesbook.reports.period_figures import MEASURES, PRODUCT_MEASURES, Figures, Key
from salesbook.reports.period_rows import RATES, Namer, cell, column, kept, product_namer, rep_namer
from salesbook.table import Column, Deferred, Row, Table


def flat_table(scope: Scope) -> Table:
    """A row for the totals and for each rep, customer and product, with all measures and rates."""
    return Table(
        name="report",
        title=Text("Sales report", "销售报表"),
        columns=(
            Column("part", Text("Part", "部分")),
            Column("currency", terms.CURRENCY),
            Column("key", terms.ID),
            Column("name", terms.NAME),
            *(column(measure) for measure in (*MEASURES, *RATES)),
        ),
        rows=Deferred(lambda: _rows(scope)),
    )


def _rows(scope: Scope) -> list[Row]:
    book = scope.book
    rows: list[Row] = []
    for currency in scope.currencies:
        figures = scope.figures[currency]
        parts: list[tuple[str, list[tuple[Key, Figures]], Namer]] = [
            ("totals", [(None, figures.totals)], str),
            ("rep", kept(figures.by_rep), rep_namer(book)),
            ("customer", kept(figures.by_customer), book.customers.name),
            ("product", kept(figures.by_product), product_namer(book)),
        ]
        for part, found, name in parts:
            measures = PRODUCT_MEASURES if part == "product" else (*MEASURES, *RATES)
            for key, row in found:
                cells = [
                    cell(row, measure, currency) if measure in measures else None for measure in (*MEASURES, *RATES)
                ]
                rows.append(Row((part, currency, key, None if key is None else name(key), *cells)))
    return rows
