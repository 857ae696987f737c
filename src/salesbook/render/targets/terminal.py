"""Tables on a terminal, or as plain text in a pipe or file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat, zip_longest
from operator import add, le, sub
from typing import TYPE_CHECKING, cast

from salesbook.i18n import Language, Text
from salesbook.model.named_tuple import NamedTuple
from salesbook.render.cells import COLON, fact_shown, is_negative, is_numeric
from salesbook.render.layout import GAP, Group, Words, groups, in_words
from salesbook.render.screen import Screen, Style
from salesbook.render.width import display_width, pad, printable, shorten, wrap
from salesbook.table import BAR_SIGN, BodyRows, Column, Document, Role, Row, Table

if TYPE_CHECKING:
    from salesbook.render.long_tables import LongTable

NOTHING = Text(en="(none)", zh="（无）")

_BATCH = 1_000

CELL_LINES = 3
"""Lines that a wide column's text may take in one row; the rest is left out."""


def render(document: Document, language: Language, screen: Screen) -> str:
    """The document as lines of text, none longer than the screen is wide as far as numbers allow."""
    return "".join(pieces(document, language, screen))


def pieces(document: Document, language: Language, screen: Screen) -> Iterator[str]:
    """What ``render`` makes, in parts."""
    title = document.title.to(language)
    blocks: list[Iterable[Sequence[str]]] = [
        [_marked(document, language, screen)],
        [[*_paragraph(title, screen, Style.BOLD), *_facts(document, language, screen)]],
    ]
    for table in (each.on_screen or each for each in document.tables):
        table_title = table.title.to(language)
        own = [] if table_title == title else list(_paragraph(table_title, screen, Style.BOLD))
        first, *others = _groups(table, language, screen)
        blocks += [chain([own], first), *others, [_notes(table.notes, language, screen)]]
    blocks.append([_notes(document.notes, language, screen)])
    parting = ""
    for block in blocks:
        for lines in filter(None, block):
            yield parting + "\n".join(lines)
            parting = "\n"
        parting = parting and "\n\n"
    yield "\n"


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


def _groups(table: Table, language: Language, screen: Screen) -> list[Iterable[Sequence[str]]]:
    """The lines of each group of columns, some at a time."""
    if not table.rows:
        return [[[screen.paint(NOTHING.to(language), Style.DIM)]]]
    if isinstance(table.rows, BodyRows) and screen.width is None and not screen.colour:
        from salesbook.render.long_tables import long_table  # few tables are

        return [_long_lines(long_table(table, language), table, screen)]
    words = _drawn(in_words(table, language), table, screen)
    return [_group_lines(table, words, group, screen) for group in groups(table, words, screen.width)]


def _long_lines(long: LongTable, table: Table, screen: Screen) -> Iterator[Sequence[str]]:
    """The lines of a table whose rows are lines as they are."""
    places = _Places(long.widths, list(map(is_numeric, table.columns)), screen)
    yield [*_heading(long.headings, places), _rule(long.widths, screen)]
    yield from long.lines()


def _drawn(words: Words, table: Table, screen: Screen) -> Words:
    """Bars as blocks, where the screen has them."""
    bars = {at for at, column in enumerate(table.columns) if column.bar}
    if not bars:
        return words
    columns = (
        [text.replace(BAR_SIGN, screen.block) for text in texts] if at in bars else texts
        for at, texts in enumerate(words.columns)
    )
    return Words(words.headings, tuple(columns))


def _group_lines(table: Table, words: Words, group: Group, screen: Screen) -> Iterator[Sequence[str]]:
    columns = [table.columns[at] for at in group.columns]
    places = _Places(group.widths, [is_numeric(column) for column in columns], screen)
    rule = _rule(group.widths, screen)
    yield [*_heading([words.headings[at] for at in group.columns], places), rule]
    singles = _single_lines(words, group, places)
    if not isinstance(table.rows, BodyRows):
        yield list(_lines_by_role(table, words, group, places, rule, chain.from_iterable(singles)))
        return
    start = 0
    for lines in singles:
        if None in lines:
            rows = (
                _row(columns, table.rows[at], words.rows[at], group, places) if line is None else (line,)
                for at, line in enumerate(lines, start)
            )
            yield list(chain.from_iterable(rows))
        else:
            yield cast("Sequence[str]", lines)
        start += len(lines)


def _rule(widths: Sequence[int], screen: Screen) -> str:
    """What stands below the headings."""
    return screen.paint((" " * GAP).join(screen.rule * width for width in widths), Style.DIM)


def _lines_by_role(
    table: Table, words: Words, group: Group, places: _Places, rule: str, singles: Iterable[str | None]
) -> Iterator[str]:
    """The lines of rows some of which are totals or headings."""
    columns = [table.columns[at] for at in group.columns]
    before: Role | None = None
    for at, (role, line) in enumerate(zip(table.roles, singles, strict=True)):
        if role is Role.BODY and line is not None:
            yield line
        elif role is Role.SECTION:
            if before is not None:
                yield ""
            yield from _paragraph(words.rows[at][0], places.screen, Style.BOLD)
        elif not _is_blank_total(table.rows[at], words.rows[at], group):
            if role is Role.TOTAL and before is not Role.TOTAL:
                yield rule
            yield from _row(columns, table.rows[at], words.rows[at], group, places)
        before = role


def _single_lines(words: Words, group: Group, places: _Places) -> Iterator[Sequence[str | None]]:
    """The rows of one line and no colour, as nearly all of a large table are, put together by columns, many at once.

    None stands for those with a text that is wider than its column.
    """
    widths = [words.widths[at] for at in group.columns]
    if places.screen.colour or not widths:
        yield [None] * len(words.columns[0])
        return
    for start in range(0, len(words.columns[0]), _BATCH):
        part = slice(start, start + _BATCH)
        padded = [
            _padded(words.columns[at][part], own[part], width, right=right)
            for at, own, width, right in zip(group.columns, widths, group.widths, places.right, strict=True)
        ]
        lines = list(map(str.rstrip, map((" " * GAP).join, zip(*padded, strict=True))))
        if places.screen.width is None:
            yield lines
        else:
            fits = (all(map(le, row, group.widths)) for row in zip(*(own[part] for own in widths), strict=True))
            yield [line if fit else None for line, fit in zip(lines, fits, strict=True)]


def _padded(texts: Sequence[str], widths: Sequence[int], width: int, *, right: bool) -> list[str]:
    """A column's texts with blanks up to its width, on their left where they stand to the right."""
    lengths = map(add, map(len, texts), map(sub, repeat(width), widths))  # blanks are one wide, characters perhaps two
    return list(map(str.rjust if right else str.ljust, texts, lengths))


def _is_blank_total(row: Row, texts: tuple[str, ...], group: Group) -> bool:
    """Whether a total has its figures in another group of the columns."""
    if row.role is not Role.TOTAL:
        return False
    figures = [at for at, text in enumerate(texts) if at and text]
    return bool(figures) and not set(group.columns[1:]).intersection(figures)


class _Places(NamedTuple):
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


def _heading(headings: Sequence[str], places: _Places) -> Iterator[str]:
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
