"""What somebody was to reach in a period, and how far that was reached: cells, columns and members of JSON."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.model.money import Money, plain
from salesbook.reports.period_figures import Figures
from salesbook.reports.period_rows import attainment
from salesbook.reports.targets import Target
from salesbook.table import Cell, CellType, Column, JsonValue, Signal, Table

TARGET_COLUMNS = (
    Column("target_sales", Text("Sales target", "销售目标"), CellType.MONEY),
    Column("sales_attainment", Text("Attained", "销售达成率"), CellType.RATE, signal=Signal.ATTAINED),
    Column("target_collected", Text("Collection target", "回款目标"), CellType.MONEY),
    Column("collected_attainment", Text("Attained (collected)", "回款达成率"), CellType.RATE, signal=Signal.ATTAINED),
)


def target_cells(target: Target, figures: Figures, currency: str) -> tuple[Cell, ...]:
    """A target beside what was reached; empty where nothing was set."""
    return (
        None if target.sales is None else Money(target.sales, currency),
        attainment(figures["sales"], target.sales),
        None if target.collected is None else Money(target.collected, currency),
        attainment(figures["collected"], target.collected),
    )


def without_targets(table: Table) -> Table:
    """A table without the columns of targets, and charts of them, where nobody has any."""
    keys = {column.key for column in TARGET_COLUMNS}
    kept = [at for at, column in enumerate(table.columns) if column.key not in keys]
    return table._replace(
        columns=tuple(table.columns[at] for at in kept),
        rows=[row._replace(cells=tuple(row.cells[at] for at in kept)) for row in table.rows],
        charts=(),
    )


def target_data(target: Target, figures: Figures, currency: str) -> dict[str, JsonValue]:
    """The same for JSON."""
    return {
        "target_sales": None if target.sales is None else plain(target.sales, currency),
        "sales_attainment": attainment(figures["sales"], target.sales),
        "target_collected": None if target.collected is None else plain(target.collected, currency),
        "collected_attainment": attainment(figures["collected"], target.collected),
    }
