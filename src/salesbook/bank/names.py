"""Names and numbers as people and banks write them, brought to one form to be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import cast

_NOT_LETTERS = re.compile(r"[\W_]+")
_SPACES = re.compile(r"[\s\-]")
_HIDDEN = re.compile(r"(?:\.{2,}|[*…xX])+")


@lru_cache(maxsize=1 << 16)
def normal_name(name: str | None) -> str:
    """A name without spaces, signs, width and case: ``华东精密（上海）`` and ``华东精密(上海)`` are one."""
    if not name:
        return ""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", name).upper())


@lru_cache(maxsize=1 << 16)
def plain_name(name: str | None) -> str:
    """A name in its normal form and in simplified characters: ``華東精密`` and ``华东精密`` are one."""
    return simplified(normal_name(name))


def simplified(text: str) -> str:
    """Chinese text in simplified characters, one by one: names are compared, not read."""
    return text if text.isascii() else "".join(map(_simplified, text))


@cache
def _simplified(character: str) -> str:
    return character if character.isascii() else _conversion()(character)


@cache
def _conversion() -> Callable[[str], str]:
    from opencc import OpenCC

    return cast("Callable[[str], str]", OpenCC("t2s").convert)


@lru_cache(maxsize=1 << 16)
def normal_account(number: str | None) -> str:
    """An account number without spaces and dashes; ``*`` and ``…`` stand for digits that are not shown."""
    if not number:
        return ""
    return _HIDDEN.sub("*", _SPACES.sub("", unicodedata.normalize("NFKC", number)))


_SHOWN = 6
"""Digits of a masked account that must agree for it to be recognised."""


def same_account(one: str | None, other: str | None) -> bool:
    """Whether two account numbers can be the same; a masked one must show at least six digits."""
    first, second = normal_account(one), normal_account(other)
    if not first or not second:
        return False
    if "*" not in first and "*" not in second:
        return first == second
    masked, whole = (first, second) if "*" in first else (second, first)
    if "*" in whole:
        return masked == whole
    head, tail = masked.split("*", 1)[0], masked.rsplit("*", 1)[1]
    shown = len(head) + len(tail)
    return shown >= _SHOWN and len(whole) >= shown and whole.startswith(head) and whole.endswith(tail)


def squeezed(text: str | None) -> str:
    """Letters and digits only, in capitals: what a quick look for a number is made in."""
    return normal_name(text)


_FEWEST = 5
"""Letters and digits that a number must have to be told from any other digits of a memo."""
_PIECES = re.compile(r"[A-Z]+|\d+|[^\W\dA-Z_]+")


def cites(memo: str, number: str) -> bool:
    """Whether a memo names a document by the whole of its number: ``INV-1`` is not in ``INV-12``."""
    return citation_end(unicodedata.normalize("NFKC", memo).upper(), number) is not None


def citation_end(text: str, number: str) -> int | None:
    """Where the number of a document ends in ``text`` (NFKC, capitals) that names it by the whole of it; else None.

    Signs between the letters and digits of the number may be missing or others: ``SO 2610 0012``. A number that is
    too short to mean anything is never cited, and digits alone are not what follows the letters of another number.
    """
    pattern = _number_pattern(number)
    found = pattern.search(text) if pattern else None
    return found.end() if found else None


@lru_cache(maxsize=1 << 14)
def _number_pattern(number: str) -> re.Pattern[str] | None:
    parts = _PIECES.findall(unicodedata.normalize("NFKC", number).upper())
    letters = sum(len(part) for part in parts)
    if letters < _FEWEST or not any(part.isdigit() for part in parts):
        return None
    body = r"[\W_]{0,2}".join(map(_spaced, parts))
    end = r"(?!\d)(?![\-_.]\d)" if parts[-1].isdigit() else r"(?![A-Z0-9])"
    return re.compile(_before(parts, letters) + body + end)


_BROKEN = 6
"""Digits that a bank may break by a space."""


def _spaced(part: str) -> str:
    return r"\s?".join(part) if part.isdigit() and len(part) >= _BROKEN else re.escape(part)


_LONG = 12
"""Digits of a number that no order number has: an invoice's, which may follow any letters (``No26312…``)."""


def _before(parts: list[str], letters: int) -> str:
    """What may not stand before a number, so that it is no end of another one."""
    if not parts[0].isascii():
        return ""
    if parts[0].isdigit() and letters >= _LONG:
        return r"(?<!\d)(?<!\d[\-_.])"
    return r"(?<![A-Z0-9])(?<![A-Z0-9][\-_.])"
