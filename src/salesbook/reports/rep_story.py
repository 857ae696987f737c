"""The story of a rep: whose customers he has, and what he holds of their money."""

from __future__ import annotations

from datetime import date

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.index.held import held_movements
from salesbook.index.standing import standings_of
from salesbook.model.money import Money, plain
from salesbook.model.policy import Policy
from salesbook.reports import story
from salesbook.reports.kind_names import SINGULAR
from salesbook.reports.stored import StoredEntry
from salesbook.table import CellType, Column, Document, Row, Table


def rep_story(book: IndexedBook, policy: Policy, entry: StoredEntry, day: date) -> Document:
    """A rep as of ``day``."""
    held = sorted(
        (each for each in held_movements(book.connection, policy) if each.rep == entry.id and each.date <= day),
        key=lambda each: (each.date, each.amount < 0, each.entry),
    )
    sums: dict[str, int] = {}
    rows: list[Row] = []
    for each in held:
        sums[each.currency] = sums.get(each.currency, 0) + each.amount
        what = SINGULAR["payments" if each.amount > 0 else "handins"]
        balance = Money(sums[each.currency], each.currency)
        rows.append(Row((each.date, each.entry, what, Money(each.amount, each.currency), balance)))
    held_columns = (
        Column("date", terms.DATE, CellType.DATE),
        Column("id", terms.ID),
        Column("kind", Text("What", "事项")),
        Column("amount", terms.AMOUNT, CellType.MONEY),
        Column("held", Text("Held", "代收未交"), CellType.MONEY),
    )
    customers = _customers(book, policy, entry.id, day)
    tables = [customers] if customers.rows else []
    if rows:
        latest = tuple(rows[-_LATEST:])
        tables.append(
            Table("held", Text("Customers' money received and handed in", "代收款与交款"), held_columns, latest)
        )
    return Document(
        name="rep",
        title=Text("Rep {id} as of {day}", "业务员 {id}（截至 {day}）").format(
            id=story.rep_named(book, entry.id), day=day
        ),
        tables=tuple(tables),
        facts=(
            (terms.TEAM, book.reps[entry.id].team_on(day)),
            (Text("Active", "在职"), entry.data.get("active", True) is True),
            (Text("Phone", "电话"), entry.text("phone")),
            *(
                (Text("Holds", "代收未交"), Money(amount, currency))
                for currency, amount in sorted(sums.items())
                if amount
            ),
            *story.own_facts(entry),
        ),
        data={
            "as_of": day.isoformat(),
            **story.entry_json(entry),
            "customers": [str(row.cells[0]) for row in customers.rows],
            "held": {currency: plain(amount, currency) for currency, amount in sorted(sums.items())},
            "movements": [
                {
                    "date": each.date.isoformat(),
                    "entry": each.entry,
                    "currency": each.currency,
                    "amount": plain(each.amount, each.currency),
                }
                for each in held
            ],
        },
    )


_LATEST = 20


def _customers(book: IndexedBook, policy: Policy, rep: str, day: date) -> Table:
    """The customers whom he must collect from on ``day``, with what they owe."""
    owed: dict[str, list[tuple[str, int, int]]] = {}
    after_merging = (id for id in sorted(book.customers.by_id) if book.customers.canonical(id) == id)
    his = [id for id in after_merging if book.customers.rep_on(id, day.isoformat()) == rep]
    for (customer, currency), each in standings_of(book, policy, day, set(his)).items():
        owed.setdefault(customer, []).append((currency, each.receivable, each.overdue(day)))
    rows: list[Row] = []
    for id in his:
        for currency, receivable, overdue in owed.get(id) or [(policy.currency, 0, 0)]:
            amounts = (Money(receivable, currency), Money(overdue, currency))
            rows.append(Row((id, book.customers.name(id), *amounts)))
    columns = (
        Column("customer", terms.CUSTOMER),
        Column("name", terms.NAME, wide=True),
        Column("receivable", terms.RECEIVABLE, CellType.MONEY),
        Column("overdue", terms.OVERDUE, CellType.MONEY),
    )
    return Table("customers", Text("Customers to collect from", "负责的客户"), columns, tuple(rows))
