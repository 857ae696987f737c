"""Native charts of a sheet's own cells."""

from __future__ import annotations

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.legend import Legend
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from salesbook.i18n import Language
from salesbook.render.chart_data import chart_data
from salesbook.table import CellType, Chart, ChartKind, Role, Table

WIDTH, HEIGHT = 25, 9
"""Centimetres of a chart."""
ROWS = 19
"""Rows of a sheet that a chart takes."""
PER_PAGE = 2
"""Charts on a printed page."""


def add_charts(sheet: Worksheet, table: Table, heading: int, below: int, language: Language) -> None:
    """Put the charts of ``table``, whose headings stand in row ``heading``, under row ``below``, on their own pages."""
    drawn = [chart for chart in table.charts if chart_data(chart, table, language) is not None]
    for at, chart in enumerate(drawn):
        if at % PER_PAGE == 0:
            sheet.row_breaks.append(Break(id=below))
        sheet.add_chart(_chart(sheet, chart, table, heading, language), f"A{below + 2}")
        below += ROWS


def _chart(sheet: Worksheet, chart: Chart, table: Table, heading: int, language: Language) -> BarChart | LineChart:
    made: BarChart | LineChart = LineChart() if chart.kind is ChartKind.LINES else BarChart()
    if isinstance(made, BarChart) and chart.kind is ChartKind.STACKED:
        made.grouping = "stacked"
        made.overlap = 100
    made.title = chart.title.to(language)
    made.width, made.height = WIDTH, HEIGHT
    made.legend = Legend(legendPos="b")
    made.x_axis.delete = made.y_axis.delete = False
    positions = {column.key: at for at, column in enumerate(table.columns, start=1)}
    rows = [row.role for row in table.rows].count(Role.BODY)
    for key in chart.values:
        cells = Reference(sheet, min_col=positions[key], min_row=heading, max_row=heading + rows)
        made.add_data(cells, titles_from_data=True)
        made.series[-1].smooth = False
    labels = Reference(sheet, min_col=positions[chart.labels], min_row=heading + 1, max_row=heading + rows)
    made.set_categories(labels)
    rate = table.columns[positions[chart.values[0]] - 1].type is CellType.RATE
    made.y_axis.number_format = "0%" if rate else "#,##0"
    return made
