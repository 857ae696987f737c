"""What was edited by hand gets a commit of its own, which names the entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from salesbook.history.changes import pending_hand_edits
from salesbook.history.codes import GIT_REFUSED
from salesbook.history.commits import Commit, Message, commit, commit_hand_edits
from salesbook.model.problem import Problem

Git = Callable[..., str]

ORDERS = Path("ledgers/orders/2026-11.yaml")
REPS = Path("ledgers/reps.yaml")


def entries_of(content: bytes) -> Mapping[str, bytes]:
    """The product's own splitting is tested where it lives; here an entry is a line."""
    return {match[1].decode(): match[0] for match in re.finditer(rb"^- id: (\S+).*$", content, re.MULTILINE)}


def test_an_untouched_book_has_none(book: Path) -> None:
    assert pending_hand_edits(book, [ORDERS, REPS]) == []
    assert commit_hand_edits(book, [ORDERS, REPS], entries_of) is None


def test_the_commit_names_entries_added_changed_and_removed(book: Path, git: Git) -> None:
    (book / ORDERS).write_bytes(b"- id: SO-2 # changed\n- id: SO-3\n")
    (book / REPS).write_bytes("- id: 王芳\n".encode())
    (book / "notes.txt").write_bytes(b"not asked for\n")
    assert pending_hand_edits(book, [book / ORDERS, REPS]) == [ORDERS, REPS]
    made = commit_hand_edits(book, [ORDERS, REPS], entries_of)
    assert isinstance(made, Commit)
    assert made.subject == "hand edit: SO-1, SO-2, SO-3 and 1 more"
    trailers = git("log", "-1", "--format=%(trailers:only)").split("\n")
    assert sorted(filter(None, trailers)) == [
        "Salesbook-Command: hand edit",
        "Salesbook-Entry: SO-1",
        "Salesbook-Entry: SO-2",
        "Salesbook-Entry: SO-3",
        "Salesbook-Entry: 王芳",
    ]
    assert git("status", "--porcelain") == " M notes.txt\n"


def test_a_command_s_lines_come_in_a_commit_after_it(book: Path, git: Git) -> None:
    (book / ORDERS).write_bytes(b"- id: SO-1 # changed\n- id: SO-2\n")
    git("add", ".")  # staged already, or not: it is the user's edit
    commit_hand_edits(book, [ORDERS], entries_of)
    (book / ORDERS).write_bytes(b"- id: SO-1 # changed\n- id: SO-2\n- id: SO-3\n")
    commit(book, [ORDERS], Message("add order SO-3", "add-order", ["SO-3"]))
    assert git("log", "--format=%s").splitlines() == ["add order SO-3", "hand edit: SO-1", "begin"]
    assert git("show", "--format=", "--numstat").split() == ["1", "0", ORDERS.as_posix()]


def test_comments_alone_name_the_file(book: Path, git: Git) -> None:
    (book / ORDERS).write_bytes(b"# November\n- id: SO-1\n- id: SO-2\n")
    made = commit_hand_edits(book, [ORDERS], entries_of)
    assert isinstance(made, Commit)
    assert made.subject == f"hand edit: {ORDERS.as_posix()}"


def test_a_file_removed_by_hand_names_all_it_held(book: Path, git: Git) -> None:
    (book / ORDERS).unlink()
    made = commit_hand_edits(book, [ORDERS], entries_of)
    assert isinstance(made, Commit)
    assert made.subject == "hand edit: SO-1, SO-2"
    assert git("ls-files", "ledgers") == ""


def test_what_was_taken_back_on_disk_is_none(book: Path, git: Git) -> None:
    before = (book / ORDERS).read_bytes()
    (book / ORDERS).write_bytes(b"- id: SO-9\n")
    git("add", ".")
    (book / ORDERS).write_bytes(before)
    assert commit_hand_edits(book, [ORDERS], entries_of) is None


def test_line_ends_that_git_converts_are_none(book: Path, git: Git) -> None:
    git("config", "core.autocrlf", "true")
    (book / ORDERS).unlink()
    git("checkout", "--", ORDERS.as_posix())
    assert b"\r\n" in (book / ORDERS).read_bytes()
    assert commit_hand_edits(book, [ORDERS], entries_of) is None


def test_a_book_before_its_first_commit_or_deep_in_a_repository(book: Path, git: Git) -> None:
    git("checkout", "--quiet", "--orphan", "fresh")
    git("rm", "--quiet", "--cached", "-r", ".")
    inner = book / "子 公司"
    (inner / ORDERS).parent.mkdir(parents=True)
    (inner / ORDERS).write_bytes(b"- id: SO-7\n")
    assert pending_hand_edits(inner, [ORDERS]) == [ORDERS]
    made = commit_hand_edits(inner, [ORDERS], entries_of)
    assert isinstance(made, Commit)
    assert made.subject == "hand edit: SO-7"
    assert git("ls-files", "-z") == f"子 公司/{ORDERS.as_posix()}\0"


def test_where_git_refuses_to_look_it_is_told_before_anything_is_written(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    problem = commit_hand_edits(book, [ORDERS], entries_of)
    assert isinstance(problem, Problem)
    assert problem.code == GIT_REFUSED


def test_outside_git_there_are_none(home: Path, tmp_path: Path) -> None:
    (tmp_path / REPS).parent.mkdir()
    (tmp_path / REPS).write_bytes(b"- id: li-lei\n")
    assert pending_hand_edits(tmp_path, [REPS]) == []
    assert commit_hand_edits(tmp_path, [REPS], entries_of) is None
