"""Customers are found by what a clerk types first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.bank.receivables import KnownCustomer
from salesbook.bank.reviewing.search import find_customers, sounds_like
from tests.review.books import CUSTOMERS


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("HDJM", ["HDJM"]),
        ("hdjt", ["HDJT"]),
        ("瑞昌", ["RCQX"]),
        ("精密", ["HDJM"]),
        ("华东", ["HDJM", "HDJT"]),
        ("shruichang", ["RCQX"]),
        ("ruichang", ["RCQX"]),
        ("rcyl", ["RCQX"]),
        ("huadongji", ["HDJM", "HDJT"]),
        ("ＨＤＪＭ", ["HDJM"]),
        ("  ", []),
        ("xyz", []),
    ],
)
def test_by_id_name_alias_and_pinyin(words: str, found: list[str]) -> None:
    assert sorted(each.id for each in find_customers(CUSTOMERS, words)) == found


def test_the_id_itself_stands_before_names_that_contain_it() -> None:
    other = KnownCustomer("X", "HDJM 经销商", ("HDJM 经销商",), ())
    assert [each.id for each in find_customers((other, *CUSTOMERS), "hdjm")] == ["HDJM", "X"]


@pytest.mark.parametrize(
    ("name", "letters"), [("重庆长安", "cqca"), ("重庆长安", "chongqing"), ("厦门银行", "xmyh"), ("Acme 机械", "acme")]
)
def test_characters_of_several_readings_are_found_by_each(name: str, letters: str) -> None:
    assert sounds_like(name, letters)


@given(st.text("华东精密机械有限公司", min_size=1, max_size=8), st.data())
def test_a_name_sounds_like_the_beginnings_of_its_characters(name: str, data: st.DataObject) -> None:
    readings = {"华": "hua", "东": "dong", "精": "jing", "密": "mi", "机": "ji", "械": "xie"}
    readings |= {"有": "you", "限": "xian", "公": "gong", "司": "si"}
    letters = "".join(readings[each][: data.draw(st.integers(1, len(readings[each])))] for each in name)
    assert sounds_like(name, letters)
