"""The cover of a workbook of many sheets: what it is, of when, by which definitions, and what stands where."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from salesbook.i18n import Language, Text
from salesbook.render.cells import fact_shown
from salesbook.render.spreadsheet import legal
from salesbook.render.width import printable, wrap
from salesbook.table import Document, Table

TITLE = Text("Cover", "封面")
_CONTENTS = Text("Contents", "目录")
_DEFINITIONS = Text("Definitions", "口径说明")
_FONT = Text(en="Calibri", zh="等线")
_LABEL_WIDTH, _TEXT_WIDTH = 22, 90
_LINE_HEIGHT = 17.0


def write_cover(sheet: Worksheet, document: Document, sheets: Sequence[tuple[str, Table]], language: Language) -> None:
    """Fill the cover of ``document``, whose tables stand on ``sheets`` by their names."""
    _Cover(sheet, language).write(document, sheets)


class _Cover:
    """Lines of a label and a text, from top to bottom."""

    def __init__(self, sheet: Worksheet, language: Language) -> None:
        self.sheet = sheet
        self.language = language
        self.row = 1
        self.font = _FONT.to(language)

    def write(self, document: Document, sheets: Sequence[tuple[str, Table]]) -> None:
        self.sheet.column_dimensions["A"].width = _LABEL_WIDTH
        self.sheet.column_dimensions["B"].width = _TEXT_WIDTH
        self._heading(document.title.to(self.language), size=18)
        if document.marked:
            self._line("", document.marked.to(self.language), Font(name=self.font, size=11, bold=True, color="C00000"))
        for label, value in document.facts:
            if value is not None:
                self._line(label.to(self.language), fact_shown(value, self.language), Font(name=self.font, size=11))
        self.row += 1
        self._heading(_CONTENTS.to(self.language), size=13)
        for name, table in sheets:
            self._link(name, table.title.to(self.language))
        if document.notes:
            self.row += 1
            self._heading(_DEFINITIONS.to(self.language), size=13)
            for note in document.notes:
                self._line("", note.to(self.language), Font(name=self.font, size=10, color="404040"))
        self.sheet.sheet_view.showGridLines = False
        self.sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.fitToHeight = 1
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    def _heading(self, text: str, size: int) -> None:
        cell = self.sheet.cell(self.row, 1, legal(text))
        cell.data_type = "s"
        cell.font = Font(name=self.font, size=size, bold=True)
        self.sheet.row_dimensions[self.row].height = size * 1.8
        self.row += 1

    def _line(self, label: str, text: str, font: Font) -> None:
        for column, words in ((1, label), (2, text)):
            cell = self.sheet.cell(self.row, column, legal(words))
            cell.data_type = "s"
            cell.font = font
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        self.sheet.row_dimensions[self.row].height = _LINE_HEIGHT * len(wrap(printable(text), _TEXT_WIDTH))
        self.row += 1

    def _link(self, name: str, title: str) -> None:
        quoted = name.replace("'", "''")
        cell = self.sheet.cell(self.row, 2, legal(title))
        cell.data_type = "s"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")
        cell.font = Font(name=self.font, size=11, underline="single", color="1F5FA8")
        self.row += 1
