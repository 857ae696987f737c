"""Amounts in capital Chinese numerals, against the examples of the central bank's rules and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.model.capital_amounts import in_capitals

DIGITS = "零壹贰叁肆伍陆柒捌玖"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (140_950, "壹仟肆佰零玖元伍角整"),
        (600_714, "陆仟零柒元壹角肆分"),
        (168_032, "壹仟陆佰捌拾元叁角贰分"),
        (10_700_053, "壹拾万零柒仟元伍角叁分"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (32_504, "叁佰贰拾伍元零肆分"),
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (100_000_000_700, "壹拾亿零柒元整"),
        (10**14 * 3, "叁万亿元整"),
        (-1_00, "负壹元整"),
    ],
)
def test_examples(amount: int, words: str) -> None:
    assert in_capitals(amount, "CNY") == f"人民币{words}"


def test_other_currencies() -> None:
    assert in_capitals(1_250, "USD") == "美元壹拾贰元伍角整"
    assert in_capitals(1_250, "JPY") == "日元壹仟贰佰伍拾元整"
    assert in_capitals(1_250, "KWD") is None
    assert in_capitals(1_250, "SEK") is None


def read_back(words: str) -> int:
    """The amount that numerals say, in hundredths: each digit times its place, place by place."""
    whole, _, rest = words.removesuffix("整").rpartition("元")
    total, group = 0, 0
    digit = 0
    for sign in whole:
        if sign in DIGITS:
            digit = DIGITS.index(sign)
        elif sign in "拾佰仟":
            group += digit * 10 ** ("拾佰仟".index(sign) + 1)
            digit = 0
        else:
            units = group + digit
            total = (total + units) * 10_000 if sign == "万" and units else total
            if sign == "亿":
                total = (total + units) * 10**8
            group = digit = 0
    total += group + digit
    parts = rest.replace("零", "")
    tenths = DIGITS.index(parts[parts.index("角") - 1]) if "角" in parts else 0
    last = DIGITS.index(parts[parts.index("分") - 1]) if "分" in parts else 0
    return total * 100 + tenths * 10 + last


@given(st.integers(0, 9_999_9999_99))
def test_what_is_written_reads_back(amount: int) -> None:
    words = in_capitals(amount, "CNY")
    assert words is not None
    assert read_back(words.removeprefix("人民币")) == amount
    assert "零零" not in words
