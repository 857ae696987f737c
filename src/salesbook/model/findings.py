"""What is wrong with a raw value of an entry, in words; where it stands is told by the steps that lead to it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model import codes
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Code, Problem

Step = str | int
"""The name of a field, or the place of an item in a list, counted from 0."""


class Finding(NamedTuple):
    """One thing that is wrong; ``path`` leads to it from the value that was read."""

    code: Code
    values: Mapping[str, str | Text]
    path: tuple[Step, ...] = ()

    def problem(self) -> Problem:
        """It as a problem, which names its ``field`` as a dotted path."""
        field = ".".join(map(str, self.path))
        return Problem(self.code, {"field": field, **self.values}, field=field)


class Wrong(NamedTuple):
    """Takes the place of a value that is not what it should be."""

    findings: tuple[Finding, ...]

    def under(self, step: Step) -> Iterator[Finding]:
        """What is wrong, as the mapping or list sees it that has the value at ``step``."""
        for finding in self.findings:
            yield finding._replace(path=(step, *finding.path))


A_LIST = Text("a list", "列表")
A_MAPPING = Text("fields with values", "字段与值")
_CORRECT = Text("correct the value", "请改正该值")
_NEAR = Text("did you mean `{near}`?", "是否想写 `{near}`？")


def wrong_value(raw: object, expected: Text, hint: Text = _CORRECT) -> Wrong:
    """It is of another kind than ``expected``; ``hint`` says how to mend it."""
    return _one(codes.WRONG_VALUE, found=_found(raw), expected=expected, hint=hint)


def wrong_choice(raw: object, words: Sequence[str]) -> Wrong:
    """It is none of the words that may stand here."""
    near = difflib.get_close_matches(str(raw), words, 1)
    hint = _NEAR.format(near=near[0]) if near else Text("choose one of them", "请从中选一个")
    return wrong_value(raw, Text("one of: {all}", "下列之一：{all}").format(all=", ".join(words)), hint)


def needs_quotes(raw: object) -> Wrong:
    """It should be a text, but reads as something else."""
    return _one(codes.NEEDS_QUOTES, value=_written(raw))


def bad_id(raw: object) -> Wrong:
    """It cannot be an id."""
    return _one(codes.BAD_ID, value=_written(raw))


def too_many_digits(limit: Text) -> Wrong:
    """It is a number with more digits than ``limit``."""
    return _one(codes.TOO_MANY_DIGITS, limit=limit)


def wrong_shares(total: str) -> Wrong:
    """Parts that add up to ``total``, not to 100%."""
    return _one(codes.SHARES, total=total)


def contradiction(en: str, zh: str) -> Wrong:
    """Fields that exclude each other, or one of several that is missing."""
    return _one(codes.CONTRADICTION, what=Text(en, zh))


def missing() -> Wrong:
    """A field that must stand there does not."""
    return _one(codes.MISSING_FIELD)


def no_value() -> Wrong:
    """There is a name, or a dash, and nothing behind it."""
    return _one(codes.NO_VALUE)


def unknown_field(name: str, known: Iterable[str]) -> Wrong:
    """There is no such field beside the ``known`` ones."""
    names = list(known)
    if near := difflib.get_close_matches(name, names, 1, cutoff=0.5):
        return _one(codes.UNKNOWN_FIELD, suggestion=_NEAR.format(near=near[0]))
    possible = Text(
        "possible here: {known}; put your own under `fields: {{}}`",
        "此处可用：{known}；自定义字段请放在 `fields: {{}}` 下",
    )
    return _one(codes.UNKNOWN_FIELD, suggestion=possible.format(known=", ".join(names)))


def _one(code: Code, **values: str | Text) -> Wrong:
    return Wrong((Finding(code, values),))


def _found(raw: Any) -> Text:
    if isinstance(raw, list):
        return A_LIST if raw else Text("an empty list", "空列表")
    if isinstance(raw, dict):
        return A_MAPPING
    return verbatim(f"`{_written(raw)}`")


def _written(raw: object) -> str:
    return str(raw).lower() if isinstance(raw, bool) else str(raw)
