"""The lines of orders as entered, with what each is worth."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from salesbook.datasets.batch import EntryBatch, PartBatch
from salesbook.datasets.dataset import Columns, Field, Source, entry_dataset
from salesbook.datasets.values import cells_of, numbers_of, rates_of
from salesbook.datasets.vocabulary import field_of
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.columns import AmountColumn
from salesbook.model.policy import Policy
from salesbook.rules.valuation import gross_and_net, tax_rate
from salesbook.table import CellType

_NAME = "order_lines"


_NONE = Decimal(0)
_SAID = ("product", "text", "qty", "price", "discount")


def _records(source: Source, orders: EntryBatch) -> Columns:
    lines = orders.parts("lines")
    customers = [source.book.customers.canonical(id or "") for id in orders.texts("customer")]
    currencies = lines.owned(orders.currencies)
    taxes, values = _values(source.policy, lines, currencies)
    return (
        lines.owned(orders.ids),
        lines.owned(orders.dates),
        lines.owned(customers),
        lines.numbers,
        *(cells_of(lines.values(key), field_of(_NAME, key).type, currencies) for key in _SAID),
        taxes,
        currencies,
        AmountColumn([gross for gross, _ in values], currencies),
        AmountColumn([net for _, net in values], currencies),
    )


def _values(
    policy: Policy, lines: PartBatch, currencies: Sequence[str]
) -> tuple[Sequence[Decimal | None], Sequence[tuple[int, int] | tuple[None, None]]]:
    """The tax rate of each line, and its value with tax and without; None where an entry has errors."""
    said = zip(lines.texts("product"), rates_of(lines.values("tax")), strict=True)
    taxes = [tax_rate(own, product, policy) for product, own in said]
    numbers = zip(
        numbers_of(lines.values("qty")),
        numbers_of(lines.values("price")),
        rates_of(lines.values("discount")),
        taxes,
        currencies,
        strict=True,
    )
    return taxes, [
        (None, None)
        if quantity is None or price is None
        else gross_and_net(quantity, price, discount or _NONE, tax, currency, policy)
        for quantity, price, discount, tax, currency in numbers
    ]


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
