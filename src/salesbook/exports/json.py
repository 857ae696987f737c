"""``export --to json``: a file for each table, a list of records, one a line."""

from __future__ import annotations

import json
from pathlib import Path

from salesbook.exports.form import Request, Written
from salesbook.exports.tables import sheets
from salesbook.render.cells import data
from salesbook.render.targets.json import dumps


def write(request: Request) -> Written:
    """A file for each table that holds anything; amounts are texts, what an entry does not say is left out."""
    written: list[Path] = []
    for sheet in sheets(request.source, request.headers):
        path = request.directory / f"{sheet.name}.json"
        keys = [json.dumps(heading, ensure_ascii=False) for heading in sheet.headings]
        types = [each.type for each in sheet.dataset.fields]
        with path.open("w", encoding="utf-8", newline="\n") as file:
            parting = "[\n"
            for record in sheet.records:
                members = (
                    f"{key}: {dumps(data(cell, type, request.language))}"
                    for key, cell, type in zip(keys, record, types, strict=True)
                    if cell is not None
                )
                file.write(f"{parting}{{{', '.join(members)}}}")
                parting = ",\n"
            file.write("\n]\n")
        written.append(path)
    return Written(tuple(written))
