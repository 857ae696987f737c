"""The demonstration company's book in a git repository, with the banks' files of October; made once, then copied."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from salesbook.cli.main import main
from salesbook.demo.company import Company, make_company
from salesbook.demo.write import write_book, write_exports

ICBC, CMB, ALIPAY = "examples/icbc-2026-10.csv", "examples/cmb-2026-10.xlsx", "examples/alipay-2026-10.csv"
EXPORTS = (ICBC, CMB, ALIPAY)


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Outcome]


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


def files_of(root: Path) -> dict[str, bytes]:
    """Every file of a book but those that can be made again."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not {".git", ".salesbook"} & set(path.relative_to(root).parts)
    }


@pytest.fixture(scope="session")
def company() -> Company:
    return make_company()


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A git user, a day, and nothing else of whoever runs the tests."""
    config = tmp_path_factory.mktemp("home") / ".gitconfig"
    config.write_text("[user]\n\tname = 王芳\n\temail = wang@example.com\n[init]\n\tdefaultBranch = main\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("GIT_", "SALESBOOK_"))]:
            patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", str(config))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("SALESBOOK_TODAY", "2026-11-01")
        yield


@pytest.fixture(scope="session")
def new_book(company: Company, surroundings: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book before October is reconciled; to be copied, never changed."""
    root = tmp_path_factory.mktemp("company") / "book"
    write_book(company, root)
    write_exports(company, root / "examples")
    (root / ".gitignore").write_bytes(b".salesbook/\n")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=begin")
    assert _main_in(root, "check", "-o", os.devnull, "-f", "json") == 0
    return root


@pytest.fixture(scope="session")
def posted_book(new_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book after all three exports were reconciled; to be copied, never changed."""
    root = copied(new_book, tmp_path_factory.mktemp("posted"))
    assert _main_in(root, "reconcile", *EXPORTS, "--yes", "-o", os.devnull, "-f", "json") == 0
    return root


def copied(book: Path, folder: Path) -> Path:
    return Path(shutil.copytree(book, folder / "book"))


def _main_in(root: Path, *arguments: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        return main(arguments)


@pytest.fixture
def book(new_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the book before October is reconciled; the user stands in its folder."""
    root = copied(new_book, tmp_path)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def posted(posted_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the book after October was reconciled; the user stands in its folder."""
    root = copied(posted_book, tmp_path)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``salesbook`` in this process."""

    def call(*arguments: str) -> Outcome:
        capsys.readouterr()
        code = main(arguments)
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return call
