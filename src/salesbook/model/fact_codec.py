"""Facts as JSON and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, get_args

from salesbook.model.codec import encode, reader_of
from salesbook.model.facts import Fact


class _Readers(dict[str, Callable[[list[Any]], Fact]]):
    """How each form of fact is read, by its name; worked out where one is first read, as few books have all."""

    def __missing__(self, name: str) -> Callable[[list[Any]], Fact]:
        (form,) = (fact for fact in get_args(Fact) if fact.__name__ == name)
        read = self[name] = reader_of(form)
        return read


_READERS = _Readers()


def encode_facts(facts: Iterable[Fact]) -> str:
    """JSON of facts: a list of ``[type, field, …]``."""
    return encode([[type(fact).__name__, *fact] for fact in facts])


def decode_facts(text: str) -> list[Fact]:
    """The facts that ``encode_facts`` wrote."""
    return _facts(json.loads(text))


def decode_all_facts(texts: Iterable[str]) -> list[list[Fact]]:
    """The facts of each of the texts that ``encode_facts`` wrote; parsed together, which takes less."""
    return [_facts(facts) for facts in json.loads(f"[{','.join(texts)}]")]


def _facts(read: list[list[Any]]) -> list[Fact]:
    return [_READERS[name](values) for name, *values in read]
