"""CSV for spreadsheets and scripts: English headings, one row a body row, amounts as ``1234.50``."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import compress
from operator import itemgetter
from types import NoneType
from typing import cast

from salesbook.i18n import Language
from salesbook.model.columns import AmountColumn, BlankColumn, each_once
from salesbook.render.cells import data, rate_number
from salesbook.render.screen import Screen
from salesbook.render.spreadsheet import FORMULA_SIGNS, looks_like_formula
from salesbook.table import Cell, CellType, Document, Role, Table

_BATCH = 1_000
_TEXTS = frozenset({str, NoneType})
_first_sign = itemgetter(0)
_NUMBER = re.compile(r"[+-]?[\d.,]+%?")


def render(document: Document, language: Language, screen: Screen) -> str:
    """The document's flat table, or its only one; else each under a line ``# name``, blank lines between.

    Totals and section headings are left out, so that a column may be summed.
    """
    return "".join(pieces(document, language, screen))


def pieces(document: Document, language: Language, screen: Screen) -> Iterator[str]:
    """What ``render`` makes, in parts."""
    tables = (document.flat,) if document.flat else document.tables
    if len(tables) == 1:
        yield from _csv(tables[0], language)
        return
    for at, table in enumerate(tables):
        yield f"\n# {table.name}\n" if at else f"# {table.name}\n"
        yield from _csv(table, language)


def _csv(table: Table, language: Language) -> Iterator[str]:
    roles = table.roles
    columns = table.cells
    if set(roles) - {Role.BODY}:
        of_body = [role is Role.BODY for role in roles]
        columns = [list(compress(cells, of_body)) for cells in columns]
    kinds = [column.type for column in table.columns]
    yield heading([column.key for column in table.columns])
    for start in range(0, max(map(len, columns), default=0), _BATCH):
        yield lines([cells[start : start + _BATCH] for cells in columns], kinds, language)


def heading(names: Sequence[str]) -> str:
    """The line above all others."""
    return _joined([[name] for name in names])


def lines(columns: Sequence[Sequence[Cell]], kinds: Sequence[CellType], language: Language) -> str:
    """A line for each record of ``columns``, which hold ``kinds``."""
    return _joined([_fields(cells, kind, language) for cells, kind in zip(columns, kinds, strict=False)])


def _joined(fields: Sequence[Sequence[str]]) -> str:
    """Columns as lines. The writer, which takes four times as long, is asked where something may have to be quoted."""
    records = list(zip(*fields, strict=True))
    text = "\n".join([*map(",".join, records), ""])
    bare = text.count(",") == len(records) * (len(fields) - 1) and text.count("\n") == len(records)
    if bare and len(fields) > 1 and '"' not in text and "\r" not in text:
        return text
    content = io.StringIO()
    csv.writer(content, lineterminator="\n").writerows(records)
    return content.getvalue()


def _fields(cells: Sequence[Cell], kind: CellType, language: Language) -> Sequence[str]:
    """A column as CSV has it; text that a spreadsheet would compute is made inert."""
    if isinstance(cells, BlankColumn):
        return [""] * len(cells)
    if isinstance(cells, AmountColumn):
        return [text or "" for text in cells.texts]
    types = frozenset(map(type, cells))
    if types == {int}:
        return list(map(str, cells))
    if types <= _TEXTS:
        texts = [cell or "" for cell in cast("Sequence[str | None]", cells)]
        return texts if FORMULA_SIGNS.isdisjoint(map(_first_sign, filter(None, texts))) else list(map(_inert, texts))
    return each_once(cells, lambda cell: _field(cell, kind, language))


def _field(cell: Cell, kind: CellType, language: Language) -> str:
    match data(cell, kind, language):
        case None:
            return ""
        case str() as text:
            return _inert(text)
        case bool() as flag:
            return "true" if flag else "false"
        case Decimal() as rate:
            return rate_number(rate)
        case value:
            return str(value)


def _inert(text: str) -> str:
    """Text that a spreadsheet would compute gets a leading apostrophe; signed numbers do not."""
    return f"'{text}" if looks_like_formula(text) and not _NUMBER.fullmatch(text) else text
