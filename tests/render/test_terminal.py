from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.i18n import Language, Text
from salesbook.model.money import Money
from salesbook.render.cells import is_numeric, names_currency, shown
from salesbook.render.screen import Screen
from salesbook.render.targets.terminal import render
from salesbook.render.width import display_width, pad
from salesbook.table import CellType, Column, Document, Role, Row, Table

from .samples import aging, document, open_items, tables, target

LANGUAGES = st.sampled_from(Language)


@given(tables(), LANGUAGES, st.integers(60, 200))
@settings(max_examples=150)
def test_no_line_is_wider_than_the_screen(table: Table, language: Language, width: int) -> None:
    for line in render(document(table), language, Screen(width=width)).splitlines():
        assert display_width(line) <= width, line


@given(tables(), LANGUAGES, st.integers(5, 200))
@settings(max_examples=150)
def test_numbers_and_dates_are_whole_on_any_screen(table: Table, language: Language, width: int) -> None:
    words = render(document(table), language, Screen(width=width)).split()
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            if column.type is not CellType.TEXT:
                assert shown(cell, column.type, language) in ["", *words]


@given(tables(), LANGUAGES)
def test_in_a_pipe_a_row_is_a_line_and_columns_line_up(table: Table, language: Language) -> None:
    lines = render(document(table), language, Screen()).splitlines()
    rules = [line for line in lines if re.fullmatch(r"-+(  -+)*", line)]
    if not table.rows:
        assert lines[-1] in {"(none)", "（无）"}
        return
    assert len(set(rules)) == 1
    starts = [match.span() for match in re.finditer("-+", rules[0])]
    body = [line for line in lines if re.match(r"K-\d", line)]
    assert len(body) == len(table.rows)
    for line, row in zip(body, table.rows, strict=True):
        for (start, end), cell, column in zip(starts, row.cells, table.columns, strict=True):
            text = shown(cell, column.type, language, currency=names_currency(table))
            expected = pad(text, end - start, right=is_numeric(column))
            assert _between(line, start, end).rstrip() == expected.rstrip()


def _between(line: str, start: int, end: int) -> str:
    """What stands between two columns of the screen."""
    found, at = "", 0
    for char in line:
        if start <= at < end:
            found += char
        at += display_width(char)
    return found


@given(tables(), st.integers(20, 200))
def test_stacked_groups_each_begin_with_the_key(table: Table, width: int) -> None:
    text = render(document(table), Language.EN, Screen(width=width))
    groups = len(re.findall(r"^Key\b", text, re.MULTILINE))
    for row in table.rows:
        if row.role is Role.BODY:
            assert len(re.findall(rf"^{row.cells[0]}\b", text, re.MULTILINE)) == groups


def test_wide_columns_give_way_before_ids_and_nothing_is_stacked_without_need() -> None:
    columns = (Column("id", Text("Order", "订单")), Column("memo", Text("Memo", "备注"), wide=True))
    table = Table("t", Text("T", "表"), columns, (Row(("SO-2611-WF-0003", "please deliver before noon")),))
    assert render(document(table), Language.EN, Screen(width=34)).splitlines()[3:] == [
        "Order            Memo",
        "---------------  -----------------",
        "SO-2611-WF-0003  please deliver",
        "                 before noon",
    ]


def test_a_very_long_memo_is_cut_after_three_lines_and_says_so() -> None:
    columns = (Column("id", Text("Id", "编号")), Column("memo", Text("Memo", "备注"), wide=True))
    table = Table("t", Text("T", "表"), columns, (Row(("A", "分批送货" * 40)),))
    lines = render(document(table), Language.ZH, Screen(width=40, unicode=True)).splitlines()[5:]
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_a_pipe_gets_plain_ascii_rules_and_no_colour() -> None:
    text = render(aging(), Language.EN, Screen())
    assert "\x1b" not in text
    assert "─" not in text


def test_colour_marks_titles_negatives_and_warnings_and_changes_no_layout() -> None:
    plain = render(open_items(), Language.ZH, Screen(width=100, unicode=True))
    colour = render(open_items(), Language.ZH, Screen(width=100, unicode=True, colour=True))
    assert re.sub(r"\x1b\[[\d;]*m", "", colour) == plain
    assert "\x1b[31m-500.00 CNY\x1b[0m" in colour
    assert "\x1b[1m未清明细\x1b[0m" in colour
    assert "\x1b[33m账套有 2 处错误，数字可能不准。\x1b[0m" in colour


def test_a_cell_cannot_send_escape_codes_to_the_terminal() -> None:
    table = Table("t", Text("T", "表"), (Column("memo", Text("Memo", "备注")),), (Row(("\x1b]0;pwned\x07",)),))
    assert "\x1b" not in render(document(table), Language.EN, Screen(width=80, colour=False))


def test_amounts_of_several_currencies_name_theirs_unless_a_column_does() -> None:
    amount = Column("amount", Text("Amount", "金额"), CellType.MONEY)
    currency = Column("currency", Text("Currency", "币种"))
    money = (Money(123450, "USD"), Money(1234, "JPY"))
    bare = Table("t", Text("T", "表"), (amount,), tuple(Row((each,)) for each in money))
    told = Table("t", Text("T", "表"), (amount, currency), tuple(Row((each, each.currency)) for each in money))
    assert "1,234.50 USD" in render(document(bare), Language.EN, Screen())
    assert "1,234.50  USD" in render(document(told), Language.EN, Screen())


@pytest.mark.parametrize("width", [40, 80, 120, None])
def test_totals_stand_under_a_rule_of_their_own(width: int | None) -> None:
    lines = render(aging(), Language.ZH, Screen(width=width)).splitlines()
    totals = [at for at, line in enumerate(lines) if line.startswith("合计")]
    assert totals
    assert all(re.fullmatch(r"[- ]+", lines[at - 1]) for at in totals)


def test_sections_are_set_apart_and_may_be_wider_than_the_columns() -> None:
    columns = (Column("id", Text("Id", "编号")), Column("n", Text("N", "数"), CellType.COUNT))
    rows = (
        Row(("华东精密机械有限公司", None), Role.SECTION),
        Row(("A", 1)),
        Row(("Acme", None), Role.SECTION),
        Row(("B", 2)),
    )
    table = Table("t", Text("T", "表"), columns, rows)
    assert render(document(table), Language.ZH, Screen(width=80)).splitlines()[3:] == [
        "编号  数",
        "----  --",
        "华东精密机械有限公司",
        "A      1",
        "",
        "Acme",
        "B      2",
    ]


def test_a_document_without_tables_shows_its_facts() -> None:
    text = render(Document("d", Text("Order", "订单"), (), ((Text("Rep", "销售员"), "王芳"),)), Language.ZH, Screen())
    assert text == "订单\n销售员：王芳\n"


def test_bars_are_blocks_where_the_screen_has_them() -> None:
    columns = (Column("month", Text("Month", "月份")), Column("bar", Text("", ""), bar=True))
    table = Table("t", Text("T", "表"), columns, (Row(("2026-#1", "###")),))
    assert "2026-#1  ███" in render(document(table), Language.EN, Screen(width=80, unicode=True))
    assert "2026-#1  ###" in render(document(table), Language.EN, Screen())


def test_a_screen_shows_a_table_as_it_is_meant_for_screens_and_a_file_the_whole() -> None:
    columns = (Column("id", Text("Id", "编号")),)
    short = Table("t", Text("T", "表"), columns, (Row(("A",)), Row(("others (2)",))))
    whole = Table("t", Text("T", "表"), columns, tuple(Row((id,)) for id in "ABC"), on_screen=short)
    lines = render(document(whole), Language.EN, Screen(width=80)).splitlines()
    assert lines[-2:] == ["A", "others (2)"]
    assert target("csv").render(document(whole), Language.EN, Screen()) == "id\nA\nB\nC\n"
