"""One writer at a time, through a lock that the operating system frees however a process ends."""

from __future__ import annotations

from pathlib import Path

from salesbook.book.codes_writing import LOCKED
from salesbook.book.disk import disk_problem
from salesbook.book.file_lock import FileLock
from salesbook.book.state_folder import STATE_FOLDER, state_folder
from salesbook.model.problem import Problem

DEFAULT_WAIT = 10.0


def take_lock(root: Path, seconds: float = DEFAULT_WAIT) -> FileLock | Problem:
    """The lock of the book, held; waits up to ``seconds`` for another writer. Release it with ``release()``."""
    try:
        lock = FileLock(state_folder(root) / "lock")
        if lock.acquire(seconds):
            return lock
    except OSError as error:
        return disk_problem(error, f"{STATE_FOLDER}/lock")
    return LOCKED.problem(seconds=f"{seconds:g}")
