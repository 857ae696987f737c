"""A workbook to send on: one sheet a table, real numbers and dates, ready to filter and to print on A4."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from salesbook.i18n import Language, Text
from salesbook.model.money import Money, exponent
from salesbook.render.cells import COLON, fact_shown, is_numeric, names_currency, shown
from salesbook.render.layout import in_words
from salesbook.render.screen import Screen
from salesbook.render.width import display_width, printable, wrap
from salesbook.table import Cell, CellType, Document, Role, Table

WIDEST = 44
"""Characters of a column; longer text is wrapped."""

NARROWEST_LINE = 72
"""Characters that the lines above and below a table have for themselves, however narrow the table is."""

SHEET_NAME_LENGTH = 31
"""Characters of a sheet's name, a limit of Excel's."""

FONT = Text(en="Calibri", zh="等线")
PAGE = Text(en="Page &P of &N", zh="第 &P 页，共 &N 页")

_LINE_HEIGHT = 15.0
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"[=+\-@]")
_SAVED_AT = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)

_GREY_RULE = Border(bottom=Side(style="hair", color="A6A6A6"))
_HEADING_RULE = Border(bottom=Side(style="thin"))
_TOTAL_RULE = Border(top=Side(style="thin"))
_HEADING_FILL = PatternFill("solid", fgColor="EDEDED")


def render(document: Document, language: Language, screen: Screen) -> bytes:
    """The document as a workbook; the same document gives the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "salesbook"
    workbook.properties.title = _legal(document.title.to(language))
    names: set[str] = set()
    for at, table in enumerate(document.tables):
        name = _sheet_name(table.title.to(language) or document.title.to(language), names)
        names.add(name.lower())
        notes = (*table.notes, *(document.notes if at == 0 else ()))
        _Sheet(workbook.create_sheet(name), table, language).write(document, notes)
    if not document.tables:
        workbook.create_sheet(_sheet_name(document.title.to(language), names))
    content = io.BytesIO()
    workbook.save(content)
    return _timeless(content.getvalue())


class _Sheet:
    """One table on its sheet, written from top to bottom."""

    def __init__(self, sheet: Worksheet, table: Table, language: Language) -> None:
        self.sheet = sheet
        self.table = table
        self.language = language
        self.row = 0
        self.widths = _column_widths(table, language)
        self.plain = Font(name=FONT.to(language), size=10)
        self.bold = Font(name=FONT.to(language), size=10, bold=True)
        self.dim = Font(name=FONT.to(language), size=9, color="595959")
        self.title = Font(name=FONT.to(language), size=14, bold=True)
        self.warning = Font(name=FONT.to(language), size=10, bold=True, color="C00000")

    def write(self, document: Document, notes: Sequence[Text]) -> None:
        for at, width in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(at)].width = width
        self._line(_title(document, self.table, self.language), self.title, height=22.0)
        if document.marked:
            self._line(document.marked.to(self.language), self.warning)
        facts = [
            f"{label.to(self.language)}{COLON.to(self.language)}{fact_shown(value, self.language)}"
            for label, value in document.facts
            if value is not None
        ]
        if facts:
            self._line("    ".join(facts), self.dim)
        self.row += 1
        self._headings()
        heading = self.row
        self._rows()
        self._filter(heading)
        self.row += 1
        for note in notes:
            self._line(note.to(self.language), self.dim)
        self._set_up(heading)

    def _line(self, text: str, font: Font, height: float = _LINE_HEIGHT) -> None:
        """A line of text across the table, as high as its words need: merged cells do not grow by themselves."""
        self.row += 1
        columns, width = self._span()
        cell = self._cell(1)
        _put_text(cell, text)
        cell.font = font
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=columns)
        self.sheet.row_dimensions[self.row].height = height * len(wrap(printable(text), width))

    def _span(self) -> tuple[int, int]:
        """How many columns a line of text takes, the table's at least, and how many characters those hold."""
        columns, width = len(self.widths), sum(self.widths)
        while width < NARROWEST_LINE:
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
            _put_text(cell, column.title.to(self.language))
            cell.font = self.bold
            cell.fill = _HEADING_FILL
            cell.border = _HEADING_RULE
            cell.alignment = _alignment(right=is_numeric(column), wrapped=True)

    def _rows(self) -> None:
        currency = names_currency(self.table)
        alignments = [
            _alignment(right=is_numeric(column), wrapped=width >= WIDEST)
            for column, width in zip(self.table.columns, self.widths, strict=True)
        ]
        for row in self.table.rows:
            self.row += 1
            font = self.plain if row.role is Role.BODY else self.bold
            border = _TOTAL_RULE if row.role is Role.TOTAL else _GREY_RULE
            for at, value in enumerate(row.cells, start=1):
                cell = self._cell(at)
                _put(cell, value, self.table.columns[at - 1].type, self.language, currency=currency)
                cell.font = font
                cell.border = border
                cell.alignment = alignments[at - 1]

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
        sheet.print_options.horizontalCentered = True
        footer = HeaderFooterItem()
        footer.center.text = PAGE.to(self.language)
        sheet.oddFooter = footer


def _title(document: Document, table: Table, language: Language) -> str:
    whole, part = document.title.to(language), table.title.to(language)
    return whole if part in {"", whole} else f"{whole} – {part}"


def _alignment(*, right: bool, wrapped: bool) -> Alignment:
    return Alignment(horizontal="right" if right else "left", vertical="top", wrap_text=wrapped)


def _put(cell: SheetCell, value: Cell, kind: CellType, language: Language, *, currency: bool) -> None:
    """Write ``value`` with the number format of its kind."""
    match value:
        case None:
            return
        case Money():
            _put_number(cell, str(value))
            cell.number_format = _amount_format(value.currency, named=currency)
        case bool():
            _put_text(cell, shown(value, kind, language))
        case Decimal():
            _put_number(cell, f"{value:f}")
            cell.number_format = "0.0%" if kind is CellType.RATE else _decimals_format(value)
        case int():
            _put_number(cell, str(value))
            cell.number_format = "#,##0"
        case date():
            cell.value = value
            cell.number_format = "yyyy-mm-dd"
        case str() | Text():
            _put_text(cell, shown(value, kind, language))


def _put_number(cell: SheetCell, digits: str) -> None:
    """Write exactly these digits; openpyxl would take a ``Decimal`` through a float."""
    cell.value = digits
    cell.data_type = "n"


def _put_text(cell: SheetCell, text: str) -> None:
    """Write text as text, also where it begins like a formula, and mark that so that editing it keeps it so."""
    cell.value = _legal(text)
    cell.data_type = "s"
    if _FORMULA.match(text):
        cell.quotePrefix = True


def _amount_format(currency: str, *, named: bool) -> str:
    decimals = exponent(currency)
    number = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return f'{number} "{currency}"' if named else number


def _decimals_format(quantity: Decimal) -> str:
    _, _, decimals = f"{quantity:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"#,##0.{'0' * len(decimals)}" if decimals else "#,##0"


def _legal(text: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _column_widths(table: Table, language: Language) -> list[int]:
    """Characters of each column: its longest cell, or its heading with the filter's button."""
    words = in_words(table, language)
    rows = [texts for row, texts in zip(table.rows, words.rows, strict=True) if row.role is not Role.SECTION]
    return [
        min(WIDEST, max(display_width(heading) + 4, *(display_width(texts[at]) + 2 for texts in rows), 8))
        for at, heading in enumerate(words.headings)
    ]


def _sheet_name(title: str, taken: set[str]) -> str:
    """``title`` as Excel takes it for a sheet's name, and other than the names ``taken``, in small letters."""
    name = _NOT_IN_SHEET_NAMES.sub(" ", _legal(title)).strip(" '")[:SHEET_NAME_LENGTH].strip(" '") or "Sheet"
    return next(each for each in _numbered(name) if each.lower() not in taken and each.lower() != "history")


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        ending = f" {number}"
        yield name[: SHEET_NAME_LENGTH - len(ending)] + ending
        number += 1


def _timeless(workbook: bytes) -> bytes:
    """The workbook without the time of its making, so that it changes only when the book does."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as made, zipfile.ZipFile(content, "w") as kept:
        for name in made.namelist():
            part = made.read(name)
            if name == "docProps/core.xml":
                part = _SAVED_AT.sub(b"", part)
            info = zipfile.ZipInfo(name, _ZIP_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(info, part)
    return content.getvalue()
