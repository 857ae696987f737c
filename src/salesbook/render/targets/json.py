"""JSON: keys in English, amounts as strings, rates as numbers, dates ISO, what is empty null."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, repeat
from typing import cast

from salesbook.i18n import Language, Text
from salesbook.render.cells import data, rate_number
from salesbook.render.screen import Screen
from salesbook.table import Document, JsonValue, Records, Role, Table

_INDENT = "  "
_BATCH = 1_000
_encode = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps makes an encoder for every call
_encode_lines = json.JSONEncoder(ensure_ascii=False, separators=("\n", ":")).encode
_PLAIN = frozenset({str, int, bool, type(None)})


def render(document: Document, language: Language, screen: Screen) -> str:
    """The document's own data; else the rows of its only table, or the rows of each table by its name.

    Totals and section headings are left out of rows, so that a program may sum them.
    """
    return "".join(pieces(document, language, screen))


def pieces(document: Document, language: Language, screen: Screen) -> Iterator[str]:
    """What ``render`` makes, in parts."""
    yield from _pieces(_value(document, language), "", language)
    yield "\n"


def dumps(value: JsonValue, indent: str = "", language: Language = Language.EN) -> str:
    """``value`` as indented JSON; a ``Decimal`` is printed as a number without passing through a float."""
    return "".join(_pieces(value, indent, language))


def _pieces(value: JsonValue, indent: str, language: Language) -> Iterator[str]:
    """``value`` piece by piece, so that what is long is put together once."""
    inner = indent + _INDENT
    match value:
        case Text():
            yield _encode(value.to(language))
        case Decimal():
            yield rate_number(value)
        case dict() if value:
            for at, (key, member) in enumerate(value.items()):
                named = f"{',' if at else '{'}\n{inner}{_encode(str(key))}: "
                if type(member) in _PLAIN:  # most are, and need no generator of their own
                    yield named + _encode(member)
                else:
                    yield named
                    yield from _pieces(member, inner, language)
            yield f"\n{indent}}}"
        case None | bool() | int() | str() | dict():
            yield _encode(value)
        case Records():
            yield from _listed(_columns(value, inner), indent)
        case _:
            if (records := _records(value, inner)) is not None:
                yield from _listed(records, indent)
                return
            for at, item in enumerate(value):
                yield f"{',' if at else '['}\n{inner}"
                yield from _pieces(item, inner, language)
            yield f"\n{indent}]" if value else "[]"


def _listed(batches: Iterable[str], indent: str) -> Iterator[str]:
    """Batches of items as one list."""
    first = True
    for batch in batches:
        yield "[\n" if first else ",\n"
        yield batch
        first = False
    yield "[]" if first else f"\n{indent}]"


def _records(items: Sequence[JsonValue], indent: str) -> list[str] | None:
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
    return batches


def _columns(records: Records, indent: str) -> Iterator[str]:
    """Records that are given column by column, a batch of them put together at once."""
    columns = records.columns
    keys = [f"{indent}{_INDENT}{_encode(key)}: " for key in columns]
    starts = [f"{indent}{{\n{keys[0]}", *(f",\n{key}" for key in keys[1:])]
    last = f"\n{indent}}},\n"
    for start in range(0, max(map(len, columns.values())), _BATCH):  # all at once would take several times the memory
        parts: list[Iterable[str]] = []
        before = ""
        for opening, column in zip(starts, columns.values(), strict=True):
            cells = column[start : start + _BATCH]
            before += opening
            if len(set(cells)) == 1:
                before += _encode(cells[0])
            elif _needs_no_escape(cells):
                parts += [repeat(f'{before}"'), cast("Sequence[str]", cells)]
                before = '"'
            else:
                parts += [repeat(before), _plain_values(cells)]
                before = ""
        rest = repeat(before + last, len(cells))
        yield "".join(chain.from_iterable(zip(*parts, rest, strict=False)))[: -len(",\n")]


def _needs_no_escape(column: Sequence[str | int | None]) -> bool:
    """Whether all are texts that JSON has as they are between quotation marks; told of all at once, since most are."""
    try:
        text = "".join(cast("Sequence[str]", column))
    except TypeError:
        return False
    return text.isprintable() and '"' not in text and "\\" not in text


def _plain_values(column: Sequence[str | int | None]) -> list[str]:
    """Values encoded at once; ends of lines are escaped within them, and so stand between them alone."""
    return _encode_lines(list(column))[1:-1].split("\n")


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
