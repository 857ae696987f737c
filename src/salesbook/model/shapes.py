"""What a raw value must look like: single values, lists, mappings, words to choose from, and one of two forms.

A shape reads a raw YAML value (``None``, bool, ``Decimal``, date, str, list, dict) into the value of a field, or into
all that is ``Wrong`` with it; it describes itself as JSON Schema for editors; and it puts fields into their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from salesbook.i18n import Text
from salesbook.model.findings import A_LIST, A_MAPPING, Finding, Step, Wrong, no_value, wrong_choice, wrong_value
from salesbook.model.named_tuple import NamedTuple

Schema = dict[str, Any]
"""A piece of JSON Schema, draft 2020-12; its keys stand in the order of the alphabet, its fields in their own."""
Definitions = dict[str, Schema]
"""The schemas of parts by their names, which pieces refer to."""

_FILLED = Text("a list with at least one item", "至少有一项的列表")


class Shape(Protocol):
    """What a raw value that is not ``None`` must look like."""

    def read(self, raw: Any, /) -> Any:
        """The value, or all that is ``Wrong`` with it."""

    def schema(self, definitions: Definitions) -> Schema:
        """Its JSON Schema; that of parts inside goes to the ``definitions``."""

    def arranged(self, raw: Any) -> Any:
        """The raw value, which is right, with fields in the order of their parts."""


class Single:
    """A single value: what reads it, and its JSON Schema."""

    def __init__(self, read: Callable[[Any], Any], described: Schema) -> None:
        self.read = read
        self._described = described

    def schema(self, definitions: Definitions) -> Schema:
        """As it is described."""
        return dict(self._described)

    def arranged(self, raw: Any) -> Any:
        """It has no fields."""
        return raw


class Choice(NamedTuple):
    """One of some words."""

    words: tuple[str, ...]

    def read(self, raw: Any, /) -> Any:
        """The word."""
        return raw if isinstance(raw, str) and raw in self.words else wrong_choice(raw, self.words)

    def schema(self, definitions: Definitions) -> Schema:
        """The words."""
        if len(self.words) == 1:
            return {"const": self.words[0], "type": "string"}
        return {"enum": list(self.words), "type": "string"}

    def arranged(self, raw: Any) -> Any:
        """It has no fields."""
        return raw


class Anything(NamedTuple):
    """Whatever a user keeps, but nothing without a value."""

    def read(self, raw: Any, /) -> Any:
        """It as it is."""
        inside = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
        _, findings = _each(self, inside)
        return Wrong(tuple(findings)) if findings else raw

    def schema(self, definitions: Definitions) -> Any:
        """There is nothing to say."""
        return True

    def arranged(self, raw: Any) -> Any:
        """Its fields are the user's."""
        return raw


class ListOf(NamedTuple):
    """A list of items of one shape, at least so many."""

    item: Shape
    least: int = 0

    def read(self, raw: Any, /) -> Any:
        """The items."""
        if not isinstance(raw, list):
            return wrong_value(raw, A_LIST)
        if len(raw) < self.least:
            return wrong_value(raw, _FILLED)
        items, findings = _each(self.item, enumerate(raw))
        return Wrong(tuple(findings)) if findings else items

    def schema(self, definitions: Definitions) -> Schema:
        """An array."""
        least = {"minItems": self.least} if self.least else {}
        return {"items": self.item.schema(definitions), **least, "type": "array"}

    def arranged(self, raw: Any) -> Any:
        """Each item by itself."""
        return [self.item.arranged(each) for each in raw]


class MappingOf(NamedTuple):
    """A mapping from names of the user's own to values of one shape."""

    value: Shape

    def read(self, raw: Any, /) -> Any:
        """The values by their names."""
        if not isinstance(raw, dict):
            return wrong_value(raw, A_MAPPING)
        values, findings = _each(self.value, raw.items())
        return Wrong(tuple(findings)) if findings else dict(zip(raw, values, strict=True))

    def schema(self, definitions: Definitions) -> Schema:
        """An object."""
        return {"additionalProperties": self.value.schema(definitions), "type": "object"}

    def arranged(self, raw: Any) -> Any:
        """Each value by itself, in the user's order."""
        return {name: self.value.arranged(each) for name, each in raw.items()}


class OneOf(NamedTuple):
    """One of two shapes: a value is held to the one that it looks like, so that a wrong one is told once."""

    first: Shape
    second: Shape
    second_if: Callable[[Any], bool]

    def read(self, raw: Any, /) -> Any:
        """As the shape reads it that it looks like."""
        return self._shape(raw).read(raw)

    def schema(self, definitions: Definitions) -> Schema:
        """Both."""
        return {"oneOf": [self.first.schema(definitions), self.second.schema(definitions)]}

    def arranged(self, raw: Any) -> Any:
        """As the shape that it looks like."""
        return self._shape(raw).arranged(raw)

    def _shape(self, raw: Any) -> Shape:
        return self.second if self.second_if(raw) else self.first


class Ruled(NamedTuple):
    """A shape whose values also follow a rule, which says what is ``Wrong`` with one."""

    shape: Shape
    rule: Callable[[Any], Wrong | None]

    def read(self, raw: Any, /) -> Any:
        """As the shape reads it, where that follows the rule."""
        value = self.shape.read(raw)
        return value if isinstance(value, Wrong) else self.rule(value) or value

    def schema(self, definitions: Definitions) -> Schema:
        """That of the shape: schemas do not know the rule."""
        return self.shape.schema(definitions)

    def arranged(self, raw: Any) -> Any:
        """As the shape."""
        return self.shape.arranged(raw)


def _each(shape: Shape, inside: Iterable[tuple[Step, Any]]) -> tuple[list[Any], list[Finding]]:
    """The values inside another one, and what is wrong with them."""
    values: list[Any] = []
    findings: list[Finding] = []
    for step, raw in inside:
        value = no_value() if raw is None else shape.read(raw)
        if isinstance(value, Wrong):
            findings += value.under(step)
        else:
            values.append(value)
    return values, findings
