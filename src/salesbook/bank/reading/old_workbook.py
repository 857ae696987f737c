"""Old binary workbooks (BIFF) before a library reads them: how far apart their cells lie, which rows are hidden."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

_BEGINNING = 0x0809
_PASSWORD = 0x002F
_STRINGS = 0x00FC
_ROW = 0x0208
_HIDDEN = 0x20
_CELLS = frozenset({0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x007E, 0x00BD, 0x00BE, 0x00D6, 0x00FD,
                    0x0201, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406})  # fmt: skip
_SEVERAL = frozenset({0x00BD, 0x00BE})
"""Records of several cells beside each other, which end with the last column."""

_MINIMAL_STRING = 3


@dataclass
class Sheet:
    """A part of the workbook: the first and the last of its cells, and its hidden rows, from 1."""

    rows: set[int] = field(default_factory=set)
    width: int = 0
    hidden: list[int] = field(default_factory=list)

    @property
    def area(self) -> int:
        """The cells of the rectangle around all cells, as a library sets it out."""
        return (max(self.rows) - min(self.rows) + 1) * self.width if self.rows else 0


@dataclass(frozen=True)
class OldWorkbook:
    """``parts`` are the workbook itself and its sheets, in the order of the file."""

    parts: tuple[Sheet, ...]
    has_password: bool
    claims_too_much: bool


def examined(stream: bytes) -> OldWorkbook:
    """What the records of a workbook's stream say."""
    parts: list[Sheet] = []
    has_password = claims_too_much = False
    for kind, start, length in _records(stream):
        if kind & 0x00FF == _BEGINNING & 0x00FF and kind in {0x0009, 0x0209, 0x0409, _BEGINNING}:
            parts.append(Sheet())
        elif kind == _PASSWORD:
            has_password = True
        elif kind == _STRINGS and length >= 8:
            claims_too_much = struct.unpack_from("<I", stream, start + 4)[0] * _MINIMAL_STRING > len(stream)
        elif parts and kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, start)
            last = struct.unpack_from("<H", stream, start + length - 2)[0] if kind in _SEVERAL else column
            parts[-1].rows.add(row)
            parts[-1].width = max(parts[-1].width, column + 1, last + 1)
        elif parts and kind == _ROW and length >= 16:
            (row,) = struct.unpack_from("<H", stream, start)
            if struct.unpack_from("<H", stream, start + 12)[0] & _HIDDEN:
                parts[-1].hidden.append(row + 1)
    return OldWorkbook(tuple(parts), has_password, claims_too_much)


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """The kind, the start and the length of each record."""
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        yield kind, position + 4, min(length, len(stream) - position - 4)
        position += 4 + length
