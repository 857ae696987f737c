"""Orders of which something is to be delivered or invoiced on the period's last day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.backlogs import OrderBacklog, Since
from salesbook.model.money import Money, plain
from salesbook.reports.order_reps import order_reps
from salesbook.reports.parts.listing import listed, own_first
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.period_rows import rep_namer
from salesbook.table import CellType, Column, Deferred, JsonValue, Table


@dataclass(frozen=True, slots=True)
class _Kind:
    """One thing that is to be done: its name in JSON, what people read, and its figure of an order."""

    name: str
    title: Text
    figure: Callable[[OrderBacklog], Since]
    note: Text


_UNDELIVERED = _Kind(
    "undelivered",
    Text("Ordered, not delivered ({currency})", "已订购未发货（{currency}）"),
    lambda order: order.undelivered,
    Text(
        "Days since the order. The previous period's total + ordered − delivered of this report, but for cents that a "
        "changed order rounds anew.",
        "天数从下单日起算。上期合计 + 本期订购额 − 本期发货 = 本期合计（订单变更引起的尾差除外）。",
    ),
)
_UNINVOICED = _Kind(
    "uninvoiced",
    Text("Delivered, not invoiced ({currency})", "已出库未开票（{currency}）"),
    lambda order: order.uninvoiced,
    Text(
        "Of each order: delivered − returns, allowances and rebates − invoiced. Days since there was anything to "
        "invoice.",
        "逐单计算：发货 − 退货、折让、返利 − 开票。天数从出现未开票金额之日起算。",
    ),
)
_INVOICED_AHEAD = _Kind(
    "invoiced_ahead",
    Text("Invoiced, not delivered ({currency})", "已开票未发货（{currency}）"),
    lambda order: order.invoiced_ahead,
    Text(
        "Of each order: invoiced − delivered. Days since it was invoiced ahead.",
        "逐单计算：开票 − 发货。天数从先行开票之日起算。",
    ),
)
_KINDS = (_UNDELIVERED, _UNINVOICED, _INVOICED_AHEAD)


def _build(scope: Scope) -> Section:
    orders = scope.backlogs
    shown = _KINDS if _has_invoices(scope) else (_UNDELIVERED,)
    found = {
        currency: {kind.name: _of_kind(kind, orders, currency) if kind in shown else [] for kind in _KINDS}
        for currency in own_first(scope, (order.currency for order in orders))
    }
    return Section(
        tables=[
            _table(scope, kind, currency, of_currency[kind.name])
            for currency, of_currency in found.items()
            for kind in _KINDS
            if of_currency[kind.name]
        ],
        data={
            kind.name: [
                _data(scope, kind, currency, of_currency[kind.name])
                for currency, of_currency in found.items()
                if of_currency[kind.name]
            ]
            for kind in _KINDS
        },
    )


def _has_invoices(scope: Scope) -> bool:
    """Of a book without invoices there is nothing to say of them."""
    row = scope.book.connection.execute("SELECT 1 FROM entry WHERE kind = 'invoices' LIMIT 1").fetchone()
    return row is not None


def _of_kind(kind: _Kind, orders: Sequence[OrderBacklog], currency: str) -> list[OrderBacklog]:
    """The orders of one currency that have an amount, oldest first."""
    found = [order for order in orders if order.currency == currency and kind.figure(order).amount]
    return sorted(found, key=lambda order: (kind.figure(order).since or order.date, order.order))


def _days(scope: Scope, kind: _Kind, order: OrderBacklog) -> int:
    """How long it is to be done: an order to be delivered since it was placed, others since there was anything."""
    since = order.date if kind is _UNDELIVERED else kind.figure(order).since or order.date
    return (scope.period.last - since).days


def _table(scope: Scope, kind: _Kind, currency: str, orders: Sequence[OrderBacklog]) -> Table:
    reps = order_reps(scope.book, [order.order for order in orders])
    name = rep_namer(scope.book)
    return listed(
        scope,
        f"{kind.name.replace('_', '-')}-{currency}",
        kind.title.format(currency=currency),
        (
            Column("order", terms.ORDER),
            Column("date", terms.DATE, CellType.DATE),
            Column("name", terms.CUSTOMER, wide=True),
            Column("rep", terms.REP, wide=True),
            Column("days", Text("Days", "天数"), CellType.COUNT),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        [
            (
                order.order,
                order.date,
                scope.book.customers.name(order.customer),
                ", ".join(name(rep) for rep in reps[order.order]) or None,
                _days(scope, kind, order),
                Money(kind.figure(order).amount, currency),
            )
            for order in orders
        ],
        notes=(kind.note,),
    )


def _data(scope: Scope, kind: _Kind, currency: str, orders: Sequence[OrderBacklog]) -> JsonValue:
    def members() -> list[JsonValue]:
        reps = order_reps(scope.book, [order.order for order in orders])
        return [
            {
                "order": order.order,
                "date": order.date.isoformat(),
                "customer": order.customer,
                "name": scope.book.customers.name(order.customer),
                "reps": list(reps[order.order]),
                "days": _days(scope, kind, order),
                "amount": plain(kind.figure(order).amount, currency),
            }
            for order in orders
        ]

    total = sum(kind.figure(order).amount for order in orders)
    return {"currency": currency, "total": plain(total, currency), "orders": Deferred(members)}


PART = Part("backlog", Text("To be delivered and invoiced", "待发货与待开票"), _build)
