"""A chart's numbers, apart from how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from salesbook.i18n import Language
from salesbook.model.money import Money, to_decimal
from salesbook.render.cells import shown
from salesbook.table import Cell, CellType, Chart, Column, Role, Table


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars, or one line: its name, its numbers, and each number in words. None: there is none."""

    name: str
    numbers: tuple[Decimal | None, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """The labels along the chart, and its series. ``type`` is what all numbers are."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    type: CellType


def chart_data(chart: Chart, table: Table, language: Language) -> ChartData | None:
    """What a chart of ``table`` shows; None where no row has a number, which would be an empty picture."""
    positions = {column.key: at for at, column in enumerate(table.columns)}
    rows = [row for row in table.rows if row.role is Role.BODY]
    label = table.columns[positions[chart.labels]]
    series = tuple(
        _series(table.columns[positions[key]], [row.cells[positions[key]] for row in rows], language)
        for key in chart.values
    )
    if not any(each.numbers and any(each.numbers) for each in series):
        return None
    return ChartData(
        labels=tuple(shown(row.cells[positions[chart.labels]], label.type, language) for row in rows),
        series=series,
        type=table.columns[positions[chart.values[0]]].type,
    )


def _series(column: Column, cells: list[Cell], language: Language) -> Series:
    return Series(
        name=column.title.to(language),
        numbers=tuple(_number(cell) for cell in cells),
        words=tuple(shown(cell, column.type, language) for cell in cells),
    )


def _number(cell: Cell) -> Decimal | None:
    match cell:
        case Money():
            return to_decimal(cell.minor, cell.currency)
        case bool():
            return None
        case int() | Decimal():
            return Decimal(cell)
        case _:
            return None
