"""A form to print, stamp and send: all tables of a document beneath each other on one sheet."""

from __future__ import annotations

from itertools import zip_longest

from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from salesbook.i18n import Language
from salesbook.render.workbook.rows import Rows
from salesbook.render.workbook.sheet import TableSheet, set_widths, told_facts
from salesbook.table import Document


def write_form(sheet: Worksheet, document: Document, language: Language) -> list[Rows]:
    """Fill ``sheet`` with a document that has tables; their rows, which it takes in when it is saved."""
    parts = [TableSheet(sheet, table, language) for table in document.tables]
    widths = [max(each) for each in zip_longest(*(part.widths for part in parts), fillvalue=0)]
    set_widths(sheet, widths)
    rows: list[Rows] = []
    row = 0
    for at, part in enumerate(parts):
        part.widths = widths[: len(part.widths)]
        part.row = row
        if at == 0:
            part.line(document.title.to(language), part.title, height=24.0)
            if document.marked:
                part.line(document.marked.to(language), part.warning)
            for fact in told_facts(document, language):
                part.line(fact, part.plain)
        part.row += 1
        part.line(part.table.title.to(language), part.bold)
        part.body()
        for note in part.table.notes:
            part.line(note.to(language), part.plain)
        rows += part.written
        row = part.row
    last = parts[-1]
    last.row += 1
    for note in document.notes:
        last.line(note.to(language), last.plain, height=20.0)
    _set_up(sheet)
    return rows


def _set_up(sheet: Worksheet) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.6, right=0.6, top=0.7, bottom=0.7)  # inches
