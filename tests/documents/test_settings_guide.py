"""The guide of ``salesbook.yaml``, in both languages: it names every setting, and its examples hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from salesbook.book.parsing import parse_entry, parse_fields
from salesbook.model.kinds import KINDS
from salesbook.model.part import PartShape, shape_of_part, validate
from salesbook.model.settings import Settings
from salesbook.model.shapes import Choice, ListOf, MappingOf, OneOf, Ruled, Shape
from salesbook.model.terms import Event

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = {"en": (DOCS / "settings.md").read_text("utf-8"), "zh": (DOCS / "settings.zh-CN.md").read_text("utf-8")}
IN_BOTH = pytest.mark.parametrize("language", GUIDES)

SMALLEST = {"company": {"name": "Example"}, "currency": "EUR"}
ORDERS = next(kind for kind in KINDS if kind.name == "orders")
EVENTS = {
    Event.ORDER: date(2026, 11, 1),
    Event.DELIVERY: date(2026, 11, 8),
    Event.INVOICE: date(2026, 11, 10),
    Event.ACCEPTANCE: date(2026, 11, 20),
}

_QUOTED = re.compile(r"`([^`\n]+)`")


def sections(language: str) -> dict[str, str]:
    """What the guide says of each setting, under the heading that names it."""
    parts = re.split(r"^## (.+)$", GUIDES[language], flags=re.MULTILINE)
    return {name: text for title, text in zip(parts[1::2], parts[2::2], strict=True) for name in _QUOTED.findall(title)}


def inside(shape: Shape) -> Iterator[tuple[set[str], set[str]]]:
    """The names of the fields and the words to choose from, at every depth of a setting."""
    if isinstance(shape, PartShape):
        yield {field.name for field in shape.fields}, set()
        for field in shape.fields:
            yield from inside(field.shape)
    elif isinstance(shape, Choice):
        yield set(), {word for word in shape.words if len(shape.words) > 1}
    elif isinstance(shape, ListOf):
        yield from inside(shape.item)
    elif isinstance(shape, MappingOf):
        yield from inside(shape.value)
    elif isinstance(shape, Ruled):
        yield from inside(shape.shape)
    elif isinstance(shape, OneOf):
        yield from inside(shape.first)
        yield from inside(shape.second)


@IN_BOTH
def test_every_setting_is_told_with_all_its_fields_and_words(language: str) -> None:
    told = sections(language)
    settings = shape_of_part(Settings).fields
    assert set(told) == {setting.name for setting in settings}
    lacking = [
        f"{setting.name}: {name}"
        for setting in settings
        for fields, words in inside(setting.shape)
        for name in sorted(fields | words)
        if name not in set(_QUOTED.findall(told[setting.name])) and f"`{name}: " not in told[setting.name]
    ]
    assert lacking == []


@IN_BOTH
def test_no_table_tells_of_a_field_that_is_not_there(language: str) -> None:
    told = sections(language)
    for setting in shape_of_part(Settings).fields:
        known = {name for fields, _ in inside(setting.shape) for name in fields}
        cells = re.findall(r"^\| (`\w+`.*?) \|", told[setting.name], re.MULTILINE)
        assert {name for cell in cells for name in _QUOTED.findall(cell)} <= known


def examples(language: str) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", GUIDES[language], re.MULTILINE | re.DOTALL)


def data(example: str) -> Any:
    """What an example says: settings, or an entry."""
    if example.startswith("- "):
        node, problems = parse_entry(example, PurePosixPath("example.yaml"), 1)
    else:
        node, problems = parse_fields(example.encode(), PurePosixPath("example.yaml"))
    assert node is not None, problems
    return node.value()


@IN_BOTH
def test_every_example_is_read_without_problems(language: str) -> None:
    for example in examples(language):
        shown = data(example)
        if example.startswith("- "):
            assert validate(ORDERS.model(), shown)[1] == []
        else:
            assert validate(Settings, SMALLEST | shown)[1] == [], example


def alike(one: Any, other: Any) -> bool:
    """Whether two pieces of data differ in Chinese names alone."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(alike(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return bool(one == other or (isinstance(other, str) and re.search("[\u4e00-\u9fff]", other)))


def test_both_languages_show_the_same_examples() -> None:
    pairs = list(zip(examples("en"), examples("zh"), strict=True))
    assert len(pairs) >= len(sections("en")) - 4  # some share one
    for english, chinese in pairs:
        assert alike(data(english), data(chinese)), english


def table_of_terms(language: str) -> list[tuple[str, str]]:
    return re.findall(r"^\| [^|]+ \| `(\[\{share.+?\])` \| ([-\d, ]+) \|$", GUIDES[language], re.MULTILINE)


@IN_BOTH
def test_usual_terms_fall_due_as_the_table_says(language: str) -> None:
    for parts, days in table_of_terms(language):
        settings, problems = validate(Settings, SMALLEST | data(f"terms:\n  usual: {parts}\n"))
        assert settings is not None, problems
        due = [part.due_date(EVENTS[part.after]) for part in settings.policy().terms["usual"] if part.after]
        assert ", ".join(map(str, due)) == days, parts


def test_both_languages_tell_the_same_terms() -> None:
    assert len(table_of_terms("en")) > 15
    assert table_of_terms("en") == table_of_terms("zh")
