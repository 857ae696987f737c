"""Names and numbers as people and banks write them, brought to one form to be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import cast

_NOT_LETTERS = re.compile(r"[\W_]+")
_SPACES = re.compile(r"[\s\-]")
_HIDDEN = re.compile(r"(?:\.{2,}|[*…xX])+")


@lru_cache(maxsize=1 << 16)
def normal_name(name: str | None) -> str:
    """A name without spaces, signs, width and case: ``华东精密（上海）`` and ``华东精密(上海)`` are one."""
    return squeezed(name)


@lru_cache(maxsize=1 << 16)
def plain_name(name: str | None) -> str:
    """A name in its normal form, in simplified characters and without accents.

    ``華東精密`` and ``华东精密`` are one, and so are ``Dvořák`` and ``DVORAK``.
    """
    return simplified(without_accents(normal_name(name)))


_BARE = str.maketrans({"Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Æ": "AE", "Œ": "OE", "Þ": "TH", "ı": "I"})
_SPELT_OUT = str.maketrans({"Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Ø": "OE"})
_ACCENTED_LATIN = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")


def without_accents(text: str) -> str:
    """Text in capitals without the accents of Latin letters, which banks and old systems leave out."""
    if text.isascii():
        return text
    return _ACCENTED_LATIN.sub(lambda found: unicodedata.normalize("NFD", found[0])[0], text.translate(_BARE))


def spellings(name: str) -> tuple[str, ...]:
    """A name, and as it is written where there are no umlauts: ``Müller`` is ``Mueller`` as well as ``Muller``."""
    capitals = unicodedata.normalize("NFKC", name).upper()
    spelt_out = capitals.translate(_SPELT_OUT)
    return (name,) if spelt_out == capitals else (name, spelt_out)


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


_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}


def squeezed(text: str | None) -> str:
    """Letters and digits only, in capitals: what a quick look for a number is made in."""
    if not text:
        return ""
    if text.isascii():
        return text.upper().translate(_SIGNS)
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).upper())


_SIGNS_BUT_ENDS = {code: None for code in _SIGNS if code != ord("\n")}
_AT_ONCE = 1000


def all_squeezed(texts: Sequence[str]) -> list[str]:
    """``texts`` squeezed: many at once where they are plain, which takes a tenth of the time of one by one."""
    found: list[str] = []
    for start in range(0, len(texts), _AT_ONCE):
        batch = texts[start : start + _AT_ONCE]
        joined = "\n".join(batch)
        if joined.isascii() and joined.count("\n") == len(batch) - 1:
            found += joined.upper().translate(_SIGNS_BUT_ENDS).split("\n")
        else:
            found += map(squeezed, batch)
    return found


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
    parts = _parts(number)
    if not parts:
        return None
    before, after = _bounds(parts)
    start = text.find(parts[0][0])
    while start >= 0:
        end = _end(text, start, parts)
        if end is not None and (before.match(text, start) or _labelled(text, start)) and after.match(text, end):
            return end
        start = text.find(parts[0][0], start + 1)
    return None


_LABEL = re.compile(
    r"(?<![A-Z0-9])(?:FP|INV|INVOICE|NO|NR|REF|RE|RG|RF|PO|SO|ORD|ORDER|BILL|FACT?|AB|HT|DD)[\-_.:#]?\Z"
)
"""What people write before a number to say of what it is, without a space: ``FPIV-2605-0550``."""
_LONGEST_LABEL = 9


def _labelled(text: str, start: int) -> bool:
    """Whether nothing but a label stands right before a place."""
    return _LABEL.search(text[max(0, start - _LONGEST_LABEL) : start]) is not None


@lru_cache(maxsize=1 << 14)
def _parts(number: str) -> tuple[str, ...]:
    """The letters and digits of a number, run by run; none where it is too short to mean anything."""
    parts = tuple(_PIECES.findall(unicodedata.normalize("NFKC", number).upper()))
    enough = sum(map(len, parts)) >= _FEWEST and any(part.isdigit() for part in parts)
    return parts if enough else ()


_MOST_SIGNS = 3
"""Signs that may stand between two parts of a number: a dash between spaces."""


def _end(text: str, place: int, parts: tuple[str, ...]) -> int | None:
    """Where ``parts``, the first of them at ``place``, end; None where they do not stand there."""
    for position, part in enumerate(parts):
        if position:
            signs = text[place : place + _MOST_SIGNS]
            place += next((count for count, sign in enumerate(signs) if sign.isalnum()), len(signs))
        end = place + len(part) if text.startswith(part, place) else _end_of_broken(text, place, part, parts)
        if end is None:
            return None
        place = end
    return place


_BROKEN, _BROKEN_OF_LONGER, _LONGER = 6, 4, 8
"""Digits that a bank may break by a space, where its own line ended: fewer within a longer number of several parts."""


def _end_of_broken(text: str, place: int, part: str, parts: Sequence[str]) -> int | None:
    fewest = _BROKEN_OF_LONGER if len(parts) > 1 and sum(map(len, parts)) >= _LONGER else _BROKEN
    if not part.isdigit() or len(part) < fewest:
        return None
    for position, digit in enumerate(part):
        if position and text[place : place + 1].isspace():
            place += 1
        if not text.startswith(digit, place):
            return None
        place += 1
    return place


_LONG = 12
"""Digits of a number that no order number has: an invoice's, which may follow any letters (``No26312…``)."""
_ANYWHERE = re.compile("")
_NO_DIGITS_BEFORE = re.compile(r"(?<!\d)(?<!\d[\-_.])")
_NO_NUMBER_BEFORE = re.compile(r"(?<![A-Z0-9])(?<![A-Z0-9][\-_.])")
_NO_DIGITS_AFTER = re.compile(r"(?!\d)(?![\-_.]\d)")
_NO_NUMBER_AFTER = re.compile(r"(?![A-Z0-9])")


def _bounds(parts: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand before a number and after it, so that it is no piece of another one."""
    after = _NO_DIGITS_AFTER if parts[-1].isdigit() else _NO_NUMBER_AFTER
    if not parts[0].isascii():
        return _ANYWHERE, after
    invoice = parts[0].isdigit() and sum(map(len, parts)) >= _LONG
    return _NO_DIGITS_BEFORE if invoice else _NO_NUMBER_BEFORE, after
