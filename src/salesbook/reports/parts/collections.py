"""What was collected in the period by method."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money, plain
from salesbook.reports.collection_figures import Collected, collections
from salesbook.reports.parts.listing import Cells, own_first, totalled
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.words import METHODS, word
from salesbook.table import CellType, Column, JsonValue, Table

_COLUMNS = (
    Column("method", Text("Method", "收款方式")),
    Column("payments", Text("Payments", "笔数"), CellType.COUNT),
    Column("received", Text("Received", "收款"), CellType.MONEY),
    Column("refunded", Text("Refunded", "退款"), CellType.MONEY),
    Column("reversed", Text("Reversed", "冲销"), CellType.MONEY),
    Column("dishonoured", Text("Dishonoured", "拒付"), CellType.MONEY),
    Column("collected", terms.COLLECTED, CellType.MONEY),
)
_NOTE = Text(
    "Received − refunded − reversed − dishonoured bills = collected of this report.",
    "收款 − 退款 − 冲销 − 拒付票据 = 本报表的回款。",
)


def _build(scope: Scope) -> Section:
    found = collections(scope.book, scope.period)
    by_currency = {
        currency: [(method, found[currency, method]) for method in METHODS if (currency, method) in found]
        for currency in own_first(scope, (currency for currency, _ in found))
    }
    return Section(
        tables=[_table(currency, rows) for currency, rows in by_currency.items()],
        data={"by_method": [_data(currency, rows) for currency, rows in by_currency.items()]},
    )


def _table(currency: str, rows: list[tuple[str, Collected]]) -> Table:
    return totalled(
        f"collections-{currency}",
        Text("Collected by method ({currency})", "回款方式（{currency}）").format(currency=currency),
        _COLUMNS,
        [_cells(method, each, currency) for method, each in rows],
        notes=(_NOTE,),
        counted=("payments",),
    )


def _cells(method: str, each: Collected, currency: str) -> Cells:
    amounts = (each.received, each.refunded, each.reversed, each.dishonoured, each.collected)
    return word(METHODS, method), each.payments, *(Money(amount, currency) for amount in amounts)


def _data(currency: str, rows: list[tuple[str, Collected]]) -> JsonValue:
    methods: list[JsonValue] = [
        {
            "method": method,
            "payments": each.payments,
            "received": plain(each.received, currency),
            "refunded": plain(each.refunded, currency),
            "reversed": plain(each.reversed, currency),
            "dishonoured": plain(each.dishonoured, currency),
            "collected": plain(each.collected, currency),
        }
        for method, each in rows
    ]
    total = sum(each.collected for _, each in rows)
    return {"currency": currency, "total": plain(total, currency), "methods": methods}


PART = Part("collections", Text("Collected by method", "回款方式"), _build)
