"""The screen that text is laid out for, and the few styles it may use."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from enum import Enum
from typing import TextIO

from salesbook.model.named_tuple import NamedTuple
from salesbook.table import BAR_SIGN

DEFAULT_WIDTH = 80
"""Of a terminal that does not tell its own."""


class Style(Enum):
    """What makes a text stand out; the values are SGR codes of ECMA-48."""

    BOLD = "1"
    DIM = "2"
    RED = "31"
    YELLOW = "33"


class Screen(NamedTuple):
    """Where text goes: columns (``None``: any number), whether colour and signs beyond ASCII are shown.

    The default is a file or a pipe: nothing is wrapped or shortened, so that a row stays on one line
    for ``grep`` and ``awk``.
    """

    width: int | None = None
    colour: bool = False
    unicode: bool = False

    def paint(self, text: str, *styles: Style) -> str:
        """``text`` in ``styles``; empty text, and any on a screen without colour, stays as it is."""
        if not (self.colour and styles and text):
            return text
        return f"\x1b[{';'.join(style.value for style in styles)}m{text}\x1b[0m"

    @property
    def rule(self) -> str:
        """The sign that lines under headings are made of."""
        return "─" if self.unicode else "-"

    @property
    def block(self) -> str:
        """The sign that bars are made of."""
        return "█" if self.unicode else BAR_SIGN

    @property
    def ellipsis(self) -> str:
        """The sign for words left out."""
        return "…" if self.unicode else "..."


def screen_of(stream: TextIO, environment: Mapping[str, str] | None = None) -> Screen:
    """The screen behind ``stream``.

    ``COLUMNS`` gives the width everywhere; ``NO_COLOR`` and ``TERM=dumb`` forbid a terminal's colour.
    """
    environment = os.environ if environment is None else environment
    columns = environment.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() and int(columns) > 0 else None
    if not stream.isatty():
        return Screen(width=width)
    return Screen(
        width=width or _terminal_width(stream),
        colour=_takes_colour(environment),
        unicode=(stream.encoding or "").lower().replace("-", "") == "utf8",
    )


def _terminal_width(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or DEFAULT_WIDTH
    except (OSError, ValueError):
        return DEFAULT_WIDTH


def _takes_colour(environment: Mapping[str, str]) -> bool:
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    # The old console of Windows prints escape codes as they are; Windows Terminal names itself.
    return sys.platform != "win32" or "WT_SESSION" in environment or "TERM" in environment
