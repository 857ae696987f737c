"""Values of entries as the index keeps them (JSON, numbers as text), made cells of a field's type."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from salesbook.reports.stored import decimal, money, rate
from salesbook.table import Cell, CellType

JOINT = "; "
"""Parts the texts of a list, such as tags."""


def cell_of(value: Any, type: CellType, currency: str) -> Cell:
    """A stored value as a cell; None where it is missing, or is not of the type, as in an entry with errors.

    Lists of texts are joined; other lists and mappings are JSON.
    """
    if value is None:
        return None
    if type is CellType.TEXT:
        return _text(value)
    match type:
        case CellType.MONEY:
            return money(value, currency)
        case CellType.QUANTITY | CellType.PRICE:
            return decimal(value)
        case CellType.RATE:
            return rate(value)
        case CellType.COUNT:
            number = decimal(value)
            return None if number is None else int(number)
        case CellType.DATE:
            return _day(value)
        case _:
            return value if isinstance(value, bool) else None


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
