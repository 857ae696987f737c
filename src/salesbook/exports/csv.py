"""``export --to csv``: a file for each table, with a byte order mark for Excel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from salesbook.exports.form import Request, Written
from salesbook.exports.tables import Append, Sheet, write_tables
from salesbook.i18n import Language
from salesbook.render.targets.csv import heading, lines

_BYTE_ORDER_MARK = "\ufeff"


def write(request: Request) -> Written:
    """A file for each table that holds anything."""

    def path(name: str) -> Path:
        return request.directory / f"{name}.csv"

    names = write_tables(
        request.source, request.headers, lambda sheet: _table(path(sheet.name), sheet, request.language)
    )
    return Written(tuple(map(path, names)))


@contextmanager
def _table(path: Path, sheet: Sheet, language: Language) -> Iterator[Append]:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(_BYTE_ORDER_MARK + heading(sheet.headings))
        yield lambda columns: file.write(lines(columns, sheet.kinds, language))
