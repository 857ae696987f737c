"""Rows of a table as the file of a sheet has them: openpyxl, which writes all else, takes five times as long.

After Office Open XML (ECMA-376), part 1, 18.3.1: ``row``, ``c``, ``f``, ``v``, ``is``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from salesbook.render.spreadsheet import Content, Value

_DAY_BEFORE_ALL = date(1899, 12, 30).toordinal()
"""Spreadsheets count days from here; right from 1 March 1900 on."""
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_DIMENSION = re.compile(rb'(<dimension ref=")([^"]*)(")')


@dataclass(frozen=True, slots=True)
class Rows:
    """``xml`` of the rows from below row ``below`` of a sheet, which is not empty, to ``last``, ``columns`` wide."""

    below: int
    last: int
    columns: int
    xml: str


def row_xml(number: int, height: float, cells: Sequence[str]) -> str:
    """A row of a height in points."""
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'


def cell_xml(place: str, style: int, value: Value | None, formula: str | None = None) -> str:
    """A cell; with a ``formula``, which begins without =, its value is the result."""
    if value is None or not value.content:
        return f'<c r="{place}" s="{style}"/>'
    if value.type is Content.TEXT:
        space = ' xml:space="preserve"' if value.content != value.content.strip() else ""
        text = value.content.translate(_ESCAPED)
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{space}>{text}</t></is></c>'
    number = value.content if value.type is Content.NUMBER else _serial(value.content)
    computed = f"<f>{formula}</f>" if formula else ""
    return f'<c r="{place}" s="{style}">{computed}<v>{number}</v></c>'


def with_rows(part: bytes, rows: Sequence[Rows]) -> bytes:
    """The XML of a sheet with ``rows`` in it."""
    for each in rows:
        above = part.index(b'<row r="%d"' % each.below)
        at = part.index(b"</row>", above) + len(b"</row>")
        part = part[:at] + each.xml.encode("ascii", "xmlcharrefreplace") + part[at:]
    return _DIMENSION.sub(lambda found: found[1] + _reach(found[2].decode(), rows) + found[3], part, count=1)


def _reach(area: str, rows: Sequence[Rows]) -> bytes:
    """The area of all cells of a sheet, of which that of all others is ``area``."""
    last, columns = coordinate_to_tuple(area.rpartition(":")[2])
    columns, last = max(columns, *(each.columns for each in rows)), max(last, *(each.last for each in rows))
    return f"A1:{get_column_letter(columns)}{last}".encode()


def _serial(day: str) -> int:
    return date.fromisoformat(day).toordinal() - _DAY_BEFORE_ALL
