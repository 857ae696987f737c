"""From the text of an entry to what the index keeps of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from salesbook.book.nodes import Node, Value
from salesbook.book.parsing import entry_tree, parse_data, parse_entry, parse_together
from salesbook.model.codes import NEEDS_QUOTES, UNKNOWN_FIELD
from salesbook.model.facts import Fact
from salesbook.model.kinds import Kind
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.part import validate
from salesbook.model.problem import Problem, Source

if TYPE_CHECKING:
    from salesbook.book.forms import Forms
    from salesbook.model.entry import Entry, Reference


_MANY = 20
"""Entries that are worth learning their forms."""
_TOGETHER = 500
"""Entries that are parsed in one go: enough that starting the parser costs nothing, few enough for the memory."""


class ReadEntry(NamedTuple):
    """An entry as read: ``data`` are its raw YAML values; with problems it contributes no ``facts``.

    ``id`` is None where not even that could be read.
    """

    id: str | None
    date: datetime.date | None
    data: dict[str, Any]
    facts: tuple[Fact, ...]
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]
    entry: Entry | None = None


def read_entry(text: bytes | str, path: PurePosixPath, line: int, kind: Kind) -> ReadEntry:
    """Parse and validate one entry that stands at ``line`` of ``path``; problems have their places."""
    data, problems = parse_data(text, path, line)
    if data is None:
        return ReadEntry(None, None, {}, (), (), tuple(problems))
    return _validated(data, problems, text, path, line, kind)


def read_entries(texts: Sequence[tuple[bytes, int]], path: PurePosixPath, kind: Kind) -> Iterator[ReadEntry]:
    """Each of many entries of one file, given with its line, as ``read_entry`` reads it, but faster."""
    forms = _new_forms() if len(texts) >= _MANY else None
    for first in range(0, len(texts), _TOGETHER):
        some = texts[first : first + _TOGETHER]
        together = parse_together([text for text, _ in some], forms)
        for data, (text, line) in zip(together, some, strict=True):
            if data is None:
                yield read_entry(text, path, line, kind)
            else:
                yield _validated(data, [], text, path, line, kind)


def _new_forms() -> Forms:
    from salesbook.book.forms import Forms  # of no use to a command that reads few entries

    return Forms()


def _validated(
    data: dict[str, Value], problems: list[Problem], text: bytes | str, path: PurePosixPath, line: int, kind: Kind
) -> ReadEntry:
    entry, invalid = validate(kind.model(), data)
    if invalid:
        problems += with_places(entry_tree(text, path, line), invalid, problems)
    if entry is None or problems:
        given = data.get("id")
        identity = given if isinstance(given, str) else entry.key() if entry else None
        return ReadEntry(identity, None, data, (), (), tuple(problems))
    date = data.get("date")
    return ReadEntry(
        id=entry.key(),
        date=date if isinstance(date, datetime.date) else None,
        data=data,
        facts=tuple(entry.facts()),
        references=tuple(entry.references()),
        problems=(),
        entry=entry,
    )


def with_places(node: Node, invalid: Iterable[Problem], found: Iterable[Problem]) -> list[Problem]:
    """Problems of fields with their places, in the words of the file; without what ``found`` says of a place."""
    said = {problem.source for problem in found}
    placed_problems = (_as_written(node, problem).at(place(node, problem)) for problem in invalid)
    return [problem for problem in placed_problems if problem.source not in said]


def _as_written(node: Node, problem: Problem) -> Problem:
    """A problem that calls its field by its last name, and its value by the digits that the file has for it."""
    path = tuple(_steps(problem.field or ""))
    names = [step for step in path if isinstance(step, str)]
    values = dict(problem.values)
    if names and values.get("field") == problem.field:
        values["field"] = names[-1]
    if problem.code is NEEDS_QUOTES:
        values["value"] = node.find(path).text
    return problem._replace(values=values)


def place(node: Node, problem: Problem) -> Source:
    """Where in the file the field of a problem stands."""
    path = tuple(_steps(problem.field or ""))
    return node.locate_name(path) if problem.code is UNKNOWN_FIELD else node.locate(path)


def placed(text: bytes, path: PurePosixPath, line: int, problem: Problem) -> Problem:
    """A problem that names only its field, with the place where that stands."""
    node, _ = parse_entry(text, path, line)
    return problem._replace(source=place(node, problem) if node else Source(path, line))


def _steps(field: str) -> Iterator[str | int]:
    for step in field.split(".") if field else ():
        yield int(step) if step.isdigit() else step
