"""From the text of an entry, or of a file of settings, to its tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from salesbook.book.codes_text import NOT_UTF8
from salesbook.book.encoding import UTF8_MARK, encoding_problems
from salesbook.book.ledger_text import conflict_problems
from salesbook.book.nodes import Node, Value
from salesbook.model.problem import Problem, Severity, Source

if TYPE_CHECKING:
    from salesbook.book.forms import Forms


def parse_data(
    text: bytes | str, path: PurePosixPath, first_line: int
) -> tuple[dict[str, Value] | None, list[Problem]]:
    """Parse the text of one entry, from its ``- `` on, which stands at ``first_line`` of the file ``path``.

    Problems are collected until YAML itself cannot go on. Where there are any, the data shows what could be read, for
    the sake of other messages; it must not be used. ``entry_tree`` tells where its values stand.
    """
    from salesbook.book.tree_parser import TreeParser  # yaml is loaded only to parse

    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            line = first_line + error.object.count(b"\n", 0, error.start)
            return None, [NOT_UTF8.problem(Source(path, line), byte=f"{error.object[error.start]:02X}")]
    parser = TreeParser(text, path, first_line)
    return parser.entry(), parser.problems


def parse_together(texts: Sequence[bytes], forms: Forms | None = None) -> list[dict[str, Value] | None]:
    """The data of many entries: by their ``forms`` where these are given and known, else parsed in one go.

    Where any of those has a problem, they are None, for parsing each alone will tell. The texts are those of entries as
    ``ledger_text.split`` tells them apart, each from its ``- `` to its line end.
    """
    from salesbook.book.tree_parser import TreeParser  # yaml is loaded only to parse

    try:
        decoded = [text.decode("utf-8") for text in texts]
    except UnicodeDecodeError:
        return [None] * len(texts)
    found = [forms.data(text) if forms else None for text in decoded]
    unknown = [text for text, data in zip(decoded, found, strict=True) if data is None]
    if not unknown:
        return found
    parsed = TreeParser("".join(unknown), PurePosixPath(), 1).entries(len(unknown))
    left: Iterator[dict[str, Value] | None] = iter(parsed) if parsed is not None else repeat(None)
    return [next(left) if data is None else data for data in found]


def entry_tree(text: bytes | str, path: PurePosixPath, first_line: int) -> Node:
    """The tree of the fields of an entry whose text could be parsed, with their places."""
    from salesbook.book.placing import tree  # yaml is loaded only to parse

    return tree(text if isinstance(text, str) else text.decode("utf-8"), path, first_line).find((0,))


def parse_entry(text: bytes | str, path: PurePosixPath, first_line: int) -> tuple[Node | None, list[Problem]]:
    """Like ``parse_data``, with the tree of the fields instead of their data."""
    data, problems = parse_data(text, path, first_line)
    return (entry_tree(text, path, first_line) if data is not None else None), problems


def parse_fields(data: bytes, path: PurePosixPath) -> tuple[Node | None, list[Problem]]:
    """Parse a file that holds named fields instead of a list of entries, as ``salesbook.yaml`` does."""
    from salesbook.book.placing import tree  # yaml is loaded only to parse
    from salesbook.book.tree_parser import TreeParser

    problems = encoding_problems(data, path)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    if conflicts := conflict_problems(data, path):
        return None, problems + conflicts
    text = data.removeprefix(UTF8_MARK).decode("utf-8")
    parser = TreeParser(text, path, first_line=1)
    fields = parser.fields()
    return (tree(text, path, 1) if fields is not None else None), problems + parser.problems


def has_comments(text: str) -> bool:
    """Whether the text of an entry holds comments, which writing it anew would lose.

    ``True`` where it cannot be parsed, for then nobody knows.
    """
    if "#" not in text:
        return False
    from yaml import YAMLError

    from salesbook.book.yaml_events import between_scalars

    try:
        return any("#" in part for _, part in between_scalars(text))
    except YAMLError:
        return True
