"""``export --to hledger``."""

from __future__ import annotations

from salesbook.exports.form import Request, Written
from salesbook.exports.journal.file import write_journal
from salesbook.exports.journal.hledger import FILE_NAME, written


def write(request: Request) -> Written:
    """One journal of the whole book."""
    path = request.directory / FILE_NAME
    write_journal(request.source, path, request.language, written)
    return Written((path,))
