"""What a pane shows, as rows of spans, and how they fill a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from salesbook.i18n import Language, Text
from salesbook.render.width import display_width, pad, printable, shorten, wrap


class Look(Enum):
    """What makes a span stand out; nothing is told by a look alone."""

    PLAIN = "plain"
    BOLD = "bold"
    DIM = "dim"
    GOOD = "good"
    DOUBT = "doubt"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a row, made printable."""

    text: str
    look: Look = Look.PLAIN


Row = tuple[Span, ...]
BLANK: Row = ()


@dataclass(frozen=True, slots=True)
class Size:
    """Columns and rows of a screen."""

    columns: int
    rows: int


LEAST = Size(40, 10)
"""The smallest screen that is laid out for; a smaller one shows the beginning."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A pane's rows; ``focus`` is the one that must be seen, ``keys`` what may be pressed and why.

    ``entry`` is a prompt with what was typed, where text is typed.
    """

    title: Row
    body: tuple[Row, ...]
    keys: tuple[tuple[str, Text], ...]
    focus: int = 0
    entry: tuple[Text, str] | None = None


def span(text: object, look: Look = Look.PLAIN) -> Span:
    """A span of any words, harmless to a terminal."""
    return Span(printable(str(text)), look)


def row(*texts: object, look: Look = Look.PLAIN) -> Row:
    """A row of plain words."""
    return (span(" ".join(str(text) for text in texts), look),)


def paragraph(text: str, width: int, *, first: str = "", look: Look = Look.PLAIN) -> list[Row]:
    """``text`` in as many rows as it needs; ``first`` stands before it, the next rows are indented as far."""
    indent = display_width(first)
    lines = wrap(printable(text), max(width - indent, 10))
    return [(Span((first if at == 0 else " " * indent) + line, look),) for at, line in enumerate(lines)]


def width_of(parts: Sequence[Span]) -> int:
    """Columns of a row."""
    return sum(display_width(part.text) for part in parts)


def cut(parts: Sequence[Span], width: int) -> Row:
    """A row that fits ``width``."""
    kept: list[Span] = []
    for part in parts:
        text = shorten(part.text, width, "…") if width > 1 else ""
        kept.append(Span(text, part.look))
        width -= display_width(text)
        if text != part.text:
            break
    return tuple(kept)


def apart(left: Sequence[Span], right: Sequence[Span], width: int) -> Row:
    """Two rows as one, the second at its end; the first is cut where both do not fit."""
    room = width - width_of(right) - 1
    shown = cut(left, room)
    return (*shown, Span(" " * (room - width_of(shown) + 1)), *right)


def column(text: str, width: int, *, right: bool = False) -> str:
    """``text`` cut or filled to ``width`` columns."""
    return pad(shorten(printable(text), width, "…"), width, right=right)


def filled(drawing: Drawing, notice: Text | None, size: Size, language: Language) -> tuple[list[Row], tuple[int, int]]:
    """Exactly ``size.rows`` rows that show a pane, and where the cursor stands (column, row)."""
    width = size.columns
    rule = (Span("─" * width, Look.DIM),)
    head = [cut(drawing.title, width), rule]
    cursor = (0, size.rows - 1)
    if drawing.entry is not None:
        prompt, typed = drawing.entry
        asked = (Span(f"{prompt.to(language)}: ", Look.BOLD), span(typed))
        cursor = (min(width_of(asked), width - 1), len(head))
        head += [cut(asked, width), BLANK]
    foot = [rule, *_notice(notice, width, language), *key_rows(drawing.keys, width, language)]
    room = max(size.rows - len(head) - len(foot), 1)
    rows = [*head, *_window(drawing.body, drawing.focus, room, width), *foot]
    return rows[: size.rows], cursor


def _notice(notice: Text | None, width: int, language: Language) -> list[Row]:
    return [] if notice is None else paragraph(notice.to(language), width, first="! ", look=Look.DOUBT)


def key_rows(keys: Sequence[tuple[str, Text]], width: int, language: Language) -> list[Row]:
    """The keys and what they do, side by side as far as they fit."""
    rows: list[Row] = []
    line: list[Span] = []
    for key, what in keys:
        pair = [Span(key, Look.BOLD), Span(f" {what.to(language)}")]
        if line and width_of(line) + 3 + width_of(pair) > width:
            rows.append(tuple(line))
            line = []
        line += [Span("   "), *pair] if line else pair
    return [*rows, tuple(line)] if line else rows


def _window(body: Sequence[Row], focus: int, room: int, width: int) -> Iterator[Row]:
    """The part of ``body`` around ``focus`` that there is room for; a row tells how much more there is."""
    if len(body) <= room:
        yield from (cut(each, width) for each in body)
        yield from [BLANK] * (room - len(body))
        return
    top = min(max(focus - room // 2, 0), len(body) - room)
    for at in range(top, top + room):
        above, below = at == top and top > 0, at == top + room - 1 and top + room < len(body)
        if at != focus and (above or below):
            yield (Span(f"{'↑' if above else '↓'} {top if above else len(body) - top - room}", Look.DIM),)
        else:
            yield cut(body[at], width)
