"""Exact numbers: amounts are ints in minor units, everything else is a Fraction."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache

NO_DECIMALS = {
    "JPY",
    "KRW",
    "VND",
    "CLP",
    "ISK",
    "PYG",
    "UGX",
    "XAF",
    "XOF",
    "XPF",
    "RWF",
    "KMF",
    "GNF",
    "DJF",
    "BIF",
    "VUV",
}
THREE_DECIMALS = {"KWD", "BHD", "OMR", "JOD", "TND", "LYD", "IQD"}


def decimals(currency: str) -> int:
    """How many decimals amounts of a currency have."""
    if currency in NO_DECIMALS:
        return 0
    return 3 if currency in THREE_DECIMALS else 2


def half_up(value: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    nearest = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return nearest if value >= 0 else -nearest


def minor(value: Fraction, currency: str) -> int:
    """An amount as written, in minor units; it must not be finer than its currency."""
    units = value * 10 ** decimals(currency)
    if units.denominator != 1:
        raise ValueError(f"{value} is finer than {currency} allows")
    return int(units)


def as_text(amount: int, currency: str) -> str:
    """Minor units as a decimal text, as JSON shows it."""
    places = decimals(currency)
    return f"{Decimal(amount).scaleb(-places):.{places}f}"


def rate(dividend: int, divisor: int) -> float | None:
    """A quotient of four decimals; empty where the divisor is 0 or below."""
    if divisor <= 0:
        return None
    return half_up(Fraction(dividend, divisor) * 10_000) / 10_000


def part_of(whole: int, part: Fraction, quantity: Fraction) -> int:
    """The value of a part of a line: round(whole x part / quantity)."""
    return half_up(whole * part / quantity) if quantity else 0


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount over weights with cumulative rounding, so that the pieces sum to it."""
    whole = sum(weights)
    pieces, before, reached = [], 0, 0
    for weight in weights:
        reached += weight
        until = half_up(Fraction(amount * reached, whole))
        pieces.append(until - before)
        before = until
    return pieces


def without_tax(gross: int, tax: Fraction) -> int:
    """The net of a gross amount."""
    return half_up(gross / (1 + tax))


@cache
def line_amounts(
    quantity: Fraction, price: Fraction, discount: Fraction, tax: Fraction, prices: str, currency: str
) -> tuple[int, int]:
    """Gross and net of a line."""
    product = half_up(quantity * price * (1 - discount) * 10 ** decimals(currency))
    if prices == "net":
        return product + half_up(product * tax), product
    return product, without_tax(product, tax)
