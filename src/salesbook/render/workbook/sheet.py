"""One table on a sheet: headings that stay, rows as they are, totals that compute, ready to filter and to print."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from salesbook.i18n import Language, Text
from salesbook.render.cells import COLON, fact_shown, is_numeric, names_currency
from salesbook.render.layout import Words, in_words
from salesbook.render.spreadsheet import Content, Value, legal, looks_like_formula, sheet_value
from salesbook.render.width import display_width, printable, wrap
from salesbook.render.workbook.charts import add_charts
from salesbook.render.workbook.colours import colour
from salesbook.render.workbook.rows import Rows, cell_xml, row_xml
from salesbook.render.workbook.totals import total_formulas
from salesbook.table import CellType, Document, Role, Row, Table

NARROWEST, WIDEST, WIDEST_HEADING = 8, 44, 16
"""Characters of a column; longer text is wrapped, and so is a heading much longer than what stands below it."""

LEAST_LINE = 100
"""Characters that the lines above and below a table have for themselves, however narrow the table is."""

FONT = Text(en="Calibri", zh="等线")
PAGE = Text(en="Page &P of &N", zh="第 &P 页，共 &N 页")

_LINE_HEIGHT = 16.0
_BESIDE = 2  # characters: the indent of a cell
_BUTTON = 4  # the same and a filter's button

_GREY_RULE = Border(bottom=Side(style="hair", color="A6A6A6"))
_HEADING_RULE = Border(bottom=Side(style="thin"))
_TOTAL_RULE = Border(top=Side(style="thin"))
_HEADING_FILL = PatternFill("solid", fgColor="EDEDED")


class TableSheet:
    """One table on its sheet, written from top to bottom."""

    def __init__(self, sheet: Worksheet, table: Table, language: Language) -> None:
        self.sheet = sheet
        self.table = table
        self.language = language
        self.row = 0
        self.formulas = total_formulas(table)
        self.written: list[Rows] = []
        """The rows of the table, which the sheet takes in when it is saved."""
        self.styles: dict[tuple[int, Role, str, bool], int] = {}
        self.words = in_words(table, language)
        self.widths = _column_widths(table, self.words)
        self.plain = Font(name=FONT.to(language), size=10)
        self.bold = Font(name=FONT.to(language), size=10, bold=True)
        self.dim = Font(name=FONT.to(language), size=9, color="595959")
        self.title = Font(name=FONT.to(language), size=14, bold=True)
        self.warning = Font(name=FONT.to(language), size=10, bold=True, color="C00000")

    def write(self, document: Document, notes: Sequence[Text]) -> None:
        """Everything from the title down, ``notes`` and charts under the table."""
        set_widths(self.sheet, self.widths)
        self.line(_title(document, self.table, self.language), self.title, height=22.0)
        if document.marked:
            self.line(document.marked.to(self.language), self.warning)
        if document.facts:
            self.line("    ".join(told_facts(document, self.language)), self.dim)
        self.row += 1
        heading = self.body()
        self._filter(heading)
        self.row += 1
        for note in notes:
            self.line(note.to(self.language), self.dim)
        add_charts(self.sheet, self.table, heading, self.row, self.language)
        self._set_up(heading)

    def body(self) -> int:
        """Headings and rows under the row that was written last; the row of the headings."""
        self._headings()
        heading = self.row
        self._rows()
        colour(self.sheet, self.table, heading)
        return heading

    def line(self, text: str, font: Font, height: float = _LINE_HEIGHT) -> None:
        """A line of text across the table, as high as its words need: merged cells do not grow by themselves."""
        self.row += 1
        columns, width = self._span()
        cell = self._cell(1)
        _put(cell, text)
        cell.font = font
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=columns)
        self.sheet.row_dimensions[self.row].height = height * len(wrap(printable(text), width))

    def _span(self) -> tuple[int, int]:
        """How many columns a line of text takes, the table's at least, and how many characters those hold."""
        columns, width = len(self.widths), sum(self.widths)
        while width < LEAST_LINE:
            columns, width = columns + 1, width + 8
        return columns, width

    def _cell(self, column: int) -> SheetCell:
        cell = self.sheet.cell(self.row, column)
        assert isinstance(cell, SheetCell), "a merged cell is written only before it is merged"
        return cell

    def _headings(self) -> None:
        self.row += 1
        for at, column in enumerate(self.table.columns, start=1):
            cell = self._cell(at)
            _put(cell, column.title.to(self.language))
            cell.font = self.bold
            cell.fill = _HEADING_FILL
            cell.border = _HEADING_RULE
            cell.alignment = _alignment(right=is_numeric(column), wrapped=True)
        lines = (len(wrap(text, width - _BESIDE)) for text, width in zip(self.words.headings, self.widths, strict=True))
        self.sheet.row_dimensions[self.row].height = _LINE_HEIGHT * max(lines) + 4

    def _rows(self) -> None:
        currency = names_currency(self.table)
        heading = self.row
        letters = [get_column_letter(at) for at in range(1, len(self.table.columns) + 1)]
        kinds = [column.type for column in self.table.columns]
        rows: list[str] = []
        for down, (row, texts) in enumerate(zip(self.table.rows, self.words.rows, strict=True)):
            self.row += 1
            cells: list[str] = []
            for at, each in enumerate(row.cells):
                held = sheet_value(each, kinds[at], self.language, currency=currency)
                total = self.formulas.get((down, at))
                formula = total.text(heading) if total else None
                cells.append(cell_xml(f"{letters[at]}{self.row}", self._style(at, row.role, held), held, formula))
            rows.append(row_xml(self.row, _LINE_HEIGHT * self._lines(row, texts), cells))
        self.written.append(Rows(heading, self.row, len(letters), "".join(rows)))

    def _style(self, at: int, role: Role, held: Value | None) -> int:
        """The number of the style of a cell of column ``at``, made once, as openpyxl takes long over it."""
        quoted = held is not None and held.type is Content.TEXT and looks_like_formula(held.content)
        number_format = held.number_format if held else "General"
        key = (at, role, number_format, quoted)
        if key not in self.styles:
            cell = SheetCell(self.sheet, row=1, column=1)  # on no sheet
            cell.font = self.plain if role is Role.BODY else self.bold
            cell.border = _TOTAL_RULE if role is Role.TOTAL else _GREY_RULE
            cell.number_format = number_format
            cell.quotePrefix = quoted  # so that the text stays text when somebody edits it
            cell.alignment = _alignment(
                right=is_numeric(self.table.columns[at]), wrapped=self.widths[at] >= WIDEST + _BESIDE
            )
            self.styles[key] = cell.style_id
        return self.styles[key]

    def _lines(self, row: Row, texts: Sequence[str]) -> float:
        """Lines of its longest text; a section's heading runs on beside it, and stands a little apart."""
        if row.role is Role.SECTION:
            return 1.5
        return max(len(wrap(text, width - _BESIDE)) for text, width in zip(texts, self.widths, strict=True))

    def _filter(self, heading: int) -> None:
        """A filter over the body rows; none where headings or totals stand between them, which it would hide."""
        roles = [row.role for row in self.table.rows]
        body = roles.count(Role.BODY)
        if body and all(role is Role.BODY for role in roles[:body]) and Role.SECTION not in roles:
            last = get_column_letter(len(self.widths))
            self.sheet.auto_filter.ref = f"A{heading}:{last}{heading + body}"

    def _set_up(self, heading: int) -> None:
        sheet = self.sheet
        sheet.freeze_panes = f"A{heading + 1}"
        sheet.sheet_view.showGridLines = False
        sheet.print_title_rows = f"{heading}:{heading}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)  # inches
        footer = HeaderFooterItem()
        footer.center.text = PAGE.to(self.language)
        sheet.oddFooter = footer


def set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Make columns so wide, in characters, from the first on."""
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width


def told_facts(document: Document, language: Language) -> list[str]:
    """Each fact of a document with its label."""
    return [
        f"{label.to(language)}{COLON.to(language)}{fact_shown(value, language)}"
        for label, value in document.facts
        if value is not None
    ]


def _title(document: Document, table: Table, language: Language) -> str:
    whole, part = document.title.to(language), table.title.to(language)
    return whole if part in {"", whole} else f"{whole} – {part}"


def _alignment(*, right: bool, wrapped: bool) -> Alignment:
    """Text is indented, so that it does not touch a number on its left."""
    horizontal = "right" if right else "left"
    return Alignment(horizontal=horizontal, vertical="center", wrap_text=wrapped, indent=0 if right else 1)


def _put(cell: SheetCell, text: str) -> None:
    """Write a text as one: openpyxl would take text with = for a formula."""
    cell.value = legal(text)
    cell.data_type = "s"


def _column_widths(table: Table, words: Words) -> list[int]:
    """Characters of each column: its longest cell, whole if it is a number, or its heading."""
    widths = []
    for at, (column, heading) in enumerate(zip(table.columns, words.headings, strict=True)):
        rows = zip(table.rows, words.rows, strict=True)
        longest = max((display_width(texts[at]) for row, texts in rows if row.role is not Role.SECTION), default=0)
        if column.type is CellType.TEXT:
            longest = min(longest, WIDEST)
        widths.append(max(NARROWEST, longest + _BESIDE, min(display_width(heading), WIDEST_HEADING) + _BUTTON))
    return widths
