"""The story of a product: what it is, and how it sold."""

from __future__ import annotations

from datetime import date

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money
from salesbook.model.policy import Policy
from salesbook.reports import story
from salesbook.reports.stored import Amounts, StoredEntry, references_to
from salesbook.rules.movement import Axis, Measure
from salesbook.table import CellType, Column, Document, Row, Table

_LATEST = 10
_MEASURES = {
    Measure.ORDERED: terms.ORDERED,
    Measure.DELIVERED: terms.DELIVERED,
    Measure.RETURNS: terms.RETURNS,
}


def product_story(book: IndexedBook, policy: Policy, entry: StoredEntry, day: date) -> Document:
    """A product as of ``day``, with what was sold of it by year."""
    naming = [each for each in story.until(references_to(book, "products", entry.id), day) if each.kind == "orders"]
    years = _by_year(book, entry.id, day)
    return Document(
        name="product",
        title=Text("Product {id} as of {day}", "产品 {id}（截至 {day}）").format(
            id=story.named(entry.id, entry.text("name")), day=day
        ),
        tables=(
            *([years] if years.rows else []),
            *story.entries_table(
                book,
                Amounts.of(book, policy),
                "orders",
                Text("Orders: the latest {shown} of {count}", "订单：共 {count} 张，最近 {shown} 张").format(
                    shown=min(_LATEST, len(naming)), count=len(naming)
                ),
                naming[-_LATEST:],
            ),
        ),
        facts=(
            (Text("Unit", "单位"), entry.text("unit")),
            (Text("Price", "单价"), entry.text("price")),
            (Text("Tax", "税率"), entry.text("tax")),
            (Text("Cost", "成本"), _cost(book, entry.id, day)),
            (Text("Barcode", "条码"), entry.text("barcode")),
            (Text("Category", "类别"), entry.text("category")),
            (Text("Active", "在售"), entry.data.get("active", True) is True),
            *story.own_facts(entry),
        ),
        data={
            "as_of": day.isoformat(),
            **story.entry_json(entry),
            "years": [
                {
                    column.key: str(cell) if cell is not None else None
                    for column, cell in zip(years.columns, row.cells, strict=True)
                }
                for row in years.rows
            ],
            "orders": [each.id for each in naming],
        },
    )


def _cost(book: IndexedBook, product: str, day: date) -> str | None:
    cost = book.products[product].cost_on(day)
    return None if cost is None else f"{cost:f}"


def _by_year(book: IndexedBook, product: str, day: date) -> Table:
    found = book.connection.execute(
        "SELECT substr(date, 1, 4) AS year, currency, measure, sum(amount) FROM flow "
        "WHERE axis = ? AND key = ? AND date <= ? GROUP BY year, currency, measure ORDER BY year, currency",
        (Axis.PRODUCT, product, day.isoformat()),
    )
    sums: dict[tuple[str, str], dict[str, int]] = {}
    for year, currency, measure, amount in found:
        sums.setdefault((year, currency), {})[measure] = amount
    rows = [
        Row((year, currency, *(Money(of.get(measure, 0), currency) for measure in _MEASURES)))
        for (year, currency), of in sums.items()
    ]
    columns = (
        Column("year", Text("Year", "年份")),
        Column("currency", terms.CURRENCY),
        *(Column(measure.value, title, CellType.MONEY) for measure, title in _MEASURES.items()),
    )
    return Table("years", Text("Sold", "销售情况"), columns, tuple(rows))
