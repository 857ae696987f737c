"""What was ordered, delivered, returned and sold of each product."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.period_figures import PRODUCT_MEASURES, added
from salesbook.reports.period_rows import Shown, amounts_data, kept, measures_table, named, product_namer
from salesbook.table import Column, Deferred, JsonValue, Table


def _build(scope: Scope) -> Section:
    tables = [_table(scope, currency) for currency in scope.currencies]
    return Section(
        tables=[table for table in tables if table.rows or scope.in_full],
        by_currency={currency: {"by_product": _data(scope, currency)} for currency in scope.currencies},
    )


def _table(scope: Scope, currency: str) -> Table:
    found = scope.figures[currency].by_product
    return measures_table(
        f"products-{currency}",
        Text("By product ({currency})", "按产品（{currency}）").format(currency=currency),
        Shown(Column("product", terms.PRODUCT), product_namer(scope.book), PRODUCT_MEASURES, currency, scope.in_full),
        found,
        added(found.values()),
    )


def _data(scope: Scope, currency: str) -> JsonValue:
    name = product_namer(scope.book)
    return Deferred(
        lambda: [
            {**named("product", product, name), **amounts_data(row, PRODUCT_MEASURES, currency)}
            for product, row in kept(scope.figures[currency].by_product)
        ]
    )


PART = Part("products", Text("By product", "按产品"), _build)
