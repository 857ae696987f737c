"""Open items: what is owed on the day, each with its due date."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.datasets.dataset import Dataset, Field, Source, in_columns
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.aging import bucket_names
from salesbook.model.money import Money
from salesbook.rules.free_money import bucket_of
from salesbook.table import Cell, CellType


def _records(source: Source) -> Iterator[tuple[Cell, ...]]:
    names = bucket_names(source.policy.aging)
    for (customer, currency), standing in source.standings.items():
        rep = source.book.customers.rep_on(customer, source.day.isoformat())
        for item in standing.items:
            yield (
                customer,
                source.book.customers.name(customer),
                rep,
                item.order,
                item.part or None,
                item.event or None,
                item.arose,
                item.due,
                (source.day - item.due).days if item.due else None,
                names[bucket_of(item.due, source.day, source.policy.aging)],
                item.retention,
                currency,
                Money(item.amount, currency),
            )


DATASET = Dataset(
    "items",
    Text("Open items", "未清款项"),
    Text("what customers owe on the day, item by item; sums to the aging", "截止日各笔未清应收，合计与账龄一致"),
    (
        Field("customer", terms.CUSTOMER, Text("the customer, after merging", "客户编号（合并后）")),
        Field("name", terms.NAME, Text("the customer's name", "客户名称")),
        Field("rep", terms.REP, Text("who must collect it on the day", "截止日负责催收的业务员")),
        Field("order", terms.ORDER, Text("the order or opening balance", "订单或期初余额编号")),
        Field(
            "part",
            Text("Part", "条款序号"),
            Text("which part of the terms, from 1", "付款条件的第几部分"),
            CellType.COUNT,
        ),
        Field("event", Text("Arose from", "形成单据"), Text("the document that it arose from", "形成该款项的单据")),
        Field("arose", Text("Arose", "形成日期"), Text("when it arose", "形成日期"), CellType.DATE),
        Field("due", terms.DUE, Text("when it is due; empty: unbilled", "到期日；空为未到条件"), CellType.DATE),
        Field("days_overdue", terms.DAYS_OVERDUE, Text("below 0: not due yet", "负数为未到期"), CellType.COUNT),
        Field("bucket", Text("Bucket", "账龄段"), Text("its bucket of the aging", "所在账龄段")),
        Field(
            "retention", Text("Retention", "质保金"), Text("whether it is retention money", "是否质保金"), CellType.FLAG
        ),
        Field("currency", terms.CURRENCY, Text("of the amount", "金额的币种")),
        Field("amount", terms.AMOUNT, Text("what is open of it", "未清金额"), CellType.MONEY),
    ),
    in_columns(_records),
)
