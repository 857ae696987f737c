"""The tables and JSON of the open items behind an aging."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, Whose
from salesbook.model.money import Money, plain
from salesbook.model.policy import Policy
from salesbook.reports.aging_items import AgedItem, Detail, Paid, aging_detail
from salesbook.reports.aging_tables import bucket_title
from salesbook.reports.aging_view import AgingBasis, AgingView, rep_of
from salesbook.reports.kind_names import SINGULAR
from salesbook.reports.stored import StoredEntry
from salesbook.reports.words import METHODS, REASONS, word
from salesbook.table import CellType, Column, JsonValue, Role, Row, Table

_SINCE = Text("Days since", "距单据天数")


@dataclass(frozen=True, slots=True)
class ShownDetail:
    """The items as tables of each currency, and as JSON."""

    tables: Mapping[str, list[Table]]
    data: list[JsonValue]


def shown_detail(
    book: IndexedBook,
    policy: Policy,
    view: AgingView,
    found: Mapping[Whose, CustomerStanding],
    bucket: str | None,
) -> ShownDetail:
    """The open items of ``found``, of one bucket or of all."""
    detail = aging_detail(book, policy, view, found, bucket)
    currencies = dict.fromkeys(currency for _, currency in found)
    return ShownDetail(
        {currency: _tables(book, view, detail, currency) for currency in currencies},
        [_item_data(book, view, detail, each) for each in detail.items],
    )


def _tables(book: IndexedBook, view: AgingView, detail: Detail, currency: str) -> list[Table]:
    """The open items of one currency, and what was settled of them, where anything was."""
    items = [each for each in detail.items if each.item.currency == currency]
    if not items:
        return []
    settled = [(each, paid) for each in items for paid in each.paid]
    tables = [_items(book, view, detail, items, currency)]
    return [*tables, _settled(detail, settled, currency)] if settled else tables


def _items(book: IndexedBook, view: AgingView, detail: Detail, items: list[AgedItem], currency: str) -> Table:
    rows = [
        Row(
            (
                each.customer,
                book.customers.name(each.customer),
                each.item.order,
                each.item.event or None,
                ", ".join(invoice.id for invoice in detail.invoices.get(each.item.order, ())) or None,
                each.item.due,
                each.age,
                bucket_title(each.bucket),
                None if each.amount is None else Money(each.amount, currency),
                Money(each.item.amount, currency),
            )
        )
        for each in items
    ]
    total = Money(sum(each.item.amount for each in items), currency)
    days = terms.DAYS_OVERDUE if view.basis is AgingBasis.DUE else _SINCE
    return Table(
        name=f"items-{currency}",
        title=Text("Open items in {currency}", "未清款项明细（{currency}）").format(currency=currency),
        columns=(
            Column("customer", terms.CUSTOMER),
            Column("name", terms.NAME, wide=True),
            Column("order", terms.ORDER),
            Column("event", Text("Arose from", "形成单据")),
            Column("invoices", Text("Order's invoices", "订单发票"), wide=True),
            Column("due", terms.DUE, CellType.DATE),
            Column("days_overdue" if view.basis is AgingBasis.DUE else "days_since", days, CellType.COUNT),
            Column("bucket", Text("Bucket", "账龄段")),
            Column("of", Text("Of", "原额"), CellType.MONEY),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        rows=[*rows, Row((terms.TOTAL, *(None,) * 8, total), Role.TOTAL)],
    )


def _settled(detail: Detail, settled: list[tuple[AgedItem, Paid]], currency: str) -> Table:
    allocated = any(paid.source != paid.entry for _, paid in settled)
    rows = [
        Row(
            (
                each.item.order,
                each.item.event or None,
                each.item.due,
                paid.date,
                paid.entry,
                _what(detail, paid),
                *((paid.source if paid.source != paid.entry else None,) if allocated else ()),
                Money(paid.amount, currency),
            )
        )
        for each, paid in settled
    ]
    return Table(
        name=f"settled-{currency}",
        title=Text("Settled of these items in {currency}", "上述款项已结清部分（{currency}）").format(
            currency=currency
        ),
        columns=(
            Column("order", terms.ORDER),
            Column("event", Text("Arose from", "形成单据")),
            Column("due", terms.DUE, CellType.DATE),
            Column("date", terms.DATE, CellType.DATE),
            Column("by", Text("By", "结清单据")),
            Column("what", Text("What", "事项")),
            *((Column("source", Text("Out of", "来源款项")),) if allocated else ()),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        rows=rows,
        notes=(
            Text(
                "Money pays what is due first; what came first is shown on what was due first.",
                "款项先结清先到期的部分，先到的款项列在先到期的款项下。",
            ),
        ),
    )


def _what(detail: Detail, paid: Paid) -> Text | None:
    """The method of a payment, the reason of a credit; else what kind of entry it is."""
    source = detail.entries.get(paid.source)
    if source is None:
        return None
    if source.kind == "payments":
        return word(METHODS, source.text("method") or "bank")
    return word(REASONS, source.text("reason")) if source.kind == "credits" else SINGULAR[source.kind]


def _item_data(book: IndexedBook, view: AgingView, detail: Detail, each: AgedItem) -> JsonValue:
    item = each.item
    return {
        "customer": each.customer,
        "name": book.customers.name(each.customer),
        "rep": rep_of(book, each.customer, view.day),
        "order": item.order,
        "event": item.event or None,
        "event_kind": detail.entries[item.event].kind if item.event in detail.entries else None,
        "part": item.part or None,
        "arose": item.arose.isoformat() if item.arose else None,
        "due": item.due.isoformat() if item.due else None,
        "days_overdue": (view.day - item.due).days if item.due else None,
        "days_since": (view.day - item.arose).days if item.arose else None,
        "bucket": each.bucket,
        "currency": item.currency,
        "of": None if each.amount is None else plain(each.amount, item.currency),
        "amount": plain(item.amount, item.currency),
        "invoices": [_invoice(invoice) for invoice in detail.invoices.get(item.order, ())],
        "settled": [
            {
                "date": paid.date.isoformat(),
                "entry": paid.entry,
                "source": paid.source,
                "kind": detail.entries[paid.source].kind if paid.source in detail.entries else None,
                "amount": plain(paid.amount, item.currency),
            }
            for paid in each.paid
        ],
    }


def _invoice(entry: StoredEntry) -> JsonValue:
    return {
        "id": entry.id,
        "date": entry.date.isoformat() if entry.date else None,
        "number": entry.text("number"),
    }
