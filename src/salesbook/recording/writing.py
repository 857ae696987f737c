"""Writing files of a book and committing them: both, or neither."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from salesbook.book.ledger_text import split
from salesbook.book.transaction import Transaction
from salesbook.history.commits import Commit, Message, commit, commit_hand_edits
from salesbook.i18n import Text
from salesbook.model.problem import Problem
from salesbook.recording.codes import NOT_TAKEN_BACK

Files = Mapping[PurePosixPath, tuple[bytes | None, bytes]]
"""Files by path below the book's folder: their content before (``None``: no file), and after."""

_ID = re.compile(rb"""\bid["']?\s*:\s*["']?([^\s"',{}\[\]]+)""")
_NOTHING_WRITTEN = Text("Nothing was written.", "未写入任何内容。")


def write_and_commit(transaction: Transaction, files: Files, message: Message | None) -> Commit | Problem | None:
    """Write ``files`` and commit just them; on a problem the book is as it was.

    Files that were edited by hand are committed alone before. Without ``message`` nothing is committed; ``None`` is
    also the answer outside git. Exit code 4 means that nothing was written, so that a script may try again:
    where git refuses, the files are put back.
    """
    paths = [Path(path) for path in files]
    if message is not None and isinstance(refused := commit_hand_edits(transaction.root, paths, entries_of), Problem):
        return refused
    for path, (before, after) in files.items():
        transaction.stage(path, before, after)
    if problem := transaction.commit():
        return problem
    if message is None:
        return None
    done = commit(transaction.root, paths, message, otherwise=_NOTHING_WRITTEN)
    if isinstance(done, Problem):
        return _take_back(transaction, files) or done
    return done


def _take_back(transaction: Transaction, files: Files) -> Problem | None:
    """Put the files back as they were; what was only added is cut off again where the disk is too full for more."""
    if transaction.revert() is None:
        return None
    for path, (before, after) in files.items():
        file = transaction.root / path
        try:
            if before is None:
                file.unlink()
            elif after.startswith(before):
                os.truncate(file, len(before))
            else:
                return NOT_TAKEN_BACK.problem(path=path)
        except OSError:
            return NOT_TAKEN_BACK.problem(path=path)
    return None


def entries_of(data: bytes) -> dict[str, bytes]:
    """The texts of a ledger file's entries by id; of one without, by its text."""
    texts = (data[entry.start : entry.end] for entry in split(data, PurePosixPath()).entries)
    return {_name(text): text for text in texts}


def _name(text: bytes) -> str:
    match = _ID.search(text)
    return (match[1] if match else text.strip()).decode("utf-8", "replace")


def unified_diff(files: Files) -> str:
    """What changes in the files, as ``git diff`` shows it."""
    return "".join(_file_diffs((path, before, after) for path, (before, after) in sorted(files.items())))


def _file_diffs(files: Iterable[tuple[PurePosixPath, bytes | None, bytes]]) -> Iterator[str]:
    for path, before, after in files:
        old_name = "/dev/null" if before is None else f"a/{path}"
        lines = difflib.unified_diff(_lines(before or b""), _lines(after), old_name, f"b/{path}")
        yield from (line if line.endswith("\n") else line + "\n" for line in lines)


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines(keepends=True)
