"""What an unquoted YAML scalar means: the core schema of YAML 1.2, with exact decimals and with dates.

Source: YAML 1.2.2, 10.3 (tag resolution of the core schema). ``yes``, ``no``, ``on`` and ``off`` are text, ``0o17`` is
octal, ``017`` is seventeen. Beyond the schema, ``YYYY-MM-DD`` is a date; ``.inf`` and ``.nan`` are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from salesbook.book.codes_text import IMPOSSIBLE_DATE, NOT_A_FIGURE
from salesbook.model.problem import Code

Scalar = bool | Decimal | date | str | None

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?(?P<exponent>[0-9]+))?")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_NUMBER_STARTS = frozenset("0123456789.+-")
_MAX_LENGTH = 60
_MAX_EXPONENT = 99
_REMEMBERED = 4096


class _Meanings(dict[str, Scalar | Code]):
    """What scalars mean by their texts, as far as these were asked for: names, days, quantities and rates recur."""

    def __missing__(self, text: str) -> Scalar | Code:
        meaning = _meaning(text)
        if len(text) <= _MAX_LENGTH:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[text] = meaning
        return meaning


resolve: Callable[[str], Scalar | Code] = _Meanings().__getitem__
"""The value of a plain scalar, or what is wrong with it."""


def _meaning(text: str) -> Scalar | Code:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    if match := _DECIMAL.fullmatch(text):
        exponent = match["exponent"]
        if len(text) > _MAX_LENGTH or (exponent and int(exponent) > _MAX_EXPONENT):
            return NOT_A_FIGURE
        return Decimal(text)
    if _DATE.fullmatch(text):
        return _date(text)
    if _NOT_FINITE.fullmatch(text):
        return NOT_A_FIGURE
    if _HEXADECIMAL.fullmatch(text) or _OCTAL.fullmatch(text):
        return Decimal(int(text, 0)) if len(text) <= _MAX_LENGTH else NOT_A_FIGURE
    return text


def _date(text: str) -> date | Code:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return IMPOSSIBLE_DATE
