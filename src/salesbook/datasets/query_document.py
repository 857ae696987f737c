"""What SQL found, and what there is to ask, as documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from salesbook.datasets.dataset import Dataset
from salesbook.datasets.query import MINOR, Answer, sql_name
from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.table import Cell, CellType, Column, Document, JsonValue, Row, Table

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONEY = re.compile(r"-?\d+\.\d{2,3}")
_PLACES = Decimal("0.000001")
"""Numbers that are no amounts have up to 6 decimals, as quantities have."""


def answer_document(found: Answer) -> Document:
    """The rows of a query; what a column holds is told by its values."""
    types = [_type([row[index] for row in found.rows]) for index in range(len(found.columns))]
    keys = _distinct(found.columns)
    title = Text("{count} {count:row|rows}", "{count} 行").format(count=len(found.rows))
    table = Table(
        name="query",
        title=title,
        columns=tuple(
            Column(key, verbatim(key), type, wide=type is CellType.TEXT) for key, type in zip(keys, types, strict=True)
        ),
        rows=tuple(
            Row(tuple(_cell(value, type) for value, type in zip(row, types, strict=True))) for row in found.rows
        ),
    )
    hint = Text(
        "Columns ending in {minor} are in the smallest unit of the currency: money(…) shows them as amounts.",
        "以 {minor} 结尾的列以最小货币单位（分）计，用 money(…) 可显示为金额。",
    ).format(minor=MINOR)
    return Document(
        name="query",
        title=title,
        tables=(table,),
        notes=(hint,) if any(key.endswith(MINOR) for key in keys) else (),
        data=[dict(zip(keys, map(_json, row), strict=True)) for row in found.rows],
    )


def views_document(datasets: Sequence[Dataset]) -> Document:
    """What each view holds, column by column; of many only what they are."""
    title = Text("What can be asked", "可查询的视图")
    if len(datasets) > 1:
        rows = tuple(
            Row((dataset.name, dataset.meaning, ", ".join(sql_name(field) for field in dataset.fields)))
            for dataset in datasets
        )
        columns = (
            Column("view", Text("View", "视图")),
            Column("meaning", Text("What it holds", "内容"), wide=True),
            Column("columns", Text("Columns", "列"), wide=True),
        )
        tables = [Table("views", title, columns, rows)]
    else:
        tables = [_described(dataset) for dataset in datasets]
    return Document(
        name="views",
        title=title,
        tables=tables,
        notes=(
            Text(
                "salesbook sql --views NAME describes the columns of one. Amounts end in {minor}: whole numbers of "
                "the smallest unit (分); money(amount{minor}) shows one; a second argument names its currency.",
                "salesbook sql --views 名称 可查看各列含义。以 {minor} 结尾的金额列为最小货币单位（分）的整数；"
                "money(amount{minor}) 显示为金额，第二个参数可指定币种。",
            ).format(minor=MINOR),
        ),
        data=[_data(dataset) for dataset in datasets],
    )


def _described(dataset: Dataset) -> Table:
    return Table(
        dataset.name,
        Text("{name}: {meaning}", "{name}：{meaning}").format(name=dataset.name, meaning=dataset.meaning),
        (
            Column("column", Text("Column", "列")),
            Column("type", Text("Type", "类型")),
            Column("title", Text("Title", "名称")),
            Column("meaning", Text("Meaning", "含义"), wide=True),
        ),
        tuple(Row((sql_name(field), field.type.value, field.title, field.meaning)) for field in dataset.fields),
    )


def _data(dataset: Dataset) -> JsonValue:
    return {
        "view": dataset.name,
        "meaning": dataset.meaning,
        "columns": [
            {"column": sql_name(field), "type": field.type.value, "meaning": field.meaning} for field in dataset.fields
        ],
    }


def _type(values: Sequence[Any]) -> CellType:
    said = [value for value in values if value is not None]
    if said and all(isinstance(value, int) for value in said):
        return CellType.COUNT
    if said and all(isinstance(value, (int, float)) for value in said):
        return CellType.QUANTITY
    if said and all(isinstance(value, str) and _MONEY.fullmatch(value) for value in said):
        return CellType.PRICE
    if said and all(isinstance(value, str) and _DAY.fullmatch(value) and _is_day(value) for value in said):
        return CellType.DATE
    return CellType.TEXT


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _cell(value: Any, type: CellType) -> Cell:
    match type:
        case _ if value is None:
            return None
        case CellType.COUNT:
            return int(value)
        case CellType.QUANTITY:
            return _number(value)
        case CellType.PRICE:
            return Decimal(value)
        case CellType.DATE:
            return date.fromisoformat(value)
        case _:
            return value if isinstance(value, str) else str(value)


def _number(value: float) -> Decimal:
    """A number of the database without the noise of its binary form."""
    return Decimal(repr(value)).quantize(_PLACES).normalize() + 0


def _json(value: Any) -> JsonValue:
    if isinstance(value, float):
        return _number(value)
    return value if value is None or isinstance(value, (int, str)) else str(value)


def _distinct(names: Sequence[str]) -> list[str]:
    """The names of columns, numbered where they would be the same."""
    keys: list[str] = []
    for name in names:
        key, count = name, 2
        while key in keys:
            key, count = f"{name}_{count}", count + 1
        keys.append(key)
    return keys
