"""Money that customers paid ahead, and deposits that are due, on the period's last day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.ahead import ahead_on
from salesbook.model.money import Money, plain
from salesbook.model.named_tuple import NamedTuple
from salesbook.reports.parts.listing import listed, own_first
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.table import CellType, Column, JsonValue, Table


class _Ahead(NamedTuple):
    """An amount of a customer in minor units, for an ``order``; None: given to no order."""

    customer: str
    currency: str
    order: str | None
    amount: int


_ADVANCES = Text(
    "Paid for goods to come, or given to no order; the total is advances of this report.",
    "为尚未发货的货物所付，或尚未分配给订单；合计即本报表的预收。",
)
_DEPOSITS = Text(
    "What payment terms ask for ahead of what is owed; the total is deposits due of this report.",
    "付款条件要求、但尚未形成应收的款项；合计即本报表的应收定金。",
)


def _build(scope: Scope) -> Section:
    orders = list(ahead_on(scope.book, scope.period.last))
    advances = [_Ahead(each.customer, each.currency, each.order, each.advance) for each in orders if each.advance]
    on_orders: dict[tuple[str, str], int] = defaultdict(int)
    for each in advances:
        on_orders[each.customer, each.currency] += each.amount
    for whose, aged in scope.aged_on(scope.period.last).items():
        if given_to_none := aged.advances - on_orders[whose]:
            advances.append(_Ahead(*whose, None, given_to_none))
    deposits = [_Ahead(each.customer, each.currency, each.order, each.deposit_due) for each in orders]
    kinds = [
        ("advances", Text("Advances ({currency})", "预收款项（{currency}）"), _ADVANCES, advances),
        ("deposits", Text("Deposits due ({currency})", "应收定金（{currency}）"), _DEPOSITS, deposits),
    ]
    found = {
        (name, currency): _largest_first(scope, each, currency)
        for name, _, _, each in kinds
        for currency in own_first(scope, (one.currency for one in each if one.amount))
    }
    data: dict[str, JsonValue] = {
        f"{name}_by_order": [_data(scope, currency, rows) for (kind, currency), rows in found.items() if kind == name]
        for name, *_ in kinds
    }
    return Section(
        tables=[
            _table(scope, f"{name}-{currency}", title.format(currency=currency), found[name, currency], note)
            for name, title, note, _ in kinds
            for currency in own_first(scope, (of for kind, of in found if kind == name))
        ],
        data=data,
    )


def _largest_first(scope: Scope, found: Sequence[_Ahead], currency: str) -> list[_Ahead]:
    """By customer, the one with most first; of each the largest first."""
    of_currency = [each for each in found if each.currency == currency and each.amount]
    sums: dict[str, int] = {}
    for each in of_currency:
        sums[each.customer] = sums.get(each.customer, 0) + each.amount
    return sorted(of_currency, key=lambda each: (-sums[each.customer], each.customer, -each.amount, each.order or ""))


def _table(scope: Scope, name: str, title: Text, rows: Sequence[_Ahead], note: Text) -> Table:
    columns = (
        Column("customer", terms.CUSTOMER),
        Column("name", terms.NAME, wide=True),
        Column("order", terms.ORDER),
        Column("amount", terms.AMOUNT, CellType.MONEY),
    )
    return listed(
        scope,
        name,
        title,
        columns,
        [
            (
                each.customer,
                scope.book.customers.name(each.customer),
                each.order or terms.NONE,
                Money(each.amount, each.currency),
            )
            for each in rows
        ],
        notes=(note,),
    )


def _data(scope: Scope, currency: str, rows: Sequence[_Ahead]) -> JsonValue:
    orders: list[JsonValue] = [
        {
            "customer": each.customer,
            "name": scope.book.customers.name(each.customer),
            "order": each.order,
            "amount": plain(each.amount, each.currency),
        }
        for each in rows
    ]
    return {"currency": currency, "total": plain(sum(each.amount for each in rows), currency), "orders": orders}


PART = Part("advances", Text("Advances and deposits due", "预收与应收定金"), _build)
