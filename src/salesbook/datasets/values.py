"""Values of entries as the index keeps them (JSON, numbers as text), made cells of a field's type, column by column."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any

from salesbook.model.columns import AmountColumn, BlankColumn, each_once, written_amounts
from salesbook.reports.stored import decimal, money, rate
from salesbook.table import Cell, CellType

JOINT = "; "
"""Parts the texts of a list, such as tags."""

_TEXTS = frozenset({str, NoneType})


def cells_of(values: Sequence[Any], kind: CellType, currencies: Sequence[str]) -> Sequence[Cell]:
    """Stored values as cells; None where one is missing, or is not of the type, as in an entry with errors.

    Lists of texts are joined; other lists and mappings are JSON. ``currencies``, one a value, are those of amounts.
    """
    if isinstance(values, BlankColumn):
        return values
    match kind:
        case CellType.TEXT:
            return _texts(values)
        case CellType.MONEY:
            return _amounts(values, currencies)
        case CellType.QUANTITY | CellType.PRICE:
            return numbers_of(values)
        case CellType.RATE:
            return rates_of(values)
        case CellType.COUNT:
            return [None if number is None else int(number) for number in numbers_of(values)]
        case CellType.DATE:
            return days_of(values)
        case CellType.FLAG:
            return [value if isinstance(value, bool) else None for value in values]


def numbers_of(values: Sequence[Any]) -> Sequence[Decimal | None]:
    """Stored numbers, None where one is none."""
    return each_once(values, decimal)


def rates_of(values: Sequence[Any]) -> Sequence[Decimal | None]:
    """Stored rates as fractions, None where one is none."""
    return each_once(values, rate)


def days_of(values: Sequence[Any]) -> Sequence[date | None]:
    """Stored dates, None where one is none."""
    return each_once(values, _day)


def _amounts(values: Sequence[Any], currencies: Sequence[str]) -> AmountColumn:
    if _are_texts(values) and (written := written_amounts(values, currencies)):
        return written
    amounts = map(money, values, currencies)
    return AmountColumn([None if amount is None else amount.minor for amount in amounts], currencies)


def _texts(values: Sequence[Any]) -> Sequence[str | None]:
    return values if _are_texts(values) else [None if value is None else _text(value) for value in values]


def _are_texts(values: Sequence[Any]) -> bool:
    return frozenset(map(type, values)) <= _TEXTS


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return JOINT.join(value)
    return json.dumps(value, ensure_ascii=False)
