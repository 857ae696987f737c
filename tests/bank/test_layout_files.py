"""Layouts that a book keeps, written by hand: read, or told what is wrong with them and where."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from salesbook.bank import codes
from salesbook.bank.reading import DateOrder
from salesbook.bank.reading.layout import Layout, layouts_in
from salesbook.bank.reading.vocabulary import Role

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: bad\nrecognised_by: [A]\ncolumns: {dates: [x]}\n", ["3:11 the field `dates` is unknown"]),
        (
            "recognised_by: [A]\ndates: ymd2\n",
            ["1:1 the field `name` is missing", "2:8 `dates` is `ymd2`"],
        ),
        ("name: bad\nrecognised_by: A\n", ["2:16 `recognised_by` is `A`, but must be a list"]),
        ("name: bad\nrecognised_by: [2026]\n", ["2:17 `recognised_by` is a text, but 2026 without quotes"]),
        ("name: bad\n", ["1:1 a layout is known by"]),
        ("name: bad\ncells: 3\ncolumns: {date: [Day]}\n", ["1:1 `columns` has headings"]),
        ("name: bad\nrecognised_by: [A]\ncolumns: {date: [1]}\n", ["1:1 `columns` has headings"]),
        (
            "name: bad\nrecognised_by: [A]\ncounterparty: ['(', 5]\n",
            ["3:16 `counterparty` is `(`", "3:21 `counterparty` is `5`"],
        ),
        ("name: bad\nname: worse\nrecognised_by: [A]\n", ["2:1 "]),
        ("- 1\n", ["1:1 "]),
    ],
)
def test_a_broken_format_of_the_book_is_told_at_its_place(text: str, told: list[str], tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    found = layouts_in(tmp_path)
    assert isinstance(found, list)
    assert {problem.code for problem in found} == {codes.LAYOUT_INVALID}
    shown = [f"{problem.source} {problem.message.en.removeprefix('this is no bank format: ')}" for problem in found]
    assert len(shown) == len(told)
    for each, words in zip(shown, told, strict=True):
        assert each.startswith(f"{tmp_path.name}/bad.yaml:{words}")


@pytest.mark.parametrize("guide", ["bank-formats.md", "bank-formats.zh-CN.md"])
def test_the_layouts_that_the_guide_shows_can_be_read(guide: str, tmp_path: Path) -> None:
    shown = re.findall(r"(?:^    .*\n)+", (DOCS / guide).read_text("utf-8"), re.MULTILINE)
    layouts = [textwrap.dedent(each) for each in shown if each.startswith("    name:")]
    assert len(layouts) == 2
    for number, layout in enumerate(layouts):
        (tmp_path / f"{number}.yaml").write_text(layout, "utf-8")
    headed, headless = layouts_in(tmp_path)
    assert isinstance(headed, Layout) and isinstance(headless, Layout)
    assert (len(headed.recognised_by), headed.dates, headed.inverted, headed.currency) == (
        4,
        DateOrder.DMY,
        True,
        "EUR",
    )
    assert (headless.cells, dict(headless.positions)) == (5, {Role.DATE: 1, Role.AMOUNT: 2, Role.MEMO: 5})
