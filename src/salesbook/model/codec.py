"""Records as JSON and back, so that a book that is indexed needs no YAML reader and no validation."""

from __future__ import annotations

import datetime
import json
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

Data = TypeVar("Data")

_RECURRING = 4096
"""Texts of decimals and days that are remembered: quantities, rates and days recur."""


def encode(value: object) -> str:
    """JSON of named tuples, each a list of its fields in their order, and of what they and entries are made of.

    Decimals and days are text, as they are written.
    """
    return _ENCODER.encode(value)


def decode(form: type[Data], text: str) -> Data:
    """The record that ``encode`` wrote."""
    reader: Callable[[Any], Data] = reader_of(cast("Any", form))
    return reader(json.loads(text))


def _simple(value: Any) -> Any:
    """What JSON has no form for, as something that it has."""
    if isinstance(value, Decimal):
        text = str(value)
        return f"{value:f}" if "E" in text else text  # str is the quicker of the two
    day: datetime.date = value
    return day.isoformat()


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_simple)


@cache
def reader_of(form: Any) -> Callable[[Any], Any]:
    """How to read a value of a type back from JSON."""
    origin: Any = get_origin(form)
    arguments = get_args(form)
    if form is Decimal:
        return _decimal
    if form is datetime.date:
        return _day
    if isinstance(form, type) and issubclass(form, Enum):
        return form
    if hasattr(form, "_fields"):
        return _record_reader(form)
    if origin is tuple:
        item = reader_of(arguments[0])
        return lambda values: tuple(map(item, values))
    if origin in {dict, Mapping}:
        item = reader_of(arguments[1])
        return lambda values: {name: item(value) for name, value in values.items()}
    if origin in {typing.Union, types.UnionType}:
        return _union_reader(arguments)
    return _as_it_is


_decimal = lru_cache(maxsize=_RECURRING)(Decimal)
_day = lru_cache(maxsize=_RECURRING)(datetime.date.fromisoformat)


def _as_it_is(value: Any) -> Any:
    return value


def _record_reader(form: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(form)
    readers = [(index, reader_of(hints[name])) for index, name in enumerate(form._fields)]
    needed = [(index, read) for index, read in readers if read is not _as_it_is]

    def read_record(values: list[Any]) -> Any:
        for index, read in needed:
            values[index] = read(values[index])
        return form(*values)

    return read_record


def _union_reader(branches: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Unions here are of None, text, and one other form, which JSON tells apart."""
    others = [branch for branch in branches if branch not in {type(None), str}]
    if not others:
        return _as_it_is
    other = reader_of(others[0])
    if str not in branches:
        return lambda value: None if value is None else other(value)
    return lambda value: value if value is None or isinstance(value, str) else other(value)
