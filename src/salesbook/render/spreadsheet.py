"""A cell as a spreadsheet holds it, whatever the file's format: content, type and number format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from salesbook.i18n import Language
from salesbook.model.money import Money, exponent
from salesbook.render.cells import at_least_cents, shown
from salesbook.table import Cell, CellType

SHEET_NAME_LENGTH = 31
"""Characters of a sheet's name, a limit of Excel's."""

FORMULA_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")
"""With which a text begins that a spreadsheet might compute."""

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Content(Enum):
    """What a value is to a spreadsheet."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Value:
    """``content`` holds a number's digits exactly, a text, or a date in ISO form."""

    content: str
    type: Content
    number_format: str = "General"


def sheet_value(cell: Cell, kind: CellType, language: Language, *, currency: bool) -> Value | None:
    """What a spreadsheet is to hold for ``cell``; ``currency`` shows an amount's, ``None`` is an empty cell."""
    match cell:
        case None:
            return None
        case Money():
            return Value(str(cell), Content.NUMBER, _amount_format(cell.currency, named=currency))
        case Decimal():
            priced = at_least_cents(cell) if kind is CellType.PRICE else cell
            number_format = "0.0%" if kind is CellType.RATE else _decimals_format(priced)
            return Value(f"{cell:f}", Content.NUMBER, number_format)
        case date():
            return Value(cell.isoformat(), Content.DATE, "yyyy-mm-dd")
        case int() if not isinstance(cell, bool):
            return Value(str(cell), Content.NUMBER, "#,##0")
        case _:
            return Value(legal(shown(cell, kind, language)), Content.TEXT)


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet that reads or edits ``text`` might compute it."""
    return text[:1] in FORMULA_SIGNS


def legal(text: str) -> str:
    """``text`` without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def sheet_name(title: str, taken: set[str]) -> str:
    """``title`` as Excel takes it for a sheet's name, and other than the names ``taken``, in small letters."""
    name = _NOT_IN_SHEET_NAMES.sub(" ", legal(title)).strip(" '")[:SHEET_NAME_LENGTH].strip(" '") or "Sheet"
    return next(each for each in _numbered(name) if each.lower() not in {*taken, "history"})


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        ending = f" {number}"
        yield name[: SHEET_NAME_LENGTH - len(ending)] + ending
        number += 1


def _amount_format(currency: str, *, named: bool) -> str:
    decimals = exponent(currency)
    number = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return f'{number} "{currency}"' if named else number


def _decimals_format(quantity: Decimal) -> str:
    _, _, decimals = f"{quantity:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"#,##0.{'0' * len(decimals)}" if decimals else "#,##0"
