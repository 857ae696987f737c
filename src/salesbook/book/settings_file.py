"""Reading ``salesbook.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from salesbook.book.encoding import encoding_problems, is_utf8
from salesbook.book.entries import place
from salesbook.book.files import SETTINGS
from salesbook.book.nodes import Node, parse_entry
from salesbook.model.entry import validate
from salesbook.model.problem import Problem, Source
from salesbook.model.settings import Settings


def read_settings(root: Path) -> tuple[Settings | None, list[Problem]]:
    """The settings of the book in ``root``, or what is wrong with them, with places."""
    return settings_from((root / SETTINGS).read_bytes())


def settings_from(data: bytes) -> tuple[Settings | None, list[Problem]]:
    """The settings that the bytes of a ``salesbook.yaml`` say."""
    if not is_utf8(data):
        return None, encoding_problems(data, SETTINGS)
    node, problems = _parse(data.decode("utf-8"))
    if node is None:
        return None, problems
    raw: Any = node.value()
    settings, invalid = validate(Settings, raw)
    problems += [problem.at(place(node, problem)) for problem in invalid]
    return (settings if not problems else None), problems


_INDENT = "  "


def _parse(text: str) -> tuple[Node | None, list[Problem]]:
    """Settings are one mapping: read as an entry is, indented under a dash, and moved back to their place."""
    lines = [line if not line.strip() else _INDENT + line for line in text.splitlines()]
    if lines and lines[0].strip() == "---":
        lines[0] = ""
    node, problems = parse_entry("\n".join(["-", *lines, ""]), SETTINGS, first_line=0)
    return (_moved(node) if node else None), [_moved_problem(problem) for problem in problems]


def _moved(node: Node) -> Node:
    content = node.content
    if isinstance(content, dict):
        content = {name: _moved(inner) for name, inner in content.items()}
    elif isinstance(content, list):
        content = [_moved(inner) for inner in content]
    name_at = (node.name_at[0], node.name_at[1] - len(_INDENT)) if node.name_at else None
    return node._replace(content=content, column=max(1, node.column - len(_INDENT)), name_at=name_at)


def _moved_problem(problem: Problem) -> Problem:
    source = problem.source
    if source is None:
        return problem
    return problem.at(Source(source.path, max(1, source.line), max(1, source.column - len(_INDENT))))
