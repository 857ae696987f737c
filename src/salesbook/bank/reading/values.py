"""What cells mean: amounts and dates."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from salesbook.bank.reading.grid import Cell
from salesbook.model.money import MAX_DIGITS, parse_amount

PLACEHOLDERS = frozenset({"", "-", "--", "---", "—", "——", "/", "\\", "N/A", "n/a"})
"""What exports print in a cell that has nothing to say."""

_PLAIN = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{1,6})?")
"""What nearly all amounts look like; read without further ado."""

_TIME = r"(?:[T\s]*\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:[.,]\d+)?秒?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_DATES = (
    re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _TIME, re.ASCII),
    re.compile(r"(\d{4})(年)(\d{1,2})月(\d{1,2})日?" + _TIME, re.ASCII),
    re.compile(r"(\d{4})()(\d{2})(\d{2})(?:\s*\d{6}|" + _TIME + ")", re.ASCII),
)
_YEARS = range(1970, 2200)
_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _END_OF_SERIALS = 25_569, 73_051
"""Days since 1899-12-30 that a sheet may hold where a column lost its date format: 1970 to 2099."""


def amount_of(cell: Cell) -> Decimal | None:
    """An amount as printed, or None where the cell holds none: ``1,234.50``, ``￥1234.5``, ``(12.00)``, ``12.00-``."""
    if isinstance(cell, Decimal):
        return cell if len(cell.as_tuple().digits) <= MAX_DIGITS else None
    if not isinstance(cell, str):
        return None
    if len(cell) <= MAX_DIGITS and _PLAIN.fullmatch(cell):
        return Decimal(cell.replace(",", ""))
    return _amount_of_text(cell) if len(cell) <= MAX_DIGITS + 10 else None


@lru_cache(maxsize=4096)
def _amount_of_text(text: str) -> Decimal | None:
    words = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    if words.startswith("(") and words.endswith(")"):
        words = "-" + words[1:-1].strip()
    elif words.endswith(("-", "+")):
        words = words[-1] + words[:-1].strip()
    if words.lstrip("+-").startswith("."):
        words = words.replace(".", "0.", 1)
    return parse_amount(words)


def date_of(cell: Cell) -> date | None:
    """A civil date with the year first, with or without a time: ``20261103``, ``2026/11/3 9:05``, ``2026年11月3日``."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, Decimal):
        return (
            _EPOCH + timedelta(days=int(cell))
            if _FIRST_SERIAL <= cell < _END_OF_SERIALS
            else _date_of_text(f"{cell:f}")
        )
    return _date_of_text(cell) if 8 <= len(cell) <= 40 else None


@lru_cache(maxsize=4096)
def _date_of_text(text: str) -> date | None:
    text = unicodedata.normalize("NFKC", text)
    for pattern in _DATES:
        if match := pattern.fullmatch(text):
            year, month, day = int(match[1]), int(match[3]), int(match[4])
            try:
                return date(year, month, day) if year in _YEARS else None
            except ValueError:
                return None
    return None
