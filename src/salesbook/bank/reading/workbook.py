"""XLSX workbooks: sheets to rows of cells."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from salesbook.bank.codes import DAMAGED_WORKBOOK, TOO_LARGE
from salesbook.bank.reading.grid import Cell, Grid, GridRow, clean
from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model.problem import Problem

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_UNPACKED = 128 * 1024 * 1024
"""Bytes of all parts of a workbook together."""

MAX_PARTS = 500
MAX_CELLS = 3_000_000
"""Cells of a sheet, empty ones between others included."""

MAX_COLUMNS = 256
"""Columns that are read; those of a statement lie well within."""

_PROLOGUE = 2_048
"""Bytes in which a part would declare a document type."""


def grids_of(data: bytes, name: str) -> tuple[Grid, ...] | Problem:
    """Each sheet of a workbook as a grid; a formula counts with the value that was saved with it."""
    import openpyxl

    try:
        if problem := _unsafe(data, name):
            return problem
        with warnings.catch_warnings():
            # Exports by banks' own programs lack styles and the like, which openpyxl remarks on.
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return _sheets(workbook, name)
    except Exception as error:  # a damaged workbook makes openpyxl fail in any way at all
        return DAMAGED_WORKBOOK.problem(name=name, why=verbatim(_shown(error)))


def _unsafe(data: bytes, name: str) -> Problem | None:
    """Why the archive must not be unpacked: too large once unpacked, or XML that defines entities.

    The size is the one the archive declares: a part is never unpacked beyond it, and one that is larger
    fails its checksum.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            what = Text(en="the workbook, unpacked,", zh="工作簿解压后")
            return TOO_LARGE.problem(name=name, what=what, limit=f"{MAX_UNPACKED // 1024 // 1024} MiB")
        if any(part.flag_bits & 0x1 for part in parts):
            why = Text(en="it is protected by a password", zh="文件有密码保护")
            return DAMAGED_WORKBOOK.problem(name=name, why=why)
        for part in parts:
            with archive.open(part) as stream:
                beginning = stream.read(_PROLOGUE).replace(b"\x00", b"")
            if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
                why = Text(en="it declares a document type", zh="文件含有文档类型声明")
                return DAMAGED_WORKBOOK.problem(name=name, why=why)
    return None


def _sheets(workbook: Workbook, name: str) -> tuple[Grid, ...] | Problem:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    grids: list[Grid] = []
    for sheet in workbook.worksheets:
        if isinstance(sheet, ReadOnlyWorksheet):
            # The size that a sheet states of itself is not believed: it is often wrong, and may be meant to harm.
            sheet.reset_dimensions()
            rows = _rows(sheet.iter_rows(min_row=1, values_only=True), MAX_CELLS)
            if rows is None:
                what = Text(en="a sheet (in cells)", zh="工作表的单元格数")
                return TOO_LARGE.problem(name=name, what=what, limit=f"{MAX_CELLS:,}")
            grids.append(Grid(rows=rows, sheet=sheet.title))
    return tuple(grids)


def _rows(values: Iterable[Sequence[object]], limit: int) -> tuple[GridRow, ...] | None:
    """A sheet's rows without empty ones and empty cells at its ends; None beyond ``limit`` cells."""
    rows: list[GridRow] = []
    filled = 0
    for row in values:
        limit -= 1 + len(row)
        if limit < 0:
            return None
        cells = [_cell(value) for value in row[:MAX_COLUMNS]]
        while cells and cells[-1] == "":
            cells.pop()
        rows.append(tuple(cells))
        if cells:
            filled = len(rows)
    return tuple(rows[:filled])


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        # Fifteen digits are what a spreadsheet keeps and shows; more are noise of binary fractions.
        return Decimal(f"{value:.15g}")
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, date):
        return value
    return str(value)


def _shown(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
