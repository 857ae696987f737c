"""An entry is read with exact values and exact places, and what a book does not take is refused with its place."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import PurePosixPath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from salesbook.book import yaml_events
from salesbook.book.nodes import Node
from salesbook.book.parsing import has_comments, parse_entry, parse_fields

PATH = PurePosixPath("ledgers/orders/2026-11.yaml")


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML's C parser, and its own that takes its place where there is no C library."""
    monkeypatch.setattr(yaml_events, "_LOADER", getattr(yaml, request.param))


def read(text: str, first_line: int = 1) -> Node:
    node, problems = parse_entry(text, PATH, first_line)
    assert not problems
    assert node is not None
    return node


def codes_of(text: str | bytes, first_line: int = 1) -> list[tuple[str, int, int]]:
    _, problems = parse_entry(text, PATH, first_line)
    return [(each.code.id, each.source.line, each.source.column) for each in problems if each.source]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("128.50", Decimal("128.50")),
        ("0.1", Decimal("0.1")),
        ("-3", Decimal(-3)),
        ("+5.", Decimal(5)),
        (".5", Decimal("0.5")),
        ("123456789012345.678901", Decimal("123456789012345.678901")),
        ("1e5", Decimal("1e5")),
        ("1.5E-3", Decimal("0.0015")),
        ("0x1F", Decimal(31)),
        ("0o17", Decimal(15)),
        ("017", Decimal(17)),
        ("2026-11-21", datetime.date(2026, 11, 21)),
        ("2026-11", "2026-11"),
        ("2026-11-21 10:00:00", "2026-11-21 10:00:00"),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("off", "off"),
        ("null", None),
        ("~", None),
        ("", None),
        ("13%", "13%"),
        ("12,50", "12,50"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("0b101", "0b101"),
        ("1e", "1e"),
        ("--", "--"),
        ("１２", "１２"),
        ("'128.50'", "128.50"),
        ('"true"', "true"),
        ('"2026-11-21"', "2026-11-21"),
        ("''", ""),
        ("华东 精密", "华东 精密"),
    ],
)
def test_a_value_means_what_yaml_1_2_says(written: str, value: object) -> None:
    result = read(f"- {{id: X, value: {written}}}\n" if "," not in written else f"- value: {written}\n").value()
    assert isinstance(result, dict)
    assert result["value"] == value
    assert type(result["value"]) is type(value)
    assert str(result["value"]) == str(value)  # 128.50 keeps its zero


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_every_decimal_is_read_exactly(number: Decimal) -> None:
    result = read(f"- value: {number:f}\n").value()
    assert isinstance(result, dict)
    assert str(result["value"]) == f"{number:f}"


def test_a_scalar_knows_its_text_and_whether_it_was_quoted() -> None:
    node = read('- {id: 00123, number: "00123", price: 1.50}\n')
    assert (node.find(("id",)).text, node.find(("id",)).plain) == ("00123", True)
    assert (node.find(("number",)).text, node.find(("number",)).plain) == ("00123", False)
    assert node.find(("price",)).text == "1.50"


def test_places_count_lines_of_the_file_and_characters() -> None:
    node = read("- id: SO-1\n  customer: 华东\n  lines:\n    - {text: 运费, qty: 2, price:  60.00}\n", first_line=40)
    assert str(node.locate(())).endswith("2026-11.yaml:40:3")
    assert str(node.locate(("customer",))).endswith(":41:13")
    assert str(node.locate_name(("customer",))).endswith(":41:3")
    assert str(node.locate(("lines", 0))).endswith(":43:7")
    assert str(node.locate(("lines", 0, "price"))).endswith(":43:34")
    assert str(node.locate_name(("lines", 0, "price"))).endswith(":43:26")


def test_what_does_not_exist_is_placed_at_what_is_around_it() -> None:
    node = read("- id: SO-1\n  lines:\n    - {line: 1}\n")
    assert node.locate(("customer",)) == node.locate(())
    assert node.locate(("lines", 7)) == node.locate(("lines",))
    assert node.locate(("lines", 0, "qty")) == node.locate(("lines", 0))
    assert node.locate(("lines", "qty")) == node.locate(("lines",))
    assert node.locate(("id", "x")) == node.locate(("id",))


@given(
    st.lists(st.sampled_from(["a: 1", "b: [x, y]", "c: {d: 'é#'}", "e: 东", "# note", ""]), unique=True), st.booleans()
)
def test_windows_line_ends_change_neither_values_nor_places(lines: list[str], windows: bool) -> None:
    text = "\n".join(["- id: X", *(f"  {line}" for line in lines), ""])
    node, other = read(text), read(text.replace("\n", "\r\n") if windows else text)
    assert other.value() == node.value()
    for path in (("a",), ("b", 1), ("c", "d"), ("e",)):
        assert other.locate(path) == node.locate(path)


REFUSED = {
    "a field twice": ("- id: A\n  date: 1\n  id: B\n", [("E0014", 3, 3)]),
    "a field twice inside": ("- {id: A, b: {c: 1, c: 2}}\n", [("E0014", 1, 21)]),
    "an anchor and its alias": ("- id: &a A\n  b: *a\n", [("E0012", 1, 7), ("E0012", 2, 6)]),
    "an anchored list": ("- id: A\n  b: &x [1]\n", [("E0012", 2, 6)]),
    "a tag": ("- id: !!str 5\n  b: ! x\n", [("E0013", 1, 7), ("E0013", 2, 6)]),
    "a tagged list": ("- id: A\n  b: !x {c: 1}\n", [("E0013", 2, 6)]),
    "names that are no text": (
        "- {1: a, true: b, ~: c, 2026-11-21: d}\n",
        [("E0015", 1, at) for at in (4, 10, 19, 25)],
    ),
    "a list as a name": ("- {[a]: b}\n", [("E0015", 1, 4)]),
    "an impossible day": ("- date: 2026-02-30\n", [("E0018", 1, 9)]),
    "a thirteenth month": ("- date: 2026-13-01\n", [("E0018", 1, 9)]),
    "infinity": ("- a: .inf\n  b: -.INF\n  c: .nan\n", [("E0019", 1, 6), ("E0019", 2, 6), ("E0019", 3, 6)]),
    "a huge number": ("- a: 1e500\n", [("E0019", 1, 6)]),
    "a very long number": (f"- a: {'9' * 100}\n", [("E0019", 1, 6)]),
    "a word": ("- word\n", [("E0016", 1, 3)]),
    "a missing space": ("- id:A\n", [("E0016", 1, 3)]),
    "a list": ("- [a]\n", [("E0016", 1, 3)]),
    "no fields": ("- {}\n", [("E0016", 1, 3)]),
    "nothing": ("", [("E0017", 1, 1)]),
    "only a comment": ("# c\n", [("E0017", 1, 1)]),
    "no dash": ("id: A\n", [("E0017", 1, 1)]),
    "two entries": ("- id: A\n- id: B\n", [("E0017", 2, 3)]),
    "two documents": ("- id: A\n---\n- id: B\n", [("E0017", 2, 1)]),
    "a tab as indentation": ("- id: A\n\tb: 1\n", [("E0003", 2, 1)]),
    "a control character": ("- id: A\x0bB\n", [("E0010", 1, 8)]),
    "a next-line character": ("- id: A\x85B\n", [("E0010", 1, 8)]),
    "a line separator": ("- id: A\n  b: x\u2028y\n", [("E0010", 2, 7)]),
    "a lone carriage return": ("- id: A\r  b: 1\n", [("E0010", 1, 8)]),
    "an open quote": ("- id: A\n  b: 'x\n  c: 1\n", [("E0011", 2, 6)]),
    "an open bracket": ("- id: A\n  b: [x, y\n  c: 1\n", [("E0011", 2, 6)]),
    "a colon too many": ("- id: a: b\n", [("E0011", 1, 8)]),
    "a sign that begins nothing": ("- id: @x\n", [("E0011", 1, 7)]),
    "a field without a colon": ("- id: A\n  date 1\n  b: 2\n", [("E0011", 2, 3)]),
    "too many brackets": ("- a: " + "[" * 3000 + "\n", [("E0020", 1, 17)]),
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_what_a_book_does_not_take_is_refused_with_its_place(
    text: str, expected: list[tuple[str, int, int]], request: pytest.FixtureRequest
) -> None:
    assert codes_of(text) == expected
    assert codes_of(text, first_line=100) == [(code, line + 99, column) for code, line, column in expected]
    assert codes_of(text.encode()) == expected


@pytest.mark.parametrize("text", ["- id:\tA\n", "- {id: A,\tb: 1}\n"])
def test_a_tab_between_a_name_and_its_value_is_refused(text: str) -> None:
    assert [code for code, *_ in codes_of(text)] in (["E0003"], ["E0011"])  # PyYAML's own parser stops at the first


@pytest.mark.parametrize("text", ["- id: 'a\tb'\n", "- id: A # a\tcomment\n"])
def test_a_tab_inside_a_text_or_comment_is_none_of_our_business(text: str) -> None:
    assert codes_of(text) == []


def test_bytes_that_are_not_utf8_are_refused() -> None:
    assert codes_of(b"- id: A\n  b: \xff\n", first_line=5) == [("E0004", 6, 0)]


def test_all_problems_of_an_entry_are_told_at_once() -> None:
    text = "- id: &a A\n  id: B\n  date: 2026-02-30\n  x: !t 1\n"
    assert [code for code, *_ in codes_of(text)] == ["E0012", "E0014", "E0018", "E0013"]


@given(st.text(max_size=60))
def test_any_text_gives_a_node_or_problems_never_an_exception(text: str) -> None:
    node, problems = parse_entry("- " + text, PATH, 1)
    assert node is not None or problems


@given(st.binary(max_size=60))
def test_any_bytes_give_a_node_or_problems_never_an_exception(data: bytes) -> None:
    node, problems = parse_entry(data, PATH, 1)
    assert node is not None or problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a: b\n", False),
        ("- a: b # c\n", True),
        ("- a: b#c\n", False),
        ("- a: 'b # c'\n", False),
        ('- a: "# b" # c\n', True),
        ("- a: b\n  # c\n", True),
        ("- a: b\n# c\n  d: e\n", True),
        ("- {a: b, # c\n   d: e}\n", True),
        ("- a: | # c\n    b\n", True),
        ("- a: |\n    # b\n", False),
        ("- a: 华😀 # c\n", True),
        ("- a: '华😀😀😀😀#'\n", False),
        ("- a: [#\n", True),
    ],
)
def test_comments_are_told_from_the_sign_in_a_text(text: str, expected: bool) -> None:
    assert has_comments(text) is expected


def test_a_file_of_fields_is_read_with_the_same_care() -> None:
    node, problems = parse_fields(b"---\ncurrency: CNY\nterms:\n  net30: [{share: 100%}]\n", PATH)
    assert not problems
    assert node is not None
    assert node.value() == {"currency": "CNY", "terms": {"net30": [{"share": "100%"}]}}
    assert str(node.locate(("terms", "net30"))).endswith(":4:10")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [("E0021", 1, 1)]),
        (b"- a: b\n", [("E0021", 1, 1)]),
        (b"a: b\na: c\n", [("E0014", 2, 1)]),
        (b"a: b\n---\na: c\n", [("E0021", 2, 1)]),
        (b"a: \xff\n", [("E0004", 1, 4)]),
        (b"\xef\xbb\xbfa: b\n", [("W0007", 1, 1)]),
        (b"a:\n\tb: c\n", [("E0003", 2, 1)]),
        (b"<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\n", [("E0002", 1, 1)]),
    ],
)
def test_a_file_of_fields_tells_what_is_wrong_with_it(data: bytes, expected: list[tuple[str, int, int]]) -> None:
    _, problems = parse_fields(data, PATH)
    assert [(each.code.id, each.source.line, each.source.column) for each in problems if each.source] == expected
