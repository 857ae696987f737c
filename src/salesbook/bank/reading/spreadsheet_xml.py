"""Sheets as XML text, the format of Excel 2003, which exports name ``.xls``."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from salesbook.bank.codes import DAMAGED_WORKBOOK, TOO_LARGE
from salesbook.bank.reading.grid import Cell, Grid, GridRow, clean
from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model.problem import Problem

MAX_ROWS = 1_000_000
MAX_COLUMNS = 256
MAX_ELEMENTS = 20_000
"""Elements of one row."""

_NAMESPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_CELLS = Text(en="a sheet (in rows, or a row in elements)", zh="工作表的行数或某一行的元素数")


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
    count = 0
    try:
        for event, element in iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True):
            if event == "start":
                parents.append(element)
                count += 1
                if count > MAX_ELEMENTS or len(rows) > MAX_ROWS:
                    return TOO_LARGE.problem(name=name, what=_CELLS, limit=f"{MAX_ROWS:,} / {MAX_ELEMENTS:,}")
                continue
            parents.pop()
            if element.tag == _NAMESPACE + "Row":
                number = _index(element) or len(rows) + 1
                rows.extend([] for _ in range(min(number, MAX_ROWS) - len(rows) - 1))
                rows.append(_cells(element))
                element.clear()
                parents[-1].remove(element)
                count = 0
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
