"""SQL over datasets: a query reads what it names, and can change nothing."""

from __future__ import annotations

import difflib
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import NoneType
from typing import Any

from salesbook.datasets.dataset import Dataset, Field, Source
from salesbook.datasets.registry import DATASETS
from salesbook.i18n import Text
from salesbook.model.columns import AmountColumn, BlankColumn, each_once
from salesbook.model.money import Money, plain
from salesbook.table import Cell, CellType

MINOR = "_minor"
"""Ends the names of columns of amounts: integers in the smallest unit of the currency (分), so that sums are exact."""

_TYPES = {
    CellType.MONEY: "INTEGER",
    CellType.COUNT: "INTEGER",
    CellType.FLAG: "INTEGER",
    CellType.QUANTITY: "REAL",
    CellType.PRICE: "REAL",
    CellType.RATE: "REAL",
}
_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
_AS_THEY_ARE = frozenset({str, int, bool, NoneType})
_STEPS = 100_000
"""Steps of the database's machine between two looks at whether the user has interrupted it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found: values as the database has them, a row for each record."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def answer(source: Source, query: str) -> Answer | Text:
    """Run one query over the datasets that it names; a sentence about what is wrong with it where it cannot be run."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.create_function("money", -1, lambda *given: _money(source, *given), deterministic=True)
    named = [DATASETS[name] for name in DATASETS if re.search(rf"\b{name}\b", query, re.IGNORECASE)]
    for dataset in named:
        _fill(connection, dataset, source)
    connection.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY)
    connection.set_progress_handler(lambda: 0, _STEPS)
    try:
        cursor = connection.execute(query)
        if cursor.description is None:
            return Text("a query begins with SELECT", "查询须以 SELECT 开头")
        return Answer(tuple(column[0] for column in cursor.description), cursor.fetchall())
    except (sqlite3.Error, sqlite3.Warning) as error:
        return _told(str(error), named)
    finally:
        connection.close()


def sql_name(field: Field) -> str:
    """What a field is called in SQL."""
    return field.key + MINOR if field.type is CellType.MONEY else field.key


def _fill(connection: sqlite3.Connection, dataset: Dataset, source: Source) -> None:
    columns = ", ".join(f'"{sql_name(field)}" {_TYPES.get(field.type, "TEXT")}' for field in dataset.fields)
    connection.execute(f'CREATE TABLE "{dataset.name}" ({columns})')
    places = ", ".join("?" * len(dataset.fields))
    connection.execute("BEGIN")
    for some in dataset.columns(source):
        stored = map(_stored, some)
        connection.executemany(f'INSERT INTO "{dataset.name}" VALUES ({places})', zip(*stored, strict=True))
    connection.execute("COMMIT")


def _stored(cells: Sequence[Cell]) -> Sequence[Any]:
    """A column as the database holds it."""
    if isinstance(cells, AmountColumn):
        return cells.minors
    if isinstance(cells, BlankColumn) or frozenset(map(type, cells)) <= _AS_THEY_ARE:
        return cells
    return each_once(cells, _value)


def _value(cell: Cell) -> Any:
    match cell:
        case Money():
            return cell.minor
        case None | str() | int():
            return cell
        case Decimal():
            return float(cell)
        case _:
            return str(cell)


def _money(source: Source, *given: Any) -> str | None:
    """SQL's ``money(minor)`` and ``money(minor, currency)``: an amount as people write it, in the book's currency."""
    minor, currency = given if len(given) == 2 else (given[0], source.policy.currency)
    return None if minor is None else plain(int(minor), str(currency or source.policy.currency))


def _told(message: str, named: Sequence[Dataset]) -> Text:
    """What the database complains of, in plain words, with the nearest name."""
    columns = [sql_name(field) for dataset in named for field in dataset.fields]
    if match := re.fullmatch(r"no such table: (?:main\.)?(.+)", message):
        return _unknown(
            Text("there is no view {name}", "没有视图 {name}").format(name=match[1]), match[1], list(DATASETS)
        )
    if match := re.fullmatch(r"no such column: (?:\w+\.)?(.+)", message):
        return _unknown(Text("there is no column {name}", "没有列 {name}").format(name=match[1]), match[1], columns)
    if match := re.fullmatch(r'near "(.*)": syntax error', message, re.DOTALL):
        if match[1].lower() in columns:
            return Text(
                '{column} is a word of SQL: write the column as "{column}", in double quotes',
                '{column} 是 SQL 的关键字：该列请加双引号写作 "{column}"',
            ).format(column=match[1].lower())
        return Text("the query cannot be understood at “{place}”", "查询语句在“{place}”处无法理解").format(
            place=match[1]
        )
    if message == "incomplete input":
        return Text("the query is not complete", "查询语句不完整")
    if "not authorized" in message or "prohibited" in message:
        return Text("a query can only read: SELECT …", "查询只能读取：SELECT …")
    if "one statement" in message:
        return Text("one query at a time", "一次只能执行一条查询")
    return Text("the query cannot be run: {message}", "查询无法执行：{message}").format(message=message)


def _unknown(what: Text, name: str, known: Sequence[str]) -> Text:
    near = [name + MINOR] if name + MINOR in known else difflib.get_close_matches(name, known, 1, cutoff=0.5)
    if near:
        return Text("{what}; did you mean {near}?", "{what}；是否想写 {near}？").format(what=what, near=near[0])
    return Text("{what}; salesbook sql --views lists all", "{what}；salesbook sql --views 可列出全部").format(what=what)
