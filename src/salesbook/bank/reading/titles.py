"""What the lines above and below a table state: the account, its currency, balances, totals and counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from salesbook.bank.reading.amounts import amount_of
from salesbook.bank.reading.grid import GridRow, shown
from salesbook.bank.reading.vocabulary import Stated, Vocabulary, normal


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the file states of the whole statement, and in which row; ``value`` is as written."""

    what: Stated
    value: str
    row: int

    @property
    def amount(self) -> Decimal | None:
        """The value as an amount; of ``3笔，共5,128.77元`` that is 5128.77."""
        if (whole := amount_of(self.value)) is not None:
            return whole
        rest = _COUNT.sub(" ", self.value)
        return next((amount for part in _NUMBER.findall(rest) if (amount := amount_of(part)) is not None), None)

    @property
    def count(self) -> int | None:
        """The value as a number of transactions: ``14``, ``14笔``, ``3笔，共5,128.77元``."""
        if match := _COUNT.search(self.value):
            return int(match[1])
        counts = self.what in {Stated.COUNT, Stated.COUNT_IN, Stated.COUNT_OUT}
        return int(self.value) if counts and _DIGITS.fullmatch(self.value) else None


_COUNT = re.compile(r"(\d{1,9})\s*[笔条项]")
_DIGITS = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"[+-]?[¥$]?\d[\d,]*(?:\.\d+)?")
_RECORDS = re.compile(r"共\s*(\d{1,9})\s*[笔条](?:记录|明细|交易)?")
_SPACED_KEY = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?=\s*:)")
"""A word of two characters drawn apart, as forms print it: 账  号."""

_PAIR = re.compile(
    r"(?P<key>[^\s:,;|()\[\]]{1,30}(?: [A-Za-z.]{1,20}){0,4})\s*:\s*"
    r"(?P<value>.*?)(?=\s{2,}|[\s,;|][^\s:,;|]{1,30}:|$)"
)


def facts_of(rows: Iterable[tuple[int, GridRow]], vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """The facts stated in ``rows`` (numbered from 1): ``word: value`` in a cell, or a word and the cell after it."""
    return tuple(fact for number, row in rows for fact in _facts_of_row(number, row, vocabulary))


def _facts_of_row(number: int, row: GridRow, vocabulary: Vocabulary) -> Iterator[Fact]:
    key: Stated | None = None
    for cell in row:
        if cell == "":
            continue
        text = unicodedata.normalize("NFKC", shown(cell)).lstrip("#* ")
        named = vocabulary.stated.get(normal(text))
        if named is None and key is not None:
            yield Fact(key, _bare(text), number)
        elif named is None:
            yield from _facts_of_text(number, text, vocabulary)
        key = named


def _facts_of_text(number: int, text: str, vocabulary: Vocabulary) -> Iterator[Fact]:
    found = False
    for pair in _PAIR.finditer(_SPACED_KEY.sub(r"\1\2", text)):
        what = vocabulary.stated.get(normal(pair["key"]))
        if what is not None and (value := _bare(pair["value"])):
            found = True
            yield Fact(what, value, number)
    if not found and (records := _RECORDS.fullmatch(text)):
        yield Fact(Stated.COUNT, records[1], number)


def _bare(value: str) -> str:
    return value.strip(" []【】'\"`,;。")
