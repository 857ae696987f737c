"""Sales, collections, receivables, targets and commission of each rep."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money, plain
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.period_figures import Figures
from salesbook.reports.period_rows import (
    NO_TARGET,
    attainment,
    cell,
    column,
    kept,
    label,
    measures_data,
    named,
    rep_namer,
)
from salesbook.reports.targets import Target
from salesbook.table import Cell, CellType, Column, Deferred, JsonValue, Role, Row, Table

_COLUMNS = ("orders", "sales", "collected", "collection_rate", "closing_receivable", "overdue", "advances")


def _build(scope: Scope) -> Section:
    return Section(
        tables=[_table(scope, currency) for currency in scope.currencies],
        by_currency={currency: {"by_rep": _data(scope, currency)} for currency in scope.currencies},
    )


def _table(scope: Scope, currency: str) -> Table:
    """The commission has a column only in a book with plans."""
    figures, targets = scope.figures[currency], scope.targets[currency]
    commissions = scope.commissions.get(currency, {})
    name = rep_namer(scope.book)
    rows: list[Row] = []
    for rep, row in kept(figures.by_rep, always=(*targets, *commissions)):
        target = targets.get(rep or "", NO_TARGET)
        amounts = [cell(row, measure, currency) for measure in _COLUMNS]
        earned = [Money(commissions.get(rep or "", 0), currency)] if commissions else []
        rows.append(Row((*label(rep, name), *amounts, *_target_cells(target, row, currency), *earned)))
    total = [cell(figures.totals, measure, currency) for measure in _COLUMNS]
    all_targets = Target(
        *(_total_of([getattr(target, field) for target in targets.values()]) for field in ("sales", "collected"))
    )
    all_earned = [Money(sum(commissions.values()), currency)] if commissions else []
    totals = (*total, *_target_cells(all_targets, figures.totals, currency), *all_earned)
    last = Row((terms.TOTAL, None, *totals), Role.TOTAL)
    return Table(
        name=f"reps-{currency}",
        title=Text("By rep ({currency})", "按业务员（{currency}）").format(currency=currency),
        columns=(
            Column("rep", terms.REP),
            Column("name", terms.NAME, wide=True),
            *(column(measure) for measure in _COLUMNS),
            Column("target_sales", Text("Sales target", "销售目标"), CellType.MONEY),
            Column("sales_attainment", Text("Attained", "销售达成率"), CellType.RATE),
            Column("target_collected", Text("Collection target", "回款目标"), CellType.MONEY),
            Column("collected_attainment", Text("Attained (collected)", "回款达成率"), CellType.RATE),
            *([Column("commission", Text("Commission", "提成"), CellType.MONEY)] if commissions else []),
        ),
        rows=(*rows, last),
    )


def _total_of(amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _target_cells(target: Target, figures: Figures, currency: str) -> tuple[Cell, ...]:
    return (
        None if target.sales is None else Money(target.sales, currency),
        attainment(figures["sales"], target.sales),
        None if target.collected is None else Money(target.collected, currency),
        attainment(figures["collected"], target.collected),
    )


def _data(scope: Scope, currency: str) -> JsonValue:
    commissions, targets = scope.commissions.get(currency, {}), scope.targets[currency]
    name = rep_namer(scope.book)
    return Deferred(
        lambda: [
            {
                **named("rep", rep, name),
                **measures_data(row, currency),
                **_target_data(targets.get(rep or "", NO_TARGET), row, currency),
                "commission": plain(commissions[rep], currency) if rep and rep in commissions else None,
            }
            for rep, row in kept(scope.figures[currency].by_rep, always=(*targets, *commissions))
        ]
    )


def _target_data(target: Target, figures: Figures, currency: str) -> dict[str, JsonValue]:
    return {
        "target_sales": None if target.sales is None else plain(target.sales, currency),
        "sales_attainment": attainment(figures["sales"], target.sales),
        "target_collected": None if target.collected is None else plain(target.collected, currency),
        "collected_attainment": attainment(figures["collected"], target.collected),
    }


PART = Part("reps", Text("By rep", "按业务员"), _build)
