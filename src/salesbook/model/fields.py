"""Types of the fields of entries: what a YAML value must be, and how a wrong one is named."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from salesbook.model.dates import within_calendar
from salesbook.model.money import MAX_DIGITS

MAX_DECIMALS = 6
"""Decimals of prices and quantities."""
MAX_DAYS = 36_500
"""The longest time allowed for payment: a hundred years."""

_ID = re.compile(r"[\w.\-]{1,40}")
_PERCENT = re.compile(r"-?\d{1,9}(?:\.\d{1,6})?%")


def _wrong(expected: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("wrong_value", "{expected} {hint}", {"expected": expected, "hint": hint})


def _too_long(limit: str) -> PydanticCustomError:
    return PydanticCustomError("too_many_digits", "{limit}", {"limit": limit})


def _number(value: object, decimals: int) -> Decimal:
    if not isinstance(value, Decimal):
        raise _wrong("number", "quoted" if isinstance(value, str) and _plain_number(value) else "number")
    if value.is_finite() and _within(str(value), decimals):
        return value
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise _wrong("number", "number")
    if len(digits) > MAX_DIGITS or value.adjusted() >= MAX_DIGITS:
        raise _too_long("digits")
    if -exponent > decimals and value != round(value, decimals):
        raise _too_long("decimals" if decimals == MAX_DECIMALS else "money")
    return value


def _within(text: str, decimals: int) -> bool:
    """Whether a number is sure to be within its limits by the length of its text, as nearly every one is."""
    point = text.find(".")
    return len(text) <= MAX_DIGITS and "E" not in text and (point < 0 or len(text) - point - 1 <= decimals)


def _plain_number(text: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None


def _amount(value: object) -> Decimal:
    return _number(value, 3)


def _quantity(value: object) -> Decimal:
    return _number(value, MAX_DECIMALS)


def _positive(value: object) -> Decimal:
    number = _quantity(value)
    if number <= 0:
        raise _wrong("positive", "positive")
    return number


def _whole(value: object) -> int:
    if isinstance(value, Decimal) and value == value.to_integral_value() and abs(value) < 10**9:
        return int(value)
    raise _wrong("whole", "whole")


def _days(value: object) -> int:
    days = _whole(value)
    if not 0 <= days <= MAX_DAYS:
        raise _wrong("days", "days")
    return days


def _day_of_month(value: object) -> int:
    if isinstance(value, Decimal) and value in range(1, 32):
        return int(value)
    raise _wrong("day_of_month", "day_of_month")


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong("flag", "flag")
    return value


def _words(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (list, dict)):
        raise _wrong("text", "text")
    raise PydanticCustomError("needs_quotes", "text")


def _identifier(value: object) -> str:
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    _words(value)
    raise PydanticCustomError("bad_id", "id")


def _percent(value: object) -> Decimal:
    fraction = _fraction(value) if isinstance(value, str) else None
    if fraction is None:
        raise _wrong("percent", "percent")
    return fraction


@lru_cache(maxsize=256)  # a book has few rates
def _fraction(percent: str) -> Decimal | None:
    return Decimal(percent[:-1]).scaleb(-2) if _PERCENT.fullmatch(percent) else None


def _day(value: object) -> datetime.date:
    if not isinstance(value, datetime.date):
        raise _wrong("date", "quoted" if isinstance(value, str) and _iso_day(value) else "date")
    if not within_calendar(value.year):
        raise _wrong("calendar", "calendar")
    return value


def _iso_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _matching(pattern: str, expected: str) -> Callable[[object], str]:
    compiled = re.compile(pattern)

    def check(value: object) -> str:
        words = str(value) if isinstance(value, Decimal) else value
        if not isinstance(words, str) or not compiled.fullmatch(words):
            raise _wrong(expected, expected)
        return words

    return check


AS_TEXT, AS_LIST, AS_MAPPING, AS_RATE, AS_AMOUNT = (
    Tag(f"<{form}>") for form in ("text", "list", "mapping", "rate", "amount")
)
"""Tags of the forms that a field may take. A value is held to the form that it looks like: one problem, not two.

Pydantic puts their names, ``FORMS``, into the paths of problems, where nobody wants to read them.
"""
FORMS = frozenset(tag.tag for tag in (AS_TEXT, AS_LIST, AS_MAPPING, AS_RATE, AS_AMOUNT))


def text_or_list(value: object) -> str:
    """Whether a value looks like a text or like a list; a discriminator for pydantic."""
    return (AS_LIST if isinstance(value, (list, dict)) else AS_TEXT).tag


def mapping_or_list(value: object) -> str:
    """Whether a value looks like a list or should be a mapping; a discriminator for pydantic."""
    return (AS_LIST if isinstance(value, list) else AS_MAPPING).tag


def rate_or_amount(value: object) -> str:
    """Whether a value looks like a rate or like an amount; a discriminator for pydantic."""
    return (AS_RATE if isinstance(value, str) else AS_AMOUNT).tag


_NUMBER_SCHEMA: dict[str, Any] = {"type": "number"}

Amount = Annotated[Decimal, BeforeValidator(_amount), WithJsonSchema(_NUMBER_SCHEMA)]
"""Money in the units of its currency, at most 15 digits."""
Quantity = Annotated[Decimal, BeforeValidator(_quantity), WithJsonSchema(_NUMBER_SCHEMA)]
"""A quantity or price: at most 6 decimals."""
PositiveQuantity = Annotated[
    Decimal, BeforeValidator(_positive), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})
]
"""A quantity above 0."""
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer"})]
"""A whole number: which, or how many."""
Days = Annotated[int, BeforeValidator(_days), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MAX_DAYS})]
"""A time in days."""
DayOfMonth = Annotated[
    int, BeforeValidator(_day_of_month), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 31})
]
"""1 to 31; a day that a month lacks is its last."""
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
"""``true`` or ``false``; ``yes`` and ``1`` are neither."""
Words = Annotated[str, BeforeValidator(_words), WithJsonSchema({"type": "string"})]
"""Text; a number must stand in quotes."""
Identifier = Annotated[
    str, BeforeValidator(_identifier), WithJsonSchema({"type": "string", "pattern": r"^[\p{L}\p{N}_.\-]{1,40}$"})
]
"""An id: letters (of any script), digits, ``- _ .``, at most 40."""
Percent = Annotated[
    Decimal, BeforeValidator(_percent), WithJsonSchema({"type": "string", "pattern": r"^-?\d+(\.\d+)?%$"})
]
"""A rate as ``13%``; a fraction inside."""
Day = Annotated[datetime.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A civil date, ``YYYY-MM-DD``."""
Month = Annotated[
    str, BeforeValidator(_matching(r"\d{4}-(0[1-9]|1[0-2])", "month")), WithJsonSchema({"type": "string"})
]
"""``2026-11``."""
Quarter = Annotated[str, BeforeValidator(_matching(r"\d{4}-Q[1-4]", "quarter")), WithJsonSchema({"type": "string"})]
"""``2026-Q4``."""
Year = Annotated[str, BeforeValidator(_matching(r"\d{4}", "year")), WithJsonSchema({"type": ["integer", "string"]})]
"""``2026``."""
CurrencyCode = Annotated[
    str,
    BeforeValidator(_matching(r"[A-Z]{3}", "currency")),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"}),
]
"""An ISO 4217 code."""
