"""Writing a document where its reader wants it."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
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
        encode = codecs.getincrementalencoder(target.encoding or "utf-8")(_UNENCODABLE).encode  # one mark for all
        with to.open("wb") as file:
            file.writelines(
                piece if isinstance(piece, bytes) else encode(piece)
                for piece in target.pieces(document, language, Screen())
            )
    else:
        _write_to_stream(target.pieces(document, language, screen_of(to)), to)


def _write_to_stream(pieces: Iterator[str | bytes], stream: TextIO) -> None:
    """Write to standard output: to a terminal in its own encoding, to a pipe always UTF-8."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None:  # a stream of text alone, as io.StringIO
        stream.writelines(piece if isinstance(piece, str) else piece.decode("utf-8", _UNENCODABLE) for piece in pieces)
        return
    stream.flush()
    encoding = stream.encoding if stream.isatty() else "utf-8"
    buffer.writelines(piece if isinstance(piece, bytes) else piece.encode(encoding, _UNENCODABLE) for piece in pieces)
    buffer.flush()
