"""Bank files that a user named: read, with warnings told and unreadable ones refused."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated

import typer

from salesbook.bank.reading import DateOrder, Telling, read
from salesbook.bank.reading.layout import Layout, layouts_in
from salesbook.bank.statement import Statement, Unread
from salesbook.book.place import find_book
from salesbook.cli.bilingual import both
from salesbook.cli.progress import doing
from salesbook.cli.session import FINDINGS, USAGE, Session
from salesbook.i18n import Text
from salesbook.model.problem import Problem

FORMATS_FOLDER = "bank-formats"

Dates = Annotated[
    DateOrder | None,
    typer.Option(
        "--dates", help=both("Order of day, month and year, where the file leaves it open", "文件未能判定时的日期顺序")
    ),
]


def statements_or_fail(session: Session, file: Path, dates: DateOrder | None = None) -> list[Statement]:
    """The statements of a file; ends the command where it cannot be read as one.

    ``dates`` is the user's word on the order of day and month. The layouts that a book has learned are known.
    """
    telling = Telling(dates, _learned(session))
    with doing(session, Text("reading {file}", "正在读取 {file}").format(file=file)):
        found = read(session.folder / file, str(file), telling)
    gc.freeze()  # what was read stays to the end, and need not be searched for garbage
    if isinstance(found, Unread):
        session.fail(list(found.problems), FINDINGS)
    warnings = [warning for statement in found for warning in statement.warnings]
    if warnings:
        session.report_problems(warnings)
    return found


def _learned(session: Session) -> tuple[Layout, ...]:
    """The layouts of the book, where there is one: a bank file can be read without."""
    root = find_book(session.folder, session.book_option, session.environment)
    if isinstance(root, Problem):
        if session.book_option is not None:
            session.fail([root], USAGE)
        return ()
    layouts = layouts_in(root / FORMATS_FOLDER)
    if isinstance(layouts, list):
        session.fail(layouts, FINDINGS, root)
    return layouts
