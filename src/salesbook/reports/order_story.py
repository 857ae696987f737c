"""The story of an order: what it is, what happened to it, and what is open of it when."""

from __future__ import annotations

from datetime import date

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.money import grouped
from salesbook.reports import story
from salesbook.reports.kind_names import SINGULAR
from salesbook.reports.order_json import order_json
from salesbook.reports.order_view import OrderView, customers_free_money, order_lines, order_view, sums, worth
from salesbook.reports.stored import StoredEntry
from salesbook.reports.words import terms_in_words
from salesbook.rules.order_state import OrderHistory
from salesbook.table import CellType, Column, Document, Row, Table


def order_story(book: IndexedBook, entry: StoredEntry, history: OrderHistory, day: date) -> Document:
    """An order with all that hangs on it, as of ``day``."""
    view = order_view(book, entry, history, day)
    return Document(
        name="order",
        title=Text("Order {id} as of {day}", "订单 {id}（截至 {day}）").format(id=entry.id, day=day),
        tables=(_lines(view), *_happened(view), *_items(view), _sums(view)),
        facts=_facts(view),
        data=order_json(view),
    )


def _facts(view: OrderView) -> story.Facts:
    entry, ordered = view.entry, view.history.facts.ordered
    single = len(ordered.shares) == 1
    reps = [
        f"{story.rep_named(view.book, share.rep)}{'' if single else f' {(share.share * 100).normalize():f}%'}"
        for share in ordered.shares
    ]
    named = f"{ordered.terms}: " if isinstance(ordered.terms, str) else ""
    return (
        (terms.DATE, entry.date),
        (terms.CUSTOMER, story.customer_named(view.book, view.stands.customer)),
        (terms.REP, ", ".join(reps) or None),
        (
            Text("Terms", "付款条件"),
            Text("{named}{words}", "{named}{words}").format(named=named, words=terms_in_words(view.history.terms)),
        ),
        (terms.CURRENCY, view.history.currency),
        (Text("Customer's PO", "客户订单号"), entry.text("customer_po")),
        (Text("Contract", "合同号"), entry.text("contract")),
        *story.own_facts(entry),
    )


def _lines(view: OrderView) -> Table:
    lines = list(order_lines(view))
    discounts = any(line.discount for line in lines)
    columns = (
        Column("line", Text("Line", "行"), CellType.COUNT),
        Column("product", terms.PRODUCT),
        Column("name", terms.NAME, wide=True),
        Column("ordered", Text("Ordered", "订购"), CellType.QUANTITY),
        Column("delivered", Text("Shipped", "已发"), CellType.QUANTITY),
        Column("open", Text("Open", "未发"), CellType.QUANTITY),
        Column("price", Text("Price", "单价"), CellType.PRICE),
        *((Column("discount", Text("Discount", "折扣"), CellType.RATE),) if discounts else ()),
        Column("tax", Text("Tax", "税率"), CellType.RATE),
        Column("amount", terms.AMOUNT, CellType.MONEY),
    )
    rows = [
        Row(
            (
                line.number,
                line.product,
                line.name,
                line.ordered,
                line.delivered,
                line.ordered - line.delivered,
                line.price,
                *(((line.discount or None),) if discounts else ()),
                line.tax,
                view.money(line.gross),
            )
        )
        for line in lines
    ]
    return Table("lines", Text("Lines", "明细"), columns, tuple(rows))


def _happened(view: OrderView) -> list[Table]:
    """Everything that hangs on the order, by date; an amount is what the document means to this order."""
    amounts = worth(view)
    settling = {each.entry for each in view.settlements}
    by_id = {each.id: each for each in view.documents}
    happened: list[tuple[date | None, str, StoredEntry | None, int | None]] = [
        (each.date, each.id, each, amounts.get(each.id)) for each in view.documents if each.id not in settling
    ]
    happened += [(each.date, each.entry, by_id.get(each.entry), each.amount) for each in view.settlements]
    if not happened:
        return []
    columns = (
        Column("date", terms.DATE, CellType.DATE),
        Column("id", terms.ID),
        Column("kind", Text("What", "事项")),
        Column("details", Text("Details", "内容"), wide=True),
        Column("amount", terms.AMOUNT, CellType.MONEY),
    )
    rows = [
        Row(
            (
                day,
                id,
                SINGULAR[entry.kind] if entry else None,
                story.details(view.book, entry) if entry else None,
                None if minor is None else view.money(minor),
            )
        )
        for day, id, entry, minor in sorted(happened, key=lambda each: (each[0] or date.min, each[1]))
    ]
    return [Table("documents", Text("What happened", "经过"), columns, tuple(rows))]


def _items(view: OrderView) -> list[Table]:
    items = view.stands.state.items
    if not items:
        return []
    deposits = any(item.open != item.receivable for item in items)
    columns = (
        Column("part", Text("Part", "期次"), CellType.COUNT),
        Column("event", Text("Arose from", "形成单据")),
        Column("due", terms.DUE, CellType.DATE),
        Column("amount", terms.AMOUNT, CellType.MONEY),
        Column("paid", Text("Paid", "已付"), CellType.MONEY),
        Column("open", Text("Open", "未付"), CellType.MONEY),
        *((Column("owed", Text("Owed", "其中应收"), CellType.MONEY),) if deposits else ()),
        Column("days_overdue", terms.DAYS_OVERDUE, CellType.COUNT),
    )
    rows = [
        Row(
            (
                item.key.part,
                item.key.event,
                item.key.due,
                view.money(item.amount),
                view.money(item.amount - item.open),
                view.money(item.open),
                *((view.money(item.receivable),) if deposits else ()),
                max(0, (view.day - item.key.due).days) or None if item.open else None,
            )
        )
        for item in items
    ]
    return [Table("items", Text("What is due when", "款项与到期"), columns, tuple(rows))]


_SUMS = (
    ("total", Text("Order total", "订单金额")),
    ("delivered", terms.DELIVERED),
    ("invoiced", terms.INVOICED),
    ("charged", terms.CHARGED),
    ("settled", Text("Settled", "已结清")),
    ("receivable", terms.RECEIVABLE),
    ("unbilled", Text("of it unbilled", "其中未到条件")),
    ("advance", terms.ADVANCES),
    ("excess", Text("Paid beyond the total", "超出订单金额")),
    ("deposits_due", terms.DEPOSITS_DUE),
    ("undelivered", Text("To deliver", "未发货")),
    ("uninvoiced", Text("Delivered, not invoiced", "已发未开票")),
)
_ALWAYS = ("total", "delivered", "invoiced", "settled", "receivable")


def _sums(view: OrderView) -> Table:
    found = sums(view)
    shown = [(title, view.money(found[key])) for key, title in _SUMS if found[key] or key in _ALWAYS]
    table = story.amounts_table("sums", Text("Where it stands", "目前状况"), shown)
    free = customers_free_money(view)
    if not free or not view.stands.state.receivable:
        return table
    note = Text(
        "{customer} has {free} that is given to no order; how it is settled, see salesbook show {customer}",
        "{customer} 另有 {free} 未分给订单，如何结清见 salesbook show {customer}",
    )
    free_text = f"{view.history.currency} {grouped(free, view.history.currency)}"
    return table._replace(notes=(note.format(customer=view.stands.customer, free=free_text),))
