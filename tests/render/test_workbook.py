"""Workbooks in LibreOffice: its own sums are the totals that were written, charts and a cover are there."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from salesbook.i18n import Language, Text
from salesbook.i18n.text import verbatim
from salesbook.model.money import Money
from salesbook.render.screen import Screen
from salesbook.render.targets.xlsx import render
from salesbook.table import Cell, CellType, Chart, ChartKind, Column, Document, Role, Row, Table

from .samples import aging

COLUMNS = (
    Column("month", Text("Month", "月份")),
    Column("sales", Text("Sales", "销售额"), CellType.MONEY),
    Column("rate", Text("Rate", "比率"), CellType.RATE),
)


def yuan(minor: int) -> Money:
    return Money(minor, "CNY")


def table(*rows: tuple[tuple[Cell, ...], Role], name: str = "t") -> Table:
    chart = Chart(Text("Sales", "销售额"), ChartKind.BARS, "month", ("sales",))
    return Table(name, verbatim(name), COLUMNS, tuple(Row(cells, role) for cells, role in rows), charts=(chart,))


SUMMED = table(
    (("2026-01", yuan(10), None), Role.BODY),
    (("2026-02", yuan(20), None), Role.BODY),
    (("Total", yuan(30), None), Role.TOTAL),
)


def made(*tables: Table) -> bytes:
    return render(Document("d", verbatim("d"), tables, notes=(verbatim("what it means"),)), Language.EN, Screen())


def test_a_total_that_is_the_sum_above_it_is_a_formula_with_its_result() -> None:
    formulas = load_workbook(io.BytesIO(made(SUMMED))).worksheets[0]
    values = load_workbook(io.BytesIO(made(SUMMED)), data_only=True).worksheets[0]
    (row,) = [at for at in range(1, formulas.max_row + 1) if formulas.cell(at, 1).value == "Total"]
    assert formulas.cell(row, 2).value == f"=SUBTOTAL(9,B{row - 2}:B{row - 1})"
    assert values.cell(row, 2).value == 0.3


@pytest.mark.parametrize(
    "other",
    [
        table((("a", yuan(10), None), Role.BODY), (("Total", yuan(31), None), Role.TOTAL)),
        table((("a", Money(10, "USD"), None), Role.BODY), (("Total", yuan(10), None), Role.TOTAL)),
        table(
            (("s", None, None), Role.SECTION),
            (("a", yuan(10), None), Role.BODY),
            (("T", yuan(10), None), Role.TOTAL),
        ),
    ],
    ids=["another sum", "another currency", "sections between"],
)
def test_any_other_total_stays_a_number(other: Table) -> None:
    sheet = load_workbook(io.BytesIO(made(other))).worksheets[0]
    assert not [cell.value for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]


def test_many_tables_have_a_cover_that_leads_to_them() -> None:
    workbook = load_workbook(io.BytesIO(made(*(table(*[], name=f"part {at}") for at in range(6)))))
    cover = workbook.worksheets[0]
    links = [cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'part {at}'!A1" for at in range(6)]
    assert "what it means" in [cell.value for row in cover.iter_rows() for cell in row]


def test_a_form_stands_on_one_sheet_with_all_that_it_says() -> None:
    document = Document("d", verbatim("d"), (SUMMED, SUMMED), notes=(verbatim("sign here"),), form=True)
    content = io.BytesIO(render(document, Language.EN, Screen()))
    (formulas,) = load_workbook(content).worksheets
    (values,) = load_workbook(content, data_only=True).worksheets
    totals = [at for at in range(1, formulas.max_row + 1) if formulas.cell(at, 1).value == "Total"]
    assert [formulas.cell(at, 2).value for at in totals] == [f"=SUBTOTAL(9,B{at - 2}:B{at - 1})" for at in totals]
    assert [values.cell(at, 2).value for at in totals] == [0.3, 0.3]
    assert formulas.cell(formulas.max_row, 1).value == "sign here"
    assert (formulas.page_setup.orientation, formulas.page_setup.fitToWidth) == ("portrait", 1)


def test_a_chart_is_drawn_where_there_is_something_to_draw() -> None:
    def charts(workbook: bytes) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
            return [name for name in parts.namelist() if name.startswith("xl/charts/chart")]

    assert len(charts(made(SUMMED))) == 1
    assert not charts(made(table((("a", None, None), Role.BODY))))


def test_libreoffice_computes_the_totals_that_were_written(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "aging.xlsx").write_bytes(render(aging(), Language.ZH, Screen()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path),
         str(tmp_path / "in" / "aging.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    written = load_workbook(tmp_path / "in" / "aging.xlsx", data_only=True).worksheets[0]
    computed = load_workbook(tmp_path / "aging.xlsx", data_only=True).worksheets[0]
    formulas = load_workbook(tmp_path / "in" / "aging.xlsx").worksheets[0]
    places = [cell.coordinate for row in formulas.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert len(places) == 10
    assert [computed[place].value for place in places] == [written[place].value for place in places]
