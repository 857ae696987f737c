"""Exact money: decimal in, integer minor units inside, decimal out. No binary float anywhere."""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal, Inexact
from typing import TYPE_CHECKING

from salesbook.model.named_tuple import NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

MAX_DIGITS = 15
"""Significant digits an amount may have: what any YAML reader's float gives back exactly."""

_LIMITED = Context(prec=MAX_DIGITS, traps=[Inexact])

_EXPONENTS = {
    "BHD": 3, "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "IQD": 3, "ISK": 0, "JOD": 3, "JPY": 0, "KMF": 0, "KRW": 0,
    "KWD": 3, "LYD": 3, "OMR": 3, "PYG": 0, "RWF": 0, "TND": 3, "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0,
    "XPF": 0,
}  # fmt: skip
# ISO 4217, table A.1: the currencies whose minor unit is not a hundredth.
_UNITS = {currency: 10**decimals for currency, decimals in _EXPONENTS.items()}


class Money(NamedTuple):
    """An amount in minor units (分, cents) of a currency (ISO 4217)."""

    minor: int
    currency: str

    def __str__(self) -> str:
        return plain(self.minor, self.currency)


def exponent(currency: str) -> int:
    """Decimals of a currency: 2, except where ISO 4217 says otherwise."""
    return _EXPONENTS.get(currency, 2)


def to_minor(amount: Decimal, currency: str) -> int:
    """``amount`` in minor units, rounded half up (away from zero for negatives)."""
    numerator, denominator = amount.as_integer_ratio()
    numerator *= _UNITS.get(currency, 100)
    minor, rest = divmod(numerator, denominator)
    return quotient(numerator, denominator) if rest else minor


def fits(amount: Decimal, currency: str) -> bool:
    """Whether ``amount`` has no more decimals than its currency."""
    numerator, denominator = amount.as_integer_ratio()
    return not numerator * _UNITS.get(currency, 100) % denominator


def to_decimal(minor: int, currency: str) -> Decimal:
    """Minor units as a decimal with the currency's decimals."""
    return Decimal(minor).scaleb(-exponent(currency))


def plain(minor: int, currency: str) -> str:
    """Minor units as files and JSON write them: ``-1234.50``."""
    digits, decimals = str(minor), exponent(currency)
    if 0 < decimals < len(digits) - 1:  # a digit before the point, whatever the sign: the usual case, and faster
        return f"{digits[:-decimals]}.{digits[-decimals:]}"
    return f"{to_decimal(minor, currency):f}"


def grouped(minor: int, currency: str) -> str:
    """Minor units as people read them: ``-1,234.50``."""
    decimals = exponent(currency)
    whole, part = divmod(abs(minor), 10**decimals)
    after = f".{part:0{decimals}}" if decimals else ""
    return f"{'-' if minor < 0 else ''}{whole:,}{after}"


def round_half_up(value: Fraction | Decimal) -> int:
    """The nearest integer, halves away from zero (四舍五入)."""
    return quotient(*value.as_integer_ratio())


def quotient(numerator: int, denominator: int) -> int:
    """round(numerator ÷ denominator), likewise; ``denominator`` is not 0."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    if numerator < 0:
        return -((denominator - numerator * 2) // (denominator * 2))
    return (denominator + numerator * 2) // (denominator * 2)


def part_of(amount: int, part: Decimal | int, whole: Decimal | int) -> int:
    """round(amount × part ÷ whole), exact until the rounding; ``whole`` is not 0."""
    if part == whole:
        return amount
    numerator, denominator = part.as_integer_ratio()
    divisor, factor = whole.as_integer_ratio()
    return quotient(amount * numerator * factor, denominator * divisor)


def spread(amount: int, weights: list[int]) -> list[int]:
    """Split ``amount`` by ``weights`` with cumulative rounding, so that the pieces add up to it.

    All zero weights put everything on the last piece; no weights give no pieces.
    """
    total = sum(weights)
    if not weights:
        return []
    if total == 0:
        return [0] * (len(weights) - 1) + [amount]
    if amount == total:
        return list(weights)
    pieces: list[int] = []
    weight = given = 0
    for each in weights:
        weight += each
        until = part_of(amount, weight, total)
        pieces.append(until - given)
        given = until
    return pieces


_CURRENCY_SIGNS = r"(?i)^(?:[¥$€£]|RMB|CNY|USD|EUR|元)|(?:元|圆|RMB|CNY)$"
_TEN_THOUSANDS = r"^(.*?)\s*万$"
_NUMBER = r"^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$"
# Compiled when first used, as those of days are: few commands read what people type.


def parse_amount(text: str) -> Decimal | None:
    """What a person types for an amount: ``1,234.50``, ``￥1234.5``, full-width digits, ``3.5万``.

    ``None`` where it is no amount, or has more than 15 significant digits.
    """
    words = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    sign = ""
    if words[:1] in {"-", "+"}:
        sign, words = words[0], words[1:].strip()
    words = re.sub(_CURRENCY_SIGNS, "", words).strip()
    factor = 0
    if match := re.match(_TEN_THOUSANDS, words):
        words, factor = match[1], 4
    if not re.match(_NUMBER, sign + words):
        return None
    try:
        amount = _LIMITED.create_decimal((sign + words).replace(",", "")).scaleb(factor)
    except Inexact:
        return None
    if amount.adjusted() >= MAX_DIGITS:
        return None
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()
