"""What a repository says of its book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from salesbook.history.codes import CODES, NO_REPOSITORY_MADE
from salesbook.history.repository import Head, Settings, head, init_repository, set_pad, settings
from salesbook.model.problem import Problem

Git = Callable[..., str]


def test_head_is_the_commit_and_whether_the_book_has_moved_on(book: Path, git: Git) -> None:
    at = git("rev-parse", "HEAD")[:10]
    assert head(book) == Head(at, changed=False)
    (book / "notes.txt").write_bytes(b"no part of the book\n")
    assert head(book) == Head(at, changed=False)
    (book / "ledgers" / "reps.yaml").write_bytes(b"- id: li-lei\n")
    assert head(book) == Head(at, changed=True)


@pytest.mark.parametrize("place", ["salesbook.yaml", "ledgers/orders/2026-11.yaml"])
def test_head_sees_an_edit_anywhere_in_the_book(book: Path, git: Git, place: str) -> None:
    with (book / place).open("ab") as file:
        file.write(b"# edited\n")
    git("add", place)
    found = head(book)
    assert found is not None
    assert found.changed
    assert found.text.en.endswith("with uncommitted changes")


def test_head_is_none_outside_git(home: Path, tmp_path: Path) -> None:
    assert head(tmp_path) is None


def test_settings_are_the_clone_s(book: Path, git: Git, home: Path) -> None:
    assert settings(book) == Settings()
    assert set_pad(book, "wf") is None
    git("remote", "add", "origin", "https://example.com/book.git")
    assert settings(book) == Settings(pad="wf", has_remote=True)
    assert git("config", "--local", "salesbook.pad") == "wf\n"
    assert settings(home) == Settings()


def test_a_repository_is_made_only_where_there_is_none(book: Path, home: Path, tmp_path: Path) -> None:
    assert init_repository(book / "ledgers") is None
    assert not (book / "ledgers" / ".git").exists()
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    assert init_repository(fresh) is None
    assert (fresh / ".git").is_dir()


def test_a_repository_that_cannot_be_made_is_told(home: Path, tmp_path: Path) -> None:
    (tmp_path / ".git").write_bytes(b"not a repository")
    problem = init_repository(tmp_path)
    assert isinstance(problem, Problem)
    assert problem.code == NO_REPOSITORY_MADE


def test_codes_are_numbered_in_order_within_their_range() -> None:
    ids = [code.id for code in CODES]
    assert ids == sorted(set(ids))
    assert all("E0701" <= id <= "E0749" for id in ids)
