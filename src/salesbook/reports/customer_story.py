"""The story of a customer: its master data, what it owes and since when, and what happened last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, standings_of
from salesbook.model.aging import bucket_names
from salesbook.model.money import Money, plain
from salesbook.model.policy import Policy
from salesbook.reports import story
from salesbook.reports.aging_tables import bucket_title
from salesbook.reports.stored import Amounts, StoredEntry, entries_named, money, references_to
from salesbook.reports.words import terms_in_words
from salesbook.rules.free_money import OpenItem, bucket_of
from salesbook.rules.movement import Axis, Measure
from salesbook.table import CellType, Column, Document, JsonValue, Row, Table

_LATEST = 10
_DOCUMENTS = ("orders", "invoices", "payments", "credits", "openings")


def customer_story(book: IndexedBook, policy: Policy, entry: StoredEntry, day: date) -> Document:
    """A customer as of ``day``; what was merged into another is told there."""
    id = book.customers.canonical(entry.id)
    if id != entry.id:
        entry = next((each for each in entries_named(book, id) if each.kind == "customers"), entry)
    amounts = Amounts.of(book, policy)
    stands = {currency: each for (_, currency), each in standings_of(book, policy, day, {id}).items()}
    merged = [each for each in book.customers.by_id if book.customers.canonical(each) == id]
    naming = [each for one in merged for each in references_to(book, "customers", one)]
    documents = [each for each in story.until(naming, day) if each.kind in _DOCUMENTS]
    documents.sort(key=lambda each: (each.date or date.min, each.id))
    orders = [each for each in documents if each.kind == "orders"]
    movements = [each for each in documents if each.kind != "orders"]
    return Document(
        name="customer",
        title=Text("Customer {id} as of {day}", "客户 {id}（截至 {day}）").format(
            id=story.customer_named(book, id), day=day
        ),
        tables=(
            *(_aging(policy, day, currency, each) for currency, each in stands.items()),
            *_items(day, stands),
            *_orders(book, amounts, orders[-_LATEST:], len(orders)),
            *story.entries_table(
                book, amounts, "movements", Text("Last invoices and money", "最近的发票与款项"), movements[-_LATEST:]
            ),
        ),
        facts=_facts(book, policy, entry, merged, day),
        data={
            "as_of": day.isoformat(),
            **story.entry_json(entry),
            "standing": [_standing_json(policy, day, currency, each) for currency, each in stands.items()],
            "items": [_item_json(day, currency, item) for currency, each in stands.items() for item in each.items],
            "orders": story.entries_json(orders),
            "movements": story.entries_json(movements),
        },
    )


def _facts(book: IndexedBook, policy: Policy, entry: StoredEntry, merged: Sequence[str], day: date) -> story.Facts:
    named_terms = entry.text("terms")
    words = Text("{name}: {words}", "{name}：{words}").format(
        name=named_terms, words=terms_in_words(policy.terms_of(named_terms))
    )
    others = [id for id in merged if id != entry.id]
    return (
        (terms.NAME, entry.text("name")),
        (Text("Aliases", "别名"), ", ".join(entry.names("aliases")) or None),
        (terms.REP, story.rep_named(book, book.customers.rep_on(entry.id, day.isoformat()))),
        (Text("Terms", "付款条件"), words if named_terms else None),
        (
            Text("Credit limit", "信用额度"),
            money(entry.data.get("credit_limit"), entry.text("currency") or policy.currency),
        ),
        (Text("Group", "集团"), entry.text("group")),
        (Text("Merged into it", "并入的客户"), ", ".join(others) or None),
        (Text("Settles", "结清方式"), entry.text("settle")),
        (Text("Tax number", "税号"), entry.text("tax_id")),
        (Text("Address", "地址"), entry.text("address")),
        (Text("Contacts", "联系人"), _people(entry.parts("contacts"))),
        (Text("Pays from", "付款账户"), _people(entry.parts("payers"))),
        *story.own_facts(entry),
    )


def _people(parts: Sequence[Mapping[str, Any]]) -> str | None:
    return "; ".join(" ".join(str(value) for value in part.values()) for part in parts) or None


def _amounts(policy: Policy, day: date, stands: CustomerStanding) -> dict[str, int]:
    """The aging line: buckets, then sums, in minor units."""
    names = bucket_names(policy.aging)
    buckets = dict.fromkeys(names, 0)
    for item in stands.items:
        buckets[names[bucket_of(item.due, day, policy.aging)]] += item.amount
    return {
        **buckets,
        "receivable": stands.receivable,
        "advances": stands.advances,
        "net": stands.receivable - stands.advances,
        "deposits_due": stands.deposits_due,
    }


_SUMS = {
    "receivable": terms.RECEIVABLE,
    "advances": terms.ADVANCES,
    "net": terms.NET,
    "deposits_due": terms.DEPOSITS_DUE,
}


def _aging(policy: Policy, day: date, currency: str, stands: CustomerStanding) -> Table:
    amounts = _amounts(policy, day, stands)
    columns = [Column(key, _SUMS.get(key) or bucket_title(key), CellType.MONEY) for key in amounts]
    title = Text("What it owes, in {currency}", "应收与账龄（{currency}）").format(currency=currency)
    row = Row(tuple(Money(amount, currency) for amount in amounts.values()))
    return Table(f"aging-{currency}", title, tuple(columns), (row,))


def _items(day: date, stands: Mapping[str, CustomerStanding]) -> list[Table]:
    rows = [
        Row(
            (
                item.order,
                item.event or None,
                item.due,
                max(0, (day - item.due).days) or None if item.due else None,
                Money(item.amount, currency),
            )
        )
        for currency, each in stands.items()
        for item in each.items
    ]
    if not rows:
        return []
    columns = (
        Column("order", terms.ORDER),
        Column("event", Text("Arose from", "形成单据")),
        Column("due", terms.DUE, CellType.DATE),
        Column("days_overdue", terms.DAYS_OVERDUE, CellType.COUNT),
        Column("amount", terms.AMOUNT, CellType.MONEY),
    )
    return [Table("items", Text("Open items", "未清款项"), columns, tuple(rows))]


def _orders(book: IndexedBook, amounts: Amounts, orders: Sequence[StoredEntry], count: int) -> list[Table]:
    if not orders:
        return []
    totals = dict(
        book.connection.execute(
            "SELECT unit, sum(amount) FROM flow WHERE measure = ? AND axis = ? GROUP BY unit",
            (Measure.ORDERED, Axis.REP),
        )
    )
    title = Text("Orders: the latest {shown} of {count}", "订单：共 {count} 张，最近 {shown} 张").format(
        shown=len(orders), count=count
    )
    columns = (
        Column("date", terms.DATE, CellType.DATE),
        Column("id", terms.ORDER),
        Column("customer_po", Text("Customer's PO", "客户订单号"), wide=True),
        Column("total", terms.TOTAL, CellType.MONEY),
    )
    rows = [
        Row((each.date, each.id, each.text("customer_po"), Money(totals.get(each.id, 0), amounts.currency(each))))
        for each in orders
    ]
    return [Table("orders", title, columns, tuple(rows))]


def _standing_json(policy: Policy, day: date, currency: str, stands: CustomerStanding) -> JsonValue:
    amounts = _amounts(policy, day, stands)
    return {"currency": currency, **{key: plain(amount, currency) for key, amount in amounts.items()}}


def _item_json(day: date, currency: str, item: OpenItem) -> JsonValue:
    return {
        "order": item.order,
        "event": item.event or None,
        "part": item.part or None,
        "due": item.due.isoformat() if item.due else None,
        "days_overdue": (day - item.due).days if item.due else None,
        "currency": currency,
        "amount": plain(item.amount, currency),
    }
