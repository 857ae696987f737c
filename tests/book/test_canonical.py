"""What is written is read back the same by every YAML parser, and looks as a person would write it."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from salesbook.book.canonical import write_entry, write_text
from salesbook.book.ledger_text import split
from salesbook.book.parsing import parse_entry

PATH = PurePosixPath("ledgers/orders/2026-11.yaml")

PLAIN = [
    "13%", "0.5%", "2026-11", "2026-Q4", "SO-2611-0003", "wang-fang", "华东精密机械有限公司",
    "Huadong Precision", "个", "P-100", "客户减量、加配件", "a (b)", "zhang@example.com", "10*20", "5\" pipe",
    "O'Brien & Sons", "C++", "精密轴承 6204", "3C认证", "nullable", "yesterday", "《合同》", "￥100",
]  # fmt: skip
QUOTED = [
    "", " ", " a", "a ", "　a", "null", "Null", "NULL", "~", "true", "True", "TRUE", "false", "yes", "Yes",
    "no", "NO", "on", "Off", "y", "Y", "n", "N", "nan", "inf", "0", "1", "-1", "+1", "1.5", ".5", "5.", "1e5",
    "1E-5", "0x1F", "0o17", "017", "0b101", "1_000", "1,000", "12:30", "1:2:3", "190:20:30.15", "2026-11-21",
    "2026-1-2", "2026-11-21T10:00:00Z", "2001-12-14 21:59:43.10 -5", "2026/11/21", ".inf", "-.inf", ".NaN",
    "=", "<<", "- a", "-", "--", "---", "...", "? a", "?", ": a", ":", ", a", "[a]", "{a}", "# a", "&a", "*a",
    "!a", "|", ">", "'a'", '"a"', "%a", "@a", "`a", "a: b", "a:", "a #b", "a\nb", "a\r\nb", "a\tb",
    "a\u2028b", "a\x85b", "\ufeffa", "a\u200bb", "a\x00b", "\x7f", "400000", "6901234567892", "021-58880000",
    "138 0000 1111", "00123", "5f2", "12e03", "e5", "E+9",
]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize("in_flow", [True, False])
def test_what_cannot_be_misread_stays_plain(text: str, in_flow: bool) -> None:
    assert write_text(text, in_flow=in_flow) == text


@pytest.mark.parametrize("text", QUOTED)
@pytest.mark.parametrize("in_flow", [True, False])
def test_what_could_be_misread_is_quoted(text: str, in_flow: bool) -> None:
    assert write_text(text, in_flow=in_flow).startswith('"')


@pytest.mark.parametrize("text", ["a, b", "a?", "a]b", "a{b", "甲,乙"])
def test_brackets_and_commas_are_quoted_only_inside_brackets(text: str) -> None:
    assert write_text(text, in_flow=False) == text
    assert write_text(text, in_flow=True) == f'"{text}"'


def test_a_text_of_many_lines_is_one_line_of_the_file() -> None:
    text = write_entry({"id": "A", "note": '第一行\n第二行\t"引号"\\'}, flow=False)
    assert text == '- id: A\n  note: "第一行\\n第二行\\t\\"引号\\"\\\\"\n'


def test_a_character_that_no_file_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="U\\+D800"):
        write_text("a\ud800", in_flow=False)


characters = st.characters(exclude_categories=["Cs"])
tricky = st.sampled_from(PLAIN + QUOTED)
pieces = st.lists(st.sampled_from([*" :#-?,[]{}&*!|>'\"%@`\\\n\t=.+_eExX019~/年 "]), max_size=8).map("".join)
texts = st.one_of(tricky, pieces, st.text(characters, max_size=20), st.tuples(pieces, tricky).map("".join))


def by_pyyaml(text: str) -> Any:
    return yaml.load(text, Loader=yaml.SafeLoader)


def by_libyaml(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


def by_salesbook(text: str) -> Any:
    node, problems = parse_entry(text, PATH, 1)
    assert not problems
    assert node is not None
    return [node.value()]


PARSERS = [by_pyyaml, by_libyaml, by_salesbook]


@given(texts, st.booleans())
@example("0?", False)
@example("a" * 200 + " b", False)
def test_every_parser_reads_every_string_back(text: str, flow: bool) -> None:
    data = {"id": text, "list": [text, "x"], "lines": [{"text": text, "more": [text]}], "fields": {text or "k": text}}
    written = write_entry(data, flow=flow)
    for parser in PARSERS:
        assert parser(written) == [data], parser.__name__


@given(texts, st.booleans())
def test_a_parser_of_another_house_reads_every_string_back(text: str, flow: bool) -> None:
    ruamel_yaml = pytest.importorskip("ruamel.yaml", reason="one more opinion, where it is installed")
    data = {"id": text, "list": [text, "x"], "fields": {text or "k": text}}
    written = io.StringIO(write_entry(data, flow=flow))
    assert ruamel_yaml.YAML(typ="safe", pure=True).load(written) == [data]


numbers = st.decimals(allow_nan=False, allow_infinity=False, places=6) | st.sampled_from(
    [Decimal("1E+5"), Decimal("-0.00"), Decimal("1.50"), Decimal(0), Decimal("1E-7"), Decimal(12345678901234567890)]
)


@given(numbers, st.booleans())
def test_decimals_are_written_digit_by_digit_and_read_back_exactly(number: Decimal, flow: bool) -> None:
    written = write_entry({"amount": number}, flow=flow)
    assert f"amount: {number:f}" in written
    assert "E" not in written
    assert f"{by_salesbook(written)[0]['amount']:f}" == f"{number:f}"


values = st.recursive(
    texts | numbers | st.booleans() | st.dates() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=12,
)
entries = st.dictionaries(texts, values, min_size=1, max_size=6)


@given(entries, st.booleans())
def test_any_entry_is_read_back_the_same_and_is_one_entry_of_a_file(data: dict[str, object], flow: bool) -> None:
    written = write_entry(data, flow=flow)
    assert by_salesbook(written) == [data]
    assert list(by_salesbook(written)[0]) == list(data)
    text = split(written.encode(), PATH)
    assert (len(text.entries), text.problems) == (1, ())
    assert written.endswith("\n")
    if flow:
        assert written.count("\n") == 1


@given(entries, st.booleans())
def test_writing_what_was_read_gives_the_same_text(data: dict[str, object], flow: bool) -> None:
    written = write_entry(data, flow=flow)
    assert write_entry(by_salesbook(written)[0], flow=flow) == written


def test_a_document_has_one_field_a_line_and_one_item_a_line() -> None:
    data = {
        "id": "SO-2611-WF-0003",
        "date": datetime.date(2026, 11, 21),
        "customer": "HDJM",
        "reps": {"wang-fang": "60%", "li-lei": "40%"},
        "note": None,
        "tags": ["急", "样品"],
        "lines": [
            {"product": "P-100", "qty": 10, "price": Decimal("128.50"), "discount": None, "tax": "13%"},
            {"text": "运费", "qty": Decimal(1), "price": Decimal("60.00"), "parts": [{"line": 1}]},
        ],
        "accept": True,
        "total": Decimal("3243.10"),
        "fields": {},
    }
    assert write_entry(data, flow=False) == (
        "- id: SO-2611-WF-0003\n"
        "  date: 2026-11-21\n"
        "  customer: HDJM\n"
        "  reps: {wang-fang: 60%, li-lei: 40%}\n"
        "  tags: [急, 样品]\n"
        "  lines:\n"
        "    - {product: P-100, qty: 10, price: 128.50, tax: 13%}\n"
        "    - {text: 运费, qty: 1, price: 60.00, parts: [{line: 1}]}\n"
        "  accept: true\n"
        "  total: 3243.10\n"
        "  fields: {}\n"
    )


def test_a_field_without_a_value_is_left_out_and_a_place_in_a_list_is_not() -> None:
    assert write_entry({"id": "A", "x": None, "more": {"z": None}, "tags": [None, "a"]}, flow=False) == (
        "- id: A\n  more: {}\n  tags: [null, a]\n"
    )


def test_a_flow_entry_is_one_line() -> None:
    data = {
        "id": "P-100",
        "name": "精密轴承 6204",
        "price": Decimal("128.50"),
        "barcode": "6901234567892",
        "cost": None,
    }
    assert (
        write_entry(data, flow=True) == '- {id: P-100, name: 精密轴承 6204, price: 128.50, barcode: "6901234567892"}\n'
    )


@pytest.mark.parametrize("value", [1.5, Decimal("NaN"), datetime.datetime(2026, 11, 21), b"x", {1: "x"}, object()])
def test_what_a_book_does_not_hold_is_never_written(value: object) -> None:
    with pytest.raises(TypeError):
        write_entry({"id": "A", "x": value}, flow=False)
