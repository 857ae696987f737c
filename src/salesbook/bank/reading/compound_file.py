"""Compound files, in which old binary workbooks and protected new ones lie: which streams they hold, and one of them.

Only what is needed to look at a workbook before a library is let at it: [MS-CFB] names the fields.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

_HEADER = struct.Struct("<8s16s5H6x9I")
_ENTRY_SIZE = 128
_END_OF_CHAIN = 0xFFFFFFFA
"""Sector numbers from here on mean that there is none."""

_SMALL = 4096
"""Streams shorter than this lie in the small sectors of the root's stream."""


class DamagedError(ValueError):
    """The file's own structure contradicts its size."""


@dataclass(frozen=True)
class CompoundFile:
    """``streams`` are the start and the length of each stream by its name."""

    data: bytes
    sector: int
    table: tuple[int, ...]
    small_table: tuple[int, ...]
    streams: Mapping[str, tuple[int, int]]
    root: tuple[int, int]

    def read(self, name: str) -> bytes:
        """The bytes of a stream; raises ``DamagedError``, ``KeyError`` where there is none."""
        start, length = self.streams[name]
        if length >= _SMALL:
            return _chain(self.data[self.sector :], self.table, start, self.sector)[:length]
        small = _chain(self.data[self.sector :], self.table, self.root[0], self.sector)[: self.root[1]]
        return _chain(small, self.small_table, start, 64)[:length]


def compound_file(data: bytes) -> CompoundFile:
    """The structure of a compound file; raises ``DamagedError``."""
    if len(data) < 512:
        raise DamagedError("it is cut off")
    fields = _HEADER.unpack_from(data)
    shift, tables, directory, small, further, chained = (
        fields[5], fields[8], fields[9], fields[12], fields[14], fields[15]
    )  # fmt: skip
    if shift not in {9, 12}:
        raise DamagedError("its sectors have no usual size")
    size = 1 << shift
    body = data[size:]
    places = list(struct.unpack_from("<109I", data, 76))
    for _ in range(min(chained, len(body) // size)):
        if further >= _END_OF_CHAIN or (further + 1) * size > len(body):
            break
        *more, further = struct.unpack_from(f"<{size // 4}I", body, further * size)
        places += more
    places = [place for place in places if (place + 1) * size <= len(body)][:tables]
    table = tuple(
        number for place in dict.fromkeys(places) for number in struct.unpack_from(f"<{size // 4}I", body, place * size)
    )
    entries = _chain(body, table, directory, size)
    streams: dict[str, tuple[int, int]] = {}
    root = (_END_OF_CHAIN, 0)
    for at in range(0, len(entries) - _ENTRY_SIZE + 1, _ENTRY_SIZE):
        length, kind = struct.unpack_from("<HB", entries, at + 64)
        name = entries[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        start, extent = struct.unpack_from("<II", entries, at + 116)
        if kind == 5:
            root = (start, extent)
        elif kind == 2:
            streams.setdefault(name, (start, extent))
    small_table = _chain(body, table, small, size)
    numbers = struct.unpack(f"<{len(small_table) // 4}I", small_table)
    return CompoundFile(data, size, table, numbers, streams, root)


def _chain(body: bytes, table: tuple[int, ...], start: int, size: int) -> bytes:
    """The sectors of a chain one after another; one that comes back to itself ends there."""
    parts: list[bytes] = []
    seen: set[int] = set()
    while start < len(table) and start not in seen:
        seen.add(start)
        parts.append(body[start * size : (start + 1) * size])
        start = table[start]
    return b"".join(parts)
