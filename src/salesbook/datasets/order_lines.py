"""The lines of orders as entered, with what each is worth."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from salesbook.datasets.dataset import Dataset, Field, Source
from salesbook.datasets.vocabulary import field_of
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.facts import Line
from salesbook.model.money import Money
from salesbook.reports.stored import decimal, rate
from salesbook.rules.valuation import line_tax, line_value
from salesbook.table import Cell, CellType

_NAME = "order_lines"


def _records(source: Source) -> Iterator[tuple[Cell, ...]]:
    for entry in source.entries("orders"):
        currency = source.amounts.currency(entry)
        customer = source.book.customers.canonical(entry.text("customer") or "")
        for number, part in enumerate(entry.parts("lines"), start=1):
            yield (entry.id, entry.date, customer, number, *_cells(source, number, part, currency))


def _cells(source: Source, number: int, part: dict[str, Any], currency: str) -> tuple[Cell, ...]:
    quantity, price = decimal(part.get("qty")), decimal(part.get("price"))
    said = (part.get("product"), part.get("text"), quantity, price, rate(part.get("discount")))
    if quantity is None or price is None:  # an entry with errors
        return (*said, rate(part.get("tax")), currency, None, None)
    line = Line(number, said[0], quantity, price, said[4] or Decimal(0), rate(part.get("tax")))
    value = line_value(line, quantity, currency, source.policy)
    return (
        *said,
        line_tax(line, source.policy),
        currency,
        Money(value.gross, currency),
        Money(value.net, currency),
    )


DATASET = Dataset(
    _NAME,
    Text("Lines of orders", "订单明细"),
    Text("the lines of orders as entered, with their values; changes are apart", "录入时的订单明细及金额，变更另列"),
    (
        field_of(_NAME, "order"),
        field_of(_NAME, "date"),
        field_of(_NAME, "customer"),
        field_of(_NAME, "line"),
        *(field_of(_NAME, key) for key in ("product", "text", "qty", "price", "discount", "tax", "currency")),
        Field("gross", terms.AMOUNT, Text("its value, tax included", "金额，含税"), CellType.MONEY),
        Field("net", terms.NET, Text("its value without tax", "金额，不含税"), CellType.MONEY),
    ),
    _records,
)
