"""What salesbook writes is laid out already: ``fmt`` leaves it as it stands."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from salesbook.book.files import kind_of, ledger_files
from salesbook.recording.formatting import format_ledger

BOOK = Path(__file__).parents[2]


def test_the_demonstration_book_is_laid_out() -> None:
    assert [path for path in ledger_files(BOOK) if not _is_laid_out(path)] == []


def _is_laid_out(path: PurePosixPath) -> bool:
    kind = kind_of(path)
    assert kind is not None
    data = (BOOK / path).read_bytes()
    return format_ledger(data, path, kind).data == data
