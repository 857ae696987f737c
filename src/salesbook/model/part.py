"""Mappings inside entries: frozen records whose annotations say what the value of each field must look like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from inspect import cleandoc, get_annotations
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NoReturn,
    TypeVar,
    Union,
    cast,
    dataclass_transform,
    get_args,
    get_origin,
)

from salesbook.model.findings import A_MAPPING, Finding, Wrong, missing, no_value, unknown_field, wrong_value
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Problem
from salesbook.model.shapes import (
    Anything,
    Choice,
    Definitions,
    ListOf,
    MappingOf,
    OneOf,
    Ruled,
    Schema,
    Shape,
    Single,
)

Made = TypeVar("Made")


class _Default(NamedTuple):
    make: Callable[[], Any]


def field(*, default_factory: Callable[[], Made]) -> Made:
    """What a field has that is left out, made anew for each part: a list, a mapping, another part."""
    default: Any = _Default(default_factory)
    return cast("Made", default)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Part:
    """A mapping inside an entry: unknown fields are errors, nothing is converted in silence.

    Its annotated attributes are its fields, as those of a frozen dataclass; but no code is made for its methods, which
    would take longer than all else that entering an order does with it. A field is called in files as its attribute is,
    without the ``_`` of ``from_``. What may be left out has a default; ``None`` is no value that a file could give.
    """

    def __init__(self, **values: Any) -> None:
        vars(self).update(shape_of_part(type(self)).with_defaults(values))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{name} of a part cannot be changed")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{name} of a part cannot be taken away")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    def inconsistency(self) -> Wrong | None:
        """What is wrong with its fields together, each of them being right."""
        return None


class Rule(NamedTuple):
    """Of an annotation: a rule that values of this type follow besides."""

    broken: Callable[[Any], Wrong | None]


class AtLeast(NamedTuple):
    """Of an annotation: how many items a list has at least."""

    items: int


class Alternatives(NamedTuple):
    """Of an annotation ``A | B``: which raw values are held to the second type; all others are to the first."""

    second_if: Callable[[Any], bool]


Item = TypeVar("Item")
Filled = Annotated[list[Item], AtLeast(1)]
"""A list with at least one item."""

AnyPart = TypeVar("AnyPart", bound=Part)


def validate(part: type[AnyPart], raw: Mapping[str, Any]) -> tuple[AnyPart | None, list[Problem]]:
    """Make a part of raw YAML values (``None``, bool, ``Decimal``, date, str, list, dict); all problems at once.

    Problems name their ``field`` as a dotted path; the caller knows where that stands in a file.
    """
    read = shape_of_part(part).read(raw)
    if isinstance(read, Wrong):
        return None, [finding.problem() for finding in read.findings]
    return read, []


def as_json(value: Any) -> Any:
    """A value as JSON has it: parts by the names of files and without what is ``None``, numbers and dates as text."""
    if isinstance(value, Part):
        fields = ((field, getattr(value, field.attribute)) for field in shape_of_part(type(value)).fields)
        return {field.name: as_json(each) for field, each in fields if each is not None}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    if isinstance(value, dict):
        return {name: as_json(each) for name, each in value.items()}
    return str(value) if isinstance(value, (Decimal, date)) else value


class Field(NamedTuple):
    """A field of a part: ``name`` is what files call it."""

    name: str
    attribute: str
    shape: Shape
    required: bool


class PartShape:
    """The shape of a mapping that is a part."""

    def __init__(self, part: type[Part]) -> None:
        self._part = part
        defaults = {name: vars(owner)[name] for owner in reversed(part.__mro__) for name in vars(owner)}
        self.fields = tuple(
            Field(
                name=attribute.rstrip("_"),
                attribute=attribute,
                shape=_shape_of(annotation),
                required=attribute not in defaults,
            )
            for owner in reversed(part.__mro__)
            for attribute, annotation in get_annotations(owner, eval_str=True).items()
            if _is_of_a_field(annotation)
        )
        left_out = {field.attribute: defaults[field.attribute] for field in self.fields if not field.required}
        self._defaults = {name: value for name, value in left_out.items() if not isinstance(value, _Default)}
        self._makers = {name: value.make for name, value in left_out.items() if isinstance(value, _Default)}
        self._by_name = {field.name: (field.attribute, field.shape.read) for field in self.fields}
        self._required = {field.name for field in self.fields if field.required}

    def read(self, raw: Any, /) -> Any:
        """The part."""
        if not isinstance(raw, dict):
            return wrong_value(raw, A_MAPPING)
        values: dict[str, Any] = {}
        for name, each in raw.items():
            field = self._by_name.get(name)
            if field is None or each is None:
                return self._wrong(raw)
            attribute, read = field
            value = read(each)
            if isinstance(value, Wrong):
                return self._wrong(raw)
            values[attribute] = value
        if not self._required <= raw.keys():
            return self._wrong(raw)
        part = object.__new__(self._part)  # its ``__init__`` would look up its shape again
        vars(part).update(self.with_defaults(values))
        return part.inconsistency() or part

    def with_defaults(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of some attributes, and of the others that may be left out."""
        whole = {**self._defaults, **values}
        for attribute, make in self._makers.items():
            if attribute not in whole:
                whole[attribute] = make()
        return whole

    def schema(self, definitions: Definitions) -> Schema:
        """A reference to its definition."""
        name = self._part.__name__
        if name not in definitions:
            definitions[name] = self.described(definitions)
        return {"$ref": f"#/$defs/{name}"}

    def described(self, definitions: Definitions) -> Schema:
        """The schema itself: its fields, which of them must be there, and no others."""
        required = [field.name for field in self.fields if field.required]
        return {
            "additionalProperties": False,
            "description": cleandoc(self._part.__doc__ or ""),
            "properties": {field.name: field.shape.schema(definitions) for field in self.fields},
            **({"required": required} if required else {}),
            "type": "object",
        }

    def arranged(self, raw: Any) -> Any:
        """The raw fields in the order of the part's."""
        return {field.name: field.shape.arranged(raw[field.name]) for field in self.fields if field.name in raw}

    def _wrong(self, raw: Mapping[str, Any]) -> Wrong:
        """All that is wrong with its fields, in their order; unknown ones stand last."""
        findings: list[Finding] = []
        for field in self.fields:
            if field.name in raw:
                each = raw[field.name]
                value = no_value() if each is None else field.shape.read(each)
                if isinstance(value, Wrong):
                    findings += value.under(field.name)
            elif field.required:
                findings += missing().under(field.name)
        for name, each in raw.items():
            if name not in self._by_name:
                unknown = no_value() if each is None else unknown_field(name, self._by_name)
                findings += unknown.under(name)
        return Wrong(tuple(findings))


def shape_of_part(part: type[Part]) -> PartShape:
    """The shape of a part's mappings; its annotations are looked at once."""
    return _shape_of_part(part)


_shape_of_part: Callable[[Any], PartShape] = cache(PartShape)


def _is_of_a_field(annotation: Any) -> bool:
    origin: Any = get_origin(annotation)
    return origin is not ClassVar


def _shape_of(annotation: Any) -> Shape:
    """What an annotation asks for; raises ``TypeError`` for one that means nothing here."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _refined(arguments[0], arguments[1:])
    if origin in (Union, UnionType):
        (only,) = (each for each in arguments if each is not NoneType)
        return _shape_of(only)
    if origin is list:
        return ListOf(_shape_of(arguments[0]))
    if origin is dict:
        return MappingOf(_shape_of(arguments[1]))
    if origin is Literal:
        return Choice(arguments)
    if annotation is Any:
        return Anything()
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return shape_of_part(annotation)
    raise TypeError(f"{annotation} does not say what a value looks like")


def _refined(annotation: Any, refinements: tuple[Any, ...]) -> Shape:
    first, *more = refinements
    shape: Shape
    if isinstance(first, Single):
        shape = first
    elif isinstance(first, Alternatives):
        one, two = get_args(annotation)
        shape = OneOf(_shape_of(one), _shape_of(two), first.second_if)
    elif isinstance(first, AtLeast):
        shape = ListOf(_shape_of(get_args(annotation)[0]), first.items)
    else:
        shape, more = _shape_of(annotation), list(refinements)
    for rule in more:
        shape = Ruled(shape, rule.broken)
    return shape
