"""What was understood of a file whose layout is not recognised."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.bank.codes import UNKNOWN_LAYOUT
from salesbook.bank.reading.columns import SEARCHED_ROWS
from salesbook.bank.reading.grid import Grid, GridRow, row_text
from salesbook.bank.reading.vocabulary import Role, Vocabulary, normal
from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model.problem import Problem

SHOWN_ROWS = 3

_DELIMITER_NAMES = {"\t": Text(en="tab", zh="制表符"), " ": Text(en="blanks", zh="空格")}
_TEXT = Text(en="text in {encoding}, delimited by {delimiter}", zh="{encoding} 编码的文本，分隔符为 {delimiter}")
_SHEET = Text(en="sheet {sheet}", zh="工作表 {sheet}")
_ROW = Text(
    en="row {number} tried as headings, known: {known}; not known: {unknown}",
    zh="第 {number} 行按标题行尝试，已知：{known}；未知：{unknown}",
)
_FULLEST = Text(
    en="no known heading; the fullest row is row {number}: {text}",
    zh="没有已知的标题；内容最多的是第 {number} 行：{text}",
)


def unknown_layout(grids: Sequence[Grid], name: str, vocabulary: Vocabulary) -> Problem:
    """The problem that names, for each grid, its kind and the rows that come nearest to a header."""
    parts = [part for grid in grids for part in _parts(grid, vocabulary)]
    understood = Text(en=". ".join(part.en for part in parts), zh="。".join(part.zh for part in parts))
    return UNKNOWN_LAYOUT.problem(name=name, understood=understood)


def _parts(grid: Grid, vocabulary: Vocabulary) -> list[Text]:
    if grid.delimiter is None:
        parts = [_SHEET.format(sheet=grid.sheet)]
    else:
        delimiter = _DELIMITER_NAMES.get(grid.delimiter, verbatim(grid.delimiter))
        parts = [_TEXT.format(encoding=grid.encoding, delimiter=delimiter)]
    tried = sorted(
        ((len(_known(row, vocabulary)), -number, row) for number, row in enumerate(grid.rows[:SEARCHED_ROWS], 1)),
        key=lambda found: found[:2],
        reverse=True,
    )
    likely = [(-number, row) for known, number, row in tried[:SHOWN_ROWS] if known]
    if not likely:
        rows = enumerate(grid.rows[:SEARCHED_ROWS], 1)
        number, fullest = max(rows, key=lambda row: sum(cell != "" for cell in row[1]), default=(1, ()))
        return [*parts, _FULLEST.format(number=number, text=row_text(fullest))]
    return parts + [_row(number, row, vocabulary) for number, row in likely]


def _row(number: int, row: GridRow, vocabulary: Vocabulary) -> Text:
    known = _known(row, vocabulary)
    unknown = [cell for cell in row if isinstance(cell, str) and cell and normal(cell) not in vocabulary.headers]
    roles = ", ".join(f"{word} ({role})" for word, role in known.items())
    return _ROW.format(number=number, known=roles, unknown=", ".join(word[:30] for word in unknown[:20]) or "-")


def _known(row: GridRow, vocabulary: Vocabulary) -> dict[str, Role]:
    """The words of a row that are headings, and what they mean."""
    return {
        cell: vocabulary.headers[normal(cell)][0]
        for cell in row
        if isinstance(cell, str) and normal(cell) in vocabulary.headers
    }
