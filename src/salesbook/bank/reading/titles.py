"""What the lines above and below a table state: the account, its currency, balances, totals and counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from salesbook.bank.reading.amounts import amount_of
from salesbook.bank.reading.grid import Cell, GridRow, shown
from salesbook.bank.reading.vocabulary import Stated, Vocabulary, normal


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the file states of the whole statement, and in which row; ``value`` is as written.

    ``mark`` is what separates decimals in the file.
    """

    what: Stated
    value: str
    row: int
    mark: str = "."

    @property
    def amount(self) -> Decimal | None:
        """The value as an amount; of ``3笔，共5,128.77元`` that is 5128.77."""
        if (whole := amount_of(self.value, self.mark)) is not None:
            return whole
        parts = _NUMBER.findall(_COUNT.sub(" ", self.value))
        return next((amount for part in parts if (amount := amount_of(part, self.mark)) is not None), None)

    @property
    def count(self) -> int | None:
        """The value as a number of transactions: ``14``, ``14笔``, ``3笔，共5,128.77元``."""
        if match := _COUNT.search(self.value):
            return int(match[1])
        counts = self.what in {Stated.COUNT, Stated.COUNT_IN, Stated.COUNT_OUT}
        return int(self.value) if counts and _DIGITS.fullmatch(self.value) else None


_BALANCES = (Stated.OPENING, Stated.CLOSING)
_SUMMARY = 2
"""Known words in a row that heads the values below it."""

_COUNT = re.compile(r"(\d{1,9})\s*[笔条项]")
_DIGITS = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"[+-]?[¥$]?\d(?:[\d.,' ]*\d)?")
_RECORDS = re.compile(r"共\s*(\d{1,9})\s*[笔条](?:记录|明细|交易)?")
_SPACED_KEY = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?=\s*:)")
"""A word of two characters drawn apart, as forms print it: 账  号."""

_PAIR = re.compile(
    r"(?P<key>[^\s:,;|()\[\]]{1,30}(?: [A-Za-z.]{1,20}){0,4})\s*:\s*"
    r"(?P<value>\[[^\]]*\]|.*?)(?=\s{2,}|[\s,;|][^\s:,;|]{1,30}:|$)"
)
_DATE = r"(?:\d{1,4}[-/. ](?:\d{1,2}|[^\W\d_]{3,9})[-/. ]\d{2,4}|\d{4}年\d{1,2}月\d{1,2}日)"
_AS_OF = re.compile(
    rf"\s+(?:as of|as on|as at|on|at|vom|am|per|zum|au|al|del|op|em|na dzień|z dnia|на|til|pr)\s+{_DATE}"
)
"""What a balance is said to be of: ``Opening balance as of 10/01/2026``."""

_DAY = re.compile(_DATE)
_CUT = re.compile(r"[^:]+:[^\d:]{0,8}\d{1,3}(?:,\d{3})*")
_CUT_OFF = re.compile(r"\d{3}(?:\.\d{1,2})?(?: .*)?")
_NO_VALUE = frozenset({":", "：", "-", ""})


def facts_of(rows: Iterable[tuple[int, GridRow]], vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """The facts stated in ``rows`` (numbered from 1).

    They are written ``word: value`` in a cell, as a word and the cell after it, or the cell below it.
    """
    facts: list[Fact] = []
    above: GridRow = ()
    for number, row in rows:
        facts += _facts_of_row(number, row, vocabulary)
        facts += summary_of(above, row, number, vocabulary)
        above = row
    return tuple(facts)


def _facts_of_row(number: int, row: GridRow, vocabulary: Vocabulary) -> Iterator[Fact]:
    key: Stated | None = None
    for cell in _whole(row):
        text = without_day(unicodedata.normalize("NFKC", shown(cell)).lstrip("#* "))
        if text in _NO_VALUE or (key in _BALANCES and _DAY.fullmatch(text)):
            continue
        named = vocabulary.stated.get(normal(text))
        if named is None and key is not None:
            yield Fact(key, _bare(text), number)
        elif named is None:
            yield from _facts_of_text(number, text, vocabulary)
        key = named


def _whole(row: GridRow) -> Iterator[Cell]:
    """The cells with an amount put together that its unquoted thousands separators cut: ``Total: 1``, ``750``."""
    last: Cell = ""
    for cell in row:
        if isinstance(last, str) and isinstance(cell, str) and _CUT.fullmatch(last) and _CUT_OFF.fullmatch(cell):
            last = f"{last},{cell}"
        else:
            yield last
            last = cell
    yield last


def _facts_of_text(number: int, text: str, vocabulary: Vocabulary) -> Iterator[Fact]:
    found = False
    for pair in _PAIR.finditer(_SPACED_KEY.sub(r"\1\2", text)):
        what = vocabulary.stated.get(normal(pair["key"]))
        if what is not None and (value := _bare(pair["value"])):
            found = True
            yield Fact(what, value, number)
    if not found and (records := _RECORDS.fullmatch(text)):
        yield Fact(Stated.COUNT, records[1], number)


def without_day(text: str) -> str:
    """A label without the day that it is of: ``Ending balance as of 10/31/2026``."""
    return _AS_OF.sub("", text) if " " in text else text


def summary_of(above: GridRow, below: GridRow, number: int, vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """The facts of a summary in two rows, words above and their values below; none where it is none.

    ``number`` is that of the lower row.
    """
    words = [vocabulary.stated.get(normal(cell)) if isinstance(cell, str) else None for cell in above]
    filled = sum(cell != "" for cell in above)
    if (
        not filled
        or sum(word is not None for word in words) < min(filled, _SUMMARY)
        or any(_DIGITS.search(shown(cell)) for cell in above)
    ):
        return ()
    values = [_bare(shown(cell)) for cell in below]
    if not any(map(_DIGITS.match, values)):
        return ()
    return tuple(Fact(word, value, number) for word, value in zip(words, values, strict=False) if word and value)


def _bare(value: str) -> str:
    return value.strip(" []【】'\"`,;。_")
