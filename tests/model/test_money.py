"""Money is exact: what goes in comes out, and rounding is half up, the same way for credits as for charges."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.model.money import (
    MAX_DIGITS,
    Money,
    exponent,
    fits,
    grouped,
    parse_amount,
    part_of,
    plain,
    round_half_up,
    spread,
    to_decimal,
    to_minor,
)

CURRENCIES = st.sampled_from(["CNY", "USD", "JPY", "KWD"])
MINOR = st.integers(-(10**14), 10**14)
FRACTIONS = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)
AMOUNTS = st.decimals(-(10**11), 10**11, places=2)


@given(FRACTIONS)
def test_rounding_is_symmetrical(value: Fraction) -> None:
    assert round_half_up(-value) == -round_half_up(value)


@given(FRACTIONS)
def test_rounding_gives_the_nearest_integer(value: Fraction) -> None:
    assert abs(round_half_up(value) - value) <= Fraction(1, 2)


@pytest.mark.parametrize(("value", "rounded"), [("0.5", 1), ("1.5", 2), ("-0.5", -1), ("-2.5", -3), ("2.4999", 2)])
def test_halves_go_away_from_zero(value: str, rounded: int) -> None:
    assert round_half_up(Decimal(value)) == rounded


@given(MINOR, CURRENCIES)
def test_minor_units_survive_being_written(minor: int, currency: str) -> None:
    assert to_minor(to_decimal(minor, currency), currency) == minor
    assert to_minor(Decimal(plain(minor, currency)), currency) == minor
    assert Decimal(grouped(minor, currency).replace(",", "")) == to_decimal(minor, currency)


@pytest.mark.parametrize(
    ("minor", "currency", "written", "read"),
    [
        (-123450, "CNY", "-1234.50", "-1,234.50"),
        (5, "CNY", "0.05", "0.05"),
        (1234567, "JPY", "1234567", "1,234,567"),
        (1234567, "KWD", "1234.567", "1,234.567"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(minor: int, currency: str, written: str, read: str) -> None:
    assert plain(minor, currency) == str(Money(minor, currency)) == written
    assert grouped(minor, currency) == read


@given(st.decimals(-(10**9), 10**9, places=4), CURRENCIES)
def test_only_what_fits_a_currency_is_not_rounded(amount: Decimal, currency: str) -> None:
    assert fits(amount, currency) == (to_decimal(to_minor(amount, currency), currency) == amount)


def test_currencies_without_the_usual_hundredths() -> None:
    assert [exponent(currency) for currency in ("CNY", "EUR", "JPY", "KRW", "KWD")] == [2, 2, 0, 0, 3]


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(1, 10**6), min_size=1, max_size=6))
def test_parts_of_an_amount_add_up_to_it_however_it_is_cut(amount: int, cuts: list[int]) -> None:
    whole = sum(cuts)
    reached = [part_of(amount, sum(cuts[:count]), whole) for count in range(len(cuts) + 1)]
    assert (reached[0], reached[-1]) == (0, amount)
    assert all(
        abs(until - Fraction(amount * sum(cuts[:count]), whole)) <= Fraction(1, 2)
        for count, until in enumerate(reached)
    )


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=6))
def test_spread_pieces_add_up(amount: int, weights: list[int]) -> None:
    pieces = spread(amount, weights)
    assert len(pieces) == len(weights)
    assert sum(pieces) == amount


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=6).filter(any))
def test_a_spread_piece_is_its_share_to_a_unit(amount: int, weights: list[int]) -> None:
    for piece, weight in zip(spread(amount, weights), weights, strict=True):
        assert abs(piece - Fraction(amount * weight, sum(weights))) <= 1


def test_a_spread_without_weights() -> None:
    assert spread(100, []) == []
    assert spread(100, [0, 0, 0]) == [0, 0, 100]


@given(AMOUNTS)
def test_amounts_are_read_back_as_they_are_shown(amount: Decimal) -> None:
    assert parse_amount(f"{amount:f}") == amount
    assert parse_amount(f"{amount:,f}") == amount
    assert parse_amount(f" ￥{amount:,f} ") == amount
    assert parse_amount(f"{amount:f}元") == amount


@given(st.decimals(-(10**10), 10**10, places=2))
def test_ten_thousands(amount: Decimal) -> None:
    assert parse_amount(f"{amount:f}万") == amount * 10_000
    assert parse_amount(f"{amount:f} 万元") == amount * 10_000


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,234.50", "1234.5"),
        ("１２３４．５０", "1234.5"),
        ("￥1,234.50", "1234.5"),
        ("-¥5", "-5"),
        ("−5", "-5"),
        ("+5", "5"),
        ("USD 12.30", "12.3"),
        ("12.30 RMB", "12.3"),
        ("3.5万", "35000"),
        ("0.00", "0"),
        ("999999999999999", "999999999999999"),
    ],
)
def test_ways_to_type_an_amount(typed: str, amount: str) -> None:
    assert parse_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "-", "万", "元", "五", "1.2.3", "12,34", "1,2345", "1e5", "1.", ".5", "--5", "5 5", "NaN", "Infinity"),
        "1000000000000000",
        "123456789012.345万",
        "1.000000000000001",
        "1." + "0" * 40 + "1",
        "9" * 40,
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    assert parse_amount(typed) is None


@given(st.from_regex(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?", fullmatch=True))
def test_an_amount_is_taken_with_every_digit_or_not_at_all(typed: str) -> None:
    exact = Decimal(typed)
    digits = f"{abs(exact):f}".strip("0").replace(".", "") if "." in typed else str(abs(int(typed)))
    amount = parse_amount(typed)
    assert amount is None or amount == exact
    assert (amount is None) == (len(digits.lstrip("0")) > MAX_DIGITS or abs(exact) >= 10**MAX_DIGITS)


def test_rounding_happens_once() -> None:
    assert to_minor(Decimal("0.00499999999999999999999999999999999999"), "CNY") == 0
    assert to_minor(Decimal("-12345678.00499999999999999999999999999"), "CNY") == -1234567800


@given(st.decimals(-(10**9), 10**9, places=5))
def test_minor_units_round_half_up(amount: Decimal) -> None:
    assert to_decimal(to_minor(amount, "CNY"), "CNY") == amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
