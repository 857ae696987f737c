"""Builds a tree of fields from YAML's events, and collects what a book does not take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import yaml

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
from salesbook.book.nodes import Node
from salesbook.book.scalars import resolve
from salesbook.book.syntax_reasons import begins_inline, reason_in_words
from salesbook.book.yaml_events import Mark, between_scalars, events, mark_of
from salesbook.model.problem import Code, Problem, Source

MAX_DEPTH = 12

_INDENTING_TAB = re.compile(r"^ *+(?:- *+)*+(\t)[ \t]*+[^ \t\r\n]", re.MULTILINE)
_COMMENT = re.compile(r"#[^\n]*")
_SEPARATING_TAB = re.compile(r"\t(?=[ \t]*[^ \t\r\n])")
# YAML 1.1 takes NEL, LS and PS for line breaks and YAML 1.2 does not; the others no YAML text may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|\r(?!\n)")


class _TooDeepError(Exception):
    """Ends the parsing of an entry whose brackets never close."""


class TreeParser:
    """Parses the text of one entry, or of a file of fields; what is wrong with it is in ``problems`` afterwards."""

    def __init__(self, text: str, path: PurePosixPath, first_line: int) -> None:
        self._text = text
        self._path = path
        self._first_line = first_line
        self._events: Iterator[yaml.Event] = iter(())
        self.problems: list[Problem] = []

    def entry(self) -> Node | None:
        """The fields of the one entry of the text; ``None`` where there are none or YAML cannot read them."""
        root = self._root(NOT_ONE_ENTRY)
        if root is None:
            return None
        if not isinstance(root.content, list) or not root.content:
            return self._refuse(NOT_ONE_ENTRY, self._start)
        if len(root.content) > 1:
            return self._refuse(NOT_ONE_ENTRY, root.content[1].source)
        entry: Node = root.content[0]
        if not isinstance(entry.content, dict) or not entry.content:
            return None if self.problems else self._refuse(NOT_FIELDS, entry.source)
        return entry

    def fields(self) -> Node | None:
        """The fields of a text that holds them without a list; ``None`` likewise."""
        root = self._root(NOT_A_FILE_OF_FIELDS)
        if root is None or isinstance(root.content, dict):
            return root
        return self._refuse(NOT_A_FILE_OF_FIELDS, self._start)

    @property
    def _start(self) -> Source:
        return Source(self._path, self._first_line, 1)

    def _root(self, not_one_document: Code) -> Node | None:
        self._refuse_characters()
        if self.problems:
            return None
        self._events = events(self._text)
        try:
            root = self._only_document(not_one_document)
            if "\t" in self._text:
                self._refuse_separating_tabs()
        except yaml.MarkedYAMLError as error:
            self.problems.append(self._syntax_problem(error))
            return None
        except _TooDeepError:
            return None
        return root

    def _only_document(self, not_one_document: Code) -> Node | None:
        next(self._events)  # the stream begins
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return self._refuse(not_one_document, self._start)
        root = self._node(next(self._events), 0)
        next(self._events)  # the document ends
        second = next(self._events)
        if not isinstance(second, yaml.StreamEndEvent):
            return self._refuse(not_one_document, self._source(mark_of(second)))
        return root

    def _node(self, event: yaml.Event, depth: int, name_at: tuple[int, int] | None = None) -> Node:
        mark = mark_of(event)
        line, column = self._first_line + mark.line, mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor or event.tag:
                self._refuse_extras(event)
            text, plain = event.value, not event.style
            content = resolve(text) if plain else text
            if isinstance(content, Code):
                self.problems.append(content.problem(Source(self._path, line, column), text=text))
                content = text
            return Node(content, self._path, line, column, text, plain, name_at)
        if isinstance(event, yaml.AliasEvent):
            self.problems.append(ANCHOR.problem(Source(self._path, line, column), text=f"*{event.anchor}"))
            return Node(None, self._path, line, column, name_at=name_at)
        if isinstance(event, yaml.CollectionStartEvent):
            self._refuse_extras(event)
        if depth > MAX_DEPTH:
            self.problems.append(TOO_DEEP.problem(Source(self._path, line, column), depth=MAX_DEPTH))
            raise _TooDeepError
        nested = self._list(depth) if isinstance(event, yaml.SequenceStartEvent) else self._fields(depth)
        return Node(nested, self._path, line, column, name_at=name_at)

    def _list(self, depth: int) -> list[Node]:
        nodes = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            nodes.append(self._node(event, depth + 1))
        return nodes

    def _fields(self, depth: int) -> dict[str, Node]:
        fields: dict[str, Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            node = self._node(next(self._events), depth + 1, (key.line, key.column))
            if not isinstance(key.content, str):
                shown = key.text if key.plain else "[…]" if isinstance(key.content, list) else "{…}"
                self.problems.append(KEY_NOT_TEXT.problem(key.source, text=shown))
            elif key.content in fields:
                first = fields[key.content].name_at or (0, 0)
                self.problems.append(DUPLICATE_KEY.problem(key.source, key=key.content, first=first[0]))
            else:
                fields[key.content] = node
        return fields

    def _refuse_characters(self) -> None:
        for match in _INDENTING_TAB.finditer(self._text):
            self.problems.append(TAB.problem(self._source_of(match.start(1))))
        for match in _CONTROL.finditer(self._text):
            number = ord(match[0])
            values = {"character": f"U+{number:04X}", "escape": f"\\u{number:04x}"}
            self.problems.append(CONTROL_CHARACTER.problem(self._source_of(match.start()), **values))

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
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

    def _syntax_problem(self, error: yaml.MarkedYAMLError) -> Problem:
        """At the quote or bracket that is never closed, rather than where the parser gave up lines below."""
        mark, opening = error.problem_mark, error.context_mark
        if mark is None or (opening and opening.line < mark.line and begins_inline(error.context)):
            mark = opening
        source = self._source(mark) if mark else Source(self._path, self._first_line)
        return SYNTAX.problem(source, reason=reason_in_words(error.context, error.problem))

    def _refuse(self, code: Code, source: Source) -> Node | None:
        self.problems.append(code.problem(source))
        return None

    def _source(self, mark: Mark) -> Source:
        return Source(self._path, self._first_line + mark.line, mark.column + 1)

    def _source_of(self, offset: int) -> Source:
        line = self._first_line + self._text.count("\n", 0, offset)
        return Source(self._path, line, offset - self._text.rfind("\n", 0, offset))
