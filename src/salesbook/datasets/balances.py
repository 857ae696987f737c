"""Where each customer stands on the day."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.datasets.dataset import Dataset, Field, Source, in_columns
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money
from salesbook.table import Cell, CellType


def _records(source: Source) -> Iterator[tuple[Cell, ...]]:
    for (customer, currency), standing in source.standings.items():
        receivable = standing.receivable
        amounts = (
            receivable,
            standing.overdue(source.day),
            standing.advances,
            receivable - standing.advances,
            standing.deposits_due,
        )
        if any(amounts):
            rep = source.book.customers.rep_on(customer, source.day.isoformat())
            name = source.book.customers.name(customer)
            yield (customer, name, rep, currency, *(Money(amount, currency) for amount in amounts))


DATASET = Dataset(
    "balances",
    Text("Balances", "客户余额"),
    Text("where each customer stands on the day, as aging shows", "截止日各客户余额，与账龄一致"),
    (
        Field("customer", terms.CUSTOMER, Text("the customer, after merging", "客户编号（合并后）")),
        Field("name", terms.NAME, Text("the customer's name", "客户名称")),
        Field("rep", terms.REP, Text("who must collect from it on the day", "截止日负责催收的业务员")),
        Field("currency", terms.CURRENCY, Text("of the amounts", "金额的币种")),
        Field("receivable", terms.RECEIVABLE, Text("what it owes", "应收"), CellType.MONEY),
        Field("overdue", terms.OVERDUE, Text("what of it was due before the day", "其中逾期"), CellType.MONEY),
        Field("advances", terms.ADVANCES, Text("money for goods to come", "尚未发货的预收"), CellType.MONEY),
        Field("net", terms.NET, Text("receivable less advances", "应收减预收"), CellType.MONEY),
        Field("deposits_due", terms.DEPOSITS_DUE, Text("asked for and not owed yet", "应收定金"), CellType.MONEY),
    ),
    in_columns(_records),
)
