"""Orders of which something is to be delivered or invoiced on the period's last day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.backlogs import OrderBacklog, Since, has_invoices
from salesbook.model.money import Money, plain
from salesbook.model.named_tuple import NamedTuple
from salesbook.reports.order_reps import order_reps
from salesbook.reports.parts.listing import listed, own_first
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.period_rows import rep_namer
from salesbook.table import CellType, Column, Deferred, JsonValue, Table


class _Kind(NamedTuple):
    """One thing that is to be done: its name in JSON, what people read, and its figure of an order.

    It waits since there was anything to do (``since_then``), or since the order.
    """

    name: str
    title: Text
    figure: Callable[[OrderBacklog], Since]
    since_then: bool
    note: Text


_UNDELIVERED = _Kind(
    "undelivered",
    Text("Ordered, not delivered ({currency})", "已订购未发货（{currency}）"),
    lambda order: order.undelivered,
    False,
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
    True,
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
    True,
    Text(
        "Of each order: invoiced − delivered. Days since it was invoiced ahead.",
        "逐单计算：开票 − 发货。天数从先行开票之日起算。",
    ),
)
_KINDS = (_UNDELIVERED, _UNINVOICED, _INVOICED_AHEAD)


def _build(scope: Scope) -> Section:
    reps = order_reps(scope.book, [order.order for order in scope.backlogs])
    shown = _KINDS if has_invoices(scope.book, scope.period.last) else (_UNDELIVERED,)
    found = {
        (kind.name, currency): _waiting(scope, kind, currency, reps)
        for currency in own_first(scope, (order.currency for order in scope.backlogs))
        for kind in shown
    }
    return Section(
        tables=[
            _table(scope, kind, currency, rows)
            for kind in _KINDS
            for (name, currency), rows in found.items()
            if rows and name == kind.name
        ],
        data={
            kind.name: [
                _data(scope, currency, rows) for (name, currency), rows in found.items() if rows and name == kind.name
            ]
            for kind in _KINDS
        },
    )


class _Waiting(NamedTuple):
    """An order of which something is to be done, since how many days, and its amount in minor units."""

    order: OrderBacklog
    reps: tuple[str, ...]
    days: int
    amount: int


def _waiting(scope: Scope, kind: _Kind, currency: str, reps: Mapping[str, tuple[str, ...]]) -> list[_Waiting]:
    """The orders of one currency that have an amount, those that wait longest first."""
    found: list[_Waiting] = []
    for order in scope.backlogs:
        figure = kind.figure(order)
        if order.currency == currency and figure.amount:
            since = figure.since if kind.since_then and figure.since else order.date
            found.append(_Waiting(order, reps[order.order], (scope.period.last - since).days, figure.amount))
    return sorted(found, key=lambda each: (-each.days, each.order.order))


def _table(scope: Scope, kind: _Kind, currency: str, rows: Sequence[_Waiting]) -> Table:
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
                each.order.order,
                each.order.date,
                scope.book.customers.name(each.order.customer),
                ", ".join(name(rep) for rep in each.reps) or None,
                each.days,
                Money(each.amount, currency),
            )
            for each in rows
        ],
        notes=(kind.note,),
    )


def _data(scope: Scope, currency: str, rows: Sequence[_Waiting]) -> JsonValue:
    def orders() -> list[JsonValue]:
        return [
            {
                "order": each.order.order,
                "date": each.order.date.isoformat(),
                "customer": each.order.customer,
                "name": scope.book.customers.name(each.order.customer),
                "reps": list(each.reps),
                "days": each.days,
                "amount": plain(each.amount, currency),
            }
            for each in rows
        ]

    total = sum(each.amount for each in rows)
    return {"currency": currency, "total": plain(total, currency), "orders": Deferred(orders)}


PART = Part("backlog", Text("To be delivered and invoiced", "待发货与待开票"), _build)
