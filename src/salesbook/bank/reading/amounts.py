"""Amounts as exports print them, in any locale, and which mark separates a column's decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from salesbook.bank.reading.grid import Cell, texts_of, western
from salesbook.bank.reading.vocabulary import Direction, normal, vocabulary
from salesbook.model.money import MAX_DIGITS

PLACEHOLDERS = frozenset({"", "-", "--", "---", "—", "——", "–", "/", "\\", "N/A", "n/a", "null", "NULL"})
"""What exports print in a cell that has nothing to say."""

_PLAIN = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{1,6})?")
_PLAIN_COMMA = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]{1,6})?")
"""What nearly all amounts look like; read without further ado."""

_PLAIN_CELLS = re.compile(
    r"(?:(?:-?(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.[0-9]{1,2})?)?\n)*+"
    r"(?:-?(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.[0-9]{1,2})?)?"
)
_PARTS = re.compile(
    r"(?P<open>\(?)\s*(?P<before>[^\d.,'()+-]*?)\s*(?P<sign>[+-]?)\s*(?P<inner>[^\d.,'()+-]*?)\s*"
    r"(?P<number>[.,]?\d(?:[\d.,' ]*\d)?|\d+[.,](?=\D|$))\s*(?P<end>[+-]?)\s*"
    r"(?P<after>[^\d.,'()+-]*)\.?(?P<last>[+-]?)(?P<close>\)?)\s*"
)
_GROUPS = {
    ".": re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ ']\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})?(?:\.\d{1,6})?"),
    ",": re.compile(r"(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ ']\d{3})+)?(?:,\d{1,6})?"),
}
_SEPARATED = re.compile(r"\d[\d.,' ]*")
_MAX_TEXT = 40
_REMARK = re.compile(r"(?<=\d)\(已[^()]*退款[^()]*\)$")
"""What a wallet writes behind the amount of an order that was paid back: ``35.50(已全额退款)``."""

_TWO_WAYS = re.compile(r"\D*\d{1,3}\.\d{3}\D*")
_ZERO = Decimal(0)


class Amount(NamedTuple):
    """A printed amount; ``marked`` is the direction written beside the number (``12.00 CR``), if any."""

    value: Decimal
    marked: Direction | None = None


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of amounts: 0 where a cell has nothing to say, None where it cannot be read.

    ``marks`` are the directions written beside the numbers; empty where there are none at all.
    """

    values: Sequence[Decimal | None]
    marks: Sequence[Direction | None] = ()

    @property
    def balances(self) -> list[Decimal | None]:
        """The amounts as balances: an overdraft may be marked as debit."""
        if not self.marks:
            return list(self.values)
        pairs = zip(self.values, self.marks, strict=True)
        return [-abs(value) if value and mark is Direction.OUT else value for value, mark in pairs]


_NOTHING = Amount(_ZERO)


def amount_column(cells: Sequence[Cell], mark: str | None) -> AmountColumn:
    """A column of amounts whose decimals follow ``mark``; None where that is open, and so ``1.234`` unreadable."""
    if mark == "." and are_plain(cells):
        return plain_amounts(cells)
    if _are_numbers(cells):
        return AmountColumn([cell if isinstance(cell, Decimal) else _ZERO for cell in cells])
    amounts = [
        _NOTHING
        if cell in PLACEHOLDERS
        else None
        if mark is None and isinstance(cell, str) and _TWO_WAYS.fullmatch(cell)
        else marked_amount_of(cell, mark or ".")
        for cell in cells
    ]
    marks = [None if amount is None else amount.marked for amount in amounts]
    return AmountColumn([None if amount is None else amount.value for amount in amounts], marks if any(marks) else ())


def _are_numbers(cells: Sequence[Cell]) -> bool:
    """Whether all cells are numbers of a sheet, none with too many digits, or say nothing."""
    if not set(map(type, cells)) <= {Decimal, str}:
        return False
    numbers = [cell for cell in cells if isinstance(cell, Decimal)]
    said_nothing = {cell for cell in cells if isinstance(cell, str)} <= PLACEHOLDERS
    return said_nothing and all(len(str(cell)) <= MAX_DIGITS for cell in numbers)


def are_plain(cells: Sequence[Cell]) -> bool:
    """Whether all cells are amounts in their plainest form, ``-1,234.50``, or empty: told at once, since most are."""
    return set(map(type, cells)) == {str} and _PLAIN_CELLS.fullmatch("\n".join(texts_of(cells))) is not None


def plain_amounts(cells: Sequence[Cell]) -> AmountColumn:
    """A column whose cells ``are_plain``, with a decimal point."""
    ungrouped = "\n".join(texts_of(cells)).replace(",", "").split("\n")
    return AmountColumn([Decimal(text) if text else _ZERO for text in ungrouped])


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
        if decimal == "." and len(cell) <= MAX_DIGITS and _PLAIN.fullmatch(cell):
            return Amount(Decimal(cell.replace(",", "")))
        if decimal == "," and len(cell) <= MAX_DIGITS and _PLAIN_COMMA.fullmatch(cell):
            return Amount(Decimal(cell.replace(".", "").replace(",", ".")))
        return _amount_of_text(cell, decimal) if cell and len(cell) <= _MAX_TEXT else None
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


def decimal_mark_of(cells: Iterable[Cell]) -> str | None:
    """The mark before the decimals in these columns of amounts, decided on all their cells.

    None where the only numbers with a mark are like ``1.234``: a thousand, or a unit with three decimals.
    """
    votes = {".": 0, ",": 0}
    unclear = False
    for text in {cell for cell in cells if isinstance(cell, str)}:
        if text[-3:-2] in votes and text[-1:].isdigit():
            votes[text[-3]] += 1
            continue
        if _PLAIN.fullmatch(text) and "." not in text and "," not in text:
            continue
        match = _SEPARATED.search(western(text[:_MAX_TEXT]).replace("’", "'"))
        mark = None if match is None else _mark(match[0].rstrip(" '"))
        if mark in votes:
            votes[mark] += 1
        unclear = unclear or mark == "?"
    if votes["."] == votes[","] == 0:
        return None if unclear else "."
    return "." if votes["."] >= votes[","] else ","


def _mark(number: str) -> str | None:
    """The decimal mark that a number shows: ``?`` where it may be read in two ways, None where it shows none."""
    points, commas = number.count("."), number.count(",")
    if not points and not commas:
        return None
    if points and commas:
        return "." if number.rfind(".") > number.rfind(",") else ","
    mark, other = (".", ",") if points else (",", ".")
    whole, _, decimals = number.rpartition(mark)
    if points + commas > 1:
        return other
    if len(decimals) != 3 or " " in whole or "'" in whole or len(whole) > 3 or whole in {"", "0"}:
        return mark
    # Three decimals are rare, a thousand with a comma is not.
    return "?" if mark == "." else None
