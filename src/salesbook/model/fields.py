"""Types of the fields of entries: what a YAML value must be, and how a wrong one is named."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from salesbook.i18n import Text
from salesbook.model.dates import FIRST_YEAR, LAST_YEAR, within_calendar
from salesbook.model.findings import Wrong, bad_id, needs_quotes, too_many_digits, wrong_value
from salesbook.model.money import MAX_DIGITS
from salesbook.model.shapes import Single

MAX_DECIMALS = 6
"""Decimals of prices and quantities."""
MAX_DAYS = 36_500
"""The longest time allowed for payment: a hundred years."""

_ID = re.compile(r"[\w.\-]{1,40}")
_PERCENT = re.compile(r"-?\d{1,9}(?:\.\d{1,6})?%")

_NUMBER = Text("a number", "数字")
_DATE = Text("a date such as 2026-11-21", "日期，如 2026-11-21")
_REMOVE_QUOTES = Text("remove the quotes", "请去掉引号")
_WRITE_DIGITS = Text(
    "write digits with a point for decimals and nothing else, such as 1234.50", "请只写数字和小数点，如 1234.50"
)


def _number(value: object, decimals: int) -> Decimal | Wrong:
    if not isinstance(value, Decimal):
        return wrong_value(value, _NUMBER, _REMOVE_QUOTES if _plain_number(value) else _WRITE_DIGITS)
    if value.is_finite() and _within(str(value), decimals):
        return value
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return wrong_value(value, _NUMBER, _WRITE_DIGITS)
    if len(digits) > MAX_DIGITS or value.adjusted() >= MAX_DIGITS:
        return too_many_digits(Text("15 digits", " 15 位有效数字"))
    if -exponent > decimals and value != round(value, decimals):
        return too_many_digits(Text("{decimals} decimals", " {decimals} 位小数").format(decimals=decimals))
    return value


def _within(text: str, decimals: int) -> bool:
    """Whether a number is sure to be within its limits by the length of its text, as nearly every one is."""
    point = text.find(".")
    return len(text) <= MAX_DIGITS and "E" not in text and (point < 0 or len(text) - point - 1 <= decimals)


def _plain_number(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value) is not None


def _amount(value: object) -> Decimal | Wrong:
    return _number(value, 3)


def _quantity(value: object) -> Decimal | Wrong:
    return _number(value, MAX_DECIMALS)


def _positive(value: object) -> Decimal | Wrong:
    number = _quantity(value)
    if isinstance(number, Wrong) or number > 0:
        return number
    return wrong_value(value, Text("a number above 0", "大于 0 的数字"))


def _whole(value: object) -> int | Wrong:
    if isinstance(value, Decimal) and value == value.to_integral_value() and abs(value) < 10**9:
        return int(value)
    return wrong_value(value, Text("a whole number", "整数"))


def _days(value: object) -> int | Wrong:
    days = _whole(value)
    if isinstance(days, Wrong) or 0 <= days <= MAX_DAYS:
        return days
    expected = Text("a number of days from 0 to {most}", " 0 至 {most} 的天数").format(most=MAX_DAYS)
    return wrong_value(value, expected)


def _day_of_month(value: object) -> int | Wrong:
    if isinstance(value, Decimal) and value in range(1, 32):
        return int(value)
    return wrong_value(value, Text("a day of the month, 1 to 31", "每月的日子，1 到 31"))


def _flag(value: object) -> bool | Wrong:
    return value if isinstance(value, bool) else wrong_value(value, Text("true or false", " true 或 false"))


def _words(value: object) -> str | Wrong:
    if isinstance(value, str):
        return value
    if isinstance(value, (list, dict)):
        return wrong_value(value, Text("a text", "文本"))
    return needs_quotes(value)


def _identifier(value: object) -> str | Wrong:
    if isinstance(value, str):
        return value if _ID.fullmatch(value) else bad_id(value)
    return _words(value)


def _percent(value: object) -> Decimal | Wrong:
    found = _fraction(value) if isinstance(value, str) else None
    if found is not None:
        return found
    hint = Text("write it with a percent sign, such as 13%", "请带百分号书写，如 13%")
    return wrong_value(value, Text("a rate such as 13%", "百分数，如 13%"), hint)


def _percent_text(value: object) -> str | Wrong:
    found = _percent(value)
    return found if isinstance(found, Wrong) else str(value)


def fraction(percent: str) -> Decimal:
    """The fraction that a ``PercentText`` stands for."""
    return Decimal(percent[:-1]).scaleb(-2)


@lru_cache(maxsize=256)  # a book has few rates
def _fraction(percent: str) -> Decimal | None:
    return fraction(percent) if _PERCENT.fullmatch(percent) else None


def _day(value: object) -> datetime.date | Wrong:
    if not isinstance(value, datetime.date):
        quoted = isinstance(value, str) and _iso_day(value)
        write = Text("write year, month and day, such as 2026-11-21", "请按 年-月-日 书写，如 2026-11-21")
        return wrong_value(value, _DATE, _REMOVE_QUOTES if quoted else write)
    if not within_calendar(value.year):
        years = Text("a date from {first} to {last}", " {first} 至 {last} 年之间的日期")
        return wrong_value(value, years.format(first=FIRST_YEAR, last=LAST_YEAR))
    return value


def _iso_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _matching(pattern: str, expected: Text) -> Callable[[object], str | Wrong]:
    compiled = re.compile(pattern)

    def check(value: object) -> str | Wrong:
        words = str(value) if isinstance(value, Decimal) else value
        if isinstance(words, str) and compiled.fullmatch(words):
            return words
        return wrong_value(value, expected)

    return check


def is_nested(value: object) -> bool:
    """Whether a value looks like a list or a mapping rather than a single value."""
    return isinstance(value, (list, dict))


def is_list(value: object) -> bool:
    """Whether a value looks like a list rather than a mapping."""
    return isinstance(value, list)


def is_no_text(value: object) -> bool:
    """Whether a value looks like a number rather than a text such as a rate."""
    return not isinstance(value, str)


Amount = Annotated[Decimal, Single(_amount, {"type": "number"})]
"""Money in the units of its currency, at most 15 digits."""
Quantity = Annotated[Decimal, Single(_quantity, {"type": "number"})]
"""A quantity or price: at most 6 decimals."""
PositiveQuantity = Annotated[Decimal, Single(_positive, {"exclusiveMinimum": 0, "type": "number"})]
"""A quantity above 0."""
Whole = Annotated[int, Single(_whole, {"type": "integer"})]
"""A whole number: which, or how many."""
Days = Annotated[int, Single(_days, {"maximum": MAX_DAYS, "minimum": 0, "type": "integer"})]
"""A time in days."""
DayOfMonth = Annotated[int, Single(_day_of_month, {"maximum": 31, "minimum": 1, "type": "integer"})]
"""1 to 31; a day that a month lacks is its last."""
Flag = Annotated[bool, Single(_flag, {"type": "boolean"})]
"""``true`` or ``false``; ``yes`` and ``1`` are neither."""
Words = Annotated[str, Single(_words, {"type": "string"})]
"""Text; a number must stand in quotes."""
Identifier = Annotated[str, Single(_identifier, {"pattern": r"^[\p{L}\p{N}_.\-]{1,40}$", "type": "string"})]
"""An id: letters (of any script), digits, ``- _ .``, at most 40."""
Percent = Annotated[Decimal, Single(_percent, {"pattern": r"^-?\d+(\.\d+)?%$", "type": "string"})]
"""A rate as ``13%``; a fraction inside."""
PercentText = Annotated[str, Single(_percent_text, {"pattern": r"^-?\d+(\.\d+)?%$", "type": "string"})]
"""A rate as ``13%``, kept as it is written where an amount may stand as well."""
Day = Annotated[datetime.date, Single(_day, {"format": "date", "type": "string"})]
"""A civil date, ``YYYY-MM-DD``."""
_month = _matching(r"\d{4}-(0[1-9]|1[0-2])", Text("a month such as 2026-11", "月份，如 2026-11"))
Month = Annotated[str, Single(_month, {"type": "string"})]
"""``2026-11``."""
_quarter = _matching(r"\d{4}-Q[1-4]", Text("a quarter such as 2026-Q4", "季度，如 2026-Q4"))
Quarter = Annotated[str, Single(_quarter, {"type": "string"})]
"""``2026-Q4``."""
_year = _matching(r"\d{4}", Text("a year such as 2026", "年份，如 2026"))
Year = Annotated[str, Single(_year, {"type": ["integer", "string"]})]
"""``2026``."""
_currency = _matching(r"[A-Z]{3}", Text("a currency such as CNY", "币种，如 CNY"))
CurrencyCode = Annotated[str, Single(_currency, {"pattern": "^[A-Z]{3}$", "type": "string"})]
"""An ISO 4217 code."""
