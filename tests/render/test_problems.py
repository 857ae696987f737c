from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.i18n import Language, Text
from salesbook.i18n.text import verbatim
from salesbook.model.problem import Code, Problem, Source
from salesbook.render.problems import data, render, summary
from salesbook.render.screen import Screen
from salesbook.render.width import display_width, printable

from .samples import WORDS

UNKNOWN = Code(
    "E0102",
    title=Text("Unknown customer", "客户不存在"),
    message=Text("There is no customer {customer}.", "没有客户 {customer}。"),
    advice=Text(
        "Did you mean {other}? Else add it first: salesbook add-customer.",
        "是否为 {other}？否则请先新增客户：salesbook add-customer。",
    ),
    background=verbatim(""),
)
LATE = Code(
    "W0204",
    title=verbatim(""),
    message=Text("The delivery is older than its order.", "发货日期早于订单日期。"),
    advice=verbatim(""),
    background=verbatim(""),
)
ORDERS = PurePosixPath("ledgers/orders/2026-11.yaml")
LINE = "  customer: 华东精密  # 老客户"


def line_of(source: Source) -> str | None:
    return LINE if source.path == ORDERS else None


def problem(line: int = 12, column: int = 13) -> Problem:
    return UNKNOWN.problem(Source(ORDERS, line, column), customer="华东精密", other="HDJM")


def test_a_problem_shows_its_place_its_line_a_caret_and_a_way_out() -> None:
    assert render([problem()], line_of, Language.EN, Screen()) == (
        "ledgers/orders/2026-11.yaml:12:13: E0102 There is no customer 华东精密.\n"
        "   12 |   customer: 华东精密  # 老客户\n"
        "      |             ^\n"
        "  Did you mean HDJM? Else add it first: salesbook add-customer.\n"
        "\n"
        "1 error\n"
    )


def test_the_same_in_chinese_with_the_caret_under_a_wide_character() -> None:
    assert render([problem(column=15)], line_of, Language.ZH, Screen()) == (
        "ledgers/orders/2026-11.yaml:12:15: E0102 没有客户 华东精密。\n"
        "   12 |   customer: 华东精密  # 老客户\n"
        "      |                 ^\n"
        "  是否为 HDJM？否则请先新增客户：salesbook add-customer。\n"
        "\n"
        "1 个错误\n"
    )


def test_problems_come_in_the_order_of_the_files_and_those_without_a_place_last() -> None:
    found = [
        LATE.problem(entry="DN-2611-0001", field="date"),
        problem(line=30),
        problem(line=9),
        LATE.problem(Source(PurePosixPath("ledgers/customers.yaml"))),
        LATE.problem(),
    ]
    text = render(found, line_of, Language.EN, Screen())
    assert [line for line in text.splitlines() if " E0" in line or "W0" in line] == [
        "ledgers/customers.yaml: W0204 The delivery is older than its order.",
        "ledgers/orders/2026-11.yaml:9:13: E0102 There is no customer 华东精密.",
        "ledgers/orders/2026-11.yaml:30:13: E0102 There is no customer 华东精密.",
        "DN-2611-0001 date: W0204 The delivery is older than its order.",
        "W0204 The delivery is older than its order.",
    ]
    assert text.endswith("\n\n2 errors, 3 warnings\n")


@pytest.mark.parametrize(
    ("errors", "warnings", "en", "zh"),
    [
        (1, 1, "1 error, 1 warning", "1 个错误，1 个警告"),
        (2, 0, "2 errors", "2 个错误"),
        (0, 3, "3 warnings", "3 个警告"),
    ],
)
def test_the_summary_counts(errors: int, warnings: int, en: str, zh: str) -> None:
    found = [problem()] * errors + [LATE.problem()] * warnings
    assert (summary(found, Language.EN), summary(found, Language.ZH)) == (en, zh)


def test_no_problems_are_no_text() -> None:
    assert render([], line_of, Language.EN, Screen()) == ""


@given(st.text("ab：\t 华东客户", min_size=1, max_size=200), st.data(), st.integers(30, 120))
def test_the_caret_stands_under_the_character_meant(line: str, pick: st.DataObject, width: int) -> None:
    column = pick.draw(st.integers(1, len(line)))
    screen = Screen(width=width, unicode=True)
    text = render([problem(column=column)], lambda _: line, Language.EN, screen)
    shown, caret = text.splitlines()[1:3]
    assert display_width(shown) <= width
    before, at = "", display_width(caret) - 1
    rest = shown
    while display_width(before) < at:
        before, rest = before + rest[0], rest[1:]
    assert display_width(before) == at
    meant = printable(line[column - 1])
    assert (rest or " ")[0] in {meant, "…"}


@given(WORDS)
def test_on_a_colour_terminal_only_the_colours_are_added(words: str) -> None:
    found = [UNKNOWN.problem(Source(ORDERS, 1, 3), customer=words, other=words), LATE.problem()]
    colour = render(found, line_of, Language.ZH, Screen(width=80, colour=True))
    plain = render(found, line_of, Language.ZH, Screen(width=80))
    for code in ("\x1b[1;31m", "\x1b[1;33m", "\x1b[1m", "\x1b[2m", "\x1b[0m"):
        assert code in colour
        colour = colour.replace(code, "")
    assert colour == plain


def test_a_book_cannot_send_escape_codes_to_the_terminal() -> None:
    found = UNKNOWN.problem(Source(PurePosixPath("a\x1b.yaml"), 1, 1), customer="\x1b[2J", other="\x1b")
    assert "\x1b" not in render([found], lambda _: "\x1b]0;x", Language.EN, Screen(width=80))


def test_problems_as_data() -> None:
    whole = LATE.problem(Source(ORDERS), entry="DN-1")
    assert data([whole, problem()], Language.EN) == [
        {
            "severity": "warning",
            "code": "W0204",
            "message": "The delivery is older than its order.",
            "advice": "",
            "path": "ledgers/orders/2026-11.yaml",
            "line": None,
            "column": None,
            "entry": "DN-1",
            "field": None,
        },
        {
            "severity": "error",
            "code": "E0102",
            "message": "There is no customer 华东精密.",
            "advice": "Did you mean HDJM? Else add it first: salesbook add-customer.",
            "path": "ledgers/orders/2026-11.yaml",
            "line": 12,
            "column": 13,
            "entry": None,
            "field": None,
        },
    ]
