"""Workbooks, XLSX and old binary XLS: sheets to rows of cells, once it is known that they are no danger to memory."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from salesbook.bank.codes import DAMAGED_WORKBOOK, TOO_LARGE, UNSUPPORTED_KIND
from salesbook.bank.reading import old_workbook
from salesbook.bank.reading.compound_file import compound_file
from salesbook.bank.reading.grid import Cell, Grid, GridRow, clean
from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model.problem import Problem

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MAX_UNPACKED = 128 * 1024 * 1024
"""Bytes of all parts of a workbook together."""

MAX_PARTS = 500
MAX_CELLS = 3_000_000
"""Cells of all sheets, empty ones between others included."""

MAX_COLUMNS = 256
"""Columns that are read; those of a statement lie well within."""

_SECTOR = 4_096
_PROLOGUE = 2_048
"""Bytes in which a part would declare a document type."""

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_COLUMN = re.compile(rb"""\sr=["']([A-Z]{1,3})\d""")
_ROW = re.compile(rb"""\sr=["'][A-Z]{0,3}(\d{1,9})["']""")
_HIDDEN_ROW = re.compile(rb"""<(?:\w{1,20}:)?row\s[^<>]{0,500}?\bhidden=["'](?:1|true)["'][^<>]{0,500}>""")
_ROW_NUMBER = re.compile(rb"""\sr=["'](\d{1,9})["']""")


def grids_of(data: bytes, name: str) -> tuple[Grid, ...] | Problem:
    """Each sheet of a workbook as a grid; a formula counts with the value that was saved with it."""
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        if not data.startswith(b"PK"):
            data += bytes(-len(data) % _SECTOR)  # the library takes no sector that is cut off
        hidden = _examined(data, name) if data.startswith(b"PK") else _examined_old(data, name)
        if isinstance(hidden, Problem):
            return hidden
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            return _sheets(workbook, name, hidden)
    except PasswordError:
        return DAMAGED_WORKBOOK.problem(name=name, why=_PASSWORD)
    except Exception as error:  # a damaged workbook makes its reader fail in any way at all
        return DAMAGED_WORKBOOK.problem(name=name, why=verbatim(_shown(error)))
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what a failure within the reader's own code is raised as
            raise
        return DAMAGED_WORKBOOK.problem(name=name, why=verbatim(_shown(error)))


_PASSWORD = Text(en="it is protected by a password", zh="文件有密码保护")
_SPREADSHEET = Text(en="a sheet (in cells)", zh="工作表的单元格数")
_KINDS_BY_PART = (
    ("xl/workbook.bin", Text(en="a binary workbook (XLSB)", zh="二进制工作簿（XLSB）")),
    ("content.xml", Text(en="an OpenDocument file", zh="OpenDocument 文件")),
    ("word/document.xml", Text(en="a Word document", zh="Word 文档")),
    ("ppt/presentation.xml", Text(en="a presentation", zh="演示文稿")),
)
"""Archives that are no XLSX workbook, by a part that they have."""

_ARCHIVE = Text(
    en="a zip archive: unpack it first, and name the file in it", zh="zip 压缩包：请先解压，再指定其中的文件"
)
_KINDS_BY_STREAM = {
    "WordDocument": Text(en="a Word document", zh="Word 文档"),
    "PowerPoint Document": Text(en="a presentation", zh="演示文稿"),
}


def _other_kind(parts: Collection[str]) -> Text | None:
    """What an archive is, if no workbook: of that the parts say ``xl/workbook.xml``, whatever its letters' case."""
    if any(part.lower() == "xl/workbook.xml" for part in parts):
        return None
    return next((kind for part, kind in _KINDS_BY_PART if part in parts), _ARCHIVE)


def _examined_old(data: bytes, name: str) -> list[tuple[int, ...]] | Problem:
    """The hidden rows of each sheet of an old workbook; a problem where a library must not be let at it."""
    file = compound_file(data)
    stream = next((stream for stream in ("Workbook", "Book", "WORKBOOK", "BOOK") if stream in file.streams), None)
    if stream is None:
        if "EncryptedPackage" in file.streams:
            return DAMAGED_WORKBOOK.problem(name=name, why=_PASSWORD)
        kind = next((kind for stream, kind in _KINDS_BY_STREAM.items() if stream in file.streams), _NO_WORKBOOK)
        return UNSUPPORTED_KIND.problem(name=name, kind=kind)
    workbook = old_workbook.examined(file.read(stream))
    if workbook.has_password:
        return DAMAGED_WORKBOOK.problem(name=name, why=_PASSWORD)
    if workbook.claims_too_much:
        why = Text(en="it counts more texts than it can hold", zh="所列文本数超过文件所能容纳的数量")
        return DAMAGED_WORKBOOK.problem(name=name, why=why)
    if sum(part.area for part in workbook.parts) > MAX_CELLS:
        return TOO_LARGE.problem(name=name, what=_SPREADSHEET, limit=f"{MAX_CELLS:,}")
    return [tuple(sheet.hidden) for sheet in workbook.parts[1:]]


_NO_WORKBOOK = Text(en="an old Office document without a workbook", zh="不含工作簿的旧版 Office 文档")


def _examined(data: bytes, name: str) -> list[tuple[int, ...]] | Problem:
    """The hidden rows of each sheet of an archive; a problem where it must not be unpacked any further.

    Every part is unpacked once here, never beyond the size that it declares, which its checksum then belies if it
    is larger. A sheet whose cells lie far apart would fill the memory with the empty ones between them.
    """
    hidden: list[tuple[int, ...]] = []
    cells = 0
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            what = Text(en="the workbook, unpacked,", zh="工作簿解压后")
            return TOO_LARGE.problem(name=name, what=what, limit=f"{MAX_UNPACKED // 1024 // 1024} MiB")
        if any(part.flag_bits & 0x1 for part in parts):
            return DAMAGED_WORKBOOK.problem(name=name, why=_PASSWORD)
        if (kind := _other_kind([part.filename for part in parts])) is not None:
            return UNSUPPORTED_KIND.problem(name=name, kind=kind)
        for part in parts:
            content = archive.read(part)
            beginning = content[:_PROLOGUE].replace(b"\x00", b"")
            if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
                why = Text(en="it declares a document type", zh="文件含有文档类型声明")
                return DAMAGED_WORKBOOK.problem(name=name, why=why)
            if _SHEET.fullmatch(part.filename):
                cells += _area(content)
                if cells > MAX_CELLS:
                    return TOO_LARGE.problem(name=name, what=_SPREADSHEET, limit=f"{MAX_CELLS:,}")
                hidden.append(tuple(_hidden_rows(content)))
    return hidden


def _area(sheet: bytes) -> int:
    """The cells of the rectangle around all cells of a sheet."""
    rows = max(map(int, _ROW.findall(sheet)), default=1)
    columns = max(map(_number, set(_COLUMN.findall(sheet))), default=1)
    return rows * columns


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _hidden_rows(sheet: bytes) -> Iterator[int]:
    for match in _HIDDEN_ROW.finditer(sheet) if b"hidden=" in sheet else ():
        if number := _ROW_NUMBER.search(match[0]):
            yield int(number[1])


def _sheets(workbook: CalamineWorkbook, name: str, hidden: Sequence[tuple[int, ...]]) -> tuple[Grid, ...] | Problem:
    grids: list[Grid] = []
    for position, title in enumerate(workbook.sheet_names):
        sheet = workbook.get_sheet_by_name(title)
        height, width = sheet.total_height, sheet.total_width
        if height * width > MAX_CELLS:
            return TOO_LARGE.problem(name=name, what=_SPREADSHEET, limit=f"{MAX_CELLS:,}")
        rows = _rows(sheet.to_python(skip_empty_area=False))
        not_shown = hidden[position] if len(hidden) == len(workbook.sheet_names) else ()
        grids.append(Grid(rows=rows, sheet=title, hidden=tuple(row for row in not_shown if row <= len(rows))))
    return tuple(grids)


def _rows(values: Iterable[Sequence[object]]) -> list[GridRow]:
    """A sheet's rows without empty ones and empty cells at its ends."""
    rows: list[GridRow] = []
    filled = 0
    for row in values:
        cells = [cell if cell == "" else _cell(cell) for cell in row[:MAX_COLUMNS]]
        while cells and cells[-1] == "":
            cells.pop()
        rows.append(cells)
        if cells:
            filled = len(rows)
    return rows[:filled]


def _cell(value: object) -> Cell:
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
    return "" if value is None else str(value)


def _shown(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200]
