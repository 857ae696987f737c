"""Which columns of a table stand side by side on a screen, and how wide each is.

Where a table is too wide, room is found in this order, and only as much as is needed: headings are
wrapped, then columns marked ``wide`` are, then other columns of text; then the columns are stacked in
groups that repeat the first. Numbers and dates are never wrapped: rather a line is too long.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from salesbook.i18n import Language, Text
from salesbook.model.named_tuple import NamedTuple
from salesbook.render.cells import names_currency, shown_of
from salesbook.render.width import display_width, display_widths, longest_piece, printable, printable_column, wrap
from salesbook.table import Cell, CellType, Column, Role, Table

GAP = 2
"""Blanks between columns."""

HEADING_LINES = 3
"""Lines that a heading may take before room is sought elsewhere."""

LEAST_HEADING = 8
"""Columns that a heading keeps, four Chinese characters."""

LEAST_WIDE = 16
"""Columns that a wide column of text keeps, eight Chinese characters, and its words may be broken at."""

LEAST_TEXT = 8
"""Columns that another column of text keeps; more where a word needs them, so that an id stays whole."""


class Words:
    """A table in words: a heading for each column, and the printable texts of its cells, column by column."""

    def __init__(self, headings: tuple[str, ...], columns: tuple[Sequence[str], ...]) -> None:
        self.headings = headings
        self.columns = columns

    @cached_property
    def rows(self) -> Sequence[tuple[str, ...]]:
        """The texts of each row."""
        return list(zip(*self.columns, strict=True))

    @cached_property
    def widths(self) -> Sequence[Sequence[int]]:
        """The columns of a screen that each text takes."""
        return list(map(display_widths, self.columns))


_Filled = tuple[Cell, str]
"""A cell and its words."""


class Group(NamedTuple):
    """Columns of a table that stand side by side, by their position, with the width of each."""

    columns: tuple[int, ...]
    widths: tuple[int, ...]


class _Measure(NamedTuple):
    """Widths of one column as more and more may be broken; each is at most the one before."""

    whole: int  # nothing
    heading: int  # its heading
    wide: int  # and wide text
    text: int  # and other text, between words
    broken: int  # and words


def in_words(table: Table, language: Language) -> Words:
    """The texts of a table; amounts name their currency where the table mixes several."""
    currency = names_currency(table)
    kinds = tuple(column.type for column in table.columns)
    return Words(
        headings=tuple(printable(column.title.to(language)) for column in table.columns),
        columns=tuple(
            printable_column(shown_of(cells, kind, language, currency=currency))
            for cells, kind in zip(table.cells, kinds, strict=True)
        ),
    )


def groups(table: Table, words: Words, width: int | None) -> list[Group]:
    """The table's columns in groups that fit ``width``, one group if they all do; ``None`` fits all."""
    columns = tuple(range(len(table.columns)))
    roles = table.roles
    headed = Role.SECTION in roles  # a section's heading spans all columns
    widths = [_outside_sections(widths, roles) for widths in words.widths] if headed else words.widths
    whole = tuple(
        max(display_width(heading), max(each, default=0)) for heading, each in zip(words.headings, widths, strict=True)
    )
    if width is None or _total(whole) <= width:
        return [Group(columns, whole)]
    filled = [_filled(table, words, column) for column in columns]
    measures = [_measure(*each) for each in zip(table.columns, words.headings, filled, strict=True)]
    if fitted := _fit(measures, width):
        return [Group(columns, fitted)]
    return [
        Group(group, _fit(members, width, break_words=True) or tuple(member.broken for member in members))
        for group in _stacked([measure.wide for measure in measures], width)
        for members in [[measures[column] for column in group]]
    ]


def _fit(measures: Sequence[_Measure], width: int, *, break_words: bool = False) -> tuple[int, ...] | None:
    """Widths that fit ``width``, as close to whole columns as may be; ``None`` where nothing fits."""
    widths = [measure.whole for measure in measures]
    stages = [[m.heading for m in measures], [m.wide for m in measures], [m.text for m in measures]]
    if break_words:
        stages.append([m.broken for m in measures])
    for least in stages:
        if _total(least) <= width:
            return tuple(_squeezed(widths, least, width))
        widths = least
    return None


def _squeezed(widths: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """``widths`` narrowed to ``width`` in all, none below ``least``, the widest first."""
    narrowed = list(widths)
    for _ in range(_total(widths) - width):
        widest = max((i for i in range(len(narrowed)) if narrowed[i] > least[i]), key=narrowed.__getitem__)
        narrowed[widest] -= 1
    return narrowed


def _stacked(widths: Sequence[int], width: int) -> list[tuple[int, ...]]:
    """Columns in as few groups as fit ``width``, about as wide as each other."""
    stacked = _filled_up(widths, width)
    while width > 0 and len(narrower := _filled_up(widths, width - 1)) == len(stacked):
        stacked, width = narrower, width - 1
    return stacked


def _filled_up(widths: Sequence[int], width: int) -> list[tuple[int, ...]]:
    """Columns in groups that each begin with the first column and take as many more as fit, one at least."""
    filled: list[tuple[int, ...]] = []
    group = [0]
    for column in range(1, len(widths)):
        if len(group) > 1 and _total([widths[each] for each in [*group, column]]) > width:
            filled.append(tuple(group))
            group = [0]
        group.append(column)
    return [*filled, tuple(group)]


def _measure(column: Column, heading: str, cells: Sequence[_Filled]) -> _Measure:
    natural = max((display_width(words) for _, words in cells), default=0)
    numbers = [words for cell, words in cells if not isinstance(cell, (str, Text))]
    fixed = natural if column.type is not CellType.TEXT else max(map(display_width, numbers), default=0)
    least = max(_least_heading(heading), fixed)
    on_one_line = max(least, natural)
    broken = max(least, min(natural, LEAST_TEXT))
    if column.wide:
        wide = text = max(least, min(natural, LEAST_WIDE))
    else:
        wide, text = on_one_line, max(broken, max((longest_piece(words) for _, words in cells), default=0))
    return _Measure(max(display_width(heading), natural), on_one_line, wide, text, broken)


def _filled(table: Table, words: Words, column: int) -> list[_Filled]:
    """The cells that stand in a column, with their words; a section's heading spans all columns."""
    section = Role.SECTION
    return [
        (row.cells[column], texts[column])
        for row, texts in zip(table.rows, words.rows, strict=True)
        if row.role is not section
    ]


def _outside_sections(widths: Sequence[int], roles: Sequence[Role]) -> Sequence[int]:
    return [width for width, role in zip(widths, roles, strict=True) if role is not Role.SECTION]


def _least_heading(heading: str) -> int:
    width = max(longest_piece(heading), min(display_width(heading), LEAST_HEADING))
    while len(wrap(heading, width)) > HEADING_LINES:
        width += 1
    return width


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)
