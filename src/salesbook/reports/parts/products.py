"""What was ordered, delivered, returned and sold of each product, its share of sales, and how much came back."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.reports.long_lists import MANY, others
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.period_figures import PRODUCT_MEASURES, Figures, added, ratio
from salesbook.reports.period_rows import (
    amounts_data,
    cell,
    column,
    kept,
    label,
    largest_first,
    named,
    product_namer,
)
from salesbook.table import Cell, CellType, Column, Deferred, JsonValue, Role, Row, Table

_NOTE = Text(
    "Share is of the sales of all products; return rate is returns ÷ delivered.",
    "占比为占全部产品销售额的比例；退货率 = 退货折让 ÷ 发货。",
)


def _build(scope: Scope) -> Section:
    tables = [_table(scope, currency) for currency in scope.currencies]
    return Section(
        tables=[table for table in tables if table.rows or scope.in_full],
        by_currency={currency: {"by_product": _data(scope, currency)} for currency in scope.currencies},
    )


def _share(row: Figures, total: Figures) -> Decimal | None:
    return ratio(row["sales"], total["sales"])


def _return_rate(row: Figures) -> Decimal | None:
    return ratio(row["returns"], row["delivered"])


def _table(scope: Scope, currency: str) -> Table:
    found = largest_first(kept(scope.figures[currency].by_product))
    total = added(row for _, row in found)
    name = product_namer(scope.book)

    def line(naming: Sequence[Cell], row: Figures, role: Role = Role.BODY) -> Row:
        amounts = (cell(row, measure, currency) for measure in PRODUCT_MEASURES)
        return Row((*naming, *amounts, _share(row, total), _return_rate(row)), role)

    rows = [line(label(product, name), row) for product, row in found]
    last = line((terms.TOTAL, None), total, Role.TOTAL)
    table = Table(
        name=f"products-{currency}",
        title=Text("By product ({currency})", "按产品（{currency}）").format(currency=currency),
        columns=(
            Column("product", terms.PRODUCT),
            Column("name", terms.NAME, wide=True),
            *map(column, PRODUCT_MEASURES),
            Column("share", Text("Share of sales", "销售占比"), CellType.RATE),
            Column("return_rate", Text("Return rate", "退货率"), CellType.RATE),
        ),
        rows=[*rows, last] if rows else [],
        notes=(_NOTE,),
    )
    if scope.in_full or len(rows) <= MANY + 1:
        return table
    rest = line((others(len(rows) - MANY), None), added(row for _, row in found[MANY:]))
    return table._replace(on_screen=table._replace(rows=[*rows[:MANY], rest, last]))


def _data(scope: Scope, currency: str) -> JsonValue:
    name = product_namer(scope.book)
    found = scope.figures[currency].by_product
    total = added(found.values())
    return Deferred(
        lambda: [
            {
                **named("product", product, name),
                **amounts_data(row, PRODUCT_MEASURES, currency),
                "share": _share(row, total),
                "return_rate": _return_rate(row),
            }
            for product, row in kept(found)
        ]
    )


PART = Part("products", Text("By product", "按产品"), _build)
