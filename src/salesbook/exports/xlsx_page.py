"""A sheet of an exported workbook: openpyxl makes it and its headings, its rows are kept as the file will have them."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from salesbook.exports.tables import Sheet
from salesbook.i18n import Language
from salesbook.render.spreadsheet import Content, looks_like_formula, sheet_name, sheet_value
from salesbook.render.workbook.rows import cell_xml
from salesbook.table import Cell, CellType

_WIDTH = 16
_END_OF_ROWS = b"</sheetData>"


class Page:
    """A sheet that grows row by row; with many, its rows wait on the disk until the workbook is saved."""

    def __init__(self, workbook: Workbook, sheet: Sheet, language: Language) -> None:
        taken = {name.lower() for name in workbook.sheetnames}
        self.sheet: WriteOnlyWorksheet = workbook.create_sheet(sheet_name(sheet.name, taken))
        self.rows: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # closed when it is copied
        self.count = 1
        """Rows until now, the headings among them."""
        self._kinds = sheet.kinds
        self._letters = [get_column_letter(at) for at in range(1, len(sheet.kinds) + 1)]
        self._language = language
        self._styles: dict[tuple[str, bool], int] = {}
        self._begin(sheet.headings)

    def append(self, records: Sequence[Sequence[Cell]]) -> None:
        """More rows, numbers and dates as such with their formats."""
        rows: list[str] = []
        for record in records:
            self.count += 1
            cells = [
                self._cell(f"{letter}{self.count}", cell, kind)
                for letter, cell, kind in zip(self._letters, record, self._kinds, strict=True)
                if cell is not None
            ]
            rows.append(f'<row r="{self.count}">{"".join(cells)}</row>')
        self.rows.write("".join(rows).encode("ascii", "xmlcharrefreplace"))

    def _begin(self, headings: Sequence[str]) -> None:
        self.sheet.freeze_panes = "A2"
        dimensions = self.sheet.column_dimensions  # type: ignore[attr-defined]  # its stubs leave it out
        for letter in self._letters:
            dimensions[letter].width = _WIDTH
        cells = [WriteOnlyCell(self.sheet, heading) for heading in headings]
        for cell in cells:
            cell.font = Font(bold=True)
        self.sheet.append(cells)

    def _cell(self, place: str, cell: Cell, kind: CellType) -> str:
        if isinstance(cell, bool):
            return f'<c r="{place}" t="b"><v>{cell:d}</v></c>'
        held = sheet_value(cell, kind, self._language, currency=False)
        assert held is not None
        quoted = held.type is Content.TEXT and looks_like_formula(held.content)  # else it would compute when edited
        return cell_xml(place, self._style(held.number_format, quoted), held)

    def _style(self, number_format: str, quoted: bool) -> int:
        key = (number_format, quoted)
        if key not in self._styles:
            cell = WriteOnlyCell(self.sheet)
            cell.number_format = number_format
            cell.quotePrefix = quoted
            self._styles[key] = cell.style_id
        return self._styles[key]


def save(workbook: Workbook, pages: Sequence[Page], path: Path) -> None:
    """Write the workbook with the rows of its pages. Raises ``OSError``."""
    with tempfile.TemporaryFile() as file:
        workbook.save(file)  # which gives each sheet its path
        rows = {page.sheet.path.lstrip("/"): page.rows for page in pages}
        with zipfile.ZipFile(file) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
            for name in made.namelist():
                with kept.open(name, "w") as part:
                    _copy(made.read(name), rows, name, part)


def _copy(part: bytes, rows: Mapping[str, IO[bytes]], name: str, target: IO[bytes]) -> None:
    if name not in rows:
        target.write(part)
        return
    before, end, after = part.partition(_END_OF_ROWS)
    target.write(before)
    with rows[name] as waiting:
        waiting.seek(0)
        shutil.copyfileobj(waiting, target)
    target.write(end + after)
