"""CSV for spreadsheets and scripts: English headings, one row a body row, amounts as ``1234.50``."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

from salesbook.i18n import Language, Text
from salesbook.render.cells import data, rate_number
from salesbook.render.screen import Screen
from salesbook.render.spreadsheet import looks_like_formula
from salesbook.table import Cell, CellType, Document, Role, Table

_NUMBER = re.compile(r"[+-]?[\d.,]+%?")


def render(document: Document, language: Language, screen: Screen) -> str:
    """The document's flat table, or its only one; else each under a line ``# name``, blank lines between.

    Totals and section headings are left out, so that a column may be summed.
    """
    tables = (document.flat,) if document.flat else document.tables
    if len(tables) == 1:
        return _csv(tables[0], language)
    return "\n".join(f"# {table.name}\n{_csv(table, language)}" for table in tables)


def _csv(table: Table, language: Language) -> str:
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\n")
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        if row.role is Role.BODY:
            cells = zip(row.cells, table.columns, strict=True)
            writer.writerow([field(cell, column.type, language) for cell, column in cells])
    return content.getvalue()


def field(cell: Cell, kind: CellType, language: Language) -> str:
    """A cell as CSV has it; text that a spreadsheet would compute is made inert."""
    match cell:
        case None:
            return ""
        case str():
            return _inert(cell)
        case Text():
            return _inert(cell.to(language))
        case bool():
            return "true" if cell else "false"
        case Decimal() if kind is CellType.RATE:
            return rate_number(cell)
        case _:
            return str(data(cell, kind, language))


def _inert(text: str) -> str:
    """Text that a spreadsheet would compute gets a leading apostrophe; signed numbers do not."""
    return f"'{text}" if looks_like_formula(text) and not _NUMBER.fullmatch(text) else text
