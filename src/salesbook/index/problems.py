"""Problems as rows of the index: kept by what they were found in, until that changes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from salesbook.i18n import Text

if TYPE_CHECKING:
    from salesbook.model.problem import Problem

_ERROR = "error"
"""As ``Severity`` has it: problems are loaded only where there are any."""


def store(connection: sqlite3.Connection, scope: str, found: Iterable[Problem]) -> None:
    """Keep problems under a scope (``file:PATH``, ``unit:ID``, ``check:NAME:SUBJECT``)."""
    connection.executemany(
        "INSERT INTO problem VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [row_of(scope, problem) for problem in found]
    )


def forget(connection: sqlite3.Connection, scope: str) -> None:
    """Drop what was found in a scope."""
    connection.execute("DELETE FROM problem WHERE scope = ?", (scope,))


def forget_units(connection: sqlite3.Connection) -> None:
    """Drop what was found in all units."""
    connection.execute("DELETE FROM problem WHERE scope LIKE 'unit:%'")


def store_found(connection: sqlite3.Connection, check: str, found: Iterable[tuple[str, Problem]]) -> None:
    """Keep what a check found, each with its subject."""
    for subject, problem in list(found):
        store(connection, f"check:{check}:{subject}", [problem])


def forget_check(connection: sqlite3.Connection, check: str, subjects: Iterable[str] | None = None) -> None:
    """Drop what a check found with some of its subjects; None: with any."""
    if subjects is None:
        connection.execute(f"DELETE FROM problem WHERE {_OF_CHECK}", {"check": check})
    else:
        connection.execute(
            "DELETE FROM problem WHERE scope IN (SELECT 'check:' || :check || ':' || value FROM json_each(:subjects))",
            {"check": check, "subjects": json.dumps(sorted(subjects))},
        )


def subjects_of_check(connection: sqlite3.Connection, check: str) -> set[str]:
    """The subjects with which a check found anything."""
    rows = connection.execute(f"SELECT DISTINCT scope FROM problem WHERE {_OF_CHECK}", {"check": check})
    return {row[0].split(":", 2)[2] for row in rows}


_OF_CHECK = "scope >= 'check:' || :check || ':' AND scope < 'check:' || :check || ';'"
"""Their scopes begin with the check's; ``;`` comes after ``:``."""


def count_errors(connection: sqlite3.Connection) -> int:
    """How many errors the book has; 0: its figures can be trusted."""
    row = connection.execute("SELECT count(*) FROM problem WHERE severity = ?", (_ERROR,)).fetchone()
    count: int = row[0]
    return count


def load(connection: sqlite3.Connection) -> list[Problem]:
    """All problems of the book; those that only name their entry have no place yet."""
    rows = connection.execute("SELECT code, entry, field, path, line, column, texts FROM problem ORDER BY rowid")
    return [_problem(*row) for row in rows]


def row_of(scope: str, problem: Problem) -> tuple[object, ...]:
    """A problem as a row of its table."""
    source = problem.source
    texts = {name: [text.en, text.zh] if isinstance(text, Text) else text for name, text in problem.values.items()}
    return (
        scope,
        problem.code.id,
        problem.severity,
        problem.entry,
        problem.field,
        str(source.path) if source else None,
        source.line if source else None,
        source.column if source else None,
        json.dumps(texts, ensure_ascii=False),
    )


def _problem(
    code: str, entry: str | None, field: str | None, path: str | None, line: int, column: int, texts: str
) -> Problem:
    from salesbook.index.catalogue import code_named
    from salesbook.model.problem import Problem, Source

    values = {name: Text(*text) if isinstance(text, list) else text for name, text in json.loads(texts).items()}
    source = Source(PurePosixPath(path), line, column) if path else None
    return Problem(code_named(code), values, source, entry, field)
