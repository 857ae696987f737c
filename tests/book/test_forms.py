"""An entry read by its form says what parsing it says, whatever stands in it."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salesbook.book.forms import Forms
from salesbook.book.ledger_text import split
from salesbook.book.parsing import parse_data

PATH = PurePosixPath("ledgers/orders/2026-01.yaml")

AROUND = [
    "- id: {}", "- {{id: {}}}", "  a: {}", "  a: '{}'", '  a: "{}"', '  a: "x: {}, y"', "  a:\n    - {}",
    "  a: [{}, {}]", "  l:\n    - b: {}\n      c: {}", "  m: {{d: {}, e: {}}}", "  m: {{d: {}, e}}",
    "  f: |\n    g: {}", "  f: >-\n    g: {}",
    "  a: {} # h: {}", "  # h: {}", "  a: {}\n    more", "  a: &b {}", "  a: !c {}", "  a: *{}",
    "  ? {}", "  a:", "  {}: d", "  n: one-0", "  n: 'one-0' # h: {}", "  n: ['two-0'] # h: {}", "  a:  {}", "  a: {} ",
    '  n: "\\x6fne-0" # h: {}', "", "  a: {}\r",
]  # fmt: skip
VALUES = st.one_of(
    st.sampled_from([
        "1", "2.50", "-3", "0x1F", "2026-11-21", "2026-02-30", "null", "~", "yes", "true", ".inf", "13%", "SO-1",
        "华信", "a b", "a, b", "a: b", "a #b",
        "- a", "a?", "?", "a:", "-", "--- a", "...", "a'b", "one-0", "1e999", "[a", "a}",
        "|", "> a", "%a", "@a", "`a", "&a", "*a", "!a", "=", "<<", "9" * 70, "[a]", "[a, b]", "[1, .inf]", "'a, b'",
    ]),
    st.text(min_size=1, max_size=6),
)  # fmt: skip


@given(st.lists(st.sampled_from(AROUND), max_size=6), st.data())
def test_a_form_that_is_known_reads_what_parsing_reads(lines: list[str], data: st.DataObject) -> None:
    forms = Forms()
    shape = "\n".join(["- id: {}", *lines, ""])
    count = len(re.findall(r"(?<!{){}", shape))
    for _ in range(3):
        values = data.draw(st.lists(VALUES, min_size=count, max_size=count))
        assert_read_as_parsed(forms, shape.format(*values).encode("utf-8", "replace"))


def assert_read_as_parsed(forms: Forms, text: bytes) -> None:
    for place in split(text, PATH).entries:
        entry = text[place.start : place.end]
        for _ in range(3):
            read = forms.data(entry.decode())
            assert read is None or repr((read, [])) == repr(parse_data(entry, PATH, 1))


@given(st.from_regex(r"[\w\-+.][^\x00-\x1f]{0,6}", fullmatch=True))
@example("a? b")
@example("-a")
def test_any_value_in_a_known_form_is_read_as_parsing_reads_it(value: str) -> None:
    forms = Forms()
    for shape in (
        "- id: {}\n",
        "- {{id: {}}}\n",
        "- {{id: {}, a: b}}\n",
        "- id: {}\r\n",
        "- a:\n    - b: {}\n      c: 1\n",
    ):
        for known in ("1", "2", value):
            assert_read_as_parsed(forms, shape.format(known).encode())


@pytest.mark.parametrize(
    ("entry", "alike"),
    [
        (
            "- id: SO-1\n  date: 2026-11-21\n  lines:\n    - {product: P-1, qty: 2, price: 3.50}\n",
            "- id: 订单7\n  date: 2026-11-22\n  lines:\n    - {product: P-2, qty: -1.5, price: 0}\n",
        ),
        (
            '- {id: BL-1, amount: -3.50, payer: （株）山田, reference: "0012", payments: [PY-1, PY-2]}\n',
            '- {id: BL-2, amount: 3, payer: Smith & Sons Ltd., reference: "#7, [8]: \'9", payments: [PY-3]}\n',
        ),
        ("- id: SO-1\r\n  note: half of it now\r\n", "- id: SO-2\r\n  note: 'yes: 50%'\r\n"),
    ],
)
def test_a_form_is_learned_when_it_is_met_again(entry: str, alike: str) -> None:
    forms = Forms()
    assert forms.data(entry) is None
    assert forms.data(alike) == parse_data(alike, PATH, 1)[0]


def test_what_is_no_value_of_its_own_is_left_to_the_parser() -> None:
    forms = Forms()
    for text in ("- id: A # B: C\n", "- id: |\n    a: b\n", "- id: a\n    b\n", '- id: "a: b, c"\n  e: f\n    g\n'):
        assert [forms.data(text) for _ in range(3)] == [None, None, None]


@pytest.mark.parametrize(("kind", "least"), [("bank", 0.8), ("matches", 0.9), ("invoices", 0.8), ("deliveries", 0.8)])
def test_most_entries_of_a_book_are_read_by_their_forms(demo_book: Path, kind: str, least: float) -> None:
    read: list[bool] = []
    for path in sorted((demo_book / "ledgers" / kind).rglob("*.yaml")):
        forms, data = Forms(), path.read_bytes()
        read += [forms.data(data[place.start : place.end].decode()) is not None for place in split(data, PATH).entries]
    assert sum(read) >= least * len(read) > 0


def test_of_many_forms_the_first_are_forgotten_and_learned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salesbook.book.forms._REMEMBERED", 3)
    forms = Forms()
    first, *others = (f"- id: A\n  {name}: B\n" for name in "abcde")
    expected = parse_data(first, PATH, 1)[0]
    assert [forms.data(first) for _ in range(3)] == [None, expected, expected]
    for text in others:
        assert_read_as_parsed(forms, text.encode())
    assert [forms.data(first) for _ in range(3)] == [None, expected, expected]
