"""Changing several files together: all of them or none, whatever moment the power fails.

New contents wait beside their files; when all are on the disk, a journal says what is to happen (needed only where
there are several); then each takes the place of the old one in an atomic step. A crash before the journal is there
leaves the old files; one after it is completed by ``recover``. Both functions need the lock of the book.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from salesbook.book.codes_writing import CHANGED_MEANWHILE, NOT_COMPLETED, UNFINISHED
from salesbook.book.disk import (
    disk_problem,
    put_in_place,
    read_if_exists,
    sync_folder,
    temporary_of,
    write_temporary,
    write_whole,
)
from salesbook.book.interruption import JOURNAL, is_interrupted
from salesbook.book.state_folder import STATE_FOLDER
from salesbook.i18n import Text
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Problem

if TYPE_CHECKING:
    from salesbook.book.journal import NotedChange

_STAGED = PurePosixPath(STATE_FOLDER, "staged")
"""The paths whose new contents are being written, so that a killed command's can be cleared away."""

_KEPT = PurePosixPath(STATE_FOLDER, "recovered")
"""What an interrupted command was to write, where the user has changed the file since."""

_NOTHING = Text(en="no file (it was to be removed)", zh="（无，原本要删除该文件）")


class Change(NamedTuple):
    """A file of the book, its bytes before and after; ``None`` where it does not exist."""

    path: PurePosixPath
    before: bytes | None
    after: bytes | None


def commit(root: Path, changes: Sequence[Change]) -> Problem | None:
    """Make all ``changes`` or none; a problem says why nothing was written."""
    made_folders: list[Path] = []
    path = _STAGED
    try:
        (root / _STAGED).write_text("\n".join(str(change.path) for change in changes), encoding="utf-8")
        for change in changes:
            path = change.path
            if change.after is not None:
                _make_folder(_target(root, path).parent, made_folders)
                write_temporary(_target(root, path), change.after)
        for change in changes:
            path = change.path
            if read_if_exists(_target(root, path)) != change.before:
                return _abandon(root, changes, made_folders, CHANGED_MEANWHILE.problem(path=path))
        if len(changes) > 1:
            from salesbook.book.journal import encode  # what hashes loads OpenSSL; mostly one file changes

            path = JOURNAL
            write_whole(root / JOURNAL, encode(changes))
    except OSError as error:
        return _abandon(root, changes, made_folders, disk_problem(error, path))
    applied: list[Change] = []
    try:
        for change in changes:
            path = change.path
            _apply(_target(root, path), change)
            applied.append(change)
    except OSError as error:
        return _put_back(root, applied, error, path) or _abandon(root, changes, made_folders, disk_problem(error, path))
    return _conclude(root, changes)


def recover(root: Path) -> list[Problem]:
    """Complete what a complete journal notes, and clear away what a killed command left.

    A file that holds neither the old nor the new content was changed since by its user: it stays, the new content is
    kept in ``.salesbook/recovered/``, and a problem tells. Raises ``OSError`` where the disk refuses; what is noted
    stays noted then.
    """
    problems = []
    journal = read_if_exists(root / JOURNAL)
    for change in _noted(journal):
        target = _target(root, change.path)
        content = read_if_exists(target)
        if change.is_before(content):
            _write_or_remove(target, change.after)
        elif content != change.after:
            problems.append(NOT_COMPLETED.problem(path=change.path, kept=_keep(root, change)))
    if journal is not None:
        (root / JOURNAL).unlink()
        sync_folder(root / STATE_FOLDER)
    if (staged := read_if_exists(root / _STAGED)) is not None:
        for path in staged.decode("utf-8", "replace").splitlines():
            temporary_of(_target(root, PurePosixPath(path))).unlink(missing_ok=True)
        temporary_of(root / JOURNAL).unlink(missing_ok=True)
        (root / _STAGED).unlink()
    return problems


def _noted(journal: bytes | None) -> Sequence[NotedChange]:
    """What a journal is to see done; nothing where it is not complete, or there is none."""
    if journal is None:
        return ()
    from salesbook.book.journal import decode

    return decode(journal) or ()


def _target(root: Path, path: PurePosixPath) -> Path:
    """The file itself, where a link stands in its place."""
    return (root / path).resolve()


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
        made.append(each)


def _apply(target: Path, change: Change) -> None:
    if change.after is None:
        target.unlink()
    else:
        put_in_place(temporary_of(target), target)
    sync_folder(target.parent)


def _write_or_remove(target: Path, content: bytes | None) -> None:
    if content is None:
        target.unlink(missing_ok=True)
        sync_folder(target.parent)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)


def _put_back(root: Path, applied: Sequence[Change], error: OSError, path: PurePosixPath) -> Problem | None:
    """Undo the files already replaced; where that fails too, the journal stays, and ``recover`` goes forward."""
    try:
        for change in reversed(applied):
            _write_or_remove(_target(root, change.path), change.before)
    except OSError:
        return disk_problem(error, path, UNFINISHED)
    return None


def _abandon(root: Path, changes: Sequence[Change], made_folders: Sequence[Path], problem: Problem) -> Problem:
    """Leave no trace of a commit that did not happen; its journal first, for that is what makes it happen."""
    try:
        if is_interrupted(root):
            (root / JOURNAL).unlink()
    except OSError as error:
        return disk_problem(error, JOURNAL, UNFINISHED)
    traces = [temporary_of(_target(root, change.path)) for change in changes]
    for trace in (*traces, temporary_of(root / JOURNAL), root / _STAGED):
        with suppress(OSError):  # the next command's ``recover`` takes them away
            trace.unlink(missing_ok=True)
    for folder in reversed(made_folders):
        with suppress(OSError):
            folder.rmdir()
    return problem


def _conclude(root: Path, changes: Sequence[Change]) -> Problem | None:
    try:
        if len(changes) > 1:
            (root / JOURNAL).unlink()
            sync_folder(root / STATE_FOLDER)  # a journal that came back would be taken for a newer interruption
        (root / _STAGED).unlink()
    except OSError as error:
        return disk_problem(error, JOURNAL, UNFINISHED) if is_interrupted(root) else None
    return None


def _keep(root: Path, change: NotedChange) -> Text | PurePosixPath:
    if change.after is None:
        return _NOTHING
    kept, number = _KEPT / change.path, 1
    while (root / kept).exists():
        number += 1
        kept = (_KEPT / change.path).with_name(f"{change.path.name}.{number}")
    (root / kept).parent.mkdir(parents=True, exist_ok=True)
    write_whole(root / kept, change.after)
    return kept
