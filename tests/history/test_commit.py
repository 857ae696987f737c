"""A command's commit holds its own lines and nothing else, and everything else stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from salesbook.history.codes import (
    FILE_IGNORED,
    GIT_REFUSED,
    NO_IDENTITY,
    OPERATION_IN_PROGRESS,
    REPOSITORY_LOCKED,
)
from salesbook.history.commits import Commit, Message, commit
from salesbook.history.repository import head, init_repository
from salesbook.i18n import Language
from salesbook.model.problem import Code, Problem

Git = Callable[..., str]

ORDERS = Path("ledgers/orders/2026-11.yaml")
ADDED = Message("add order SO-3 华东精密 1,285.00", command="add-order", entries=["SO-3"])


def add_order(book: Path, file: Path = ORDERS, order: str = "SO-3") -> None:
    (book / file).parent.mkdir(parents=True, exist_ok=True)
    with (book / file).open("ab") as ledger:
        ledger.write(f"- id: {order}\n".encode())


def committed(result: Commit | Problem | None) -> Commit:
    assert isinstance(result, Commit), result
    return result


def refused(result: Commit | Problem | None, code: Code) -> Problem:
    assert isinstance(result, Problem), result
    assert result.code == code
    for language in Language:
        assert result.message.to(language)
        assert result.advice.to(language)
    return result


def files_of(git: Git, revision: str = "HEAD") -> list[str]:
    return git("show", "--format=", "--name-only", "-z", revision).rstrip("\0").split("\0")


class TestTheCommit:
    def test_names_subject_command_and_entries(self, book: Path, git: Git) -> None:
        add_order(book)
        made = committed(commit(book, [ORDERS], ADDED))
        assert git("rev-parse", "HEAD").startswith(made.id)
        assert git("log", "-1", "--format=%s") == "add order SO-3 华东精密 1,285.00\n"
        trailers = git("log", "-1", "--format=%(trailers:only)")
        assert trailers == "Salesbook-Command: add-order\nSalesbook-Entry: SO-3\n\n"

    def test_takes_absolute_paths_too(self, book: Path, git: Git) -> None:
        add_order(book)
        committed(commit(book, [book / ORDERS], ADDED))
        assert files_of(git) == [ORDERS.as_posix()]

    def test_holds_several_files_new_and_old(self, book: Path, git: Git) -> None:
        new = Path("ledgers/payments/2026-11 五*.yaml")
        add_order(book)
        add_order(book, new, "PY-1")
        add_order(book, Path("ledgers/payments/2026-11 五月.yaml"), "PY-2")
        committed(commit(book, [ORDERS, new], ADDED))
        assert sorted(files_of(git)) == sorted([ORDERS.as_posix(), new.as_posix()])
        assert git("status", "--porcelain", "-z") == "?? ledgers/payments/2026-11 五月.yaml\0"

    def test_takes_more_files_than_a_command_line_holds(self, book: Path, git: Git) -> None:
        files = [Path(f"ledgers/deliveries/{number:0200}.yaml") for number in range(1_000)]
        for file in files:
            add_order(book, file)
        committed(commit(book, files, ADDED))
        assert len(files_of(git)) == 1_000
        assert git("status", "--porcelain") == ""

    def test_is_not_made_where_nothing_changed(self, book: Path, git: Git) -> None:
        before = git("rev-parse", "HEAD")
        assert commit(book, [ORDERS], ADDED) is None
        assert git("rev-parse", "HEAD") == before

    def test_keeps_a_subject_of_any_shape_in_one_line(self, book: Path, git: Git) -> None:
        add_order(book)
        committed(commit(book, [ORDERS], Message("# note\nwith ] a1b2c3d4e5] lines ", "edit", ["SO-3"])))
        assert git("log", "-1", "--format=%s") == "# note with ] a1b2c3d4e5] lines\n"
        assert git("log", "-1", "--format=%(trailers:key=Salesbook-Entry,valueonly)").strip() == "SO-3"

    def test_is_utf8_whatever_the_user_set(self, book: Path, git: Git) -> None:
        git("config", "i18n.commitEncoding", "GBK")
        add_order(book)
        committed(commit(book, [ORDERS], ADDED))
        raw = subprocess.run(["git", "cat-file", "commit", "HEAD"], cwd=book, capture_output=True, check=True)
        assert "华东精密".encode() in raw.stdout
        assert b"encoding" not in raw.stdout


class TestEverythingElse:
    def test_that_is_staged_stays_staged(self, book: Path, git: Git) -> None:
        (book / "notes.txt").write_bytes(b"changed\n")
        (book / "new.txt").write_bytes(b"new\n")
        (book / "salesbook.yaml").unlink()
        git("add", "--all")
        before = git("diff", "--cached")
        add_order(book)
        committed(commit(book, [ORDERS], ADDED))
        assert files_of(git) == [ORDERS.as_posix()]
        assert git("diff", "--cached") == before
        assert git("diff") == ""

    def test_that_is_staged_in_part_stays_so(self, book: Path, git: Git) -> None:
        (book / "notes.txt").write_bytes(b"ONE\ntwo\nthree\nfour\nfive\nsix\nseven\n")
        git("add", "notes.txt")
        (book / "notes.txt").write_bytes(b"ONE\ntwo\nthree\nfour\nfive\nsix\nSEVEN\n")
        before = git("diff", "--cached"), git("diff")
        add_order(book)
        committed(commit(book, [ORDERS], ADDED))
        assert (git("diff", "--cached"), git("diff")) == before

    def test_that_is_announced_stays_so(self, book: Path, git: Git) -> None:
        (book / "plan.txt").write_bytes(b"later\n")
        git("add", "--intent-to-add", "plan.txt")
        add_order(book, Path("ledgers/orders/2026-12.yaml"))
        committed(commit(book, [Path("ledgers/orders/2026-12.yaml")], ADDED))
        assert git("status", "--porcelain") == " A plan.txt\n"

    def test_is_untouched_by_a_commit_that_fails(self, book: Path, git: Git) -> None:
        hook(book, "pre-commit", "exit 1")
        (book / "notes.txt").write_bytes(b"changed\n")
        git("add", "notes.txt")
        new = Path("ledgers/payments/2026-11.yaml")
        add_order(book)
        add_order(book, new)
        before = git("ls-files", "--stage"), git("rev-parse", "HEAD")
        refused(commit(book, [ORDERS, new], ADDED), GIT_REFUSED)
        assert (git("ls-files", "--stage"), git("rev-parse", "HEAD")) == before
        assert (book / new).exists()

    def test_of_the_repository_around_a_book_is_left_alone(self, book: Path, git: Git) -> None:
        inner = book / "分公司" / "east"
        inner.mkdir(parents=True)
        (book / "notes.txt").write_bytes(b"changed\n")
        git("add", "notes.txt")
        add_order(inner)
        committed(commit(inner, [ORDERS], ADDED))
        assert files_of(git) == [f"分公司/east/{ORDERS.as_posix()}"]
        assert git("status", "--porcelain") == "M  notes.txt\n"


class TestWhereHeadIs:
    def test_not_yet_anywhere(self, home: Path, tmp_path: Path) -> None:
        root = tmp_path / "new"
        add_order(root)
        (root / "draft.txt").write_bytes(b"draft\n")
        assert init_repository(root) is None
        subprocess.run(["git", "add", "draft.txt"], cwd=root, check=True)
        assert head(root) is None
        made = committed(commit(root, [ORDERS], ADDED))
        assert head(root) is not None
        shown = subprocess.run(["git", "status", "--porcelain"], cwd=root, check=True, capture_output=True)
        assert shown.stdout == b"A  draft.txt\n"
        assert made.id

    def test_detached(self, book: Path, git: Git) -> None:
        git("checkout", "--quiet", "--detach")
        add_order(book)
        made = committed(commit(book, [ORDERS], ADDED))
        assert git("rev-parse", "HEAD").startswith(made.id)

    def test_in_a_linked_work_tree(self, book: Path, git: Git, tmp_path: Path) -> None:
        linked = tmp_path / "linked"
        git("worktree", "add", "--quiet", str(linked), "-b", "other")
        add_order(linked)
        made = committed(commit(linked, [ORDERS], ADDED))
        assert git("rev-parse", "other").startswith(made.id)
        assert git("rev-parse", "main") != git("rev-parse", "other")

    def test_outside_git(self, home: Path, tmp_path: Path) -> None:
        add_order(tmp_path)
        assert commit(tmp_path, [ORDERS], ADDED) is None

    def test_without_git_installed(self, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        add_order(book)
        monkeypatch.setenv("PATH", str(book))
        assert commit(book, [ORDERS], ADDED) is None
        assert head(book) is None

    def test_told_otherwise_by_the_environment_of_a_hook(
        self, book: Path, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        add_order(book)
        monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
        monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
        made = committed(commit(book, [ORDERS], ADDED))
        monkeypatch.undo()
        assert git("rev-parse", "HEAD").startswith(made.id)


class TestRefusal:
    @pytest.mark.parametrize("operation", ["merge", "rebase", "cherry-pick"])
    def test_while_an_operation_is_under_way(self, book: Path, git: Git, operation: str) -> None:
        git("checkout", "--quiet", "-b", "other")
        (book / "notes.txt").write_bytes(b"theirs\n")
        git("commit", "--quiet", "--all", "--message=theirs")
        git("checkout", "--quiet", "main")
        (book / "notes.txt").write_bytes(b"ours\n")
        git("commit", "--quiet", "--all", "--message=ours")
        with pytest.raises(subprocess.CalledProcessError):
            git(operation, "other")
        add_order(book)
        before = git("status", "--porcelain=v2"), git("rev-parse", "HEAD")
        problem = refused(commit(book, [ORDERS], ADDED), OPERATION_IN_PROGRESS)
        assert f"git {operation} --abort" in problem.advice.en
        assert (git("status", "--porcelain=v2"), git("rev-parse", "HEAD")) == before

    def test_for_want_of_an_identity(self, book: Path, home: Path, git: Git) -> None:
        (home / ".gitconfig").write_text("")
        add_order(book)
        refused(commit(book, [ORDERS], ADDED), NO_IDENTITY)

    def test_is_not_needed_where_the_environment_names_the_author(
        self, book: Path, home: Path, git: Git, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (home / ".gitconfig").write_text("")
        for person in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{person}_NAME", "李雷")
            monkeypatch.setenv(f"GIT_{person}_EMAIL", "li@example.com")
        add_order(book)
        committed(commit(book, [ORDERS], ADDED))
        assert git("log", "-1", "--format=%an") == "李雷\n"

    def test_of_a_file_that_git_ignores(self, book: Path, git: Git) -> None:
        (book / ".gitignore").write_bytes(b"2026-12.yaml\n")
        ignored = Path("ledgers/orders/2026-12.yaml")
        add_order(book, ignored)
        problem = refused(commit(book, [ignored], ADDED), FILE_IGNORED)
        assert ignored.as_posix() in problem.message.en
        assert "{commit: false}" in problem.advice.zh

    def test_by_a_hook_is_told_in_its_words(self, book: Path) -> None:
        hook(book, "commit-msg", "echo '没有工单号 in poetry.lock' >&2; exit 3")
        add_order(book)
        problem = refused(commit(book, [ORDERS], ADDED), GIT_REFUSED)
        assert "没有工单号 in poetry.lock" in problem.message.zh

    def test_by_git_itself_is_told_in_its_words(self, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        add_order(book)
        problem = refused(commit(book, [ORDERS], ADDED), GIT_REFUSED)
        assert "safe.directory" in problem.message.en

    def test_by_the_disk_is_a_problem_too(self, book: Path) -> None:
        (book / ".git" / "salesbook.lock").mkdir()
        add_order(book)
        problem = refused(commit(book, [ORDERS], ADDED), GIT_REFUSED)
        assert "salesbook.lock" in problem.message.en

    def test_by_a_lock_that_stays(self, book: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("salesbook.history.commits.PATIENCE", 0.2)
        add_order(book)
        (book / ".git" / "index.lock").touch()
        problem = refused(commit(book, [ORDERS], ADDED), REPOSITORY_LOCKED)
        assert "index.lock" in problem.advice.en
        assert git("log", "-1", "--format=%s") == "begin\n"

    def test_does_not_depend_on_the_language_of_git(
        self, book: Path, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
        (home / ".gitconfig").write_text("")
        add_order(book, Path("ledgers/orders/2026-12.yaml"))
        refused(commit(book, [Path("ledgers/orders/2026-12.yaml")], ADDED), NO_IDENTITY)


class TestTheUsersGit:
    def test_hooks_run_and_see_just_this_commit(self, book: Path, git: Git) -> None:
        seen = book.parent / "seen"
        hook(book, "pre-commit", f"git diff --cached --name-only > '{seen}'")
        hook(book, "commit-msg", 'echo "Reviewed-by: hook" >> "$1"')
        (book / "notes.txt").write_bytes(b"changed\n")
        git("add", "notes.txt")
        add_order(book)
        committed(commit(book, [ORDERS], ADDED))
        assert seen.read_text() == f"{ORDERS.as_posix()}\n"
        assert "Reviewed-by: hook" in git("log", "-1", "--format=%B")

    def test_signing_key_is_used(self, book: Path, git: Git) -> None:
        signer = book.parent / "signer"
        signer.write_text("#!/bin/sh\ncat > /dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\necho 'signed by test'\n")
        signer.chmod(0o755)
        git("config", "commit.gpgSign", "true")
        git("config", "gpg.program", str(signer))
        add_order(book)
        committed(commit(book, [ORDERS], ADDED))
        assert "gpgsig signed by test" in git("cat-file", "commit", "HEAD")

    def test_waits_for_another_git(self, book: Path) -> None:
        lock = book / ".git" / "index.lock"
        lock.touch()
        waiting = f"import pathlib, time; time.sleep(0.5); pathlib.Path({str(lock)!r}).unlink()"
        add_order(book)
        with subprocess.Popen([sys.executable, "-c", waiting]):
            committed(commit(book, [ORDERS], ADDED))


COMMIT_IN_A_LOOP = """
import sys
from pathlib import Path
from salesbook.history.commits import Commit, Message, commit
name = sys.argv[1]
for number in range(5):
    file = Path(f"ledgers/orders/{name}.yaml")
    with file.open("a") as ledger:
        ledger.write(f"- id: SO-{name}-{number}\\n")
    done = commit(Path.cwd(), [file], Message(f"add SO-{name}-{number}", "add-order", [f"SO-{name}-{number}"]))
    assert isinstance(done, Commit), done
    print(done.id)
"""


def test_eight_processes_commit_at_once(book: Path, git: Git) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", COMMIT_IN_A_LOOP, name],
            cwd=book,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for name in "abcdefgh"
    ]
    outputs = [process.communicate()[0].decode().split() for process in processes]
    assert [process.returncode for process in processes] == [0] * 8
    ids = [id for output in outputs for id in output]
    history = git(
        "log", "--format=%H %s", "begin..".replace("begin", git("rev-list", "--max-parents=0", "HEAD").strip())
    )
    assert len(set(ids)) == 40
    assert all(any(line.startswith(id) for line in history.splitlines()) for id in ids)
    for line in history.splitlines():
        revision, _, subject = line.partition(" ")
        patch = git("show", "--format=", "--unified=0", revision)
        added = [row for row in patch.splitlines() if row.startswith("+") and not row.startswith("+++")]
        assert added == [f"+- id: {subject.removeprefix('add ')}"]
    assert git("status", "--porcelain") == ""


def hook(book: Path, name: str, script: str) -> None:
    file = book / ".git" / "hooks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
