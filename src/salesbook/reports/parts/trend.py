"""Thirteen months until the period's last: what was ordered, sold and collected, and what was owed at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model.dates import Period, month, months_from
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.period_figures import Figures
from salesbook.reports.period_rows import amounts_data, cell, column
from salesbook.table import BAR_SIGN, Chart, ChartKind, Column, Row, Table

_MONTHS = 13
_MEASURES = ("orders", "sales", "collected", "closing_receivable", "overdue")
_BAR = 8
"""Signs of the longest bar."""

_Month = tuple[Period, Figures]


def _build(scope: Scope) -> Section:
    last = scope.period.last
    months = [month(*months_from(last.year, last.month, -back)) for back in reversed(range(_MONTHS))]
    found = {
        currency: [(one, scope.totals_of(one).get(currency) or Figures()) for one in months]
        for currency in scope.currencies
    }
    return Section(
        tables=[_table(currency, rows) for currency, rows in found.items() if _begun(rows)],
        by_currency={
            currency: {"trend": [{"month": one.name, **amounts_data(row, _MEASURES, currency)} for one, row in rows]}
            for currency, rows in found.items()
        },
    )


def _begun(months: Sequence[_Month]) -> list[_Month]:
    """Without the first months, in which the book had nothing yet."""
    return list(dropwhile(lambda each: not any(each[1][measure] for measure in _MEASURES), months))


def _table(currency: str, months: Sequence[_Month]) -> Table:
    shown = _begun(months)
    rows = [
        Row((verbatim(one.name), *(cell(figures, measure, currency) for measure in _MEASURES)))
        for one, figures in shown
    ]
    table = Table(
        name=f"trend-{currency}",
        title=Text("Month by month ({currency})", "近 13 个月走势（{currency}）").format(currency=currency),
        columns=(Column("month", Text("Month", "月份")), *(column(measure) for measure in _MEASURES)),
        rows=rows,
        charts=(
            Chart(
                Text("Sales and collections by month", "各月销售与回款"),
                ChartKind.BARS,
                "month",
                ("sales", "collected"),
            ),
            Chart(
                Text("Receivable and overdue at each month's end", "各月末应收与逾期"),
                ChartKind.LINES,
                "month",
                ("closing_receivable", "overdue"),
            ),
        ),
        notes=(Text("Receivable and overdue are those of each month's last day.", "应收与逾期为各月最后一日的数字。"),),
    )
    return table._replace(on_screen=_with_bars(table, [figures["sales"] for _, figures in shown]))


def _with_bars(table: Table, sales: Sequence[int]) -> Table:
    """A bar before the sales of each month, as long as its part of the largest."""
    largest = max(sales)
    at = 1 + _MEASURES.index("sales")
    bar = Column("bar", Text("", ""), bar=True)
    rows = [
        Row((*row.cells[: at + 1], _bar(amount, largest), *row.cells[at + 1 :]))
        for row, amount in zip(table.rows, sales, strict=True)
    ]
    return table._replace(columns=(*table.columns[: at + 1], bar, *table.columns[at + 1 :]), rows=rows)


def _bar(amount: int, largest: int) -> str:
    """At least one sign for anything above 0."""
    if amount <= 0:
        return ""
    return BAR_SIGN * max(1, (2 * _BAR * amount + largest) // (2 * largest))


PART = Part("trend", Text("Thirteen months", "近 13 个月走势"), _build)
