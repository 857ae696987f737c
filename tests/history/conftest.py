"""Real git in throw-away folders, blind to the configuration of whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Git = Callable[..., str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home folder, with a git configuration that names them."""
    for name in [name for name in os.environ if name.startswith("GIT_") or name == "EMAIL"]:
        monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    settings = folder / ".gitconfig"
    settings.write_text(
        "[user]\n\tname = 王芳\n\temail = wang@example.com\n[init]\n\tdefaultBranch = main\n", encoding="utf-8"
    )
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return folder


@pytest.fixture
def book(home: Path, tmp_path: Path) -> Path:
    """A book in a repository of its own, with two orders committed."""
    root = tmp_path / "账簿 of east"
    (root / "ledgers" / "orders").mkdir(parents=True)
    (root / "salesbook.yaml").write_text("company: {name: 云岚}\ncurrency: CNY\n", encoding="utf-8")
    (root / "ledgers/orders/2026-11.yaml").write_bytes(b"- id: SO-1\n- id: SO-2\n")
    (root / "notes.txt").write_bytes(b"one\ntwo\nthree\nfour\nfive\nsix\nseven\n")
    run_git(root, "init", "--quiet")
    run_git(root, "add", ".")
    run_git(root, "commit", "--quiet", "--message=begin")
    return root


@pytest.fixture
def git(book: Path) -> Git:
    """Run git in the book and return what it prints."""
    return lambda *arguments: run_git(book, *arguments)


def run_git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotePath=false", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout
