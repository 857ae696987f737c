"""The open items behind an aging."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, Whose
from salesbook.model.aging import bucket_names
from salesbook.model.money import Money, plain
from salesbook.model.policy import Policy
from salesbook.reports.aging_tables import bucket_title
from salesbook.rules.free_money import bucket_of
from salesbook.table import CellType, Column, JsonValue, Role, Row, Table


def items_table(
    book: IndexedBook, policy: Policy, day: date, found: Mapping[Whose, CustomerStanding], currency: str
) -> Table:
    """The open items of one currency."""
    names = bucket_names(policy.aging)
    rows: list[Row] = []
    for (customer, of), standing in found.items():
        if of != currency:
            continue
        for item in standing.items:
            overdue = (day - item.due).days if item.due else None
            bucket = bucket_title(names[bucket_of(item.due, day, policy.aging)])
            name = book.customers.name(customer)
            money = Money(item.amount, currency)
            rows.append(Row((customer, name, item.order, item.event or None, item.due, overdue, bucket, money)))
    total = sum(row.cells[-1].minor for row in rows if isinstance(row.cells[-1], Money))
    rows.append(Row((terms.TOTAL, None, None, None, None, None, None, Money(total, currency)), Role.TOTAL))
    return Table(
        name=f"items-{currency}",
        title=Text("Open items in {currency}", "未清款项明细（{currency}）").format(currency=currency),
        columns=(
            Column("customer", terms.CUSTOMER),
            Column("name", terms.NAME, wide=True),
            Column("order", terms.ORDER),
            Column("event", Text("Arose from", "形成单据")),
            Column("due", terms.DUE, CellType.DATE),
            Column("days_overdue", terms.DAYS_OVERDUE, CellType.COUNT),
            Column("bucket", Text("Bucket", "账龄段")),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        rows=tuple(rows),
    )


def items_data(
    book: IndexedBook, policy: Policy, day: date, found: Mapping[Whose, CustomerStanding]
) -> list[JsonValue]:
    """The open items of all currencies."""
    names = bucket_names(policy.aging)
    return [
        {
            "customer": customer,
            "name": book.customers.name(customer),
            "order": item.order,
            "event": item.event or None,
            "part": item.part or None,
            "due": item.due.isoformat() if item.due else None,
            "days_overdue": (day - item.due).days if item.due else None,
            "bucket": names[bucket_of(item.due, day, policy.aging)],
            "currency": currency,
            "amount": plain(item.amount, currency),
        }
        for (customer, currency), standing in found.items()
        for item in standing.items
    ]
