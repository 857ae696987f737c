from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from salesbook.i18n import Language, Text
from salesbook.i18n.text import verbatim
from salesbook.model.money import Money, to_decimal
from salesbook.render.screen import Screen
from salesbook.render.spreadsheet import SHEET_NAME_LENGTH, sheet_name
from salesbook.render.targets.xlsx import render
from salesbook.table import CellType, Column, Document, Row, Table

from .samples import aging, document, open_items, tables


def workbook(made: Document, language: Language = Language.EN) -> Workbook:
    return load_workbook(io.BytesIO(render(made, language, Screen())), data_only=True)


def first_sheet(made: Document, language: Language = Language.EN) -> Worksheet:
    return workbook(made, language).worksheets[0]


def row_of(sheet: Worksheet, title: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == title)


@given(tables())
@settings(max_examples=30, deadline=None)
def test_the_cells_read_back_are_the_cells_of_the_table(table: Table) -> None:
    sheet = first_sheet(document(table))
    start = row_of(sheet, "Key")
    for down, row in enumerate(table.rows, start=1):
        for across, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True), start=1):
            _assert_same(sheet.cell(start + down, across).value, cell, column.type)


def _assert_same(found: Any, cell: Any, kind: CellType) -> None:
    if cell is None or cell == "" or cell == Text("", cell.zh if isinstance(cell, Text) else ""):
        assert found is None
    elif kind is CellType.TEXT:
        assert found == (cell.en if isinstance(cell, Text) else cell)
    elif kind is CellType.MONEY:
        assert found == float(to_decimal(*cell))
    elif kind is CellType.DATE:
        assert found == datetime(cell.year, cell.month, cell.day)
    elif kind is CellType.FLAG:
        assert found == ("yes" if cell else "no")
    else:
        assert found == float(cell)


def test_amounts_are_written_digit_by_digit() -> None:
    amounts = [Money(72_876_976_146_882, "CNY"), Money(-10, "CNY"), Money(1234, "JPY")]
    column = Column("amount", Text("Amount", "金额"), CellType.MONEY)
    table = Table("t", Text("T", "表"), (column,), tuple(Row((each,)) for each in amounts))
    with zipfile.ZipFile(io.BytesIO(render(document(table), Language.EN, Screen()))) as parts:
        numbers = re.findall(r"<v>([^<]*)</v>", parts.read("xl/worksheets/sheet1.xml").decode())
    assert numbers == ["728769761468.82", "-0.10", "1234"]


def test_numbers_dates_and_rates_are_formatted_by_what_they_are() -> None:
    sheet = first_sheet(open_items(), Language.ZH)
    row = row_of(sheet, "SO-2611-WF-0003")
    assert [sheet.cell(row, at).number_format for at in range(2, 7)] == [
        "yyyy-mm-dd", "#,##0", "#,##0", '#,##0.00 "CNY"', "0.0%",
    ]  # fmt: skip
    assert sheet.cell(row + 1, 4).number_format == "#,##0.0"
    assert sheet.cell(row + 4, 5).number_format == '#,##0 "JPY"'
    sheet = first_sheet(aging())
    assert sheet.cell(row_of(sheet, "Customer") + 1, 3).number_format == "#,##0.00"


def test_each_table_has_a_sheet_named_in_the_readers_language() -> None:
    assert workbook(open_items(), Language.ZH).sheetnames == ["按客户", "未匹配的银行流水"]
    assert workbook(open_items(), Language.EN).sheetnames == ["By customer", "Unmatched bank lines"]


def test_text_that_looks_like_a_formula_stays_text_even_when_edited() -> None:
    sheet = first_sheet(open_items())
    cell = sheet.cell(row_of(sheet, "SO-2611-WF-0004"), 8)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=SUM(A1:A9)", "s", True)


def test_title_warning_facts_and_notes_are_on_the_sheet() -> None:
    top = [cell.value for cell in first_sheet(open_items(), Language.ZH)["A"]][:3]
    assert top == ["未清明细 – 按客户", "账套有 2 处错误，数字可能不准。", "信用额度：200,000.00 CNY"]
    texts = [cell.value for cell in first_sheet(aging(), Language.EN)["A"] if cell.value]
    assert texts[:2] == ["Receivables aging", "As of: 2026-10-31    Currency: CNY    Book: 3f2a1c9"]
    assert texts[-1] == "Net is receivable less advances."


def test_a_sheet_is_ready_to_scroll_filter_and_print() -> None:
    sheet = first_sheet(aging(), Language.ZH)
    heading = row_of(sheet, "客户")
    assert sheet.freeze_panes == f"A{heading + 1}"
    assert sheet.auto_filter.ref == f"A{heading}:L{heading + 5}"  # five customers, not their total
    assert sheet.print_title_rows == f"${heading}:${heading}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage
    total = sheet.cell(heading + 6, 1)
    assert (total.value, total.font.bold, total.border.top.style) == ("合计", True, "thin")


def test_chinese_gets_the_width_it_needs() -> None:
    sheet = first_sheet(aging(), Language.ZH)
    assert sheet.column_dimensions["B"].width >= 38  # 苏州科隆自动化设备（集团）股份有限公司


def test_sections_leave_no_filter_that_would_hide_them() -> None:
    assert first_sheet(open_items()).auto_filter.ref is None


def test_the_same_document_gives_the_same_bytes() -> None:
    first = render(open_items(), Language.ZH, Screen())
    assert render(open_items(), Language.ZH, Screen()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {info.date_time[0] for info in parts.infolist()} == {1980}
        assert b"dcterms:" not in parts.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")


TITLES = st.lists(st.text("ab应收[]:*?/\\' ", max_size=50) | st.just("History"), max_size=12)


@given(TITLES)
def test_sheet_names_are_valid_and_unique(titles: list[str]) -> None:
    taken: set[str] = set()
    for title in titles:
        name = sheet_name(title, taken)
        assert 1 <= len(name) <= SHEET_NAME_LENGTH
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)
        assert name.lower() not in taken | {"history"}
        taken.add(name.lower())


@pytest.mark.parametrize("text", ["a\x00b", "tab\tand\nline", "lone \udcff", "\ufffe"])
def test_any_text_makes_a_workbook_that_opens(text: str) -> None:
    table = Table("t", verbatim(text), (Column("memo", verbatim(text)),), (Row((text,)), Row((Decimal(1),))))
    assert first_sheet(document(table)).max_row > 3
