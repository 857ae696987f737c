"""The figures of the period in total."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.period_figures import MEASURES, Figures
from salesbook.reports.period_rows import RATES, TITLES, cell, column, measures_data
from salesbook.table import CellType, Column, Row, Table


def _build(scope: Scope) -> Section:
    totals = {currency: scope.figures[currency].totals for currency in scope.currencies}
    return Section(
        tables=[
            table for currency, each in totals.items() for table in (_amounts(currency, each), _rates(currency, each))
        ],
        by_currency={currency: {"totals": measures_data(each, currency)} for currency, each in totals.items()},
    )


def _amounts(currency: str, totals: Figures) -> Table:
    amounts = [measure for measure in MEASURES if measure != "orders"]
    return Table(
        name=f"totals-{currency}",
        title=Text("Totals ({currency})", "合计（{currency}）").format(currency=currency),
        columns=(
            Column("measure", Text("Measure", "指标")),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        rows=tuple(Row((TITLES[measure], cell(totals, measure, currency))) for measure in amounts),
    )


def _rates(currency: str, totals: Figures) -> Table:
    measures = ("orders", *RATES)
    return Table(
        name=f"rates-{currency}",
        title=Text("Rates ({currency})", "比率（{currency}）").format(currency=currency),
        columns=tuple(column(measure) for measure in measures),
        rows=(Row(tuple(cell(totals, measure, currency) for measure in measures)),),
    )


PART = Part("headline", Text("The figures in total", "主要指标"), _build)
