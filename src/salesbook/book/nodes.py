"""One entry as a tree of fields that knows the text and the place of each value.

The YAML of a book is a plain subset: no anchors, aliases, tags or second documents, every field once. What is outside
of it is a problem with its position; values are resolved by ``scalars``, never by the YAML library, so that no
amount passes through a binary float.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from salesbook.book.scalars import Scalar
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Source

Value = Scalar | list["Value"] | dict[str, "Value"]
"""An entry's data as the models take it."""


class Node(NamedTuple):
    """A value of an entry and where it stands; lines and columns count from 1 in the file.

    ``content`` is a scalar, or the nodes of a list or of named fields in file order. ``text`` is a scalar as it is
    written, without its quotes; ``plain`` tells that it had none. ``name_at`` is where the name of the field stands
    whose value this is.
    """

    content: Scalar | list[Node] | dict[str, Node]
    path: PurePosixPath
    line: int
    column: int
    text: str = ""
    plain: bool = False
    name_at: tuple[int, int] | None = None

    @property
    def source(self) -> Source:
        """Where this value begins."""
        return Source(self.path, self.line, self.column)

    def value(self) -> Value:
        """The plain data: dicts, lists and scalars; numbers are ``Decimal``."""
        if isinstance(self.content, dict):
            return {name: node.value() for name, node in self.content.items()}
        if isinstance(self.content, list):
            return [node.value() for node in self.content]
        return self.content

    def find(self, path: tuple[str | int, ...]) -> Node:
        """The node of a nested value, or of the innermost one around it where it does not exist."""
        node = self
        for step in path:
            content = node.content
            if isinstance(content, list) and isinstance(step, int) and 0 <= step < len(content):
                node = content[step]
            elif isinstance(content, dict) and step in content:
                node = content[str(step)]
            else:
                break
        return node

    def locate(self, path: tuple[str | int, ...]) -> Source:
        """Where a nested value begins, or the one around it where it does not exist."""
        return self.find(path).source

    def locate_name(self, path: tuple[str | int, ...]) -> Source:
        """Where the name of a nested field stands; like ``locate`` for what has no name."""
        node = self.find(path)
        return Source(self.path, *node.name_at) if node.name_at else node.source
