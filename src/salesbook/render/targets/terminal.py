"""Tables on a terminal, or as plain text in a pipe or file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from salesbook.i18n import Language, Text
from salesbook.render.cells import COLON, fact_shown, is_negative, is_numeric
from salesbook.render.layout import GAP, Group, Words, groups, in_words
from salesbook.render.screen import Screen, Style
from salesbook.render.width import display_width, pad, printable, shorten, wrap
from salesbook.table import BAR_SIGN, Column, Document, Role, Row, Table

NOTHING = Text(en="(none)", zh="（无）")

CELL_LINES = 3
"""Lines that a wide column's text may take in one row; the rest is left out."""


def render(document: Document, language: Language, screen: Screen) -> str:
    """The document as lines of text, none longer than the screen is wide as far as numbers allow."""
    title = document.title.to(language)
    blocks = [
        _marked(document, language, screen),
        [*_paragraph(title, screen, Style.BOLD), *_facts(document, language, screen)],
    ]
    for table in (each.on_screen or each for each in document.tables):
        table_title = table.title.to(language)
        own = [] if table_title == title else list(_paragraph(table_title, screen, Style.BOLD))
        first, *others = _groups(table, language, screen)
        blocks += [own + first, *others, _notes(table.notes, language, screen)]
    blocks.append(_notes(document.notes, language, screen))
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def _marked(document: Document, language: Language, screen: Screen) -> list[str]:
    return list(_paragraph(document.marked.to(language), screen, Style.YELLOW)) if document.marked else []


def _notes(notes: Iterable[Text], language: Language, screen: Screen) -> list[str]:
    return [line for note in notes for line in _paragraph(note.to(language), screen, Style.DIM)]


def _paragraph(text: str, screen: Screen, style: Style) -> Iterator[str]:
    text = printable(text)
    lines = wrap(text, screen.width) if screen.width else [text]
    return (screen.paint(line, style) for line in lines if line)


def _facts(document: Document, language: Language, screen: Screen) -> Iterator[str]:
    """One fact a line, the values below each other; a fact without a value is left out."""
    facts = [
        (printable(label.to(language) + COLON.to(language)), printable(fact_shown(value, language)))
        for label, value in document.facts
        if value is not None
    ]
    indent = max((display_width(label) for label, _ in facts), default=0)
    for label, value in facts:
        lines = wrap(value, max(screen.width - indent, 1)) if screen.width else [value]
        yield screen.paint(pad(label, indent), Style.DIM) + lines[0]
        yield from (" " * indent + line for line in lines[1:])


def _groups(table: Table, language: Language, screen: Screen) -> list[list[str]]:
    if not table.rows:
        return [[screen.paint(NOTHING.to(language), Style.DIM)]]
    words = _drawn(in_words(table, language), table, screen)
    return [list(_group_lines(table, words, group, screen)) for group in groups(table, words, screen.width)]


def _drawn(words: Words, table: Table, screen: Screen) -> Words:
    """Bars as blocks, where the screen has them."""
    bars = {at for at, column in enumerate(table.columns) if column.bar}
    if not bars:
        return words
    rows = (
        tuple(text.replace(BAR_SIGN, screen.block) if at in bars else text for at, text in enumerate(texts))
        for texts in words.rows
    )
    return Words(words.headings, tuple(rows))


def _group_lines(table: Table, words: Words, group: Group, screen: Screen) -> Iterator[str]:
    columns = [table.columns[at] for at in group.columns]
    places = _Places(group.widths, [is_numeric(column) for column in columns], screen)
    rule = screen.paint((" " * GAP).join(screen.rule * width for width in group.widths), Style.DIM)
    yield from _heading([words.headings[at] for at in group.columns], places)
    yield rule
    before: Role | None = None
    for row, texts in zip(table.rows, words.rows, strict=True):
        if row.role is Role.SECTION:
            if before is not None:
                yield ""
            yield from _paragraph(texts[0], screen, Style.BOLD)
        elif not _is_blank_total(row, texts, group):
            if row.role is Role.TOTAL and before is not Role.TOTAL:
                yield rule
            yield from _row(columns, row, texts, group, places)
        before = row.role


def _is_blank_total(row: Row, texts: tuple[str, ...], group: Group) -> bool:
    """Whether a total has its figures in another group of the columns."""
    if row.role is not Role.TOTAL:
        return False
    figures = [at for at, text in enumerate(texts) if at and text]
    return bool(figures) and not set(group.columns[1:]).intersection(figures)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the cells of a row stand: how wide each may be, and which are numbers, which stand to the right."""

    widths: Sequence[int]
    right: Sequence[bool]
    screen: Screen

    def lines(self, cells: Sequence[Sequence[str]], styles: Sequence[tuple[Style, ...]]) -> Iterator[str]:
        """Cells of one or more lines as lines of the screen."""
        for texts in zip_longest(*cells, fillvalue=""):
            yield self.line(texts, styles)

    def line(self, texts: Sequence[str], styles: Sequence[tuple[Style, ...]]) -> str:
        """One line of the screen."""
        pieces = []
        for text, width, right, style in zip(texts, self.widths, self.right, styles, strict=True):
            blanks = " " * (width - display_width(text))
            painted = self.screen.paint(text, *style) if style else text
            pieces.append(blanks + painted if right else painted + blanks)
        return (" " * GAP).join(pieces).rstrip()


def _heading(headings: list[str], places: _Places) -> Iterator[str]:
    """Headings stand on the rule: where one takes more lines, the others begin lower."""
    wrapped = [wrap(text, width) for text, width in zip(headings, places.widths, strict=True)]
    height = max(map(len, wrapped))
    low = [[""] * (height - len(lines)) + lines for lines in wrapped]
    return places.lines(low, [(Style.BOLD,)] * len(low))


def _row(columns: list[Column], row: Row, texts: Sequence[str], group: Group, places: _Places) -> Iterator[str]:
    screen = places.screen
    weight = (Style.BOLD,) if row.role is Role.TOTAL else ()
    styles = [weight] * len(columns)
    if screen.colour:
        styles = [(*weight, Style.RED) if is_negative(row.cells[at]) else weight for at in group.columns]
    stand = [texts[at] for at in group.columns]
    if screen.width is None:
        yield places.line(stand, styles)
        return
    cells = [
        _cell(text, width, column, screen) for text, width, column in zip(stand, group.widths, columns, strict=True)
    ]
    yield from places.lines(cells, styles)


def _cell(text: str, width: int, column: Column, screen: Screen) -> list[str]:
    if display_width(text) <= width:
        return [text]
    lines = wrap(text, width)
    if not column.wide or len(lines) <= CELL_LINES:
        return lines
    last = CELL_LINES - 1
    return [*lines[:last], shorten(" ".join(lines[last:]), width, screen.ellipsis)]
