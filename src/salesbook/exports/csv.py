"""``export --to csv``: a file for each table, with a byte order mark for Excel."""

from __future__ import annotations

import csv
from pathlib import Path

from salesbook.exports.form import Request, Written
from salesbook.exports.tables import sheets
from salesbook.render.targets.csv import field


def write(request: Request) -> Written:
    """A file for each table that holds anything."""
    written: list[Path] = []
    for sheet in sheets(request.source, request.headers):
        path = request.directory / f"{sheet.name}.csv"
        types = [each.type for each in sheet.dataset.fields]
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(sheet.headings)
            writer.writerows(
                [field(cell, type, request.language) for cell, type in zip(record, types, strict=True)]
                for record in sheet.records
            )
        written.append(path)
    return Written(tuple(written))
