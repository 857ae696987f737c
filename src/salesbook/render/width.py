"""How many columns of a screen a text takes, and cutting texts to that measure.

A Chinese character takes two columns (Unicode Standard Annex 11, East Asian Width: W and F), a
combining mark none, everything else one. Text is made ``printable`` before it is measured.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

_CLOSING = frozenset("，。、；：？！）】》〉」』〕”’…·,.;:?!)]}>%％℃")
_SURELY_KNOWN = "[\\x00-\x7f\u3001-\u3029\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60]*"
"""ASCII, and Chinese characters and their signs, which are wide and three bytes of UTF-8: nearly all that there is."""

_LONG = 20_000
"""Characters that are looked up one by one in the time that compiling this pattern takes."""

_OPENING = frozenset("（【《〈「『〔“‘([{<¥￥$＄€£")
# Signs that never begin a line, and those that never end one (Requirements for Chinese Text Layout, 3.1.3).


def printable(text: str) -> str:
    """``text`` on one line and harmless to a terminal: no control or invisible formatting characters.

    A bank's memo may hold line breaks, and anybody's text escape codes.
    """
    if text.isprintable():
        return text
    return "".join(_harmless(char) for char in text)


def printable_column(texts: Sequence[str]) -> Sequence[str]:
    """Texts as ``printable`` makes each of them."""
    return texts if "".join(texts).isprintable() else list(map(printable, texts))


def display_widths(texts: Sequence[str]) -> list[int]:
    """Columns that each of these printable texts takes on a screen; each character is looked up once."""
    text = "\n".join(texts)
    if text.isascii():
        return list(map(len, texts))
    if len(text) > _LONG and re.fullmatch(_SURELY_KNOWN, text):
        sizes = map(len, text.encode().split(b"\n"))
        return [(length + size) // 2 for length, size in zip(map(len, texts), sizes, strict=True)]
    drawn = text.translate({ord(char): "x" * _char_width(char) for char in set(text) - {"\n"}})
    return list(map(len, drawn.split("\n")))


def display_width(text: str) -> int:
    """Columns that printable ``text`` takes on a screen."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def pad(text: str, width: int, *, right: bool = False) -> str:
    """``text`` filled up to ``width`` columns, on its left when it is to stand ``right``."""
    blanks = " " * (width - display_width(text))
    return blanks + text if right else text + blanks


def shorten(text: str, width: int, ellipsis: str) -> str:
    """``text`` if it fits, else as much of its beginning as does before ``ellipsis``."""
    if display_width(text) <= width:
        return text
    return _head(text, width - display_width(ellipsis)).rstrip() + ellipsis


def wrap(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns, broken at blanks and around Chinese characters.

    A word longer than a line is broken within; never fewer than one character a line, nor than one line.
    """
    if display_width(text) <= width:
        return [text.rstrip()]
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text):
        rest = piece
        if line and used + display_width(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, used = "", 0
        while display_width(rest.rstrip()) > width and len(rest.rstrip()) > 1:
            head = _head(rest, width) or rest[0]
            if head == rest:
                break
            lines.append(head)
            rest = rest[len(head) :]
        line, used = line + rest, used + display_width(rest)
    lines.append(line.rstrip())
    return lines


def longest_piece(text: str) -> int:
    """Columns of the longest part of ``text`` that ``wrap`` would rather not break."""
    return max((display_width(piece.rstrip()) for piece in _pieces(text)), default=0)


def _pieces(text: str) -> Iterator[str]:
    """``text`` cut wherever a line may end; blanks stay with what they follow."""
    start = 0
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if after == " ":
            continue
        beside_wide = _char_width(after) and 2 in {_char_width(before), _char_width(after)}
        if before == " " or (beside_wide and before not in _OPENING and after not in _CLOSING):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _head(text: str, width: int) -> str:
    used = 0
    for at, char in enumerate(text):
        used += _char_width(char)
        if used > width:
            return text[:at]
    return text


@cache
def _char_width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


@cache
def _harmless(char: str) -> str:
    category = unicodedata.category(char)
    if category in {"Zl", "Zp"} or char in "\t\n\r\v\f":
        return " "
    if category in {"Cc", "Cs"}:
        return "\N{REPLACEMENT CHARACTER}"
    return "" if category == "Cf" else char
