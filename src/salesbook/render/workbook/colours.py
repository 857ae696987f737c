"""Colours that a spreadsheet gives to figures by what they are: below zero, late, attained or not."""

from __future__ import annotations

from typing import Literal

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from salesbook.render.cells import is_numeric
from salesbook.table import Signal, Table

_RED = "C00000"
_LATE = PatternFill(bgColor="FBE3E0")
_SHORT = PatternFill(bgColor="FFF1D6")
_REACHED = PatternFill(bgColor="E3F3E6")
_WELL_SHORT = "0.8"
"""An attainment below this share of a target is marked."""


def colour(sheet: Worksheet, table: Table, heading: int) -> None:
    """Rules for the columns of numbers of ``table``, whose headings stand in row ``heading``."""
    if not table.rows:
        return
    for at, column in enumerate(table.columns, start=1):
        if not is_numeric(column):
            continue
        letter = get_column_letter(at)
        cells = f"{letter}{heading + 1}:{letter}{heading + len(table.rows)}"
        rules = [_rule("lessThan", "0", font=Font(color=_RED))]
        if column.signal is Signal.LATE:
            rules.append(_rule("greaterThan", "0", fill=_LATE))
        elif column.signal is Signal.ATTAINED:
            rules.append(_rule("greaterThanOrEqual", "1", fill=_REACHED))
            rules.append(_rule("between", "0.000001", _WELL_SHORT, fill=_SHORT))
        for rule in rules:
            sheet.conditional_formatting.add(cells, rule)


_Operator = Literal["lessThan", "greaterThan", "greaterThanOrEqual", "between"]


def _rule(operator: _Operator, *limits: str, font: Font | None = None, fill: PatternFill | None = None) -> Rule:
    return Rule(type="cellIs", operator=operator, formula=list(limits), dxf=DifferentialStyle(font=font, fill=fill))
