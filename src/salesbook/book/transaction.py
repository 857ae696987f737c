"""The right to write to a book: the lock, and the changes that are made together."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from salesbook.book.atomic_commit import Change, commit, recover
from salesbook.book.disk import disk_problem
from salesbook.book.file_lock import FileLock
from salesbook.book.lock import DEFAULT_WAIT, take_lock
from salesbook.model.problem import Problem


def begin(root: Path, seconds: float = DEFAULT_WAIT) -> Transaction | Problem:
    """Take the lock of the book at ``root``, waiting up to ``seconds``, and complete what a crash interrupted.

    Use the transaction as a context manager: its end releases the lock.
    """
    lock = take_lock(root, seconds)
    if isinstance(lock, Problem):
        return lock
    try:
        problems = recover(root)
    except OSError as error:
        lock.release()
        return disk_problem(error, error.filename or root)
    return Transaction(root, lock, tuple(problems))


class Transaction:
    """Changes of a book's files, while its lock is held: read, ``stage``, ``commit``.

    ``recovered`` tells of interrupted changes that could not be completed when the lock was taken.
    """

    def __init__(self, root: Path, lock: FileLock, recovered: tuple[Problem, ...]) -> None:
        self.root = root
        self.recovered = recovered
        self._lock = lock
        self._staged: list[Change] = []
        self._committed: list[Change] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._lock.release()

    def stage(self, path: PurePosixPath, before: bytes | None, after: bytes | None) -> None:
        """Note that the file at ``path`` (below the root) is to go from ``before``, as it was read, to ``after``.

        ``None`` stands for no file. Nothing is written yet.
        """
        if path.is_absolute() or ".." in path.parts or any(path == change.path for change in self._staged):
            raise ValueError(f"not a path of the book, or staged twice: {path}")
        self._staged.append(Change(path, before, after))

    def commit(self) -> Problem | None:
        """Write all that is staged, or nothing: a problem says why nothing was written."""
        changes = [change for change in self._staged if change.before != change.after]
        self._staged.clear()
        problem = commit(self.root, changes) if changes else None
        self._committed = [] if problem else changes
        return problem

    def revert(self) -> Problem | None:
        """Put back what the last commit changed, as where git then refused its part."""
        self._staged = [Change(change.path, change.after, change.before) for change in self._committed]
        return self.commit()
