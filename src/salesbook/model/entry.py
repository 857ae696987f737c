"""The base of every kind of entry, and how raw YAML values become one."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model import codes
from salesbook.model.facts import Fact
from salesbook.model.fields import Day, Identifier, Words
from salesbook.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Reference:
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

    def key(self) -> str:
        """What it is known by: its id."""
        raise NotImplementedError

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
    values, problems = _without_empty(dict(raw), "")
    try:
        return model.model_validate(values), problems
    except ValidationError as error:
        details = error.errors(include_url=False)
    missing_anyway = {problem.field for problem in problems}
    for detail in details:
        problem = _problem(model, detail)
        if problem.field not in missing_anyway:
            problems.append(problem)
    return None, problems


def _without_empty(value: Any, path: str) -> tuple[Any, list[Problem]]:
    problems: list[Problem] = []
    if isinstance(value, dict):
        kept: Any = {}
        for name, inner in value.items():
            here = f"{path}.{name}" if path else str(name)
            if inner is None:
                problems.append(_empty(here))
                continue
            kept[name], found = _without_empty(inner, here)
            problems += found
        return kept, problems
    if isinstance(value, list):
        items = []
        for index, inner in enumerate(value):
            here = f"{path}.{index}"
            if inner is None:
                problems.append(_empty(here))
                continue
            item, found = _without_empty(inner, here)
            items.append(item)
            problems += found
        return items, problems
    return value, problems


def _empty(path: str) -> Problem:
    return Problem(codes.NO_VALUE, {"field": path}, field=path)


_EXPECTED = {
    "number": Text("a number", "数字"),
    "positive": Text("a number above 0", "大于 0 的数字"),
    "whole": Text("a whole number", "整数"),
    "text": Text("a text", "文本"),
    "percent": Text("a rate such as 13%", "百分数，如 13%"),
    "date": Text("a date such as 2026-11-21", "日期，如 2026-11-21"),
    "month": Text("a month such as 2026-11", "月份，如 2026-11"),
    "quarter": Text("a quarter such as 2026-Q4", "季度，如 2026-Q4"),
    "year": Text("a year such as 2026", "年份，如 2026"),
    "currency": Text("a currency such as CNY", "币种，如 CNY"),
    "list": Text("a list", "列表"),
    "mapping": Text("fields with values", "字段与值"),
    "flag": Text("true or false", "true 或 false"),
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
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "bool_type": "flag",
    "bool_parsing": "flag",
    "string_type": "text",
}
_LIMITS = {
    "digits": Text("15 in all", " 15 位有效数字"),
    "decimals": Text("6 decimals", " 6 位小数"),
    "money": Text("3 decimals", " 3 位小数"),
}


def _problem(model: type[BaseModel], detail: ErrorDetails) -> Problem:
    path = ".".join(str(step) for step in detail["loc"] if not _is_branch(step))
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
        return Problem(codes.SHARES, {"field": path or context["field"], "total": context["total"]}, field=path)
    if kind == "contradiction":
        what = Text(context["en"], context["zh"])
        return Problem(codes.CONTRADICTION, {"what": what}, field=path)
    if kind == "literal_error":
        return _wrong_choice(path, context["expected"], value)
    expected = context.get("expected") or _PYDANTIC_EXPECTS.get(kind, "text")
    hint = _HINTS.get(context.get("hint", expected)) or Text("correct the value", "请改正该值")
    found = _found(value)
    return Problem(
        codes.WRONG_VALUE, {"field": path, "found": found, "expected": _EXPECTED[expected], "hint": hint}, field=path
    )


def _is_branch(step: int | str) -> bool:
    """Pydantic puts the name of a union's branch into paths; no field of ours is named so."""
    return isinstance(step, str) and (step.startswith(("function-", "list[", "dict[")) or step in {"str", "TermPart"})


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
        "expected": Text("one of {all}", "下列之一：{all}").format(all=", ".join(choices)),
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
    for step in path:
        if isinstance(step, int) or _is_branch(step):
            continue
        field = model.model_fields.get(step)
        inner = _model_inside(field.annotation) if field else None
        if inner is None:
            return []
        model = inner
    return list(model.model_fields)


def _model_inside(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if found := _model_inside(inner):
            return found
    return None


def _found(value: Any) -> Text:
    if isinstance(value, list):
        return _EXPECTED["list"]
    if isinstance(value, dict):
        return _EXPECTED["mapping"]
    return verbatim(f"`{_written(value)}`")


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def contradiction(en: str, zh: str) -> PydanticCustomError:
    """For a model's validator: fields that exclude each other, or one of several that is missing."""
    return PydanticCustomError("contradiction", "{en}", {"en": en, "zh": zh})


def wrong_shares(field: str, total: object) -> PydanticCustomError:
    """For a model's validator: parts that do not add up to 100%."""
    return PydanticCustomError("shares", "{total}", {"field": field, "total": str(total)})
