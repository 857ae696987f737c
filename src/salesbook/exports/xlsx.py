"""``export --to xlsx``: one workbook with a sheet for each table."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from salesbook.exports.form import Request, Written
from salesbook.exports.tables import Sheet, sheets
from salesbook.i18n import Language
from salesbook.render.spreadsheet import legal, looks_like_formula, sheet_name, sheet_value
from salesbook.table import Cell, CellType

FILE_NAME = "book.xlsx"
MOST_ROWS = 1_048_576
"""Rows of a sheet, a limit of Excel's; what is more stands on further sheets."""

_WIDTH = 16


def write(request: Request) -> Written:
    """One workbook; its rows are written as they are made, so that a large book needs little memory."""
    workbook = Workbook(write_only=True)
    names: set[str] = set()
    for sheet in sheets(request.source, request.headers):
        _write(workbook, sheet, names, request.language)
    path = request.directory / FILE_NAME
    workbook.save(path)
    return Written((path,))


def _write(workbook: Workbook, sheet: Sheet, names: set[str], language: Language) -> None:
    types = [each.type for each in sheet.dataset.fields]
    page = _begin(workbook, sheet, names)
    count = 1
    for record in sheet.records:
        if count == MOST_ROWS:
            page, count = _begin(workbook, sheet, names), 1
        page.append([_cell(page, cell, type, language) for cell, type in zip(record, types, strict=True)])
        count += 1


def _begin(workbook: Workbook, sheet: Sheet, names: set[str]) -> WriteOnlyWorksheet:
    name = sheet_name(sheet.name, names)
    names.add(name.lower())
    page: WriteOnlyWorksheet = workbook.create_sheet(name)
    page.freeze_panes = "A2"
    for at in range(1, len(sheet.headings) + 1):
        dimensions = page.column_dimensions  # type: ignore[attr-defined]  # its stubs leave it out
        dimensions[get_column_letter(at)].width = _WIDTH
    headings = [WriteOnlyCell(page, heading) for heading in sheet.headings]
    for heading in headings:
        heading.font = Font(bold=True)
    page.append(headings)
    return page


def _cell(page: WriteOnlyWorksheet, cell: Cell, type: CellType, language: Language) -> Any:
    """A value as the sheet holds it: numbers and dates as such, with their format; text never as a formula."""
    match cell:
        case None | bool():
            return cell
        case str():
            return _text(page, cell)
        case date():
            return cell
        case _:
            held = sheet_value(cell, type, language, currency=False)
            assert held is not None
            made = WriteOnlyCell(page, held.content)
            made.data_type = "n"  # the digits themselves, exact
            made.number_format = held.number_format
            return made


def _text(page: WriteOnlyWorksheet, text: str) -> Any:
    if not looks_like_formula(text):
        return legal(text)
    made = WriteOnlyCell(page, legal(text))
    made.data_type = "s"
    made.quotePrefix = True
    return made
