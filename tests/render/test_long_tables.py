"""A long table that is given column by column reads as the same rows given one by one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.i18n import Language, Text
from salesbook.model.columns import AmountColumn
from salesbook.model.money import Money
from salesbook.render import long_tables
from salesbook.render.screen import Screen
from salesbook.render.targets.terminal import render
from salesbook.render.thousands import with_thousands
from salesbook.table import BodyRows, Cell, CellType, Column, Role, Row, Table

from .samples import document, tables

LANGUAGES = st.sampled_from(Language)


def by_columns(table: Table) -> Table:
    """The same rows, column by column."""
    amounts = [cell for cells in table.cells for cell in cells if isinstance(cell, Money)]
    usual = amounts[0].currency if amounts else "CNY"
    columns = [
        _amounts(cells, usual) if column.type is CellType.MONEY else cells
        for column, cells in zip(table.columns, table.cells, strict=True)
    ]
    return table._replace(rows=BodyRows(lambda: columns))


def _amounts(cells: Sequence[Cell], usual: str) -> AmountColumn:
    """Amounts and empty cells, of the ``usual`` currency."""
    amounts = [cell if isinstance(cell, Money) else None for cell in cells]
    return AmountColumn(
        [each and each.minor for each in amounts], [each.currency if each else usual for each in amounts]
    )


def of_body(table: Table) -> Table:
    """The table with all its rows as body."""
    return table._replace(rows=tuple(row._replace(role=Role.BODY) for row in table.rows))


@given(tables().map(of_body), LANGUAGES, st.sampled_from([1, 2, 2_000]))
def test_columns_in_parts_read_as_rows_do(table: Table, language: Language, part: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(long_tables, "_PART", part)
        text = render(document(by_columns(table)), language, Screen())
    assert text == render(document(table), language, Screen())


def test_lines_below_one_another_in_different_parts_line_up() -> None:
    columns = (
        Column("row", Text("Row", "行"), CellType.COUNT),
        Column("payer", Text("Other party", "对方"), wide=True),
    )
    names = ["云岚", "Acme", "华东精密机械有限公司"]
    count = 2 * long_tables._PART + 1
    rows = tuple(Row((number, names[number // long_tables._PART])) for number in range(count))
    table = Table("lines", Text("Lines", "流水"), columns, rows)
    assert render(document(by_columns(table)), Language.ZH, Screen()) == render(document(table), Language.ZH, Screen())


AMOUNTS = st.just("") | st.integers(-(10**15), 10**15).map(lambda minor: f"{Decimal(minor).scaleb(-2):f}")
UNITS = st.just("") | st.integers(-(10**15), 10**15).map(str)
ANY = st.just("") | st.decimals(-(10**9), 10**9, places=3).map("{:f}".format) | AMOUNTS


@given(st.lists(AMOUNTS) | st.lists(UNITS) | st.lists(ANY))
def test_thousands_are_parted_as_in_each_amount_alone(texts: list[str]) -> None:
    assert list(with_thousands(texts)) == [f"{Decimal(text):,f}" if text else "" for text in texts]
