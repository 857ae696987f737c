"""What is exported as tables is all that was entered: read back by other readers, it is the book's text again."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from salesbook.datasets.dataset import Source
from salesbook.exports.form import Request, Written
from salesbook.exports.headers import Headers
from salesbook.exports.registry import by_name
from salesbook.exports.tables import ENTERED
from salesbook.i18n import Language
from salesbook.index.book import open_book
from salesbook.model.dates import month

Row = dict[str, str]


@pytest.fixture(scope="module")
def source(demo_book: Path) -> Source:
    book = open_book(demo_book)
    assert book.policy is not None
    return Source(book, book.policy, date(2026, 10, 31))


def exported(source: Source, directory: Path, form: str, headers: Headers = Headers.EN) -> list[Path]:
    found = by_name(form)
    assert found is not None
    written = found.write(Request(source, directory, Language.EN, headers, month(2026, 10)))
    assert isinstance(written, Written)
    return list(written.files)


def csv_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class _AsWritten(yaml.SafeLoader):
    """Reads every scalar as the text that was written."""


_AsWritten.yaml_implicit_resolvers = {}


def entries(source: Source, kind: str) -> Iterator[dict[str, Any]]:
    ledgers = source.book.root / "ledgers"
    for path in [*ledgers.glob(f"{kind}*.yaml"), *ledgers.glob(f"{kind}/*.yaml")]:
        yield from yaml.load(path.read_text(encoding="utf-8"), _AsWritten)


def fits(written: str, exported_as: str) -> bool:
    """Whether an exported text says what was written: 13% may be 0.13, 12.50 may be 12.5."""
    if written == exported_as:
        return True
    number = written.removesuffix("%")
    if not re.fullmatch(r"-?\d+(\.\d+)?", number) or not exported_as:
        return False
    return Decimal(number) * (Decimal("0.01") if number != written else 1) == Decimal(exported_as)


def test_csv_holds_every_field_of_every_entry(source: Source, tmp_path: Path) -> None:
    files = {path.stem: csv_rows(path) for path in exported(source, tmp_path, "csv")}
    checked = 0
    for kind in ("customers", "products", "orders", "deliveries", "invoices", "payments", "credits", "bank", "matches"):
        written = list(entries(source, kind))
        rows = {row["id"]: row for row in files[kind]}
        assert len(rows) == len(written)
        for entry in written:
            row = rows[entry["id"]]
            for field, value in entry.items():
                if isinstance(value, str):
                    assert fits(value, row[field]), (entry["id"], field)
                    checked += 1
    assert checked > len(files["bank"])


def test_csv_holds_every_line_of_every_order(source: Source, tmp_path: Path) -> None:
    files = {path.stem: csv_rows(path) for path in exported(source, tmp_path, "csv")}
    rows = {(row["order"], row["line"]): row for row in files["order_lines"]}
    lines = {
        (order["id"], str(number)): line
        for order in entries(source, "orders")
        for number, line in enumerate(order["lines"], start=1)
    }
    assert rows.keys() == lines.keys()
    for key, line in lines.items():
        assert all(fits(value, rows[key][field]) for field, value in line.items())


def test_json_and_workbook_hold_what_csv_holds(source: Source, tmp_path: Path) -> None:
    (book,) = exported(source, tmp_path, "xlsx")
    sheets = openpyxl.load_workbook(book, read_only=True)
    json_files = {path.stem: path for path in exported(source, tmp_path, "json")}
    csv_files = {path.stem: path for path in exported(source, tmp_path, "csv")}
    assert set(csv_files) == set(json_files) == set(sheets.sheetnames)
    for name, path in csv_files.items():
        rows = csv_rows(path)
        records = json.loads(json_files[name].read_text(encoding="utf-8"))
        heading, *cells = sheets[name].iter_rows(values_only=True)
        assert len(records) == len(cells) == len(rows)
        for row, record, values in zip(rows, records, cells, strict=True):
            filled = {key: value for key, value in row.items() if value}
            assert {key: as_text(value) for key, value in record.items()} == filled
            in_sheet = {str(key): value for key, value in zip(heading, values, strict=False) if value is not None}
            assert in_sheet.keys() == filled.keys()
            assert all(same(value, filled[key]) for key, value in in_sheet.items())


def as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def same(value: Any, text: str) -> bool:
    if isinstance(value, datetime):
        return value.date().isoformat() == text
    if isinstance(value, bool):
        return str(value).lower() == text
    if isinstance(value, (int, float)):
        return Decimal(str(value)) == Decimal(text)
    return str(value) == text.replace("\r\n", "\n")


def test_chinese_headings_name_the_same_columns(source: Source, tmp_path: Path) -> None:
    by_key = {path.stem: csv_rows(path) for path in exported(source, tmp_path, "csv")}
    by_title = {path.stem: csv_rows(path) for path in exported(source, tmp_path, "csv", Headers.ZH)}
    for dataset in ENTERED:
        if dataset.name in by_key:
            titles = {field.key: field.title.zh for field in dataset.fields}
            assert len(set(titles.values())) == len(titles), dataset.name
            assert by_title[dataset.title.zh] == [
                {titles[key]: value for key, value in row.items()} for row in by_key[dataset.name]
            ]
