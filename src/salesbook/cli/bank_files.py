"""Bank files that a user named: read, with warnings told and unreadable ones refused."""

from __future__ import annotations

from pathlib import Path

from salesbook.bank.reading import read
from salesbook.bank.statement import Statement, Unread
from salesbook.cli.session import FINDINGS, Session


def statements_or_fail(session: Session, file: Path) -> list[Statement]:
    """The statements of a file; ends the command where it cannot be read as one."""
    found = read(session.folder / file, str(file))
    if isinstance(found, Unread):
        session.fail(list(found.problems), FINDINGS)
    warnings = [warning for statement in found for warning in statement.warnings]
    if warnings:
        session.report_problems(warnings)
    return found
