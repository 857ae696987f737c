"""``export --to json``: a file for each table, a list of records, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from json.encoder import encode_basestring
from pathlib import Path

from salesbook.datasets.dataset import Columns
from salesbook.exports.form import Request, Written
from salesbook.exports.tables import Append, Sheet, write_tables
from salesbook.i18n import Language
from salesbook.render.cells import data_of
from salesbook.render.targets.json import dumps
from salesbook.table import JsonValue


def write(request: Request) -> Written:
    """A file for each table that holds anything; amounts are texts, what an entry does not say is left out."""

    def path(name: str) -> Path:
        return request.directory / f"{name}.json"

    names = write_tables(
        request.source, request.headers, lambda sheet: _table(path(sheet.name), sheet, request.language)
    )
    return Written(tuple(map(path, names)))


@contextmanager
def _table(path: Path, sheet: Sheet, language: Language) -> Iterator[Append]:
    keys = [json.dumps(heading, ensure_ascii=False) for heading in sheet.headings]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        parting = "[\n"

        def append(columns: Columns) -> None:
            nonlocal parting
            members = [
                _members(key, data_of(cells, kind, language))
                for key, cells, kind in zip(keys, columns, sheet.kinds, strict=True)
            ]
            records = (f"{{{', '.join(filter(None, record))}}}" for record in zip(*members, strict=True))
            file.write(parting + ",\n".join(records))
            parting = ",\n"

        yield append
        file.write("\n]\n")


def _members(key: str, values: Sequence[JsonValue]) -> Sequence[str | None]:
    """Each value with its key; None where a record does not say it."""
    return [
        None if value is None else f"{key}: {encode_basestring(value) if isinstance(value, str) else dumps(value)}"
        for value in values
    ]
