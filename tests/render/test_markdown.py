from __future__ import annotations

import re

from hypothesis import given

from salesbook.i18n import Language, Text
from salesbook.render.screen import Screen
from salesbook.render.targets.markdown import render
from salesbook.table import Column, Row, Table

from .samples import aging, document, open_items, tables

_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")


@given(tables())
def test_every_row_has_a_cell_for_each_column(table: Table) -> None:
    lines = [line for line in render(document(table), Language.ZH, Screen()).splitlines() if line.startswith("|")]
    assert len(lines) == len(table.rows) + 2
    assert {len(_UNESCAPED_PIPE.findall(line.replace("\\\\", ""))) for line in lines} == {len(table.columns) + 1}


def test_numbers_stand_to_the_right_and_totals_are_bold() -> None:
    lines = render(aging(), Language.EN, Screen()).splitlines()
    rule = next(line for line in lines if line.startswith("| -"))
    assert [cell.strip()[-1] for cell in rule.strip("|").split("|")] == ["-", "-", *[":"] * 10]
    assert "| **Total** |" in re.sub(" +", " ", "\n".join(lines))
    assert "**2,954,819.66**" in "\n".join(lines)


def test_headings_facts_warning_and_notes() -> None:
    text = render(open_items(), Language.ZH, Screen())
    assert text.startswith(
        "# 未清明细\n\n> **账套有 2 处错误，数字可能不准。**\n\n- 信用额度：200,000.00 CNY\n\n## 按客户\n"
    )
    assert "**华东精密机械有限公司**" in text


def test_what_markdown_would_read_as_its_own_is_escaped() -> None:
    column = Column("memo", Text("Memo", "备注"))
    table = Table("t", Text("T", "表"), (column,), (Row((r"a|b \ *c* _d_ <e> `f` g_h",)),))
    assert r"| a\|b \\ \*c\* \_d\_ \<e\> \`f\` g_h |" in render(document(table), Language.EN, Screen())
