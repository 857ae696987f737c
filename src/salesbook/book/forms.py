"""The form of an entry's text: all of it but the single values behind its fields.

Thousands of entries of a file differ in nothing else. So a form is parsed once, with marks where the values stood. If
each mark comes back as a value of its own, any other value may stand there: nothing around it depends on which.
The data of an entry of a known form is that of the form, with the entry's own values where the marks are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from enum import Enum
from pathlib import PurePosixPath
from typing import cast

from salesbook.book.codes_text import NOT_A_FIGURE
from salesbook.book.nodes import Value
from salesbook.book.scalars import Scalar, resolve
from salesbook.book.tree_parser import TreeParser
from salesbook.model.problem import Code

_REMEMBERED = 4096
"""Forms, as many as a file may well have; where notes make each entry one of its own, it has more."""

_OUT = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"  # what only the parser is to judge
_PLAIN = rf"(?:[^\s!-*,\-/:-@\[-`{{-~{_OUT}]|-(?=\w))[^\s,:#?'\"\[\]{{}}{_OUT}]*+(?:[ ][^\s,:#?'\"\[\]{{}}{_OUT}]++)*+"
# Values that are the same whatever stands around them (YAML 1.2.2, 7.3): plain ones that neither begin with what says
# what kind of value follows nor hold a colon, comma, number sign, quote or bracket; quoted ones in which nothing is
# escaped; lists of plain ones. None of them takes more than a line.
_VALUES = re.compile(rf""":[ ]({_PLAIN}|"[^"\\{_OUT}]*+"|'[^'{_OUT}]*+'|\[{_PLAIN}(?:,[ ]{_PLAIN})*+\])(?=[\r\n,}}])""")


class _Mark(Enum):
    VALUE = "value"


_VALUE = _Mark.VALUE
"""Where a value of an entry stands in its form."""

_Form = Scalar | _Mark | list["_Form"] | dict[str, "_Form"]
"""An entry's data without its own values."""


class Forms:
    """Forms of entries, learned from the entries themselves."""

    def __init__(self) -> None:
        self._met: set[str] = set()
        self._known: dict[str, dict[str, _Form] | None] = {}

    def data(self, text: str) -> dict[str, Value] | None:
        """The fields of an entry, as parsing it would give them; None where that has to be done.

        A form is learned where it is met for the second time.
        """
        pieces = _VALUES.split(text)
        form = self._form(pieces[::2])
        if form is None:
            return None
        values = [_enclosed(each) if each[0] in "\"'[" else resolve(each) for each in pieces[1::2]]
        return None if Code in map(type, values) else _filled(form, iter(cast("list[Value]", values)))

    def _form(self, around: Sequence[str]) -> dict[str, _Form] | None:
        key = "\0".join(around)
        if key in self._known:
            return self._known[key]
        if key not in self._met:
            if len(self._met) >= _REMEMBERED:
                self._met.clear()
            self._met.add(key)
            return None
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        form = self._known[key] = _learned(around)
        return form


def _enclosed(text: str) -> Value | Code:
    """What stands in quotes, or in the brackets of a list."""
    if text[0] != "[":
        return text[1:-1]
    items = [resolve(each) for each in text[1:-1].split(", ")]
    return NOT_A_FIGURE if Code in map(type, items) else cast("list[Value]", items)


def _learned(around: Sequence[str]) -> dict[str, _Form] | None:
    """The form of what stands around values, where it takes words and lists; no text reads like the marks of both."""
    form = _marked(around, "one-{}".format)
    return form if form == _marked(around, "[two-{}]".format) else None


def _marked(around: Sequence[str], mark: Callable[[int], str]) -> dict[str, _Form] | None:
    """The form, where all marks are values, in their order."""
    marks = [mark(number) for number in range(len(around) - 1)]
    marked = [f"{before}: {mark}" for before, mark in zip(around, marks, strict=False)]
    parser = TreeParser("".join([*marked, around[-1]]), PurePosixPath(), 1)
    data = parser.entry()
    if data is None or parser.problems:
        return None
    found: list[str] = []
    form = {name: _without_marks(value, set(marks), found) for name, value in data.items()}
    return form if found == marks else None


def _without_marks(value: Value, marks: Collection[str], found: list[str]) -> _Form:
    text = f"[{value[0]}]" if isinstance(value, list) and len(value) == 1 else value
    if isinstance(text, str) and text in marks:
        found.append(text)
        return _VALUE
    if isinstance(value, dict):
        return {name: _without_marks(each, marks, found) for name, each in value.items()}
    if isinstance(value, list):
        return [_without_marks(each, marks, found) for each in value]
    return value


def _filled(form: dict[str, _Form], values: Iterator[Value]) -> dict[str, Value]:
    return {name: next(values) if part is _VALUE else _part(part, values) for name, part in form.items()}


def _part(form: _Form, values: Iterator[Value]) -> Value:
    if isinstance(form, dict):
        return _filled(form, values)
    if isinstance(form, list):
        return [_part(part, values) for part in form]
    return next(values) if isinstance(form, _Mark) else form
