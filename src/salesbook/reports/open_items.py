"""What is open: money to come, goods to deliver, invoices to write, deposits, advances, bills, money reps hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.index.held import held_movements
from salesbook.index.standing import CustomerStanding, Whose, standings
from salesbook.model.money import Money
from salesbook.model.policy import Policy, Settle
from salesbook.reports.bill_figures import BillState, bills_on
from salesbook.reports.open_orders import OpenOrder, open_orders
from salesbook.reports.open_part import AMOUNT, CURRENCY, OpenPart, flat_table, json_of, table_of
from salesbook.reports.provenance import provenance
from salesbook.reports.stored import Amounts, entries_named
from salesbook.rules.movement import Standing
from salesbook.table import Cell, CellType, Column, Document

_ORDER = Column("order", terms.ORDER)
_DATE = Column("date", terms.DATE, CellType.DATE)
_CUSTOMER = Column("customer", terms.CUSTOMER)
_NAME = Column("name", terms.NAME, wide=True)
_REP = Column("rep", terms.REP)
_DUE = Column("due", terms.DUE, CellType.DATE)


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose open things are shown: of which customers, of which reps; None: of all."""

    customers: Collection[str] | None = None
    reps: Collection[str] | None = None


def open_report(book: IndexedBook, policy: Policy, whom: Whom, day: date) -> Document:
    """Everything open as of ``day``, of ``whom``; tables without rows are left out, JSON has all."""
    found = {whose: each for whose, each in standings(book, policy, day).items() if _wanted(book, whom, whose[0], day)}
    orders = [order for order in open_orders(book, policy, day) if _ordered_by(order, whom)]
    parts = [
        _items(book, found, day),
        _to_deliver(book, orders),
        _to_invoice(book, orders),
        _deposits(book, orders),
        _advances(book, found),
        _not_given_out(book, policy, whom, day),
        _bills(book, whom, day),
        _held(book, policy, whom, day),
    ]
    title = Text("Open as of {day}", "未清项目（截至 {day}）").format(day=day)
    return Document(
        name="open",
        title=title,
        tables=tuple(table_of(part, policy.currency) for part in parts if part.rows),
        facts=provenance(book),
        notes=() if any(part.rows for part in parts) else (Text("nothing is open", "没有未清项目"),),
        data={"as_of": day.isoformat(), **{part.name: json_of(part) for part in parts}},
        flat=flat_table(title, parts),
    )


def _wanted(book: IndexedBook, whom: Whom, customer: str, day: date) -> bool:
    """Whether a customer is one of those asked for; it belongs to the rep who must collect from it on the day."""
    if whom.customers is not None and customer not in whom.customers:
        return False
    return whom.reps is None or book.customers.rep_on(customer, day.isoformat()) in whom.reps


def _ordered_by(order: OpenOrder, whom: Whom) -> bool:
    """Whether an order is one of those asked for; it belongs to its own reps."""
    if whom.customers is not None and order.customer not in whom.customers:
        return False
    return whom.reps is None or bool(set(order.reps) & set(whom.reps))


def _items(book: IndexedBook, found: dict[Whose, CustomerStanding], day: date) -> OpenPart:
    part = OpenPart(
        "items",
        Text("Money to come", "应收款项"),
        (
            _CUSTOMER,
            _NAME,
            _ORDER,
            _DUE,
            Column("days_overdue", terms.DAYS_OVERDUE, CellType.COUNT),
            CURRENCY,
            AMOUNT,
        ),
    )
    for (customer, currency), standing in found.items():
        for item in standing.items:
            overdue = (day - item.due).days if item.due else None
            days = overdue if overdue is not None and overdue > 0 else None
            money = Money(item.amount, currency)
            part.rows.append((customer, book.customers.name(customer), item.order, item.due, days, currency, money))
    return part


def _order_cells(book: IndexedBook, order: OpenOrder) -> tuple[Cell, ...]:
    return (
        order.id,
        order.date,
        order.customer,
        book.customers.name(order.customer),
        ", ".join(order.reps) or None,
    )


_ORDER_COLUMNS = (_ORDER, _DATE, _CUSTOMER, _NAME, _REP)


def _to_deliver(book: IndexedBook, orders: Iterable[OpenOrder]) -> OpenPart:
    lines = Column("lines", Text("Open lines", "未发行数"), CellType.COUNT)
    part = OpenPart("to_deliver", Text("Goods to deliver", "待发货"), (*_ORDER_COLUMNS, lines, CURRENCY, AMOUNT))
    part.rows = [
        (*_order_cells(book, order), order.lines, order.currency, Money(order.undelivered, order.currency))
        for order in orders
        if order.lines
    ]
    return part


def _to_invoice(book: IndexedBook, orders: Iterable[OpenOrder]) -> OpenPart:
    """Of a book that has no invoices at all nothing is to be said."""
    part = OpenPart("to_invoice", Text("Delivered, not invoiced", "已发货未开票"), (*_ORDER_COLUMNS, CURRENCY, AMOUNT))
    if book.connection.execute("SELECT 1 FROM entry WHERE kind = 'invoices' LIMIT 1").fetchone():
        part.rows = [
            (*_order_cells(book, order), order.currency, Money(order.uninvoiced, order.currency))
            for order in orders
            if order.uninvoiced
        ]
    return part


def _deposits(book: IndexedBook, orders: Iterable[OpenOrder]) -> OpenPart:
    part = OpenPart("deposits_due", terms.DEPOSITS_DUE, (*_ORDER_COLUMNS, CURRENCY, AMOUNT))
    part.rows = [
        (*_order_cells(book, order), order.currency, Money(order.state.deposits_due, order.currency))
        for order in orders
        if order.state.deposits_due
    ]
    return part


def _advances(book: IndexedBook, found: dict[Whose, CustomerStanding]) -> OpenPart:
    part = OpenPart("advances", terms.ADVANCES, (_CUSTOMER, _NAME, CURRENCY, AMOUNT))
    part.rows = [
        (customer, book.customers.name(customer), currency, Money(standing.advances, currency))
        for (customer, currency), standing in found.items()
        if standing.advances
    ]
    return part


def _not_given_out(book: IndexedBook, policy: Policy, whom: Whom, day: date) -> OpenPart:
    """Money that waits for an order, less what was reversed of it.

    Where the oldest items are paid, what is left of it is an advance above.
    """
    part = OpenPart(
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
        notes=(
            Text(
                "Money of customers who settle explicitly; salesbook allocate gives it to an order.",
                "按单核销的客户尚未分给订单的款项，可用 salesbook allocate 分给订单。",
            ),
        ),
    )
    amounts = Amounts.of(book, policy)
    rows = book.connection.execute(
        "SELECT source.id, source.kind, source.customer, source.currency, sum(amount) FROM balance "
        "JOIN unit ON unit.id = balance.unit JOIN entry ON entry.id = unit.id AND entry.kind = unit.kind "
        "JOIN unit source ON source.id = coalesce(json_extract(entry.data, '$.reverses'), unit.id) "
        "WHERE standing = ? AND balance.date <= ? AND source.kind IN ('payments', 'credits') "
        "GROUP BY source.id HAVING sum(amount) <> 0 ORDER BY source.date, source.id",
        (Standing.FREE, day.isoformat()),
    )
    for id, kind, owner, currency, left in rows.fetchall():
        customer = book.customers.canonical(owner)
        entry = next((each for each in entries_named(book, id) if each.kind == kind), None)
        waits = (book.customers.settle(customer) or policy.settle) == Settle.EXPLICIT
        if entry is not None and waits and _wanted(book, whom, customer, day):
            name = book.customers.name(customer)
            money = Money(left, currency)
            part.rows.append((id, entry.date, customer, name, amounts.amount(entry), currency, money))
    return part


def _bills(book: IndexedBook, whom: Whom, day: date) -> OpenPart:
    """Bills taken as payments of which nothing became yet, by maturity."""
    part = OpenPart(
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
    )
    for bill in bills_on(book, day):
        if bill.state is BillState.IN_HAND and bill.amount and _wanted(book, whom, bill.customer, day):
            name = book.customers.name(bill.customer)
            days = (bill.matures - day).days if bill.matures else None
            amount = Money(bill.amount, bill.currency)
            part.rows.append(
                (bill.payment, bill.customer, name, bill.number, bill.matures, days, bill.currency, amount)
            )
    return part


def _held(book: IndexedBook, policy: Policy, whom: Whom, day: date) -> OpenPart:
    """What reps hold; asked for by customer it is nothing, as a rep's hand-in need not say whose money it is."""
    part = OpenPart(
        "held", Text("Customers' money that reps hold", "业务员代收未交款"), (_REP, _NAME, CURRENCY, AMOUNT)
    )
    held: dict[tuple[str, str], int] = {}
    for movement in held_movements(book.connection, policy) if whom.customers is None else ():
        if movement.date <= day and (whom.reps is None or movement.rep in whom.reps):
            key = (movement.rep, movement.currency)
            held[key] = held.get(key, 0) + movement.amount
    part.rows = [
        (rep, book.reps[rep].name if rep in book.reps else rep, currency, Money(amount, currency))
        for (rep, currency), amount in sorted(held.items())
        if amount
    ]
    return part
