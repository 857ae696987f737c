"""Reads the data of an entry out of YAML's events, and collects what a book does not take.

A book has hundreds of thousands of entries and few problems: places are asked of the parser only for a problem, and
other modules look them up in a tree that is made on demand (``placing``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import NoReturn

from yaml import (
    AliasEvent,
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from salesbook.book.codes_text import (
    ANCHOR,
    CONTROL_CHARACTER,
    DUPLICATE_KEY,
    KEY_NOT_TEXT,
    NOT_A_FILE_OF_FIELDS,
    NOT_FIELDS,
    NOT_ONE_ENTRY,
    SYNTAX,
    TAB,
    TAG,
    TOO_DEEP,
)
from salesbook.book.nodes import Value
from salesbook.book.placing import tree
from salesbook.book.scalars import Scalar, resolve
from salesbook.book.yaml_events import Mark, between_scalars, mark_of, reader
from salesbook.model.problem import Code, Problem, Source

MAX_DEPTH = 12

_INDENTING_TAB = re.compile(r"^ *+(?:- *+)*+(\t)[ \t]*+[^ \t\r\n]", re.MULTILINE)
_COMMENT = re.compile(r"#[^\n]*")
_SEPARATING_TAB = re.compile(r"\t(?=[ \t]*[^ \t\r\n])")
# YAML 1.1 takes NEL, LS and PS for line breaks and YAML 1.2 does not; the others no YAML text may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|\r(?!\n)")


class _UnusableError(Exception):
    """Ends the parsing of a text that has no fields; the problem is told."""


class TreeParser:
    """Parses the text of one entry, or of a file of fields; what is wrong with it is in ``problems`` afterwards.

    Its methods give the plain data: dicts, lists and scalars; numbers are ``Decimal``. Where there are problems it is
    what could be read, not to be used as data.
    """

    def __init__(self, text: str, path: PurePosixPath, first_line: int) -> None:
        self._text = text
        self._path = path
        self._first_line = first_line
        self._next: Callable[[], Event]
        self.problems: list[Problem] = []

    def entry(self) -> dict[str, Value] | None:
        """The fields of the one entry of the text; ``None`` where there are none or YAML cannot read them."""
        try:
            root = self._root(NOT_ONE_ENTRY)
            if type(root) is not list or not root:
                self._refuse(NOT_ONE_ENTRY, self._start)
            if len(root) > 1:
                self._refuse(NOT_ONE_ENTRY, self._item(1))
            entry = root[0]
            if type(entry) is not dict or not entry:
                if self.problems:
                    return None
                self._refuse(NOT_FIELDS, self._item(0))
        except _UnusableError:
            return None
        return entry

    def entries(self, count: int) -> list[dict[str, Value]] | None:
        """The fields of each entry of a text that is those of ``count`` entries, one after the other.

        None where there is any problem: then each has to be parsed alone. Otherwise parsing them alone gives the same.
        In column 0 of the texts stand only the dashes with which they begin; so where there are as many entries as
        texts, no quote, bracket or block of one reached into the next.
        """
        try:
            root = self._root(NOT_ONE_ENTRY)
        except _UnusableError:
            return None
        if self.problems or not isinstance(root, list) or len(root) != count:
            return None
        entries = [each for each in root if isinstance(each, dict) and each]
        return entries if len(entries) == count else None

    def fields(self) -> dict[str, Value] | None:
        """The fields of a text that holds them without a list; ``None`` likewise."""
        try:
            root = self._root(NOT_A_FILE_OF_FIELDS)
            if type(root) is not dict:
                self._refuse(NOT_A_FILE_OF_FIELDS, self._start)
        except _UnusableError:
            return None
        return root

    @property
    def _start(self) -> Source:
        return Source(self._path, self._first_line, 1)

    def _item(self, index: int) -> Source:
        return tree(self._text, self._path, self._first_line).locate((index,))

    def _root(self, not_one_document: Code) -> Value:
        if not self._text.replace("\n", "").isprintable():  # a quick look, which passes nearly every text
            self._refuse_characters()
        if self.problems:
            raise _UnusableError
        self._next = reader(self._text)
        try:
            root = self._only_document(not_one_document)
            if "\t" in self._text:
                self._refuse_separating_tabs()
        except MarkedYAMLError as error:
            self.problems.append(self._syntax_problem(error))
            raise _UnusableError from None
        return root

    def _only_document(self, not_one_document: Code) -> Value:
        self._next()  # the stream begins
        if type(self._next()) is StreamEndEvent:
            self._refuse(not_one_document, self._start)
        root = self._value(self._next(), 0)
        self._next()  # the document ends
        second = self._next()
        if type(second) is not StreamEndEvent:
            self._refuse(not_one_document, self._source(mark_of(second)))
        return root

    def _value(self, event: Event, depth: int) -> Value:
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            self.problems.append(ANCHOR.problem(self._source(mark_of(event)), text=f"*{event.anchor}"))
            return None
        if isinstance(event, CollectionStartEvent):
            self._refuse_extras(event)
        if depth > MAX_DEPTH:  # brackets may never close
            self.problems.append(TOO_DEEP.problem(self._source(mark_of(event)), depth=MAX_DEPTH))
            raise _UnusableError
        return self._list(depth + 1) if isinstance(event, SequenceStartEvent) else self._fields(depth + 1)

    def _scalar(self, event: ScalarEvent) -> Scalar:
        if event.anchor or event.tag:
            self._refuse_extras(event)
        text: str = event.value
        if event.style:  # quoted, or a block
            return text
        value = resolve(text)
        if isinstance(value, Code):
            self.problems.append(value.problem(self._source(mark_of(event)), text=text))
            return text
        return value

    def _list(self, depth: int) -> list[Value]:
        values: list[Value] = []
        following = self._next
        while type(event := following()) is not SequenceEndEvent:
            values.append(self._value(event, depth))
        return values

    def _fields(self, depth: int) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        names: dict[str, Event] = {}
        following, scalar = self._next, self._scalar
        while type(name_event := following()) is not MappingEndEvent:
            name = scalar(name_event) if type(name_event) is ScalarEvent else self._value(name_event, depth)
            event = following()
            value = scalar(event) if type(event) is ScalarEvent else self._value(event, depth)
            if not isinstance(name, str):
                self._refuse_name(name_event)
            elif name in fields:
                first = self._source(mark_of(names[name]))
                place = self._source(mark_of(name_event))
                self.problems.append(DUPLICATE_KEY.problem(place, key=name, first=first.line))
            else:
                fields[name] = value
                names[name] = name_event
        return fields

    def _refuse_name(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            shown = event.value
        else:
            shown = "[…]" if isinstance(event, SequenceStartEvent) else "{…}"
        self.problems.append(KEY_NOT_TEXT.problem(self._source(mark_of(event)), text=shown))

    def _refuse_characters(self) -> None:
        for match in _INDENTING_TAB.finditer(self._text):
            self.problems.append(TAB.problem(self._source_of(match.start(1))))
        for match in _CONTROL.finditer(self._text):
            number = ord(match[0])
            values = {"character": f"U+{number:04X}", "escape": f"\\u{number:04x}"}
            self.problems.append(CONTROL_CHARACTER.problem(self._source_of(match.start()), **values))

    def _refuse_extras(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.anchor is not None:
            self.problems.append(ANCHOR.problem(self._source(mark_of(event)), text=f"&{event.anchor}"))
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.problems.append(TAG.problem(self._source(mark_of(event)), text=tag))

    def _refuse_separating_tabs(self) -> None:
        """Valid YAML, but PyYAML's own parser and others stumble over it."""
        for offset, part in between_scalars(self._text):
            without_comments = _COMMENT.sub(lambda comment: " " * len(comment[0]), part)
            for match in _SEPARATING_TAB.finditer(without_comments + "."):
                self.problems.append(TAB.problem(self._source_of(offset + match.start())))

    def _syntax_problem(self, error: MarkedYAMLError) -> Problem:
        """At the quote or bracket that is never closed, rather than where the parser gave up lines below."""
        from salesbook.book.syntax_reasons import begins_inline, reason_in_words  # little of what is read is wrong

        mark, opening = error.problem_mark, error.context_mark
        if mark is None or (opening and opening.line < mark.line and begins_inline(error.context)):
            mark = opening
        source = self._source(mark) if mark else Source(self._path, self._first_line)
        return SYNTAX.problem(source, reason=reason_in_words(error.context, error.problem))

    def _refuse(self, code: Code, source: Source) -> NoReturn:
        self.problems.append(code.problem(source))
        raise _UnusableError

    def _source(self, mark: Mark) -> Source:
        return Source(self._path, self._first_line + mark.line, mark.column + 1)

    def _source_of(self, offset: int) -> Source:
        line = self._first_line + self._text.count("\n", 0, offset)
        return Source(self._path, line, offset - self._text.rfind("\n", 0, offset))
