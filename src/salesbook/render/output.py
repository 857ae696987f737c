"""Writing a document where its reader wants it."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from salesbook.i18n import Language
from salesbook.render.screen import Screen, screen_of
from salesbook.render.target import Target
from salesbook.table import Document

_UNENCODABLE = "backslashreplace"
# What an encoding lacks, such as the odd bytes of a file's name, is shown as \udcbf: better than no output.


def write(document: Document, language: Language, target: Target, to: Path | TextIO) -> None:
    """Write ``document`` as ``target`` to a file or a stream.

    A file is replaced. Raises ``OSError`` where the disk, or the reader of a pipe, does not take it.
    """
    if isinstance(to, Path):
        to.write_bytes(_encoded(target.render(document, language, Screen()), target.encoding or "utf-8"))
    else:
        write_to_stream(target.render(document, language, screen_of(to)), to)


def write_to_stream(content: str | bytes, stream: TextIO) -> None:
    """Write to standard output: to a terminal in its own encoding, to a pipe always UTF-8."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None:  # a stream of text alone, as io.StringIO
        stream.write(content if isinstance(content, str) else content.decode("utf-8", _UNENCODABLE))
        return
    stream.flush()
    buffer.write(_encoded(content, stream.encoding if stream.isatty() else "utf-8"))
    buffer.flush()


def _encoded(content: str | bytes, encoding: str) -> bytes:
    return content if isinstance(content, bytes) else content.encode(encoding, _UNENCODABLE)
