"""The findings of ``check`` as a document, for every format but the terminal's."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Problem, Severity
from salesbook.table import CellType, Column, Document, JsonValue, Row, Table

_SEVERITIES = {Severity.ERROR: Text("error", "错误"), Severity.WARNING: Text("warning", "警告")}


class Extent(NamedTuple):
    """How much was checked."""

    entries: int
    files: int


def extent(book: IndexedBook) -> Extent:
    """How many entries and files a book has, ``salesbook.yaml`` included."""
    (entries,) = book.connection.execute("SELECT count(*) FROM entry").fetchone()
    (files,) = book.connection.execute("SELECT count(*) FROM file").fetchone()
    return Extent(entries, files)


def no_problems(checked: Extent) -> Text:
    """What is said of a book in order."""
    return Text(
        "no problems in {entries} {entries:entry|entries} of {files} {files:file|files}",
        "{files} 个文件、{entries} 个条目，没有发现问题",
    ).format(entries=f"{checked.entries:,}", files=f"{checked.files:,}")


def check_document(problems: Sequence[Problem], checked: Extent, members: JsonValue) -> Document:
    """Problems as a table; ``members`` are the same for JSON."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return Document(
        name="check",
        title=Text("Problems of the book", "账簿检查结果"),
        tables=(
            Table(
                name="problems",
                title=Text("Problems of the book", "账簿检查结果"),
                columns=(
                    Column("path", Text("File", "文件")),
                    Column("line", Text("Line", "行"), CellType.COUNT),
                    Column("column", Text("Column", "列"), CellType.COUNT),
                    Column("severity", Text("Severity", "级别")),
                    Column("code", Text("Code", "代码")),
                    Column("entry", terms.ID),
                    Column("message", Text("Message", "提示"), wide=True),
                    Column("advice", Text("What to do", "处理"), wide=True),
                ),
                rows=tuple(_row(problem) for problem in problems),
            ),
        ),
        data={
            "entries": checked.entries,
            "files": checked.files,
            "errors": errors,
            "warnings": len(problems) - errors,
            "problems": members,
        },
        notes=() if problems else (no_problems(checked),),
    )


def _row(problem: Problem) -> Row:
    source = problem.source
    return Row(
        (
            str(source.path) if source else None,
            (source.line or None) if source else None,
            (source.column or None) if source else None,
            _SEVERITIES[problem.severity],
            problem.code.id,
            problem.entry,
            problem.message,
            problem.advice,
        )
    )
