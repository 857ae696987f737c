"""``export --to xlsx``: one workbook with a sheet for each table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from openpyxl import Workbook

from salesbook.datasets.dataset import Columns
from salesbook.exports.form import Request, Written
from salesbook.exports.tables import Append, Sheet, write_tables
from salesbook.exports.xlsx_page import Page, save

FILE_NAME = "book.xlsx"
MOST_ROWS = 1_048_576
"""Rows of a sheet, a limit of Excel's; what is more stands on further sheets."""


def write(request: Request) -> Written:
    """One workbook; its rows are written as they are made, so that a large book needs little memory."""
    workbook = Workbook(write_only=True)
    pages: dict[str, list[Page]] = {}

    @contextmanager
    def table(sheet: Sheet) -> Iterator[Append]:
        made = pages[sheet.name] = [Page(workbook, sheet, request.language)]

        def append(columns: Columns) -> None:
            records = list(zip(*columns, strict=True))
            room = MOST_ROWS - made[-1].count
            made[-1].append(records[:room])
            if records[room:]:
                made.append(Page(workbook, sheet, request.language))
                made[-1].append(records[room:])

        yield append

    names = write_tables(request.source, request.headers, table)
    in_order = [page for name in names for page in pages[name]]
    for position, page in enumerate(in_order):
        workbook.move_sheet(page.sheet.title, position - workbook.index(page.sheet))
    path = request.directory / FILE_NAME
    save(workbook, in_order, path)
    return Written((path,))
