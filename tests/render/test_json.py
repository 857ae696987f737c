from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given

from salesbook.i18n import Language, Text
from salesbook.model.money import to_decimal
from salesbook.render.screen import Screen
from salesbook.render.targets.json import dumps, render
from salesbook.table import CellType, Role, Table

from .samples import aging, document, open_items, tables

FOUR_DECIMALS = Decimal("0.0001")


def read(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


@given(tables())
def test_the_rows_read_back_are_the_body_rows_of_the_table(table: Table) -> None:
    found = read(render(document(table), Language.ZH, Screen()))
    body = [row for row in table.rows if row.role is Role.BODY]
    assert len(found) == len(body)
    for record, row in zip(found, body, strict=True):
        assert list(record) == [column.key for column in table.columns]
        for column, cell in zip(table.columns, row.cells, strict=True):
            _assert_same(record[column.key], cell, column.type)


def _assert_same(found: Any, cell: Any, kind: CellType) -> None:
    if cell is None or isinstance(cell, bool) or kind is CellType.COUNT:
        assert found is cell or found == cell
    elif kind is CellType.TEXT:
        assert found == (cell.zh if isinstance(cell, Text) else cell)
    elif kind is CellType.MONEY:
        assert isinstance(found, str)
        assert Decimal(found).as_tuple() == to_decimal(*cell).as_tuple()
    elif kind in {CellType.QUANTITY, CellType.PRICE}:
        assert isinstance(found, str)
        assert Decimal(found) == cell
    elif kind is CellType.RATE:
        assert Decimal(found) == cell.quantize(FOUR_DECIMALS, ROUND_HALF_UP)
    else:
        assert found == cell.isoformat()


@pytest.mark.parametrize(
    ("rate", "number"),
    [
        ("0.85", "0.85"),
        ("0.85005", "0.8501"),
        ("-0.00005", "-0.0001"),
        ("-0.00004", "0"),
        ("1.0000", "1"),
        ("20", "20"),
    ],
)
def test_rates_are_numbers_of_at_most_four_decimals_rounded_half_up(rate: str, number: str) -> None:
    assert dumps({"rate": Decimal(rate)}) == f'{{\n  "rate": {number}\n}}'


def test_a_command_with_data_of_its_own_prints_just_that() -> None:
    shaped = aging()._replace(data={"as_of": "2026-10-31", "rows": [], "totals": {}, "rate": Decimal("0.5"), "x": None})
    assert render(shaped, Language.ZH, Screen()) == (
        '{\n  "as_of": "2026-10-31",\n  "rows": [],\n  "totals": {},\n  "rate": 0.5,\n  "x": null\n}\n'
    )


def test_data_that_is_an_empty_list_is_data() -> None:
    assert render(aging()._replace(data=[]), Language.EN, Screen()) == "[]\n"


def test_several_tables_are_named_and_chinese_is_not_escaped() -> None:
    text = render(open_items(), Language.ZH, Screen())
    found = read(text)
    assert list(found) == ["items", "unmatched"]
    assert found["unmatched"] == []
    assert [item["order"] for item in found["items"]] == ["SO-2611-WF-0003", "SO-2611-WF-0004", "SO-2611-LL-0001"]
    assert found["items"][2]["amount"] == "99900"
    assert "第一批送上海松江仓库" in text
