"""Columns: one field of many records, of which lists and exports have hundreds of thousands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, partial
from itertools import repeat
from operator import is_not
from types import NoneType
from typing import TypeVar, overload

from salesbook.model.money import Money, exponent, plain

Value = TypeVar("Value")
Made = TypeVar("Made")

_PLAIN = frozenset({str, int, bool, Decimal, date})


class BlankColumn(Sequence[None]):
    """Nothing in any of ``length`` records, as in most fields that entries may have."""

    def __init__(self, length: int) -> None:
        self._length = length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> None: ...

    @overload
    def __getitem__(self, at: slice) -> BlankColumn: ...

    def __getitem__(self, at: int | slice) -> BlankColumn | None:
        found = range(self._length)[at]
        return None if isinstance(found, int) else BlankColumn(len(found))

    def __iter__(self) -> Iterator[None]:
        return repeat(None, self._length)


class AmountColumn(Sequence["Money | None"]):
    """Amounts, None where there is none: ``minors`` in ``currencies``, one for each."""

    def __init__(self, minors: Sequence[int | None], currencies: Sequence[str]) -> None:
        self._minors = minors
        self.currencies = currencies

    @property
    def minors(self) -> Sequence[int | None]:
        """In minor units."""
        return self._minors

    @property
    def texts(self) -> Sequence[str | None]:
        """As files have them: ``-1234.50``."""
        decimals = {exponent(currency) for currency in set(self.currencies)}
        if len(decimals) == 1 and 0 not in decimals and None not in self._minors:
            return self._with_point(*decimals)
        return [None if amount is None else str(amount) for amount in self]

    def _with_point(self, decimals: int) -> Sequence[str]:
        """The texts, where there is an amount in each and all have ``decimals``: three times as fast as one by one."""
        return [
            f"{digits[:-decimals]}.{digits[-decimals:]}" if len(digits) > decimals + 1 else plain(int(digits), currency)
            for digits, currency in zip(map(str, self._minors), self.currencies, strict=True)
        ]

    def __len__(self) -> int:
        return len(self.currencies)

    @overload
    def __getitem__(self, at: int) -> Money | None: ...

    @overload
    def __getitem__(self, at: slice) -> AmountColumn: ...

    def __getitem__(self, at: int | slice) -> Money | AmountColumn | None:
        return self._between(at) if isinstance(at, slice) else _amount(self.minors[at], self.currencies[at])

    def _between(self, at: slice) -> AmountColumn:
        """A part of the column."""
        return AmountColumn(self._minors[at], self.currencies[at])

    def __iter__(self) -> Iterator[Money | None]:
        return map(_amount, self.minors, self.currencies)


class WrittenAmounts(AmountColumn):
    """Amounts kept as they were written, and made numbers when they are computed with, which most never are."""

    def __init__(self, texts: Sequence[str | None], currencies: Sequence[str]) -> None:
        super().__init__((), currencies)
        self._texts = texts

    @cached_property
    def minors(self) -> Sequence[int | None]:
        """In minor units."""
        return [None if text is None else int(text.replace(".", "")) for text in self._texts]

    @property
    def texts(self) -> Sequence[str | None]:
        """As files have them."""
        return self._texts

    def _between(self, at: slice) -> AmountColumn:
        return WrittenAmounts(self._texts[at], self.currencies[at])


def has_gaps(column: Sequence[object]) -> bool:
    """Whether an item of a column is None; told by what it is, since comparing amounts and dates takes longer."""
    return not all(map(partial(is_not, None), column))


def written_amounts(texts: Sequence[str | None], currencies: Sequence[str]) -> WrittenAmounts | None:
    """Amounts as they were written; None unless every text is just what ``plain`` makes of its amount."""
    decimals = {exponent(currency) for currency in set(currencies)}
    joint = "".join([f"{text}\n" for text in texts if text is not None])
    if len(decimals) > 1 or not _all_plain(max(decimals, default=0)).fullmatch(joint):
        return None
    return WrittenAmounts(texts, currencies)


def each_once(values: Sequence[Value], make: Callable[[Value], Made]) -> Sequence[Made]:
    """What ``make`` makes of each value, made once of those that are equal: dates, rates and prices repeat."""
    types = frozenset(map(type, values)) - {NoneType}
    if len(types) > 1 or not types <= _PLAIN:  # 1 and True are equal too, and a list has no hash
        return list(map(make, values))
    made = {value: make(value) for value in set(values)}
    return [made[value] for value in values]


@cache
def _all_plain(decimals: int) -> re.Pattern[str]:
    fraction = rf"\.[0-9]{{{decimals}}}" if decimals else ""
    return re.compile(rf"(?:(?!-[0.]+\n)-?(?:0|[1-9][0-9]*){fraction}\n)*")


def _amount(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)
