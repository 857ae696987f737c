"""Sheets as XML text, the format of Excel 2003, which exports name ``.xls``."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError

from salesbook.bank.codes import DAMAGED_WORKBOOK, TOO_LARGE
from salesbook.bank.reading.grid import Cell, Grid, GridRow, clean
from salesbook.bank.reading.markup import InLargePieces
from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model.problem import Problem

MAX_ROWS = 400_000
MAX_CELLS = 4_000_000
"""Rows and cells of all sheets, empty ones between others included."""

MAX_COLUMNS = 256
MAX_ELEMENTS = 20_000
"""Elements of one row, or beside the rows."""

_NAMESPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_CELLS = Text(en="the workbook (in rows or cells, or a row in elements)", zh="工作簿的行数、单元格数或某一行的元素数")


def is_spreadsheet(text: str) -> bool:
    """Whether an XML text is such a workbook."""
    beginning = text[:2_000]
    return "urn:schemas-microsoft-com:office:spreadsheet" in beginning and "<" in beginning[:10]


def grids_of(data: bytes, name: str) -> tuple[Grid, ...] | Problem:
    """Each sheet as a grid."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    grids: list[Grid] = []
    rows: list[GridRow] = []
    parents: list[Element] = []
    elements = height = cells = 0
    try:
        for event, element in iterparse(InLargePieces(data), events=("start", "end"), forbid_dtd=True):
            if event == "start":
                parents.append(element)
                elements += 1
                if elements > MAX_ELEMENTS or height > MAX_ROWS or cells > MAX_CELLS:
                    limit = f"{MAX_ROWS:,} / {MAX_CELLS:,} / {MAX_ELEMENTS:,}"
                    return TOO_LARGE.problem(name=name, what=_CELLS, limit=limit)
                continue
            parents.pop()
            if element.tag == _NAMESPACE + "Row":
                number = _index(element) or len(rows) + 1
                skipped = max(min(number, MAX_ROWS) - len(rows) - 1, 0)
                rows.extend([[]] * skipped)
                rows.append(_cells(element))
                height += skipped + 1
                cells += len(rows[-1])
                elements -= sum(1 for _ in element.iter())
                del parents[-1][-1]
            elif element.tag == _NAMESPACE + "Worksheet":
                grids.append(Grid(rows=rows, sheet=element.get(_NAMESPACE + "Name") or str(len(grids) + 1)))
                rows = []
    except DefusedXmlException:
        why = Text(en="it declares a document type", zh="文件含有文档类型声明")
        return DAMAGED_WORKBOOK.problem(name=name, why=why)
    except (ParseError, ValueError, LookupError) as error:
        return DAMAGED_WORKBOOK.problem(name=name, why=verbatim(str(error)[:200]))
    return tuple(grids)


def _index(element: Element) -> int:
    """Where an element stands, if not beside the one before; 0 where it does not say."""
    text = element.get(_NAMESPACE + "Index", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def _cells(row: Element) -> GridRow:
    cells: list[Cell] = []
    for element in row.iterfind(_NAMESPACE + "Cell"):
        column = min(_index(element) or len(cells) + 1, MAX_COLUMNS)
        cells.extend([""] * (column - len(cells) - 1))
        if len(cells) < MAX_COLUMNS:
            cells.append(_cell(element))
    return cells


def _cell(element: Element) -> Cell:
    data = element.find(_NAMESPACE + "Data")
    if data is None:
        return ""
    text = clean("".join(data.itertext()))
    if data.get(_NAMESPACE + "Type") == "Number":
        try:
            # Fifteen digits are what a spreadsheet keeps and shows.
            return Decimal(f"{float(text):.15g}")
        except (ValueError, InvalidOperation):
            return text
    return text
