"""What ``salesbook fmt`` does to a file: its entries in canonical form, comments and blank lines untouched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from salesbook.book.encoding import UTF8_MARK
from salesbook.book.ledger_text import EntryText, entry_bytes, split
from salesbook.book.parsing import has_comments
from salesbook.model.problem import Severity


@dataclass(frozen=True, slots=True)
class FormattedFile:
    """The new bytes of a file, and the entries (of its old text) that were left alone for the comments inside them."""

    data: bytes
    kept: tuple[EntryText, ...]


def without_windows_marks(data: bytes) -> bytes:
    """The text of a file with LF line ends and no byte order mark."""
    return data.removeprefix(UTF8_MARK).replace(b"\r\n", b"\n")


def format_file(data: bytes, rewrite: Callable[[str], str | None]) -> FormattedFile:
    """Write each entry anew, with LF line ends and no byte order mark.

    ``rewrite`` takes the text of an entry and gives its canonical text, or ``None`` to leave it as it is, as for one
    with errors. A file with errors in its text is left as it is.
    """
    if any(problem.severity is Severity.ERROR for problem in split(data, PurePosixPath()).problems):
        return FormattedFile(data, ())
    data = without_windows_marks(data)
    pieces: list[bytes] = []
    kept: list[EntryText] = []
    position = 0
    for entry in split(data, PurePosixPath()).entries:
        pieces.append(data[position : entry.start])
        old = data[entry.start : entry.end]
        text = old.decode("utf-8")
        new = None
        if has_comments(text):
            kept.append(entry)
        else:
            new = rewrite(text)
        pieces.append(old if new is None else entry_bytes(new))
        position = entry.end
    pieces.append(data[position:])
    formatted = b"".join(pieces)
    missing_end = b"\n" if formatted and not formatted.endswith(b"\n") else b""
    return FormattedFile(formatted + missing_end, tuple(kept))
