"""The base of every kind of entry, and how raw YAML values become one."""

from __future__ import annotations

import difflib
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model import codes
from salesbook.model.dates import FIRST_YEAR, LAST_YEAR
from salesbook.model.facts import Fact
from salesbook.model.fields import FORMS, MAX_DAYS, Day, Identifier, Words
from salesbook.model.problem import Problem


class Reference(NamedTuple):
    """A place in an entry that names another: ``field`` (``orders.0.order``), the folder of its kind, its id."""

    field: str
    kind: str
    id: str


class Part(BaseModel):
    """A mapping inside an entry: unknown fields are errors, nothing is converted in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Forced(Part):
    """A rule that was overridden on purpose, and why."""

    rule: Words
    reason: Words


class Entry(Part):
    """What every entry may have besides the fields of its kind: a note, tags, and fields of the user's own."""

    UNIQUE_IN: ClassVar[str] = "documents"
    """Ids are unique among all documents; a master entry's in its kind."""

    note: Words | None = None
    tags: list[Words] | None = None
    fields: dict[str, Any] | None = None
    forced: Forced | None = None

    @abstractmethod
    def key(self) -> str:
        """What it is known by: its id."""

    def facts(self) -> Iterator[Fact]:
        """What it says in terms of the rules."""
        return iter(())

    def references(self) -> Iterator[Reference]:
        """Which other entries it names."""
        return iter(())


class Identified(Entry):
    """An entry with an id."""

    id: Identifier

    def key(self) -> str:
        """Its id."""
        return self.id


class Document(Identified):
    """An entry with an id and a date."""

    date: Day


AnyModel = TypeVar("AnyModel", bound=BaseModel)


def validate(model: type[AnyModel], raw: Mapping[str, Any]) -> tuple[AnyModel | None, list[Problem]]:
    """Make a model of raw YAML values (``None``, bool, ``Decimal``, date, str, list, dict); all problems at once.

    Problems name their ``field`` as a dotted path; the caller knows where that stands in a file.
    """
    problems = list(_empty(raw, "")) if _has_gaps(raw.values()) else []
    try:
        return model.model_validate(raw), problems
    except ValidationError as error:
        found = [_problem(model, detail) for detail in error.errors(include_url=False)]
    known = {problem.field for problem in problems}
    return None, problems + [problem for problem in found if problem.field not in known]


def _has_gaps(values: Iterable[Any]) -> bool:
    """Whether any value, however deep, is missing."""
    for value in values:
        if value is None:
            return True
        if isinstance(value, (dict, list)) and _has_gaps(value.values() if isinstance(value, dict) else value):
            return True
    return False


def _empty(value: Any, path: str) -> Iterator[Problem]:
    """One problem for each field or item without a value, however deep."""
    if value is None:
        yield Problem(codes.NO_VALUE, {"field": path}, field=path)
    elif isinstance(value, (Mapping, list)):
        for name, inner in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from _empty(inner, f"{path}.{name}" if path else str(name))


_EXPECTED = {
    "number": Text("a number", "数字"),
    "positive": Text("a number above 0", "大于 0 的数字"),
    "whole": Text("a whole number", "整数"),
    "day_of_month": Text("a day of the month, 1 to 31", "每月的日子，1 到 31"),
    "text": Text("a text", "文本"),
    "percent": Text("a rate such as 13%", "百分数，如 13%"),
    "date": Text("a date such as 2026-11-21", "日期，如 2026-11-21"),
    "calendar": Text("a date from {first} to {last}", " {first} 至 {last} 年之间的日期").format(
        first=FIRST_YEAR, last=LAST_YEAR
    ),
    "days": Text("a number of days from 0 to {most}", " 0 至 {most} 的天数").format(most=MAX_DAYS),
    "month": Text("a month such as 2026-11", "月份，如 2026-11"),
    "quarter": Text("a quarter such as 2026-Q4", "季度，如 2026-Q4"),
    "year": Text("a year such as 2026", "年份，如 2026"),
    "currency": Text("a currency such as CNY", "币种，如 CNY"),
    "list": Text("a list", "列表"),
    "filled": Text("a list with at least one item", "至少有一项的列表"),
    "mapping": Text("fields with values", "字段与值"),
    "flag": Text("true or false", " true 或 false"),
}
_HINTS = {
    "quoted": Text("remove the quotes", "请去掉引号"),
    "number": Text(
        "write digits with a point for decimals and nothing else, such as 1234.50", "请只写数字和小数点，如 1234.50"
    ),
    "date": Text("write year, month and day, such as 2026-11-21", "请按 年-月-日 书写，如 2026-11-21"),
    "percent": Text("write it with a percent sign, such as 13%", "请带百分号书写，如 13%"),
}
_PYDANTIC_EXPECTS = {
    "list_type": "list",
    "too_short": "filled",
    "dict_type": "mapping",
    "model_type": "mapping",
}
_LIMITS = {
    "digits": Text("15 digits", " 15 位有效数字"),
    "decimals": Text("6 decimals", " 6 位小数"),
    "money": Text("3 decimals", " 3 位小数"),
}


def _problem(model: type[BaseModel], detail: ErrorDetails) -> Problem:
    path = ".".join(str(step) for step in detail["loc"] if step not in FORMS)
    kind, context, value = detail["type"], detail.get("ctx", {}), detail.get("input")
    if kind == "missing":
        return Problem(codes.MISSING_FIELD, {"field": path}, field=path)
    if kind == "extra_forbidden":
        return Problem(codes.UNKNOWN_FIELD, {"field": path, "suggestion": _suggestion(model, detail)}, field=path)
    if kind == "needs_quotes":
        return Problem(codes.NEEDS_QUOTES, {"field": path, "value": _written(value)}, field=path)
    if kind == "bad_id":
        return Problem(codes.BAD_ID, {"field": path, "value": _written(value)}, field=path)
    if kind == "too_many_digits":
        return Problem(codes.TOO_MANY_DIGITS, {"field": path, "limit": _LIMITS[context["limit"]]}, field=path)
    if kind == "shares":
        return Problem(codes.SHARES, {"field": path, "total": context["total"]}, field=path)
    if kind == "contradiction":
        what = Text(context["en"], context["zh"])
        return Problem(codes.CONTRADICTION, {"what": what}, field=path)
    if kind == "literal_error":
        return _wrong_choice(path, context["expected"], value)
    expected = context["expected"] if kind == "wrong_value" else _PYDANTIC_EXPECTS[kind]
    hint = _HINTS.get(context.get("hint", expected)) or Text("correct the value", "请改正该值")
    found = _found(value)
    return Problem(
        codes.WRONG_VALUE, {"field": path, "found": found, "expected": _EXPECTED[expected], "hint": hint}, field=path
    )


def _wrong_choice(path: str, expected: str, value: Any) -> Problem:
    choices = [choice.strip("'") for choice in expected.replace(" or ", ", ").split(", ")]
    near = difflib.get_close_matches(str(value), choices, 1)
    hint = (
        Text("did you mean `{near}`?", "是否想写 `{near}`？").format(near=near[0])
        if near
        else Text("choose one of them", "请从中选一个")
    )
    values: dict[str, str | Text] = {
        "field": path,
        "found": _found(value),
        "expected": Text("one of: {all}", "下列之一：{all}").format(all=", ".join(choices)),
        "hint": hint,
    }
    return Problem(codes.WRONG_VALUE, values, field=path)


def _suggestion(model: type[BaseModel], detail: ErrorDetails) -> Text:
    name = str(detail["loc"][-1])
    known = _fields_at(model, detail["loc"][:-1])
    if near := difflib.get_close_matches(name, known, 1, cutoff=0.5):
        return Text("did you mean `{near}`?", "是否想写 `{near}`？").format(near=near[0])
    return Text(
        "possible here: {known}; put your own under `fields: {{}}`",
        "此处可用：{known}；自定义字段请放在 `fields: {{}}` 下",
    ).format(known=", ".join(known))


def _fields_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The names, as files write them, of the fields that the mapping at ``path`` may have."""
    names = iter([step for step in path if isinstance(step, str) and step not in FORMS])
    for name in names:
        annotation = next(each.annotation for own, each in model.model_fields.items() if name == (each.alias or own))
        if get_origin(annotation) is dict:
            next(names)  # the user's own name of it
        model = next(_models_inside(annotation))
    return [each.alias or own for own, each in model.model_fields.items()]


def _models_inside(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_inside(inner)


def _found(value: Any) -> Text:
    if isinstance(value, list):
        return _EXPECTED["list"] if value else Text("an empty list", "空列表")
    if isinstance(value, dict):
        return _EXPECTED["mapping"]
    return verbatim(f"`{_written(value)}`")


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def contradiction(en: str, zh: str) -> PydanticCustomError:
    """For a model's validator: fields that exclude each other, or one of several that is missing."""
    return PydanticCustomError("contradiction", "{en}", {"en": en, "zh": zh})


def wrong_shares(total: str) -> PydanticCustomError:
    """For a field's validator: parts that add up to ``total``, not to 100%."""
    return PydanticCustomError("shares", "{total}", {"total": total})
