"""The lines of orders as entered, with what each is worth."""

from __future__ import annotations

from decimal import Decimal

from salesbook.datasets.batch import EntryBatch
from salesbook.datasets.dataset import Columns, Field, Source, entry_dataset
from salesbook.datasets.values import numbers_of, rates_of
from salesbook.datasets.vocabulary import field_of
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.columns import AmountColumn
from salesbook.rules.valuation import gross_and_net, tax_rate
from salesbook.table import CellType

_NAME = "order_lines"
_NONE = Decimal(0)


def _records(source: Source, orders: EntryBatch) -> Columns:
    lines = orders.parts("lines")
    currencies = lines.owned(orders.currencies)
    customers = [source.book.customers.canonical(id or "") for id in orders.texts("customer")]
    products = lines.texts("product")
    quantities, prices = numbers_of(lines.values("qty")), numbers_of(lines.values("price"))
    discounts, own_taxes = rates_of(lines.values("discount")), rates_of(lines.values("tax"))
    taxes = [tax_rate(own, product, source.policy) for own, product in zip(own_taxes, products, strict=True)]
    said = zip(quantities, prices, discounts, taxes, currencies, strict=True)
    values = [
        (None, None)  # an entry with errors
        if quantity is None or price is None
        else gross_and_net(quantity, price, discount or _NONE, tax, currency, source.policy)
        for quantity, price, discount, tax, currency in said
    ]
    return (
        lines.owned(orders.ids),
        lines.owned(orders.dates),
        lines.owned(customers),
        lines.numbers,
        products,
        lines.texts("text"),
        quantities,
        prices,
        discounts,
        taxes,
        currencies,
        AmountColumn([gross for gross, _ in values], currencies),
        AmountColumn([net for _, net in values], currencies),
    )


DATASET = entry_dataset(
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
    "orders",
    _records,
)
