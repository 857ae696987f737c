"""Amounts as exports print them, in any locale."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from salesbook.bank.reading.grid import Cell, western
from salesbook.bank.reading.vocabulary import Direction, normal, vocabulary
from salesbook.model.money import MAX_DIGITS
from salesbook.model.named_tuple import NamedTuple

PLACEHOLDERS = frozenset({"", "-", "--", "---", "—", "——", "–", "/", "\\", "N/A", "n/a", "null", "NULL"})
"""What exports print in a cell that has nothing to say."""

PLAIN = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{1,6})?")
_PLAIN_COMMA = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]{1,6})?")
"""What nearly all amounts look like; read without further ado."""

_PARTS = re.compile(
    r"(?P<open>\(?)\s*(?P<before>[^\d.,'()+-]*?)\s*(?P<sign>[+-]?)\s*(?P<inner>[^\d.,'()+-]*?)\s*"
    r"(?P<number>[.,]?\d(?:[\d.,' ]*\d)?|\d+[.,](?=\D|$))\s*(?P<end>[+-]?)\s*"
    r"(?P<after>[^\d.,'()+-]*)\.?(?P<last>[+-]?)(?P<close>\)?)\s*"
)
_GROUPS = {
    ".": re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ ']\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})?(?:\.\d{1,6})?"),
    ",": re.compile(r"(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ ']\d{3})+)?(?:,\d{1,6})?"),
}
MAX_TEXT = 40
_REMARK = re.compile(r"(?<=\d)\(已[^()]*退款[^()]*\)$")
"""What a wallet writes behind the amount of an order that was paid back: ``35.50(已全额退款)``."""


class Amount(NamedTuple):
    """A printed amount; ``marked`` is the direction written beside the number (``12.00 CR``), if any."""

    value: Decimal
    marked: Direction | None = None


def amount_of(cell: Cell, decimal: str = ".") -> Decimal | None:
    """An amount as printed, or None where the cell holds none: ``1,234.50``, ``￥1234.5``, ``(12.00)``, ``12.00-``.

    ``decimal`` is the mark before the decimals. A debit mark (``12.00 DR``) makes the amount negative.
    """
    found = marked_amount_of(cell, decimal)
    if found is None:
        return None
    return -found.value if found.marked is Direction.OUT and found.value > 0 else found.value


def marked_amount_of(cell: Cell, decimal: str = ".") -> Amount | None:
    """An amount as printed, with the direction that is written beside it."""
    if isinstance(cell, str):
        if decimal == "." and len(cell) <= MAX_DIGITS and PLAIN.fullmatch(cell):
            return Amount(Decimal(cell.replace(",", "")))
        if decimal == "," and len(cell) <= MAX_DIGITS and _PLAIN_COMMA.fullmatch(cell):
            return Amount(Decimal(cell.replace(".", "").replace(",", ".")))
        return _amount_of_text(cell, decimal) if cell and len(cell) <= MAX_TEXT else None
    if isinstance(cell, Decimal):
        return Amount(cell) if len(cell.as_tuple().digits) <= MAX_DIGITS else None
    return None


@lru_cache(maxsize=4096)
def _amount_of_text(text: str, decimal: str) -> Amount | None:
    plain = western(text).strip()
    for minus in "−–—":
        plain = plain.replace(minus, "-")
    plain = _REMARK.sub("", plain).replace("’", "'").replace("´", "'").replace("`", "'")
    match = _PARTS.fullmatch(plain)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    number = match["number"].rstrip(".,")
    if not _GROUPS[decimal].fullmatch(number):
        return None
    words = _words(match["before"], match["inner"], match["after"])
    if words is None:
        return None
    marked, factor = words
    digits = number.replace(decimal, "_").translate(_UNGROUPED).replace("_", ".")
    if sum(map(str.isdigit, digits)) > MAX_DIGITS:
        return None
    value = Decimal(digits) * factor
    signs = match["sign"] + match["end"] + match["last"]
    if len(signs) > 1:
        return None
    negative = signs == "-" or bool(match["open"])
    return Amount(-value if negative else value, marked)


_UNGROUPED = str.maketrans("", "", ",.' ")


def _words(*texts: str) -> tuple[Direction | None, int] | None:
    """The direction and the factor (万) that the words around a number name; None where one is unknown."""
    marked: Direction | None = None
    factor = 1
    known = vocabulary()
    for text in texts:
        for word in text.split():
            if word in {"万", "万元"}:
                factor = 10_000
            elif (name := normal(word)) in known.currencies:
                continue
            elif (direction := known.amount_marks.get(name)) is not None and marked is None:
                marked = direction
            else:
                return None
    return marked, factor
