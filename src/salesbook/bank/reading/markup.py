"""What readers of markup share, so that time grows with a file's size alone, whatever it holds."""

from __future__ import annotations

import html
from collections.abc import Callable

_PIECE = 1024 * 1024


class InLargePieces:
    """Bytes as a file that hands out pieces larger than asked for.

    The parser looks at an unfinished tag again with each piece: one tag of many megabytes, in the small pieces that it
    asks for, takes minutes.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        """The next piece, whatever ``size`` says; nothing at the end."""
        piece = self._data[self._position : self._position + _PIECE]
        self._position += len(piece)
        return piece


def without(text: str, begin: str, end: str) -> str:
    """A text without what stands between two marks, marks included; one that never ends is left."""
    return replaced(text, begin, end, lambda between: "")


def replaced(text: str, begin: str, end: str, by: Callable[[str], str]) -> str:
    """A text with something else for what stands between two marks, marks included; one that never ends is left."""
    parts: list[str] = []
    position = 0
    while (start := text.find(begin, position)) >= 0 and (stop := text.find(end, start + len(begin))) >= 0:
        parts += text[position:start], by(text[start + len(begin) : stop])
        position = stop + len(end)
    return "".join([*parts, text[position:]])


def unescaped(text: str) -> str:
    """A text with its character references resolved; one that names no character stays as it is."""
    try:
        return html.unescape(text)
    except ValueError:  # a number of thousands of digits
        return text
