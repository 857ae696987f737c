"""A workbook to send on: one sheet a table, real numbers and dates, ready to filter and to print on A4."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from salesbook.i18n import Language
from salesbook.render.screen import Screen
from salesbook.render.spreadsheet import legal, sheet_name
from salesbook.render.workbook.cover import TITLE as COVER
from salesbook.render.workbook.cover import write_cover
from salesbook.render.workbook.finish import finished
from salesbook.render.workbook.form import write_form
from salesbook.render.workbook.rows import Rows
from salesbook.render.workbook.sheet import TableSheet
from salesbook.table import Document

_FEWEST_FOR_COVER = 6
"""Tables from which on a cover leads to them."""


def render(document: Document, language: Language, screen: Screen) -> bytes:
    """The document as a workbook; the same document gives the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "salesbook"
    workbook.properties.title = legal(document.title.to(language))
    names: set[str] = set()
    if document.form and document.tables:
        sheet = workbook.create_sheet(sheet_name(document.title.to(language), names))
        return _saved(workbook, [(sheet, write_form(sheet, document, language))])
    covered = len(document.tables) >= _FEWEST_FOR_COVER
    if covered:
        cover = workbook.create_sheet(sheet_name(COVER.to(language), names))
        names.add(cover.title.lower())
    made: list[TableSheet] = []
    for at, table in enumerate(document.tables):
        name = sheet_name(table.title.to(language) or document.title.to(language), names)
        names.add(name.lower())
        notes = (*table.notes, *(document.notes if at == 0 and not covered else ()))
        made.append(TableSheet(workbook.create_sheet(name), table, language))
        made[-1].write(document, notes)
    if covered:
        write_cover(cover, document, [(each.sheet.title, each.table) for each in made], language)
    if not document.tables:
        workbook.create_sheet(sheet_name(document.title.to(language), names))
    return _saved(workbook, [(each.sheet, each.written) for each in made])


def _saved(workbook: Workbook, sheets: Sequence[tuple[Worksheet, Sequence[Rows]]]) -> bytes:
    """The file of a workbook, its sheets with the rows of their tables."""
    content = io.BytesIO()
    workbook.save(content)  # which gives each sheet its path
    return finished(content.getvalue(), {sheet.path.lstrip("/"): rows for sheet, rows in sheets})
