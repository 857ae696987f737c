"""One commit for each command, holding its own lines and nothing else (docs/decisions/commits.md)."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from pathlib import Path

from salesbook.book.file_lock import FileLock
from salesbook.history import codes
from salesbook.history.changes import EntriesOf, changed_entries, changed_files, relative
from salesbook.history.git import LITERAL_PATHS, Repository, Result, find_repository
from salesbook.history.repository import operation_in_progress
from salesbook.i18n import Text
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Problem

PATIENCE = 10.0
"""Seconds to wait for another git to release the repository."""


class Message(NamedTuple):
    """What a commit says: ``subject`` for people, ``command`` and the ids of its ``entries`` as trailers."""

    subject: str
    command: str
    entries: Sequence[str] = ()

    def __str__(self) -> str:
        trailers = [f"Salesbook-Command: {self.command}", *(f"Salesbook-Entry: {id}" for id in self.entries)]
        return "\n".join([" ".join(self.subject.split()), "", *trailers, ""])


class Commit(NamedTuple):
    """A commit that was made; ``id`` is its abbreviated hash."""

    id: str
    subject: str


STAYS = Text(en="What was written stays in the book.", zh="已写入的内容仍保留在账簿中。")


def commit(root: Path, files: Sequence[Path], message: Message, otherwise: Text = STAYS) -> Commit | Problem | None:
    """Commit ``files`` of the book in ``root`` as they are on disk, and nothing else.

    What else is staged or changed in the repository stays so. The user's hooks and signing apply.
    ``None`` means that there is nothing to do: outside git, without git, or no difference to HEAD.
    On a ``Problem`` the files stay as they are, uncommitted, and the index is left as it was; ``otherwise`` says
    what the caller makes of them then.
    """
    repository = find_repository(root)
    if repository is None or not files:
        return None
    return _commit(repository, relative(root, files), message, otherwise)


def commit_hand_edits(root: Path, files: Sequence[Path], entries_of: EntriesOf) -> Commit | Problem | None:
    """Commit those of ``files`` that were edited by hand, alone; to be called before a command writes.

    The commit names the entries that were added, changed or removed. ``None``: there was no hand edit.
    """
    repository = find_repository(root)
    if repository is None or not files:
        return None
    edited = changed_files(repository, relative(root, files))
    if not edited:
        return None
    entries = changed_entries(repository, edited, entries_of)
    message = Message(f"hand edit: {_listed(entries or edited).en}", command="hand edit", entries=entries)
    state = Text(en="The hand edits stay as they are.", zh="手工修改保持原样。")
    return _commit(repository, edited, message, state)


def _commit(repository: Repository, names: Sequence[str], message: Message, state: Text) -> Commit | Problem | None:
    operation = operation_in_progress(repository)
    if operation is not None:
        return codes.OPERATION_IN_PROGRESS.problem(operation=operation, files=_listed(names), state=state)
    # Two books of one repository, each with a lock of its own, would meet here: git itself reads the index
    # before it takes its lock, and so can lose what another git has just put into it.
    lock = FileLock(repository.folder / "salesbook.lock")
    try:
        if not lock.acquire(PATIENCE):
            return _locked(lock.path, names, state)
        with lock:
            done = _commit_only(repository, names, message, deadline=time.monotonic() + PATIENCE)
    except OSError as error:  # a full disk, a read-only folder
        from salesbook.i18n.system_errors import system_reason  # what went wrong is seldom told

        words = Text("{file}: {why}", "{file}：{why}").format(file=error.filename, why=system_reason(error))
        return codes.GIT_REFUSED.problem(words=words, files=_listed(names), state=state)
    if done.code == 0:
        return Commit(_commit_id(done.out), message.subject)
    return _why_not(repository, names, done, state)


def _locked(lock: Path, names: Sequence[str], state: Text) -> Problem:
    seconds = int(PATIENCE)
    return codes.REPOSITORY_LOCKED.problem(lock=lock, seconds=seconds, files=_listed(names), state=state)


def _why_not(repository: Repository, names: Sequence[str], done: Result, state: Text) -> Problem | None:
    """What kept git from committing, told by the state of things, since git's words vary by language."""
    files = _listed(names)
    if _contended(done):
        return _locked(repository.folder / "index.lock", names, state)
    if ignored := _names(repository.run("check-ignore", "-z", "--stdin", stdin=_joined(names)).out):
        return codes.FILE_IGNORED.problem(files=_listed(ignored), state=state)
    persons = ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT")
    if any(repository.run(*_SETTINGS, "var", person).code != 0 for person in persons):
        return codes.NO_IDENTITY.problem(files=files, state=state)
    if not changed_files(repository, names):
        return None
    return codes.GIT_REFUSED.problem(words=done.words, files=files, state=state)


_SETTINGS = (
    *("-c", "user.useConfigOnly=true"),  # never an author made up from host names
    *("-c", "i18n.commitEncoding=UTF-8"),  # the encoding of the message's bytes
    *("-c", "core.abbrev=10"),
)

_NAMES_FROM_STDIN = ("--pathspec-from-file=-", "--pathspec-file-nul")


def _commit_only(repository: Repository, names: Sequence[str], message: Message, deadline: float) -> Result:
    """``git commit --only``, which knows only files of the index: new ones are announced to it first."""
    done = _run_commit(repository, names, message, deadline)
    if done.code == 0 or _contended(done):
        return done
    known = set(_names(repository.run("ls-files", "-z").out))
    new = [name for name in names if name not in known]
    if not new:
        return done
    announce = (LITERAL_PATHS, "add", "--intent-to-add", *_NAMES_FROM_STDIN)
    announced = _patiently(repository, deadline, *announce, stdin=_joined(new))
    if announced.code != 0:
        return announced
    done = _run_commit(repository, names, message, deadline)
    if done.code != 0:
        forget = ("update-index", "--force-remove", "-z", "--stdin")
        _patiently(repository, deadline, *forget, stdin=_joined(new))
    return done


def _run_commit(repository: Repository, names: Sequence[str], message: Message, deadline: float) -> Result:
    """The message lies beside git's own, and is nobody else's while the lock is held."""
    text = repository.folder / "salesbook-message"
    try:
        text.write_text(str(message), encoding="utf-8", newline="\n")
        arguments = ("commit", "--only", "--cleanup=whitespace", f"--file={text}", *_NAMES_FROM_STDIN)
        return _patiently(repository, deadline, LITERAL_PATHS, *_SETTINGS, *arguments, stdin=_joined(names))
    finally:
        text.unlink(missing_ok=True)


def _patiently(repository: Repository, deadline: float, *arguments: str, stdin: bytes) -> Result:
    """Run git, again and again until ``deadline`` (monotonic seconds) while another git is in the way."""
    while _contended(done := repository.run(*arguments, stdin=stdin)) and time.monotonic() < deadline:
        import random  # nobody is in the way, mostly

        time.sleep(random.uniform(0.02, 0.1))  # processes that wait must not march in step
    return done


def _contended(done: Result) -> bool:
    """Whether another git was in the way, told by what git names in every language: a lock file, or HEAD's
    commit before and after the other one moved it.
    """
    return done.code != 0 and _CONTENTION.search(done.err) is not None


_CONTENTION = re.compile(
    rb"\b(?:index|HEAD|packed-refs|refs/\S+)\.lock\b|'HEAD'.*\b[0-9a-f]{40,64}\b.*\b[0-9a-f]{40,64}\b"
)


def _commit_id(summary: bytes) -> str:
    """The hash in ``[main (root-commit) 1a2b3c4d5e] subject``."""
    match = re.search(rb"^\[.*? ([0-9a-f]{7,64})\] ", summary, re.MULTILINE)
    return match[1].decode() if match else ""


def _joined(names: Sequence[str]) -> bytes:
    return b"".join(os.fsencode(name) + b"\0" for name in names)


def _names(output: bytes) -> list[str]:
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def _listed(names: Sequence[str]) -> Text:
    """Three names, and how many more there are."""
    shown, more = names[:3], len(names[3:])
    if not more:
        return Text(en=", ".join(shown), zh="、".join(shown))
    return Text(en=f"{', '.join(shown)} and {more} more", zh=f"{'、'.join(shown)} 等 {len(names)} 个")
