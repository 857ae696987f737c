"""Columns of amounts: which mark separates their decimals, and what they say.

Texts that differ in nothing but their digits are of one form, ``-9,999.99``, and amounts of one form are read alike:
so a column of many amounts is read by its few forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import cast

from salesbook.bank.reading.amounts import MAX_TEXT, PLACEHOLDERS, PLAIN, Amount, marked_amount_of
from salesbook.bank.reading.grid import Cell, western
from salesbook.bank.reading.vocabulary import Direction
from salesbook.model.money import MAX_DIGITS

_SEPARATED = re.compile(r"\d[\d.,' ]*")
_TWO_WAYS = re.compile(r"\D*\d{1,3}\.\d{3}\D*")
_ZERO = Decimal(0)
_NOTHING = Amount(_ZERO)
_OF_PLAIN_AMOUNTS = frozenset("9.,+-")
_TO_FORM = str.maketrans("012345678", "9" * 9)
_AS_WRITTEN: dict[int, str | None] = {ord("."): "."}
_KEPT = frozenset("0123456789+-\n")
_SIGNED = re.compile(r"[+-]?[0-9.]+")


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


@dataclass(frozen=True)
class AmountCells:
    """The cells of a column of amounts."""

    cells: Sequence[Cell]

    @cached_property
    def text(self) -> str | None:
        """All cells, one a line; None where some are numbers or dates of a sheet."""
        try:
            text = "\n".join(cast("Sequence[str]", self.cells))
        except TypeError:
            return None
        return text if text.count("\n") == len(self.cells) - 1 else None

    @property
    def are_plain(self) -> bool:
        """Whether these are texts of digits, marks and signs alone."""
        return self.text is not None and _OF_PLAIN_AMOUNTS.issuperset("".join(self.forms))

    def any_begins_with(self, sign: str) -> bool:
        """Whether a text begins with a sign."""
        texts = self.cells if self.text is None else self.forms
        return any(isinstance(text, str) and text.startswith(sign) for text in texts)

    @cached_property
    def forms(self) -> frozenset[str]:
        """The forms of its texts: every digit stands as 9."""
        return frozenset() if self.text is None else frozenset(self.text.translate(_TO_FORM).split("\n"))


def amount_column(column: AmountCells, mark: str | None) -> AmountColumn:
    """A column of amounts whose decimals follow ``mark``; None where that is open, and so ``1.234`` unreadable."""
    if mark is not None and column.text is not None:
        return _by_forms(column, column.text, mark)
    if _are_numbers(column.cells):
        return AmountColumn([cell if isinstance(cell, Decimal) else _ZERO for cell in column.cells])
    return _column([_amount(cell, mark) for cell in column.cells])


def _column(amounts: Sequence[Amount | None]) -> AmountColumn:
    marks = [None if amount is None else amount.marked for amount in amounts]
    return AmountColumn([None if amount is None else amount.value for amount in amounts], marks if any(marks) else ())


def _amount(cell: Cell, mark: str | None) -> Amount | None:
    """What a cell of a column of amounts says."""
    if cell in PLACEHOLDERS:
        return _NOTHING
    if mark is None and isinstance(cell, str) and _TWO_WAYS.fullmatch(cell):
        return None
    return marked_amount_of(cell, mark or ".")


def _by_forms(column: AmountCells, text: str, mark: str) -> AmountColumn:
    """A column of texts; only where the form of one tells no number, it is read by itself."""
    left_out: dict[int, str | None] = {ord(sign): None for form in column.forms for sign in form if sign not in _KEPT}
    left_out[ord(mark)] = "."
    readings = {form: _reading(form, form.translate(left_out), mark) for form in column.forms - PLACEHOLDERS}
    # Digits, a sign and a decimal point are what a number is written with already.
    numbers = cast("Sequence[str]", column.cells) if left_out == _AS_WRITTEN else text.translate(left_out).split("\n")
    if all(reading is not None and reading.plain for reading in readings.values()):
        if column.forms <= {"", *readings}:
            return AmountColumn(_numbers(numbers))
        told = zip(column.cells, numbers, strict=True)
        return AmountColumn([_ZERO if cell in PLACEHOLDERS else Decimal(number) for cell, number in told])
    rows = zip(column.cells, text.translate(_TO_FORM).split("\n"), numbers, strict=True)
    return _column(
        [
            _amount(cell, mark) if (reading := readings.get(form)) is None else reading.amount(number)
            for cell, form, number in rows
        ]
    )


def _numbers(texts: Sequence[str]) -> list[Decimal]:
    """Plain numbers; 0 where there is none."""
    return [Decimal(text) if text else _ZERO for text in texts] if "" in texts else list(map(Decimal, texts))


@dataclass(frozen=True, slots=True)
class _Reading:
    """How amounts of a form are read from their digits: as numbers with their sign (``plain``), or what stands for it.

    ``marked`` is the direction written beside the digits.
    """

    plain: bool
    negative: bool
    marked: Direction | None

    def amount(self, number: str) -> Amount:
        """The amount whose digits, mark of decimals and signs these are."""
        value = Decimal(number.strip("+-"))
        return Amount(-value if self.negative else value, self.marked)


def _reading(form: str, number: str, mark: str) -> _Reading | None:
    """How a form is read, where what is left of it is all that it says."""
    amount = marked_amount_of(form, mark)
    bare = number.strip("+-")
    if amount is None or not bare.replace(".", "", 1).isdigit() or abs(amount.value) != Decimal(bare):
        return None
    plain = amount.marked is None and _SIGNED.fullmatch(number) is not None and amount.value == Decimal(number)
    return _Reading(plain, amount.value < 0, amount.marked)


def _are_numbers(cells: Sequence[Cell]) -> bool:
    """Whether all cells are numbers of a sheet, none with too many digits, or say nothing."""
    if not set(map(type, cells)) <= {Decimal, str}:
        return False
    numbers = [cell for cell in cells if isinstance(cell, Decimal)]
    said_nothing = {cell for cell in cells if isinstance(cell, str)} <= PLACEHOLDERS
    return said_nothing and all(len(str(cell)) <= MAX_DIGITS for cell in numbers)


def decimal_mark_of(columns: Iterable[AmountCells]) -> str | None:
    """The mark before the decimals in these columns of amounts, decided on all their cells.

    None where the only numbers with a mark are like ``1.234``: a thousand, or a unit with three decimals.
    """
    columns = list(columns)
    shown = {_mark_of_form(form) for column in columns for form in column.forms} - {""}
    if all(column.forms for column in columns) and len(shown) == 1 and None not in shown:
        return shown.pop()
    return _most_marked({cell for column in columns for cell in column.cells if isinstance(cell, str)})


def _mark_of_form(form: str) -> str | None:
    """The decimal mark of amounts of a form with two decimals: "" where it has no mark, None where that is open."""
    if form[-3:-2] in {".", ","} and form[-1:].isdigit():
        return form[-3]
    return "" if form in PLACEHOLDERS or form.lstrip("-").isdigit() else None


def _most_marked(texts: Iterable[str]) -> str | None:
    """The mark that most texts show."""
    votes = {".": 0, ",": 0}
    unclear = False
    for text in texts:
        if text[-3:-2] in votes and text[-1:].isdigit():
            votes[text[-3]] += 1
            continue
        if PLAIN.fullmatch(text) and "." not in text and "," not in text:
            continue
        match = _SEPARATED.search(western(text[:MAX_TEXT]).replace("’", "'"))
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
