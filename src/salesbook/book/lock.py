"""One writer at a time, through a lock that the operating system frees however a process ends."""

from __future__ import annotations

from pathlib import Path

from salesbook.book.codes_writing import LOCKED
from salesbook.book.disk import disk_problem
from salesbook.book.file_lock import FileLock
from salesbook.model.problem import Problem

STATE_FOLDER = ".salesbook"
"""The folder of a book for what can be derived again: index, lock, journal."""

DEFAULT_WAIT = 10.0


def state_folder(root: Path) -> Path:
    """The book's ``.salesbook/``, made if need be, with a ``.gitignore`` that keeps all of it out of git.

    Raises ``OSError`` where it cannot be made.
    """
    folder = root / STATE_FOLDER
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists() or not ignore.stat().st_size:  # empty where a process was killed just here
        ignore.write_bytes(b"*\n")
    return folder


def take_lock(root: Path, seconds: float = DEFAULT_WAIT) -> FileLock | Problem:
    """The lock of the book, held; waits up to ``seconds`` for another writer. Release it with ``release()``."""
    try:
        lock = FileLock(state_folder(root) / "lock")
        if lock.acquire(seconds):
            return lock
    except OSError as error:
        return disk_problem(error, f"{STATE_FOLDER}/lock")
    return LOCKED.problem(seconds=f"{seconds:g}")
