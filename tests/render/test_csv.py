from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from salesbook.i18n import Language, Text
from salesbook.model.money import Money
from salesbook.render.output import write
from salesbook.render.screen import Screen
from salesbook.render.targets.csv import render
from salesbook.table import Cell, CellType, Column, Role, Row, Table

from .samples import aging, document, open_items, tables, target


@given(tables())
def test_the_rows_read_back_are_the_body_rows_and_amounts_sum_up(table: Table) -> None:
    header, *lines = csv.reader(io.StringIO(render(document(table), Language.EN, Screen())))
    assert header == [column.key for column in table.columns]
    body = [row for row in table.rows if row.role is Role.BODY]
    assert len(lines) == len(body)
    for at, column in enumerate(table.columns):
        if column.type is CellType.MONEY:
            amounts = [row.cells[at] for row in body]
            assert [line[at] for line in lines] == ["" if each is None else str(each) for each in amounts]
        if column.type is CellType.QUANTITY:
            found = [Decimal(line[at]) if line[at] else None for line in lines]
            assert found == [row.cells[at] for row in body]


def one_cell(value: Cell) -> str:
    column = Column("memo", Text("Memo", "备注"))
    text = render(document(Table("t", Text("T", "表"), (column,), (Row((value,)),))), Language.EN, Screen())
    return next(csv.reader(io.StringIO(text.partition("\n")[2])))[0]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1"])
def test_text_that_a_spreadsheet_would_compute_is_made_inert(text: str) -> None:
    assert one_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12.50", "+8613800001111", "货款", "a=b", 'say "hi", then\nleave', "", "-85%"])
def test_other_text_and_signed_numbers_stay_as_they_are(text: str) -> None:
    assert one_cell(text) == text


def test_a_negative_amount_is_a_number() -> None:
    assert one_cell(Money(-123450, "CNY")) == "-1234.50"


def test_flat_is_what_is_written_where_there_is_one() -> None:
    flat = Table("flat", Text("Flat", "平表"), (Column("id", Text("Id", "编号")),), (Row(("A",)),))
    assert render(open_items()._replace(flat=flat), Language.EN, Screen()) == "id\nA\n"


def test_several_tables_are_told_apart_by_name() -> None:
    blocks = render(open_items(), Language.EN, Screen()).split("\n\n")
    assert [block.splitlines()[:2] for block in blocks] == [
        ["# items", "order,due,days,qty,amount,paid,late,memo"],
        ["# unmatched", "order,due"],
    ]
    assert "SO-2611-LL-0001,2026-10-01,1234,1000,99900,1,true," in blocks[0]


def test_a_file_carries_the_mark_that_excel_needs_and_a_stream_does_not(tmp_path: Path) -> None:
    path, stream = tmp_path / "aging.csv", io.StringIO()
    write(aging(), Language.ZH, target("csv"), path)
    write(aging(), Language.ZH, target("csv"), stream)
    assert path.read_bytes() == b"\xef\xbb\xbf" + stream.getvalue().encode()
    assert stream.getvalue().startswith("customer,name,unbilled")
