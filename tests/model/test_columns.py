"""Columns say what their values say one by one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.model.columns import AmountColumn, BlankColumn, each_once, has_gaps, written_amounts
from salesbook.model.money import Money, plain, to_minor

CURRENCIES = st.sampled_from(["CNY", "JPY", "KWD"])
MINORS = st.integers(-(10**15), 10**15)
AMOUNTS = st.lists(st.none() | st.builds(Money, MINORS, CURRENCIES))
TEXTS = st.lists(st.none() | st.from_regex(r"-?[0-9]{1,6}(\.[0-9]{1,3})?", fullmatch=True))


@given(AMOUNTS)
def test_an_amount_column_holds_its_amounts(amounts: list[Money | None]) -> None:
    minors = [amount and amount.minor for amount in amounts]
    column = AmountColumn(minors, [amount.currency if amount else "CNY" for amount in amounts])
    assert list(column) == [column[at] for at in range(len(column))] == amounts
    assert list(column[1:]) == amounts[1:]
    assert column[1:].texts == column.texts[1:]
    assert column.minors == minors
    assert column.texts == [None if amount is None else str(amount) for amount in amounts]


@given(TEXTS, CURRENCIES)
def test_written_amounts_are_their_texts_or_none_at_all(texts: list[str | None], currency: str) -> None:
    column = written_amounts(texts, [currency] * len(texts))
    minors = [None if text is None else to_minor(Decimal(text), currency) for text in texts]
    plain_texts = [None if minor is None else plain(minor, currency) for minor in minors]
    if column is None:  # -0.50 would do, and is seldom
        assert texts != plain_texts or any(text and text.startswith("-0") for text in texts)
    else:
        assert texts == plain_texts == column.texts
        assert column.minors == minors
        assert column[1:].texts == texts[1:]
        assert list(column[1:]) == list(column)[1:]


def test_amounts_of_unlike_decimals_are_not_kept_as_written() -> None:
    assert written_amounts(["1.00", "1"], ["CNY", "JPY"]) is None


@pytest.mark.parametrize("value", [Decimal("0.00"), date(2026, 11, 1), "", 0])
def test_a_column_has_gaps_where_an_item_is_none_and_not_where_it_is_only_empty(value: object) -> None:
    assert has_gaps([value, None])
    assert not has_gaps([value, value])
    assert not has_gaps([])


def test_a_blank_column_is_nothing_so_many_times() -> None:
    column = BlankColumn(3)
    assert list(column) == [None, None, None] == [column[at] for at in range(len(column))]
    assert list(column[1:]) == [None, None]


@pytest.mark.parametrize(
    "values",
    [
        ["13%", None, "13%"],
        [Decimal("1.0"), Decimal("2")],
        [date(2026, 11, 1), None],
        [True, 1, Decimal(1)],
        [["a"], "a"],
        [],
    ],
)
def test_what_is_made_once_is_made_of_each(values: list[object]) -> None:
    assert each_once(values, repr) == [repr(value) for value in values]
