"""The state of a book's repository: its HEAD, what is changed or under way, its settings."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.history.git import Repository, find_repository, start
from salesbook.i18n import Text
from salesbook.model.named_tuple import NamedTuple

if TYPE_CHECKING:
    from salesbook.model.problem import Problem

_BOOK = ("salesbook.yaml", "ledgers")
_SHORT = 10


class Head(NamedTuple):
    """The commit that a report was made from, and whether the book on disk has moved on since."""

    commit: str
    changed: bool

    @property
    def text(self) -> Text:
        """As a report names it."""
        if not self.changed:
            return Text(en=self.commit, zh=self.commit)
        return Text(en=f"{self.commit}, with uncommitted changes", zh=f"{self.commit}（另有未提交的修改）")


class Settings(NamedTuple):
    """What git's configuration says of a clone: the pad its clerk numbers from, and whether it is shared."""

    pad: str | None = None
    has_remote: bool = False


def head(root: Path) -> Head | None:
    """The commit of the book in ``root``; ``None`` outside git and before the first commit."""
    with head_asked(root) as answer:
        return answer()


@contextmanager
def head_asked(root: Path) -> Iterator[Callable[[], Head | None]]:
    """Ask git for the ``head`` of the book in ``root``, and give what returns its answer: it looks meanwhile."""
    repository = find_repository(root)
    if repository is None:
        yield lambda: None
        return
    with repository.begin(
        "status", "--porcelain=v2", "-z", "--branch", "--untracked-files=normal", "--", *_BOOK
    ) as process:
        yield lambda: _head(process.communicate()[0])


def _head(status: bytes) -> Head | None:
    lines = status.split(b"\0")
    commits = [line.split()[2].decode() for line in lines if line.startswith(b"# branch.oid ")]
    if not commits or commits == ["(initial)"]:
        return None
    return Head(commits[0][:_SHORT], changed=any(line and not line.startswith(b"#") for line in lines))


def settings(root: Path) -> Settings:
    """What git's configuration says of the book in ``root``; nothing outside git."""
    repository = find_repository(root)
    if repository is None:
        return Settings()
    output = repository.run("config", "-z", "--get-regexp", r"^(salesbook\.pad|remote\..*\.url)$").out
    values = dict(
        item.decode("utf-8", errors="replace").split("\n", 1) for item in output.split(b"\0") if b"\n" in item
    )
    return Settings(values.get("salesbook.pad"), has_remote=any(name.startswith("remote.") for name in values))


def set_pad(root: Path, pad: str) -> Problem | None:
    """Make ``pad`` the pad of this clone, or do nothing outside git."""
    repository = find_repository(root)
    if repository is None:
        return None
    from salesbook.history import codes

    done = repository.run("config", "salesbook.pad", pad)
    return codes.SETTING_REFUSED.problem(words=done.words) if done.code else None


def init_repository(root: Path) -> Problem | None:
    """Make ``root`` a git repository, unless it lies in one already or git is not installed."""
    if find_repository(root) is not None or shutil.which("git") is None:
        return None
    from salesbook.history import codes

    done = start(root, "init", "--quiet")
    return codes.NO_REPOSITORY_MADE.problem(folder=root, words=done.words) if done.code else None


def operation_in_progress(repository: Repository) -> str | None:
    """The git operation that a commit would end up in: ``merge``, ``rebase`` …; ``None`` mostly."""
    for mark, operation in _MARKS:
        if (repository.folder / mark).exists():
            return operation
    return None


_MARKS = (
    ("MERGE_HEAD", "merge"),
    ("rebase-merge", "rebase"),
    ("rebase-apply/applying", "am"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
)
