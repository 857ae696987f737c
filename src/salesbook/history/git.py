"""The ``git`` program: finding a book's repository, and the only place that starts git."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from salesbook.model.named_tuple import NamedTuple

_TIED_TO_A_REPOSITORY = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_WORK_TREE",
    }
)
"""What git sets for a hook or an alias: it would lead us to another repository than the book's."""

LITERAL_PATHS = "--literal-pathspecs"
"""git's option, before its command, that takes ``*`` in a file's name for what it is."""


class Result(NamedTuple):
    """How a git process ended; ``out`` and ``err`` are its bytes, in whatever language git speaks."""

    code: int
    out: bytes
    err: bytes

    @property
    def words(self) -> str:
        """What git, or a hook of the user's, said about it."""
        return (self.err or self.out).decode("utf-8", errors="replace").strip()


class Repository(NamedTuple):
    """The git repository that a book lies in; the book may be a folder deep inside it."""

    book: Path
    folder: Path
    """``.git``, or where a linked work tree's ``.git`` file points."""
    prefix: str
    """The book's folder as seen from the top of the work tree: ``books/east/``, or nothing at the top."""

    def begin(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start git in the book's folder, to be heard later. Raises ``OSError`` where it cannot be started."""
        return subprocess.Popen(
            ["git", *arguments],
            cwd=self.book,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(os.environ),
        )

    def run(self, *arguments: str, stdin: bytes = b"") -> Result:
        """Run git in the book's folder. Raises ``OSError`` where it cannot be started."""
        return start(self.book, *arguments, stdin=stdin)


def start(folder: Path, *arguments: str, stdin: bytes = b"") -> Result:
    """Run git in ``folder``. Raises ``OSError`` where it cannot be started."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        env=_environment(os.environ),
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def find_repository(book: Path) -> Repository | None:
    """The repository around ``book``; ``None`` outside git, and where git is not installed.

    Looks for ``.git`` itself, so that a book outside git costs no process.
    """
    for folder in (here := book.resolve(), *here.parents):
        git_folder = _git_folder(folder / ".git")
        if git_folder is not None:
            if shutil.which("git") is None:
                return None
            prefix = "" if folder == here else f"{here.relative_to(folder).as_posix()}/"
            return Repository(book, git_folder, prefix)
    return None


def _git_folder(candidate: Path) -> Path | None:
    if candidate.is_file():  # a linked work tree or a submodule
        _, _, target = candidate.read_text(encoding="utf-8").partition("gitdir:")
        candidate = candidate.parent / target.strip()
    return candidate if (candidate / "HEAD").is_file() else None


def _environment(inherited: Mapping[str, str]) -> dict[str, str]:
    environment = {name: value for name, value in inherited.items() if name not in _TIED_TO_A_REPOSITORY}
    environment["GIT_OPTIONAL_LOCKS"] = "0"  # a look at the status never makes another git wait
    return environment
