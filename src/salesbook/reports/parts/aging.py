"""The aging of closing receivable, by rep."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.aging import bucket_names
from salesbook.model.money import Money, plain
from salesbook.reports.aging_figures import AgingRow, aged_currencies, aging_rows
from salesbook.reports.aging_tables import bucket_column
from salesbook.reports.aging_view import AgingBy, AgingView
from salesbook.reports.parts.listing import Cells, totalled
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.table import CellType, Chart, ChartKind, Column, JsonValue, Table

_NOTE = Text(
    "The receivable is closing receivable of this report; days are counted from the due date.",
    "应收即本报表的期末应收；天数从到期日起算。",
)


def _build(scope: Scope) -> Section:
    day = scope.period.last
    view = AgingView(day, AgingBy.REP)
    aged = scope.aged_on(day)
    rows = {currency: aging_rows(scope.book, view, aged, currency) for currency in aged_currencies(scope.policy, aged)}
    owing = {currency: kept for currency, found in rows.items() if (kept := [row for row in found if row.receivable])}
    return Section(
        tables=[_table(scope, currency, found) for currency, found in owing.items()],
        data={"aging": [_data(scope, currency, found) for currency, found in owing.items()]},
    )


def _table(scope: Scope, currency: str, rows: list[AgingRow]) -> Table:
    names = bucket_names(scope.policy.aging)
    table = totalled(
        f"aging-{currency}",
        Text("Aging of receivables ({currency})", "应收账龄（{currency}）").format(currency=currency),
        (
            Column("name", terms.REP, wide=True),
            *(bucket_column(name) for name in names),
            Column("receivable", terms.RECEIVABLE, CellType.MONEY),
        ),
        [_cells(row, currency) for row in rows],
        notes=(_NOTE,),
    )
    chart = Chart(Text("Receivable by age and rep", "各业务员应收账龄"), ChartKind.STACKED, "name", names)
    return table._replace(charts=(chart,))


def _cells(row: AgingRow, currency: str) -> Cells:
    amounts = (*row.buckets, row.receivable)
    return terms.NONE if row.name is None else row.name, *(Money(amount, currency) for amount in amounts)


def _data(scope: Scope, currency: str, rows: list[AgingRow]) -> dict[str, JsonValue]:
    names = bucket_names(scope.policy.aging)
    sums = [sum(row.buckets[index] for row in rows) for index in range(len(names))]
    return {
        "currency": currency,
        "buckets": list(names),
        "rows": [{"rep": row.key, "name": row.name, **_amounts(names, row.buckets, currency)} for row in rows],
        "totals": _amounts(names, tuple(sums), currency),
    }


def _amounts(names: tuple[str, ...], buckets: tuple[int, ...], currency: str) -> dict[str, JsonValue]:
    amounts = zip((*names, "receivable"), (*buckets, sum(buckets)), strict=True)
    return {name: plain(amount, currency) for name, amount in amounts}


PART = Part("aging", Text("Aging of receivables", "应收账龄"), _build)
