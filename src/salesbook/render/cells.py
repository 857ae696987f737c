"""A cell as people read it, and as programs do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import NoneType
from typing import cast

from salesbook.i18n import Language, Text
from salesbook.model.columns import AmountColumn, BlankColumn, each_once
from salesbook.model.money import Money, grouped
from salesbook.render.thousands import with_thousands
from salesbook.table import BodyRows, Cell, CellType, Column, JsonValue, Table

YES = Text(en="yes", zh="是")
NO = Text(en="no", zh="否")
COLON = Text(en=": ", zh="：")

_FOUR_DECIMALS = Decimal("0.0001")
_CENTS = 2
_TEXTS = frozenset({str, NoneType})
_NUMBERS = frozenset({CellType.MONEY, CellType.COUNT, CellType.QUANTITY, CellType.PRICE, CellType.RATE})


def is_numeric(column: Column) -> bool:
    """Whether a column stands right-aligned."""
    return column.type in _NUMBERS


def is_negative(cell: Cell) -> bool:
    """Whether a cell is a number below zero."""
    if isinstance(cell, Money):
        return cell.minor < 0
    return isinstance(cell, (int, Decimal)) and cell < 0


def names_currency(table: Table) -> bool:
    """Whether each amount must name its currency: there are several and no column ``currency``."""
    if any(column.key == "currency" for column in table.columns):
        return False
    told_apart = isinstance(table.rows, BodyRows)
    return len({currency for cells in table.cells for currency in _currencies(cells, told_apart=told_apart)}) > 1


def _currencies(cells: Sequence[Cell], *, told_apart: bool) -> set[str]:
    """The currencies of the amounts in a column, where all are ``told_apart`` from other cells by the column itself."""
    if isinstance(cells, AmountColumn):
        return set(cells.currencies)
    if told_apart or Money not in set(map(type, cells)):
        return set()
    return {cell.currency for cell in cells if isinstance(cell, Money)}


def shown(cell: Cell, kind: CellType, language: Language, *, currency: bool = False) -> str:
    """A cell for people: ``1,234.50``, with its ``currency`` ``1,234.50 USD``, ``85.0%``, ``2026-11-30``."""
    match cell:
        case str():
            return cell
        case None:
            return ""
        case bool():
            return (YES if cell else NO).to(language)
        case Text():
            return cell.to(language)
        case Money():
            amount = grouped(cell.minor, cell.currency)
            return f"{amount} {cell.currency}" if currency else amount
        case Decimal() if kind is CellType.RATE:
            return percent(cell)
        case Decimal() if kind is CellType.PRICE:
            return f"{at_least_cents(cell):,f}"
        case Decimal():
            return f"{_trimmed(cell):,f}"
        case date():
            return cell.isoformat()
        case int():
            return f"{cell:,}"


def shown_of(cells: Sequence[Cell], kind: CellType, language: Language, *, currency: bool = False) -> Sequence[str]:
    """A column of cells for people."""
    if isinstance(cells, AmountColumn) and not currency:
        return with_thousands([text or "" for text in cells.texts])
    types = frozenset(map(type, cells))
    if types == {str}:
        return cast("Sequence[str]", cells)
    if types <= _TEXTS:
        return [cell or "" for cell in cast("Sequence[str | None]", cells)]
    if types == {int}:
        return [f"{cell:,}" for cell in cells]
    if types == {Money} and not currency:
        return [grouped(*cell) for cell in cast("Sequence[Money]", cells)]
    return each_once(cells, lambda cell: shown(cell, kind, language, currency=currency))


def fact_shown(value: Cell, language: Language) -> str:
    """The value of a fact for people; an amount names its currency, as nothing else does."""
    return shown(value, CellType.TEXT, language, currency=True)


def data(cell: Cell, kind: CellType, language: Language) -> JsonValue:
    """A cell for programs: amounts, quantities and dates are strings, a rate is a ``Decimal`` fraction."""
    match cell:
        case None | bool() | int():
            return cell
        case Text():
            return cell.to(language)
        case Money():
            return str(cell)
        case Decimal() if kind is CellType.RATE:
            return cell
        case Decimal():
            return f"{_trimmed(cell):f}"
        case date():
            return cell.isoformat()
        case str():
            return cell


def data_of(cells: Sequence[Cell], kind: CellType, language: Language) -> Sequence[JsonValue]:
    """A column of cells for programs."""
    if isinstance(cells, AmountColumn):
        return cells.texts
    if isinstance(cells, BlankColumn):
        return cells
    return each_once(cells, lambda cell: data(cell, kind, language))


def percent(rate: Decimal) -> str:
    """A fraction as a percentage with one decimal, rounded half up: ``85.0%``."""
    return f"{_without_minus_zero((rate * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)):,f}%"


def rate_number(rate: Decimal) -> str:
    """A fraction as JSON and CSV write it: at most four decimals, rounded half up, ``0.85``."""
    return f"{_trimmed(rate.quantize(_FOUR_DECIMALS, ROUND_HALF_UP)):f}"


def at_least_cents(price: Decimal) -> Decimal:
    """A price with two decimals, or more where it has more: ``41.20``, ``0.0385``."""
    trimmed = _trimmed(price)
    decimals = -int(trimmed.as_tuple().exponent)
    return trimmed if decimals >= _CENTS else trimmed.quantize(Decimal(1).scaleb(-_CENTS))


def _trimmed(number: Decimal) -> Decimal:
    return _without_minus_zero(number.normalize())


def _without_minus_zero(number: Decimal) -> Decimal:
    return number if number else abs(number)
