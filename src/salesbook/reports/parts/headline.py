"""The figures in total, beside those of the period before and of the same period of last year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model.dates import Period, period_before, year_before
from salesbook.model.money import Money
from salesbook.model.named_tuple import NamedTuple
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.period_figures import MEASURES, Figures, change
from salesbook.reports.period_rows import RATES, TITLES, cell, column, measures_data
from salesbook.table import Cell, CellType, Column, JsonValue, Row, Table

_AMOUNTS = tuple(measure for measure in MEASURES if measure != "orders")
_CHANGE = Text("Change", "增减")


class _Compared(NamedTuple):
    """What the period is compared with, and its totals in one currency."""

    key: str
    period: Period
    totals: Figures


def _build(scope: Scope) -> Section:
    by_currency: dict[str, dict[str, JsonValue]] = {}
    tables: list[Table] = []
    for currency in scope.currencies:
        totals = scope.figures[currency].totals
        compared = [
            _Compared(key, period, scope.totals_of(period).get(currency) or Figures())
            for key, period in (("before", period_before(scope.period)), ("year_before", year_before(scope.period)))
        ]
        by_currency[currency] = {
            "totals": measures_data(totals, currency),
            **{each.key: _data(each, currency) for each in compared},
        }
        shown = [each for at, each in enumerate(compared) if _is_shown(each, compared[:at])]
        tables += [
            _amounts(scope, currency, totals, shown),
            _rates(scope.period, currency, totals, shown),
        ]
    return Section(tables, by_currency=by_currency)


def _is_shown(each: _Compared, before: Sequence[_Compared]) -> bool:
    """Not where nothing was going on then, nor twice: the year before a year is the period before it."""
    return not each.totals.is_empty and all(each.period != other.period for other in before)


def _data(compared: _Compared, currency: str) -> JsonValue:
    period = compared.period
    return {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        **measures_data(compared.totals, currency),
    }


def _amounts(scope: Scope, currency: str, totals: Figures, compared: Sequence[_Compared]) -> Table:
    """The changes in amounts stand on a screen only where the part was asked for: else it has too many columns."""
    columns = [
        Column("measure", Text("Measure", "指标")),
        Column("amount", verbatim(scope.period.name), CellType.MONEY),
    ]
    for each in compared:
        columns += [
            Column(each.key, verbatim(each.period.name), CellType.MONEY),
            Column(f"{each.key}_change", _CHANGE, CellType.MONEY),
            Column(f"{each.key}_rate", Text("%", "增减%"), CellType.RATE),
        ]
    rows: list[Row] = []
    for measure in _AMOUNTS:
        cells: list[Cell] = [TITLES[measure], cell(totals, measure, currency)]
        for each in compared:
            now, then = totals[measure], each.totals[measure]
            cells += [Money(then, currency), Money(now - then, currency), change(now, then)]
        rows.append(Row(tuple(cells)))
    table = Table(
        name=f"totals-{currency}",
        title=Text("Totals ({currency})", "合计（{currency}）").format(currency=currency),
        columns=tuple(columns),
        rows=rows,
    )
    return table if scope.in_full else table._replace(on_screen=_narrow(table))


def _narrow(table: Table) -> Table:
    kept = [at for at, column in enumerate(table.columns) if not column.key.endswith("_change")]
    return table._replace(
        columns=tuple(table.columns[at] for at in kept),
        rows=[Row(tuple(row.cells[at] for at in kept)) for row in table.rows],
    )


def _rates(period: Period, currency: str, totals: Figures, compared: Sequence[_Compared]) -> Table:
    measures = ("orders", *RATES)
    rows = [Row((verbatim(period.name), *(cell(totals, measure, currency) for measure in measures)))]
    for each in compared:
        then = [cell(each.totals, measure, currency) for measure in measures]
        rows += [
            Row((verbatim(each.period.name), *then)),
            Row((_CHANGE, *(_less(totals, each.totals, measure) for measure in measures))),
        ]
    return Table(
        name=f"rates-{currency}",
        title=Text("Orders and rates ({currency})", "订单数与比率（{currency}）").format(currency=currency),
        columns=(Column("period", Text("Period", "期间")), *(column(measure) for measure in measures)),
        rows=rows,
        notes=(
            Text(
                "The change of a rate is in percentage points, that of DSO in days.",
                "比率的增减为百分点，周转天数的增减为天数。",
            ),
        )
        if compared
        else (),
    )


def _less(now: Figures, then: Figures, measure: str) -> int | Decimal | None:
    """By how much a count or rate changed; None where either is empty."""
    if measure == "orders":
        return now[measure] - then[measure]
    rate, before = cell(now, measure, ""), cell(then, measure, "")
    return rate - before if isinstance(rate, Decimal) and isinstance(before, Decimal) else None


PART = Part("headline", Text("The figures in total, compared", "主要指标及同比环比"), _build)
