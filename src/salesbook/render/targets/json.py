"""JSON: keys in English, amounts as strings, rates as numbers, dates ISO, what is empty null."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from json.encoder import encode_basestring

from salesbook.i18n import Language, Text
from salesbook.render.cells import data, rate_number
from salesbook.render.screen import Screen
from salesbook.table import Document, JsonValue, Records, Role, Table

_INDENT = "  "
_BATCH = 1_000
_encode = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps makes an encoder for every call
_PLAIN = frozenset({str, int, bool, type(None)})


def render(document: Document, language: Language, screen: Screen) -> str:
    """The document's own data; else the rows of its only table, or the rows of each table by its name.

    Totals and section headings are left out of rows, so that a program may sum them.
    """
    return dumps(_value(document, language), language=language) + "\n"


def dumps(value: JsonValue, indent: str = "", language: Language = Language.EN) -> str:
    """``value`` as indented JSON; a ``Decimal`` is printed as a number without passing through a float."""
    inner = indent + _INDENT
    match value:
        case Text():
            return _encode(value.to(language))
        case Decimal():
            return rate_number(value)
        case dict() if value:
            members = [f"{inner}{_encode(str(key))}: {dumps(member, inner, language)}" for key, member in value.items()]
            return "{\n" + ",\n".join(members) + f"\n{indent}}}"
        case None | bool() | int() | str() | dict():
            return _encode(value)
        case Records():
            return f"[\n{rows}\n{indent}]" if (rows := _columns(value, inner)) else "[]"
        case _ if value:
            items = _records(value, inner) or ",\n".join(inner + dumps(item, inner, language) for item in value)
            return f"[\n{items}\n{indent}]"
        case _:
            return "[]"


def _records(items: Sequence[JsonValue], indent: str) -> str | None:
    """Many records of plain values, encoded a batch at once by what is not written in Python; None where some are not.

    Raw ends of lines stand between members and records alone, since within a text they are escaped.
    """
    first, last = f"{indent}{{\n{indent}{_INDENT}", f"\n{indent}}}"
    members = f",\n{indent}{_INDENT}"
    batches: list[str] = []
    for start in range(0, len(items), _BATCH):
        batch = list(items[start : start + _BATCH])
        if not all(isinstance(item, dict) and item and _PLAIN.issuperset(map(type, item.values())) for item in batch):
            return None
        text = json.dumps(batch, ensure_ascii=False, separators=(members, ": "))
        batches.append(first + text[2:-2].replace(f"}}{members}{{", f"{last},\n{first}") + last)
    return ",\n".join(batches)


def _columns(records: Records, indent: str) -> str:
    """Records that are given column by column, each written by filling in one form."""
    members = ",\n".join(f"{indent}{_INDENT}{_encode(key)}: %s" for key in records.columns)
    form = f"{indent}{{\n{members}\n{indent}}}"
    count = max(map(len, records.columns.values()), default=0)
    batches: list[str] = []
    for start in range(0, count, _BATCH):  # all at once would take several times the memory
        columns = [_plain_values(column[start : start + _BATCH]) for column in records.columns.values()]
        batches.append(",\n".join(map(form.__mod__, zip(*columns, strict=True))))
    return ",\n".join(batches)


def _plain_values(column: Sequence[str | int | None]) -> list[str]:
    return [
        encode_basestring(value) if isinstance(value, str) else "null" if value is None else _encode(value)
        for value in column
    ]


def _value(document: Document, language: Language) -> JsonValue:
    if document.data is not None:
        return document.data
    if len(document.tables) == 1:
        return _rows(document.tables[0], language)
    return {table.name: _rows(table, language) for table in document.tables}


def _rows(table: Table, language: Language) -> JsonValue:
    return [
        {column.key: data(cell, column.type, language) for column, cell in zip(table.columns, row.cells, strict=True)}
        for row in table.rows
        if row.role is Role.BODY
    ]
