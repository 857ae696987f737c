"""Retention (质保金) that is owed on the period's last day, by due date."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money, plain
from salesbook.reports.parts.listing import listed, own_first
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.rules.free_money import OpenItem
from salesbook.table import CellType, Column, JsonValue, Table

_STATES = ("overdue", "due", "not_due")
_TITLES = {
    "overdue": Text("Overdue before", "期前已逾期"),
    "due": Text("Fell due", "本期到期"),
    "not_due": Text("Not due", "未到期"),
}
_NOTE = Text(
    "The part of closing receivable that is retention. Fell due: due in the period, before its last day. "
    "Retention whose event (acceptance, say) is still to come is under unbilled in the aging.",
    "期末应收中属于质保金的部分；本期到期：到期日在本期内、期末日之前。条件（如验收）尚未触发的质保金在账龄的“未到条件”中。",
)


def _build(scope: Scope) -> Section:
    items = scope.retention
    by_currency = {
        currency: [item for item in items if item.currency == currency]
        for currency in own_first(scope, (item.currency for item in items))
    }
    return Section(
        tables=[_table(scope, currency, found) for currency, found in by_currency.items()],
        data={"retention": [_data(scope, currency, found) for currency, found in by_currency.items()]},
    )


def _state(scope: Scope, item: OpenItem) -> str:
    if item.due is None or item.due >= scope.period.last:
        return "not_due"
    return "overdue" if item.due < scope.period.first else "due"


def _table(scope: Scope, currency: str, items: Sequence[OpenItem]) -> Table:
    return listed(
        scope,
        f"retention-{currency}",
        Text("Retention ({currency})", "质保金（{currency}）").format(currency=currency),
        (
            Column("order", terms.ORDER),
            Column("name", terms.CUSTOMER, wide=True),
            Column("due", terms.DUE, CellType.DATE),
            *(Column(state, _TITLES[state], CellType.MONEY) for state in _STATES),
        ),
        [
            (
                item.order,
                scope.book.customers.name(item.customer),
                item.due,
                *(Money(item.amount, currency) if _state(scope, item) == state else None for state in _STATES),
            )
            for item in items
        ],
        notes=(_NOTE,),
    )


def _data(scope: Scope, currency: str, items: Sequence[OpenItem]) -> dict[str, JsonValue]:
    sums = dict.fromkeys(_STATES, 0)
    for item in items:
        sums[_state(scope, item)] += item.amount
    return {
        "currency": currency,
        **{state: plain(amount, currency) for state, amount in sums.items()},
        "items": [
            {
                "order": item.order,
                "customer": item.customer,
                "name": scope.book.customers.name(item.customer),
                "due": item.due.isoformat() if item.due else None,
                "state": _state(scope, item),
                "amount": plain(item.amount, currency),
            }
            for item in items
        ],
    }


PART = Part("retention", Text("Retention", "质保金"), _build)
