"""Movements: what every document counts in each measure, by rep and by product."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from salesbook.datasets.dataset import Dataset, Field, Source, in_columns
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money
from salesbook.rules.movement import Measure
from salesbook.table import Cell, CellType


def _records(source: Source) -> Iterator[tuple[Cell, ...]]:
    customers = source.book.customers
    rows = source.book.connection.execute(
        "SELECT date, unit, measure, axis, key, rep_of, rep_on, customer, currency, amount FROM flow "
        "WHERE date <= ? AND measure <> ? ORDER BY date, unit, measure, axis, key, amount",
        (source.day.isoformat(), Measure.ORDERS),
    )
    for day, unit, measure, axis, key, rep_of, rep_on, customer, currency, amount in rows:
        owner = customers.rep_on(rep_of, rep_on) if rep_of else key
        yield (
            date.fromisoformat(day),
            measure,
            axis,
            owner,
            customers.canonical(customer),
            unit,
            currency,
            Money(amount, currency),
        )


DATASET = Dataset(
    "movements",
    Text("Movements", "发生额"),
    Text(
        "what documents count in a period's figures; choose one axis before you sum",
        "单据计入期间指标的金额；求和前先选定一个 axis",
    ),
    (
        Field("date", terms.DATE, Text("the day on which it counts", "计入日期"), CellType.DATE),
        Field(
            "measure",
            Text("Measure", "指标"),
            Text("ordered, delivered, collected …", "ordered、delivered、collected 等"),
        ),
        Field(
            "axis",
            Text("Axis", "维度"),
            Text("rep, or product: each adds up to the whole", "rep 或 product，各自合计为全额"),
        ),
        Field("key", Text("Key", "维度值"), Text("the rep or product; empty: none", "业务员或产品；空为无")),
        Field("customer", terms.CUSTOMER, Text("the customer, after merging", "客户编号（合并后）")),
        Field(
            "document",
            Text("Document", "单据"),
            Text("the order, opening, payment or credit", "订单、期初、收款或贷项编号"),
        ),
        Field("currency", terms.CURRENCY, Text("of the amount", "金额的币种")),
        Field("amount", terms.AMOUNT, Text("what it counts", "计入金额"), CellType.MONEY),
    ),
    in_columns(_records),
)
