"""Sales, collections and receivables of each customer; who is new, who is lost, and who is worth most."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money, plain
from salesbook.reports.parts.customer_lists import CustomerLists, LostCustomer, NewCustomer, ScoredCustomer
from salesbook.reports.parts.listing import listed
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.period_rows import Shown, kept, measures_data, measures_table, named
from salesbook.table import Cell, CellType, Column, Deferred, JsonValue, Table

_COLUMNS = ("orders", "sales", "collected", "closing_receivable", "overdue", "advances")


def _build(scope: Scope) -> Section:
    lists = CustomerLists(scope)
    tables: list[Table] = []
    by_currency: dict[str, dict[str, JsonValue]] = {}
    for currency in scope.currencies:
        new, lost, high = lists.new(currency), lists.lost(currency), lists.of_high_value(currency)
        table = _table(scope, currency)
        tables += [
            *([table] if scope.figures[currency].by_customer.filled or scope.in_full else []),
            *([_new(scope, currency, new)] if new else []),
            *([_lost(scope, currency, lost)] if lost else []),
            *([_high(scope, currency, high)] if high else []),
        ]
        by_currency[currency] = {
            "by_customer": _data(scope, currency),
            "new_customers": [_new_data(scope, each, currency) for each in new],
            "lost_customers": [_lost_data(scope, each, currency) for each in lost],
            "high_value_customers": [_high_data(scope, each, currency) for each in high],
        }
    return Section(tables, by_currency=by_currency)


def _table(scope: Scope, currency: str) -> Table:
    figures = scope.figures[currency]
    return measures_table(
        f"customers-{currency}",
        Text("By customer ({currency})", "按客户（{currency}）").format(currency=currency),
        Shown(Column("customer", terms.CUSTOMER), scope.book.customers.name, _COLUMNS, currency, scope.in_full),
        figures.by_customer,
        figures.totals,
    )


def _data(scope: Scope, currency: str) -> JsonValue:
    return Deferred(
        lambda: [
            {**named("customer", customer, scope.book.customers.name), **measures_data(row, currency)}
            for customer, row in kept(scope.figures[currency].by_customer)
        ]
    )


_ORDERS = Column("orders", terms.ORDERS, CellType.COUNT)
_LAST_ORDER = Column("last_order", Text("Last order", "末单日期"), CellType.DATE)
_SALES = Column("sales", terms.SALES, CellType.MONEY)


def _columns(*columns: Column) -> tuple[Column, ...]:
    return (
        Column("customer", terms.CUSTOMER),
        Column("name", terms.NAME, wide=True),
        Column("rep", terms.REP),
        *columns,
    )


def _cells(scope: Scope, customer: str, *cells: Cell) -> tuple[Cell, ...]:
    """A row that begins with the customer, and who is responsible for it on the last day."""
    rep = scope.book.customers.rep_on(customer, scope.period.last.isoformat())
    return (customer, scope.book.customers.name(customer), rep, *cells)


def _new(scope: Scope, currency: str, found: Sequence[NewCustomer]) -> Table:
    note = Text(
        "New: the customer's first order of all is dated in the period.",
        "新客户：首张订单的日期在本期内。",
    )
    return listed(
        scope,
        f"new-customers-{currency}",
        Text("New customers ({currency})", "新客户（{currency}）").format(currency=currency),
        _columns(Column("first_order", Text("First order", "首单日期"), CellType.DATE), _ORDERS, _SALES),
        [_cells(scope, each.customer, each.first_order, each.orders, Money(each.sales, currency)) for each in found],
        (note,),
    )


def _lost(scope: Scope, currency: str, found: Sequence[LostCustomer]) -> Table:
    note = Text(
        "Lost: no order in the six months until the period's end, but some in the twelve months before those; "
        "orders and sales are of those twelve.",
        "流失客户：截至期末的 6 个月内没有订单，而此前 12 个月内有订单；订单数与销售额为此前 12 个月的数字。",
    )
    rows = [
        _cells(
            scope,
            each.customer,
            each.last_order,
            each.orders,
            Money(each.sales, currency),
            Money(each.receivable, currency),
        )
        for each in found
    ]
    return listed(
        scope,
        f"lost-customers-{currency}",
        Text("Lost customers ({currency})", "流失客户（{currency}）").format(currency=currency),
        _columns(_LAST_ORDER, _ORDERS, _SALES, Column("closing_receivable", terms.CLOSING_RECEIVABLE, CellType.MONEY)),
        rows,
        (note,),
    )


def _high(scope: Scope, currency: str, found: Sequence[ScoredCustomer]) -> Table:
    note = Text(
        "Customers who ordered in the twelve months until the period's end are scored 5 (best fifth) to 1 by "
        "how recent their last order is (R), how many orders they placed (F) and their sales (A); high value "
        "is 4 or 5 in all three.",
        "对截至期末 12 个月内有订单的客户，按最近下单日期、订单数、销售额（依次）各分五档评分，"
        "5 分为最高的五分之一；三项均为 4 分以上者为高价值客户。",
    )
    rows = [
        _cells(
            scope,
            each.customer,
            each.last_order,
            each.orders,
            Money(each.sales, currency),
            f"{each.recency}-{each.frequency}-{each.amount}",
        )
        for each in found
    ]
    return listed(
        scope,
        f"high-value-{currency}",
        Text("High-value customers ({currency})", "高价值客户（{currency}）").format(currency=currency),
        _columns(_LAST_ORDER, _ORDERS, _SALES, Column("scores", Text("R-F-A", "评分"))),
        rows,
        (note,),
    )


def _new_data(scope: Scope, each: NewCustomer, currency: str) -> JsonValue:
    return {
        **named("customer", each.customer, scope.book.customers.name),
        "first_order": each.first_order.isoformat(),
        "orders": each.orders,
        "sales": plain(each.sales, currency),
    }


def _lost_data(scope: Scope, each: LostCustomer, currency: str) -> JsonValue:
    return {
        **named("customer", each.customer, scope.book.customers.name),
        "last_order": each.last_order.isoformat(),
        "orders": each.orders,
        "sales": plain(each.sales, currency),
        "closing_receivable": plain(each.receivable, currency),
    }


def _high_data(scope: Scope, each: ScoredCustomer, currency: str) -> JsonValue:
    return {
        **named("customer", each.customer, scope.book.customers.name),
        "last_order": each.last_order.isoformat(),
        "orders": each.orders,
        "sales": plain(each.sales, currency),
        "recency": each.recency,
        "frequency": each.frequency,
        "amount": each.amount,
    }


PART = Part("customers", Text("Customers: all, new, lost, of high value", "客户：全部、新增、流失、高价值"), _build)
