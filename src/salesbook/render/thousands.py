"""Amounts of a column with their thousands parted, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import repeat

_CENTS = len(".00")
_GROUP = 3

_TO_COMMA = bytes.maketrans(b"0123456789", b"," * 10)
_WITHOUT_MINUS = bytes.maketrans(b"-", b" ")


def with_thousands(texts: Sequence[str]) -> Sequence[str]:
    """Plain amounts as people read them, ``-1234.50`` as ``-1,234.50``; an empty text stays empty.

    Written below one another to the right, their signs stand in columns, and a column of commas is put before the
    digits of each thousand. A minus that stood there moves into it.
    """
    width = max(map(len, texts), default=0) + _CENTS
    lines = "\n".join([*map(str.rjust, texts, repeat(width)), ""]).encode()
    columns = [lines[at :: width + 1] for at in range(width + 1)]
    end = _decimals(columns, len(texts))
    if end is None:
        return [f"{Decimal(text):,f}" if text else text for text in texts]
    for at in range(width - end - _GROUP, 0, -_GROUP):
        before = columns[at - 1]
        columns[at - 1 : at] = before.translate(_WITHOUT_MINUS), before.translate(_TO_COMMA)
    parted = bytearray(len(texts) * len(columns))
    for at, column in enumerate(columns):
        parted[at :: len(columns)] = column
    return list(map(str.lstrip, parted.decode().split("\n")[:-1]))


def _decimals(columns: Sequence[bytes], count: int) -> int | None:
    """How many signs at the end of ``count`` amounts are no whole digits; None where that is not the same in all."""
    points = sum(column.count(b".") for column in columns)
    filled = count - columns[-2].count(b" ")
    if points == columns[-2 - len("00")].count(b".") == filled:
        return _CENTS
    return None if points else 0
