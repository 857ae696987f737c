"""Makes the tree that knows where each value stands, for what tells a problem or changes a text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

import yaml

from salesbook.book.nodes import Node
from salesbook.book.scalars import resolve
from salesbook.book.yaml_events import mark_of, reader
from salesbook.model.problem import Code


def tree(text: str, path: PurePosixPath, first_line: int) -> Node:
    """The tree of a text that ``TreeParser`` could read, and that begins at ``first_line`` of the file ``path``.

    It judges nothing: of a field that stands twice it holds the first, and no alias, nor a name that is no text.
    """
    following = reader(text)
    following()  # the stream begins
    following()  # the document begins
    return _Planter(following, path, first_line).node(following())


class _Planter:
    """Makes nodes of the events that follow."""

    def __init__(self, following: Callable[[], yaml.Event], path: PurePosixPath, first_line: int) -> None:
        self._next = following
        self._path = path
        self._first_line = first_line

    def node(self, event: yaml.Event, name_at: tuple[int, int] | None = None) -> Node:
        mark = mark_of(event)
        line, column = self._first_line + mark.line, mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            text, plain = event.value, not event.style
            content = resolve(text) if plain else text
            return Node(text if isinstance(content, Code) else content, self._path, line, column, text, plain, name_at)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self._list(), self._path, line, column, name_at=name_at)
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self._fields(), self._path, line, column, name_at=name_at)
        return Node(None, self._path, line, column, name_at=name_at)

    def _list(self) -> list[Node]:
        nodes = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            nodes.append(self.node(event))
        return nodes

    def _fields(self) -> dict[str, Node]:
        fields: dict[str, Node] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self.node(event)
            node = self.node(self._next(), (key.line, key.column))
            if isinstance(key.content, str):
                fields.setdefault(key.content, node)
        return fields
