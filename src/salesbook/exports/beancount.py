"""``export --to beancount``."""

from __future__ import annotations

from pathlib import Path

from salesbook.exports.form import Request
from salesbook.exports.journal.beancount import FILE_NAME, written
from salesbook.exports.journal.file import write_journal


def write(request: Request) -> list[Path]:
    """One journal of the whole book."""
    return write_journal(request.source, request.directory / FILE_NAME, request.language, written)
