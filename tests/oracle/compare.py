"""Comparing the figures of the product with those of the plain implementation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

KEYS = ("customer", "rep", "product", "currency", "plan")
AMOUNT = re.compile(r"-?\d+(\.\d+)?")
OTHER_TIMES = ("before", "year_before", "trend", "lost_customers", "high_value_customers")
NO_FIGURES = (*KEYS, *OTHER_TIMES, "name", "as_of", "buckets", "period", "commission")


def row_key(row: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """What tells a row from the others of its list: a row of `others` by its currency."""
    return next(((key, row[key]),) for key in KEYS if key in row)


def is_zero(value: Any) -> bool:
    """Whether a figure says nothing: empty, a zero, or rows and totals that say nothing."""
    if isinstance(value, dict):
        return all(is_zero(inner) for key, inner in value.items() if key not in NO_FIGURES)
    if isinstance(value, list):
        return all(is_zero(inner) for inner in value)
    if isinstance(value, str):
        return not AMOUNT.fullmatch(value) or float(value) == 0  # a day, a name of a month
    return value is None or value == 0


def differences(
    expected: Any, actual: Any, where: str = "", ignore: frozenset[str] = frozenset({"commission"})
) -> Iterator[str]:
    """Where `actual` differs from `expected`, one line each.

    Further keys of `actual`, rows of nothing but zeros on either side and the keys in `ignore` are no difference.
    """
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key, value in expected.items():
            if key not in ignore:
                yield from differences(value, actual.get(key), f"{where}.{key}", ignore)
    elif isinstance(expected, list) and isinstance(actual, list):
        yield from row_differences(expected, actual, where, ignore)
    elif expected != actual:
        yield f"{where}: expected {expected!r}, got {actual!r}"


def row_differences(expected: list[Any], actual: list[Any], where: str, ignore: frozenset[str]) -> Iterator[str]:
    """The differences of two lists, of rows or of plain values."""
    if not all(isinstance(row, dict) for row in expected + actual):
        if expected != actual:
            yield f"{where}: expected {expected!r}, got {actual!r}"
        return
    wanted, found = ({row_key(row): row for row in rows if not is_zero(row)} for rows in (expected, actual))
    if [key for key in wanted if key in found] != [key for key in found if key in wanted]:
        yield f"{where}: rows stand in another order"
    for key in sorted({*wanted, *found}, key=repr):
        place = f"{where}[{key[0][1]}]"
        if key not in found:
            yield f"{place}: missing, expected {wanted[key]}"
        elif key not in wanted:
            yield f"{place}: not expected, got {found[key]}"
        else:
            yield from differences(wanted[key], found[key], place, ignore)
