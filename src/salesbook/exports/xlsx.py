"""``export --to xlsx``: one workbook with a sheet for each table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from salesbook.datasets.dataset import Columns
from salesbook.exports.form import Request, Written
from salesbook.exports.tables import Append, Sheet, write_tables
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
    pages: dict[str, list[WriteOnlyWorksheet]] = {}

    @contextmanager
    def table(sheet: Sheet) -> Iterator[Append]:
        pages[sheet.name] = [_begin(workbook, sheet)]
        count = 1

        def append(columns: Columns) -> None:
            nonlocal count
            for record in zip(*columns, strict=True):
                if count == MOST_ROWS:
                    pages[sheet.name].append(_begin(workbook, sheet))
                    count = 1
                page = pages[sheet.name][-1]
                cells = zip(record, sheet.kinds, strict=True)
                page.append([_cell(page, cell, kind, request.language) for cell, kind in cells])
                count += 1

        yield append

    names = write_tables(request.source, request.headers, table)
    for position, page in enumerate(page for name in names for page in pages[name]):
        workbook.move_sheet(page.title, position - workbook.index(page))
    path = request.directory / FILE_NAME
    workbook.save(path)
    return Written((path,))


def _begin(workbook: Workbook, sheet: Sheet) -> WriteOnlyWorksheet:
    page: WriteOnlyWorksheet = workbook.create_sheet(
        sheet_name(sheet.name, {name.lower() for name in workbook.sheetnames})
    )
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
