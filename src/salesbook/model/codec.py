"""Facts and settings as JSON and back, so that a book that is indexed needs no YAML reader and no validation."""

from __future__ import annotations

import datetime
import json
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from salesbook.model import facts as fact_types
from salesbook.model.facts import Fact

_FACTS = {fact.__name__: fact for fact in get_args(fact_types.Fact)}

Data = TypeVar("Data")


def encode_facts(facts: Iterable[Fact]) -> str:
    """JSON of facts: a list of ``[type, field, …]``."""
    return json.dumps([[type(fact).__name__, *_values(fact)] for fact in facts], ensure_ascii=False)


def decode_facts(text: str) -> list[Fact]:
    """The facts that ``encode_facts`` wrote."""
    decoded: list[Fact] = [_reader(_FACTS[name])(values) for name, *values in json.loads(text)]
    return decoded


def encode(value: object) -> str:
    """JSON of one frozen dataclass."""
    return json.dumps(_plain(value), ensure_ascii=False)


def decode(form: type[Data], text: str) -> Data:
    """The dataclass that ``encode`` wrote."""
    reader: Callable[[Any], Data] = _reader(cast("Any", form))
    return reader(json.loads(text))


def _values(value: Any) -> list[Any]:
    return [_plain(getattr(value, field.name)) for field in fields(value)]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return _values(value)


@cache
def _reader(form: Any) -> Callable[[Any], Any]:
    """How to read a value of a type back from JSON."""
    origin: Any = get_origin(form)
    arguments = get_args(form)
    if form is Decimal:
        return Decimal
    if form is datetime.date:
        return datetime.date.fromisoformat
    if isinstance(form, type) and issubclass(form, Enum):
        return form
    if is_dataclass(form):
        return _dataclass_reader(form)
    if origin is tuple:
        item = _reader(arguments[0])
        return lambda values: tuple(item(value) for value in values)
    if origin is dict:
        item = _reader(arguments[1])
        return lambda values: {name: item(value) for name, value in values.items()}
    if origin in {typing.Union, types.UnionType}:
        return _union_reader(arguments)
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _dataclass_reader(form: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(form)
    readers = [_reader(hints[field.name]) for field in fields(form)]
    return lambda values: form(*[read(value) for read, value in zip(readers, values, strict=True)])


def _union_reader(branches: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Unions here are of None, text, and one other form, which JSON tells apart."""
    others = [branch for branch in branches if branch not in {type(None), str}]
    other = _reader(others[0]) if others else _as_it_is
    text_is_text = str in branches

    def read(value: Any) -> Any:
        if value is None or (text_is_text and isinstance(value, str)):
            return value
        return other(value)

    return read
