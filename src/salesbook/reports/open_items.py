"""What is open: money to come, goods to deliver, invoices to write, deposits, advances, bills, money reps hold.

Of many things a screen shows the first, and the sum of the others; a file has all, and so has whoever asks for one
customer. So only what is shown is looked at one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from salesbook.history.repository import head_asked
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.ahead import Ahead, ahead_on
from salesbook.index.backlogs import WaitingOrder, Whom, Work, count_waiting, waiting_orders
from salesbook.index.book import IndexedBook
from salesbook.index.held import held_movements
from salesbook.index.oldest import advances_on, oldest_items, paying_standings
from salesbook.index.outstanding import Count, on_day
from salesbook.index.standing import CustomerStanding, Whose, settles_oldest, standings, standings_of
from salesbook.model.money import Money, to_minor
from salesbook.model.policy import Policy
from salesbook.reports.bill_figures import BillState, bills_on
from salesbook.reports.long_lists import MANY
from salesbook.reports.open_part import AMOUNT, CURRENCY, Cells, OpenPart, counted, flat_table, json_of, table_of
from salesbook.reports.order_reps import named_reps
from salesbook.reports.provenance import provenance
from salesbook.rules.free_money import OpenItem
from salesbook.table import CellType, Column, Deferred, Document

_ORDER = Column("order", terms.ORDER)
_DATE = Column("date", terms.DATE, CellType.DATE)
_CUSTOMER = Column("customer", terms.CUSTOMER)
_NAME = Column("name", terms.NAME, wide=True)
_REP = Column("rep", terms.REP)
_DUE = Column("due", terms.DUE, CellType.DATE)


_ITEM_COLUMNS = (
    _CUSTOMER,
    _NAME,
    _ORDER,
    _DUE,
    Column("days_overdue", terms.DAYS_OVERDUE, CellType.COUNT),
    CURRENCY,
    AMOUNT,
)
_ORDER_COLUMNS = (_ORDER, _DATE, _CUSTOMER, _NAME, _REP)


@dataclass(frozen=True)
class _Asked:
    """Whose open things are asked for, as of which day; what several parts need is read once."""

    book: IndexedBook
    policy: Policy
    whom: Whom
    day: date

    @property
    def in_full(self) -> bool:
        """Of one customer all is shown, however much."""
        return self.whom.customers is not None

    def wants_order(self, customer: str, reps: Collection[str]) -> bool:
        """Whether an order is one of those asked for; it belongs to the reps that it names."""
        if self.whom.customers is not None and customer not in self.whom.customers:
            return False
        return self.whom.reps is None or bool(set(reps) & set(self.whom.reps))

    @cached_property
    def customers(self) -> Collection[str] | None:
        """The customers asked for; of a rep those from whom he must collect on the day. None: all."""
        if self.whom.reps is None:
            return self.whom.customers
        everybody = (id for id in self.book.customers.by_id if self.book.customers.canonical(id) == id)
        return {id for id in everybody if self.wants(id)}

    def wants(self, customer: str) -> bool:
        """Whether a customer is one of those asked for."""
        if self.whom.customers is not None and customer not in self.whom.customers:
            return False
        reps = self.whom.reps
        return reps is None or self.book.customers.rep_on(customer, self.day.isoformat()) in reps

    def shortens(self, counts: Mapping[str, Count]) -> bool:
        """Whether a screen shows only the first of so many."""
        return not self.in_full and sum(count.number for count in counts.values()) > MANY + 1

    @cached_property
    def paying(self) -> dict[Whose, CustomerStanding]:
        """Where those customers stand whose free money pays their oldest items."""
        return paying_standings(self.book, self.policy, self.day, self.customers)

    @cached_property
    def items(self) -> list[OpenItem]:
        """All open items, by customer and age."""
        if self.customers is None:
            found = standings(self.book, self.policy, self.day)
        else:
            found = standings_of(self.book, self.policy, self.day, self.customers)
        return [item for standing in found.values() for item in standing.items]


def open_report(book: IndexedBook, policy: Policy, whom: Whom, day: date) -> Document:
    """Everything open as of ``day``, of those asked for; tables without rows are left out, JSON has all."""
    asked = _Asked(book, policy, whom, day)
    with head_asked(book.root) as commit:
        parts = [
            _items(asked),
            _to_deliver(asked),
            _to_invoice(asked),
            _deposits(asked),
            _advances(asked),
            _not_given_out(asked),
            _bills(asked),
            _held(asked),
        ]
        origin = provenance(book, commit)
    title = Text("Open as of {day}", "未清项目（截至 {day}）").format(day=day)
    return Document(
        name="open",
        title=title,
        tables=tuple(table_of(part, policy.currency) for part in parts if part.counts),
        facts=origin,
        notes=_notes(parts),
        data={"as_of": day.isoformat(), **{part.name: json_of(part) for part in parts}},
        flat=flat_table(title, parts),
    )


def _notes(parts: Sequence[OpenPart]) -> tuple[Text, ...]:
    if not any(part.counts for part in parts):
        return (Text("nothing is open", "没有未清项目"),)
    if any(part.first is not None for part in parts):
        return (
            Text(
                "Of long lists the first are shown; --customer, or -o open.xlsx, shows all.",
                "较长的清单只列前若干项；用 --customer 或 -o open.xlsx 可查看全部。",
            ),
        )
    return ()


def _items(asked: _Asked) -> OpenPart:
    oldest = oldest_items(asked.book, asked.day, MANY + 1, asked.customers, asked.paying)
    return OpenPart(
        "items",
        Text("Money to come", "应收款项"),
        _ITEM_COLUMNS,
        Deferred(lambda: [_item_cells(asked, item) for item in asked.items]),
        oldest.counts,
        [_item_cells(asked, item) for item in oldest.first[:MANY]] if asked.shortens(oldest.counts) else None,
    )


def _item_cells(asked: _Asked, item: OpenItem) -> Cells:
    overdue = (asked.day - item.due).days if item.due else 0
    name = asked.book.customers.name(item.customer)
    money = Money(item.amount, item.currency)
    return (item.customer, name, item.order, item.due, overdue if overdue > 0 else None, item.currency, money)


def _to_deliver(asked: _Asked) -> OpenPart:
    lines = Column("lines", Text("Open lines", "未发行数"), CellType.COUNT)
    columns = (*_ORDER_COLUMNS, lines, CURRENCY, AMOUNT)
    return _orders(asked, "to_deliver", Text("Goods to deliver", "待发货"), columns, Work.DELIVER)


def _to_invoice(asked: _Asked) -> OpenPart:
    """Of a book that has no invoices at all nothing is to be said."""
    title = Text("Delivered, not invoiced", "已发货未开票")
    columns = (*_ORDER_COLUMNS, CURRENCY, AMOUNT)
    if not asked.book.connection.execute("SELECT 1 FROM entry WHERE kind = 'invoices' LIMIT 1").fetchone():
        return OpenPart("to_invoice", title, columns, (), {})
    return _orders(asked, "to_invoice", title, columns, Work.INVOICE)


def _orders(asked: _Asked, name: str, title: Text, columns: tuple[Column, ...], work: Work) -> OpenPart:
    """The orders that wait for some work, by date."""
    counts = count_waiting(asked.book, asked.day, work, asked.whom)

    def rows(limit: int | None = None) -> list[Cells]:
        found = waiting_orders(asked.book, asked.day, work, asked.whom, limit)
        reps = named_reps(asked.book, [order.order for order in found])
        return [
            (
                *_order_cells(asked, order, reps.get(order.order, ())),
                *((order.lines,) if work is Work.DELIVER else ()),
                order.currency,
                Money(order.amount, order.currency),
            )
            for order in found
        ]

    return OpenPart(name, title, columns, Deferred(rows), counts, rows(MANY) if asked.shortens(counts) else None)


def _order_cells(asked: _Asked, order: WaitingOrder | Ahead, reps: Collection[str]) -> Cells:
    return (
        order.order,
        order.date,
        order.customer,
        asked.book.customers.name(order.customer),
        ", ".join(reps) or None,
    )


def _deposits(asked: _Asked) -> OpenPart:
    due = [order for order in ahead_on(asked.book, asked.day) if order.deposit_due]
    reps = named_reps(asked.book, [order.order for order in due])
    rows = [
        (*_order_cells(asked, order, of), order.currency, Money(order.deposit_due, order.currency))
        for order in due
        for of in [reps.get(order.order, ())]
        if asked.wants_order(order.customer, of)
    ]
    return counted("deposits_due", terms.DEPOSITS_DUE, (*_ORDER_COLUMNS, CURRENCY, AMOUNT), rows, in_full=asked.in_full)


def _advances(asked: _Asked) -> OpenPart:
    found = advances_on(asked.book, asked.day, asked.customers, asked.paying)
    rows = [
        (customer, asked.book.customers.name(customer), currency, Money(amount, currency))
        for (customer, currency), amount in found.items()
    ]
    columns = (_CUSTOMER, _NAME, CURRENCY, AMOUNT)
    return counted("advances", terms.ADVANCES, columns, rows, in_full=asked.in_full, largest_first=True)


def _not_given_out(asked: _Asked) -> OpenPart:
    """Money that waits for an order, less what was reversed of it.

    Where the oldest items are paid, what is left of it is an advance above.
    """
    book = asked.book
    free = on_day("unit, amount", "standing = 'free'")
    found = book.connection.execute(
        "SELECT source.id, source.date, source.customer, source.currency, json_extract(origin.data, '$.amount'), "
        f"sum(free.amount) FROM ({free}) free JOIN unit ON unit.id = free.unit "
        "JOIN entry ON entry.id = unit.id AND entry.kind = unit.kind "
        "JOIN unit source ON source.id = coalesce(json_extract(entry.data, '$.reverses'), unit.id) "
        "JOIN entry origin ON origin.id = source.id AND origin.kind = source.kind "
        "WHERE source.kind IN ('payments', 'credits') "
        "GROUP BY source.id HAVING sum(free.amount) <> 0 ORDER BY source.date, source.id",
        {"day": asked.day.isoformat()},
    )
    rows: list[Cells] = []
    for id, dated, owner, currency, amount, left in found:
        customer = book.customers.canonical(owner)
        if asked.wants(customer) and not settles_oldest(book, asked.policy, customer):
            name, of = book.customers.name(customer), Money(to_minor(Decimal(amount), currency), currency)
            rows.append((id, date.fromisoformat(dated), customer, name, of, currency, Money(left, currency)))
    return counted(
        "not_given_out",
        Text("Money given to no order", "未分配的款项"),
        (
            Column("id", terms.ID),
            _DATE,
            _CUSTOMER,
            _NAME,
            Column("of", Text("Of", "原额"), CellType.MONEY),
            CURRENCY,
            AMOUNT,
        ),
        rows,
        in_full=asked.in_full,
        notes=(
            Text(
                "Money of customers who settle explicitly; salesbook allocate gives it to an order.",
                "按单核销的客户尚未分给订单的款项，可用 salesbook allocate 分给订单。",
            ),
        ),
    )


def _bills(asked: _Asked) -> OpenPart:
    """Bills taken as payments of which nothing became yet, by maturity."""
    rows: list[Cells] = []
    for bill in bills_on(asked.book, asked.day):
        if bill.state is BillState.IN_HAND and bill.amount and asked.wants(bill.customer):
            name = asked.book.customers.name(bill.customer)
            days = (bill.matures - asked.day).days if bill.matures else None
            amount = Money(bill.amount, bill.currency)
            rows.append((bill.payment, bill.customer, name, bill.number, bill.matures, days, bill.currency, amount))
    return counted(
        "bills",
        Text("Bills in hand", "在手票据"),
        (
            Column("payment", Text("Payment", "收款")),
            _CUSTOMER,
            _NAME,
            Column("number", Text("Number", "票据号码"), wide=True),
            Column("matures", Text("Matures", "到期日"), CellType.DATE),
            Column("days", Text("In days", "距到期天数"), CellType.COUNT),
            CURRENCY,
            AMOUNT,
        ),
        rows,
        in_full=asked.in_full,
    )


def _held(asked: _Asked) -> OpenPart:
    """What reps hold; asked for by customer it is nothing, as a rep's hand-in need not say whose money it is."""
    book, reps = asked.book, asked.whom.reps
    held: dict[tuple[str, str], int] = {}
    for movement in held_movements(book.connection, asked.policy) if asked.whom.customers is None else ():
        if movement.date <= asked.day and (reps is None or movement.rep in reps):
            key = (movement.rep, movement.currency)
            held[key] = held.get(key, 0) + movement.amount
    rows = [
        (rep, book.reps[rep].name if rep in book.reps else rep, currency, Money(amount, currency))
        for (rep, currency), amount in sorted(held.items())
        if amount
    ]
    title = Text("Customers' money that reps hold", "业务员代收未交款")
    return counted("held", title, (_REP, _NAME, CURRENCY, AMOUNT), rows, in_full=True)
