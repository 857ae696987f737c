"""Lines as a clerk types them, and the names by which customers, products and reps are found."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.cli.entering import known_kind
from salesbook.cli.quick_lines import TypedLine, parse_lines, split_words
from salesbook.i18n import Text
from salesbook.recording.masters import find_master, initials


def line(
    what: str, quantity: str, price: str | None = None, discount: str | None = None, tax: str | None = None
) -> TypedLine:
    text = what.removeprefix("text:") if what.startswith("text:") else None
    product = None if text else what
    return TypedLine(product, text, Decimal(quantity), Decimal(price) if price else None, discount, tax)


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("P-100 10 @128.50", [line("P-100", "10", "128.5")]),
        ("P-100 10 @128.50 P-200 2 @999 -5%", [line("P-100", "10", "128.5"), line("P-200", "2", "999", "5%")]),
        ("P-100 10 13% −5% @1,000", [line("P-100", "10", "1000", "5%", "13%")]),
        ("P-100 １０ ＠１２８．５ －５％", [line("P-100", "10", "128.5", "5%")]),
        ("6901234567892 2 100 3", [line("6901234567892", "2"), line("100", "3")]),
        ("P-100 1.5万", [line("P-100", "15000")]),
        ("text:运费 @60 9% P-100 1", [line("text:运费", "1", "60", None, "9%"), line("P-100", "1")]),
        ("文字：抹零 @-0.10", [line("text:抹零", "1", "-0.1")]),
        ("'text:round off' 2 @-1", [line("text:round off", "2", "-1")]),
        ("P-100 1 +13%", [line("P-100", "1", None, None, "13%")]),
        ("", []),
    ],
)
def test_words_are_read_as_lines(words: str, lines: list[TypedLine]) -> None:
    assert parse_lines(split_words(words)) == lines


@pytest.mark.parametrize("words", ["P-100", "P-100 @5", "P-100 10 @", "P-100 10 @x", "P-100 1 -5% -5%", "P-100 1 x"])
def test_what_cannot_be_read_is_said_in_both_languages(words: str) -> None:
    wrong = parse_lines(split_words(words))
    assert isinstance(wrong, Text)
    assert wrong.en != wrong.zh


amounts = st.decimals(min_value=0, max_value=10**6, places=2)
Typed = tuple[str, Decimal, Decimal | None, int | None, int | None]
typed_lines: st.SearchStrategy[Typed] = st.tuples(
    st.from_regex(r"\A[A-Z][A-Z0-9-]{0,8}\Z"),
    amounts,
    st.none() | amounts,
    st.none() | st.integers(0, 99),
    st.none() | st.integers(0, 30),
)


@given(st.lists(typed_lines, max_size=5))
def test_lines_come_back_from_their_words(
    lines: list[tuple[str, Decimal, Decimal | None, int | None, int | None]],
) -> None:
    words: list[str] = []
    for product, quantity, price, discount, tax in lines:
        words += [product, f"{quantity}"]
        words += [f"@{price}"] if price is not None else []
        words += [f"-{discount}%"] if discount is not None else []
        words += [f"{tax}%"] if tax is not None else []
    parsed = parse_lines(words)
    assert not isinstance(parsed, Text)
    assert [(each.product, each.quantity, each.price, each.discount, each.tax) for each in parsed] == [
        (
            product,
            quantity,
            price,
            f"{discount}%" if discount is not None else None,
            f"{tax}%" if tax is not None else None,
        )
        for product, quantity, price, discount, tax in lines
    ]


@pytest.mark.parametrize(
    ("kind", "words", "ids"),
    [
        ("customers", "HDJM", ["HDJM"]),
        ("customers", "hdjm", ["HDJM"]),
        ("customers", "华东精密机械有限公司", ["HDJM"]),
        ("customers", "huadong precision", ["HDJM"]),
        ("customers", "华东", ["HDJM", "HDJT"]),
        ("customers", "集团", ["HDJT"]),
        ("customers", "huadongjixie", ["HDJT"]),
        ("customers", "hdjx", ["HDJT"]),
        ("customers", "acme", ["ACME"]),
        ("customers", "robotics", ["ACME"]),
        ("customers", "nobody", []),
        ("products", "6901234567892", ["P-100"]),
        ("products", "轴承", ["P-100"]),
        ("products", "p-", ["P-100", "P-200", "P-300"]),
        ("reps", "王芳", ["wang-fang"]),
        ("reps", "wf", ["wang-fang"]),
        ("reps", "lilei", ["li-lei"]),
    ],
)
def test_names_aliases_pinyin_and_initials(plain_book: Path, kind: str, words: str, ids: list[str]) -> None:
    found = find_master(plain_book, known_kind(kind), words)
    assert [master.id for master in found.masters] == ids


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("华东精密机械有限公司", "HDJM"),
        ("Acme Robotics Inc.", "ARI"),
        ("王芳", "WF"),
        ("（上海）云岚", "SHYL"),
        ("Acme", "ACME"),
    ],
)
def test_ids_are_proposed_from_initials(name: str, id: str) -> None:
    assert initials(name) == id
