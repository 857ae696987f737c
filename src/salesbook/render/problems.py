"""Problems for a person on a terminal, and for a program as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from salesbook.i18n import Language, Text
from salesbook.model.problem import Problem, Severity, Source
from salesbook.render.screen import Screen, Style
from salesbook.render.width import display_width, printable, shorten, wrap
from salesbook.table import JsonValue

LineOf = Callable[[Source], str | None]
"""The text of the line that a source names, without its end; ``None`` where it cannot be read."""

ERRORS = Text(en="{count} {count:error|errors}", zh="{count} 个错误")
WARNINGS = Text(en="{count} {count:warning|warnings}", zh="{count} 个警告")
COMMA = Text(en=", ", zh="，")

_INDENT = "  "
_TAB = "    "
_STYLES = {Severity.ERROR: (Style.BOLD, Style.RED), Severity.WARNING: (Style.BOLD, Style.YELLOW)}


def render(problems: Sequence[Problem], line_of: LineOf, language: Language, screen: Screen) -> str:
    """Every problem with its place, its line and a caret, and what to do; then how many there are.

    In the order of the files and lines; problems without a place come last. No problems give no text.
    """
    if not problems:
        return ""
    blocks = ["\n".join(_block(problem, line_of, language, screen)) for problem in in_order(problems)]
    return "\n\n".join([*blocks, screen.paint(summary(problems, language), Style.BOLD)]) + "\n"


def data(problems: Sequence[Problem], language: Language) -> list[JsonValue]:
    """Problems as JSON values, in the same order; a place that is not known is null."""
    return [_members(problem, language) for problem in in_order(problems)]


def summary(problems: Sequence[Problem], language: Language) -> str:
    """How many there are: ``3 errors, 1 warning``."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    parts = []
    if errors:
        parts.append(ERRORS.format(count=errors))
    if warnings:
        parts.append(WARNINGS.format(count=warnings))
    return COMMA.to(language).join(part.to(language) for part in parts)


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Problems as they lie in the files, what has no place at the end; else as they came."""
    return sorted(problems, key=_position)


def _position(problem: Problem) -> tuple[bool, str, int, int]:
    source = problem.source
    return (False, str(source.path), source.line, source.column) if source else (True, "", 0, 0)


def _block(problem: Problem, line_of: LineOf, language: Language, screen: Screen) -> Iterator[str]:
    code = screen.paint(problem.code.id, *_STYLES[problem.severity])
    place = _place(problem)
    message = printable(problem.message.to(language))
    yield f"{place}: {code} {message}" if place else f"{code} {message}"
    source = problem.source
    line = line_of(source) if source and source.line else None
    if source and line is not None:
        yield from _excerpt(source, line, screen)
    advice = printable(problem.advice.to(language))
    if advice:
        width = max(screen.width - len(_INDENT), 1) if screen.width else display_width(advice)
        yield from (_INDENT + part for part in wrap(advice, width))


def _place(problem: Problem) -> str:
    """The place in a file; else the entry and field as far as they are known."""
    if problem.source:
        return printable(str(problem.source))
    return printable(" ".join(part for part in (problem.entry, problem.field) if part))


def _excerpt(source: Source, line: str, screen: Screen) -> Iterator[str]:
    """The line after its number, and a caret under the column; a long line is cut around the caret."""
    margin = f"{source.line:>5} | "
    before, rest = (_visible(part) for part in (line[: max(source.column - 1, 0)], line[max(source.column - 1, 0) :]))
    if screen.width:
        before, rest = _cut(before, rest, screen.width - len(margin), screen.ellipsis)
    yield screen.paint(margin, Style.DIM) + before + rest
    if source.column:
        caret = screen.paint("^", Style.BOLD)
        yield screen.paint(" " * (len(margin) - 2) + "| ", Style.DIM) + " " * display_width(before) + caret


def _visible(text: str) -> str:
    return printable(text.replace("\t", _TAB))


def _cut(before: str, rest: str, width: int, ellipsis: str) -> tuple[str, str]:
    """What is left of and from the caret, cut to ``width`` columns together; the caret stays in sight."""
    if display_width(before + rest) <= width:
        return before, rest
    room = max(width * 2 // 3, len(ellipsis) + 1)
    if display_width(before) > room:
        while display_width(before) > room - len(ellipsis):
            before = before[1:]
        before = ellipsis + before
    return before, shorten(rest, max(width - display_width(before), len(ellipsis)), ellipsis)


def _members(problem: Problem, language: Language) -> JsonValue:
    source = problem.source
    return {
        "severity": problem.severity.value,
        "code": problem.code.id,
        "message": problem.message.to(language),
        "advice": problem.advice.to(language),
        "path": str(source.path) if source else None,
        "line": (source.line or None) if source else None,
        "column": (source.column or None) if source else None,
        "entry": problem.entry,
        "field": problem.field,
    }
