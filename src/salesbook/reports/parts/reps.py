"""Sales, collections, receivables, targets and commission of each rep, and his place among them."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money, plain
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.parts.target_columns import TARGET_COLUMNS, target_cells, target_data, without_targets
from salesbook.reports.period_figures import Figures, Key
from salesbook.reports.period_rows import cell, column, kept, largest_first, measures_data, named, rep_namer
from salesbook.reports.targets import NO_TARGET, total_target
from salesbook.table import Cell, CellType, Chart, ChartKind, Column, JsonValue, Role, Row, Table

_BEFORE_TARGETS = ("orders", "sales", "collected", "collection_rate", "due_collection_rate")
_AFTER_TARGETS = ("closing_receivable", "overdue", "advances", "dso")

Rows = list[tuple[Key, Figures]]


def _build(scope: Scope) -> Section:
    rows = {currency: _rows(scope, currency) for currency in scope.currencies}
    return Section(
        tables=[_table(scope, currency, found) for currency, found in rows.items() if found],
        by_currency={currency: {"by_rep": _data(scope, currency, found)} for currency, found in rows.items()},
    )


def _rows(scope: Scope, currency: str) -> Rows:
    always = (*scope.targets[currency].reps, *scope.commissions.get(currency, {}))
    return kept(scope.figures[currency].by_rep, always=always)


def _ranks(rows: Rows) -> dict[Key, int]:
    """The place of each rep who sold something by sales, from 1; equal sales share it."""
    sales = {rep: figures["sales"] for rep, figures in rows if rep is not None and figures["sales"] > 0}
    return {rep: 1 + sum(other > amount for other in sales.values()) for rep, amount in sales.items()}


def _table(scope: Scope, currency: str, rows: Rows) -> Table:
    """The best first; targets and commission have columns only where there are any."""
    targets, commissions = scope.targets[currency].reps, scope.commissions.get(currency, {})
    ranks = _ranks(rows)

    def figures_of(figures: Figures, target: tuple[Cell, ...]) -> tuple[Cell, ...]:
        before, after = (
            [cell(figures, measure, currency) for measure in measures] for measures in (_BEFORE_TARGETS, _AFTER_TARGETS)
        )
        return (*before, *target, *after)

    lines: list[Row] = []
    for rep, figures in largest_first(rows):
        target = target_cells(targets.get(rep or "", NO_TARGET), figures, currency)
        earned = [Money(commissions.get(rep or "", 0), currency)] if commissions else []
        lines.append(Row((*_label(scope, rep), ranks.get(rep), *figures_of(figures, target), *earned)))
    totals = scope.figures[currency].totals
    target = target_cells(total_target(targets.values()), totals, currency)
    earned = [Money(sum(commissions.values()), currency)] if commissions else []
    table = Table(
        name=f"reps-{currency}",
        title=Text("By rep ({currency})", "按业务员（{currency}）").format(currency=currency),
        columns=(
            Column("rep", terms.REP),
            Column("name", terms.NAME, wide=True),
            Column("rank", Text("Rank", "排名"), CellType.COUNT),
            *map(column, _BEFORE_TARGETS),
            *TARGET_COLUMNS,
            *map(column, _AFTER_TARGETS),
            *([Column("commission", Text("Commission", "提成"), CellType.MONEY)] if commissions else []),
        ),
        charts=(
            Chart(
                Text("Attainment by rep", "各业务员达成率"),
                ChartKind.BARS,
                "name",
                ("sales_attainment", "collected_attainment"),
            ),
        ),
        rows=(*lines, Row((terms.TOTAL, None, None, *figures_of(totals, target), *earned), Role.TOTAL)),
    )
    return table if targets else without_targets(table)


def _label(scope: Scope, rep: Key) -> tuple[Cell, Cell]:
    """Id and name; of who had left by the period's end, that he did."""
    if rep is None:
        return terms.NONE, None
    name = rep_namer(scope.book)(rep)
    known = scope.book.reps.get(rep)
    left = known.data.get("left") if known else None
    if left is None or left > scope.period.last.isoformat():
        return rep, name
    return rep, Text("{name} (left)", "{name}（离职）").format(name=name)


def _data(scope: Scope, currency: str, rows: Rows) -> JsonValue:
    targets, commissions = scope.targets[currency].reps, scope.commissions.get(currency, {})
    name, ranks = rep_namer(scope.book), _ranks(rows)
    return [
        {
            **named("rep", rep, name),
            "rank": ranks.get(rep),
            **measures_data(figures, currency),
            **target_data(targets.get(rep or "", NO_TARGET), figures, currency),
            "commission": plain(commissions[rep], currency) if rep and rep in commissions else None,
        }
        for rep, figures in rows
    ]


PART = Part("reps", Text("By rep", "按业务员"), _build)
