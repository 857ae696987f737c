"""Reading bank files: bytes → grid of cells → header → columns → rows → statements.

sources       what kind of file it is, by its content: text (``encoding``) or a workbook
cell_rows     rows of cells, kept by their columns
delimited, fixed_width, workbook, html_tables, spreadsheet_xml     tables, as grids of cells
ofx, mt940, camt053, client_bank_exchange (``messages``)           formats that name the parts of each entry
split_dates   year, month and day in columns of their own, put together
sections      which rows head a table (``columns``), by the words of ``vocabulary`` (``words.yaml``), or ``headless``
layout        what particular banks do differently (``salesbook.bank.formats``, a book's ``bank-formats``)
settling      columns whose headings leave open what they hold, told by their cells; ``thousands`` split at commas
table_reader  which rows are transactions, their ``dates`` and ``money`` (``amounts``), and their other ``particulars``
readings      what only the whole table proves: which way amounts count (``polarity``), decimal marks, carried dates
printed       what the file states of itself (``titles``, ``periods``), and ``checks`` of the lines against it
assembly      all of that to statements; ``tables`` for every grid, ``repeated`` sheets once
"""

from __future__ import annotations

import gc
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from salesbook.bank.codes import NO_FILE, TOO_LARGE
from salesbook.bank.reading.dates import DateOrder
from salesbook.bank.reading.sources import MAX_FILE, Content, content_of
from salesbook.bank.reading.tables import statements_in
from salesbook.bank.reading.telling import UNTOLD, Telling
from salesbook.bank.reading.vocabulary import Vocabulary, vocabulary
from salesbook.bank.statement import Statement, Unread
from salesbook.i18n import Text
from salesbook.i18n.system_errors import system_reason
from salesbook.model.problem import Problem

__all__ = ["DateOrder", "Telling", "bytes_of", "read"]


def read(source: Path | bytes, name: str, telling: Telling = UNTOLD) -> list[Statement] | Unread:
    """The statements of a bank file, in its order: at least one, or why there is none.

    ``name`` is what problems call the file. Every row of the file is a line of a statement or listed as skipped.
    """
    with _without_collection():
        return _read(source, name, telling)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Without the collector of reference cycles: reading makes none, and it would look at every row again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read(source: Path | bytes, name: str, telling: Telling) -> list[Statement] | Unread:
    words = vocabulary()
    content = _content(source, name, telling.words(words))
    if isinstance(content, Problem):
        return Unread((content,))
    return content if isinstance(content, list) else statements_in(content, name, words, telling)


def _content(source: Path | bytes, name: str, words: Vocabulary) -> Content | Problem:
    """What a file holds; its bytes are let go before more is made of it."""
    data = source if isinstance(source, bytes) else bytes_of(source, name)
    return data if isinstance(data, Problem) else content_of(data, name, words)


def bytes_of(path: Path, name: str) -> bytes | Problem:
    """The bytes of a bank file, as far as it is one: no folder, device or pipe, and not too large."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return NO_FILE.problem(name=name, why=_NO_REGULAR_FILE)
        if found.st_size > MAX_FILE:
            return TOO_LARGE.problem(name=name, what=_FILE, limit=f"{MAX_FILE // 1024 // 1024} MiB")
        return path.read_bytes()
    except OSError as error:
        return NO_FILE.problem(name=name, why=system_reason(error))
    except ValueError:  # a name that no file can have
        return NO_FILE.problem(name=name, why=_NO_REGULAR_FILE)


_FILE = Text(en="the file", zh="文件")
_NO_REGULAR_FILE = Text(en="it is no regular file", zh="不是普通文件")
