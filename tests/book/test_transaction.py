"""Files change together or not at all, at whatever moment the process ends or the disk refuses."""

from __future__ import annotations

import errno
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from salesbook.book import journal
from salesbook.book.atomic_commit import Change
from salesbook.book.disk import disk_problem
from salesbook.book.interruption import is_interrupted
from salesbook.book.transaction import Transaction, begin
from salesbook.model.problem import Problem

PATHS = [
    PurePosixPath(path) for path in ("ledgers/orders/2026-11.yaml", "ledgers/payments/2026-11.yaml", "new/三.yaml")
]
OLD: dict[PurePosixPath, bytes | None] = {PATHS[0]: b"- id: A\n", PATHS[1]: "- id: 旧\n".encode(), PATHS[2]: None}
NEW: dict[PurePosixPath, bytes | None] = {PATHS[0]: b"- id: A\n- id: B\n", PATHS[1]: None, PATHS[2]: b"- id: C\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return with_files(tmp_path / "book", OLD)


def with_files(root: Path, files: dict[PurePosixPath, bytes | None]) -> Path:
    for path, content in files.items():
        if content is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
    return root


def opened(root: Path) -> Transaction:
    transaction = begin(root)
    assert isinstance(transaction, Transaction)
    return transaction


def contents(root: Path) -> dict[PurePosixPath, bytes | None]:
    return {path: (root / path).read_bytes() if (root / path).exists() else None for path in PATHS}


def tree(root: Path) -> set[str]:
    """Every file of the book but those of ``.salesbook`` that stay: lock, .gitignore."""
    kept = {".salesbook/lock", ".salesbook/.gitignore"}
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()} - kept


def change_all(root: Path) -> Problem | None:
    return change_all_by(opened(root))


def change_all_by(transaction: Transaction) -> Problem | None:
    with transaction:
        for path in PATHS:
            transaction.stage(path, OLD[path], NEW[path])
        return transaction.commit()


def names(files: dict[PurePosixPath, bytes | None]) -> set[str]:
    return {str(path) for path, content in files.items() if content is not None}


def test_all_files_change_and_no_trace_is_left(root: Path) -> None:
    assert change_all(root) is None
    assert contents(root) == NEW
    assert tree(root) == names(NEW)


def test_a_revert_puts_everything_back(root: Path) -> None:
    with opened(root) as transaction:
        for path in PATHS:
            transaction.stage(path, OLD[path], NEW[path])
        assert transaction.commit() is None
        assert transaction.revert() is None
    assert contents(root) == OLD
    assert tree(root) == names(OLD)


def test_one_file_changes_without_a_journal(root: Path) -> None:
    with opened(root) as transaction:
        transaction.stage(PATHS[0], OLD[PATHS[0]], NEW[PATHS[0]])
        transaction.stage(PATHS[1], OLD[PATHS[1]], OLD[PATHS[1]])
        assert transaction.commit() is None
        assert transaction.commit() is None  # nothing is left to write
    assert contents(root) == OLD | {PATHS[0]: NEW[PATHS[0]]}
    assert tree(root) == names(OLD)


@pytest.mark.parametrize("changed", PATHS)
def test_a_file_that_somebody_edited_meanwhile_is_not_overwritten(root: Path, changed: PurePosixPath) -> None:
    with opened(root) as transaction:
        for path in PATHS:
            transaction.stage(path, OLD[path], NEW[path])
        with_files(root, {changed: b"- id: by hand\n"})
        problem = transaction.commit()
    assert problem is not None
    assert problem.code.id == "E0052"
    assert contents(root) == OLD | {changed: b"- id: by hand\n"}
    assert tree(root) == names(OLD) | {str(changed)}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_permissions_and_links_stay(root: Path, tmp_path: Path) -> None:
    (root / PATHS[0]).chmod(0o640)
    (root / PATHS[1]).rename(tmp_path / "elsewhere.yaml")
    (root / PATHS[1]).symlink_to(tmp_path / "elsewhere.yaml")
    with opened(root) as transaction:
        transaction.stage(PATHS[0], OLD[PATHS[0]], b"x")
        transaction.stage(PATHS[1], OLD[PATHS[1]], b"y")
        assert transaction.commit() is None
    assert (root / PATHS[0]).stat().st_mode & 0o777 == 0o640
    assert (root / PATHS[1]).is_symlink()
    assert (tmp_path / "elsewhere.yaml").read_bytes() == b"y"


# A process that ends just before its n-th call of the system, for every n.

CALLS = [(io, "open"), *((os, name) for name in ("open", "fsync", "fchmod", "replace", "rename", "unlink", "mkdir"))]


def dies_at(root: Path, work: Callable[[Path], object], number: int) -> bool:
    """Run ``work`` in a process that ends without a word before its ``number``-th call; whether it did."""
    child = os.fork()
    if child == 0:
        remaining = number

        def dying(call: Callable[..., object]) -> Callable[..., object]:
            def wrapped(*arguments: object, **options: object) -> object:
                nonlocal remaining
                remaining -= 1
                if remaining < 0:
                    os._exit(9)
                return call(*arguments, **options)

            return wrapped

        for module, name in CALLS:
            setattr(module, name, dying(getattr(module, name)))
        work(root)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 9)
    return os.waitstatus_to_exitcode(status) == 9


def deaths(tmp_path: Path, work: Callable[[Path], object], prepare: Callable[[Path], object]) -> Iterator[Path]:
    """A book after each possible death of ``work``."""
    for number in range(1000):
        root = with_files(tmp_path / str(number), OLD)
        prepare(root)
        if not dies_at(root, work, number):
            assert number > 10  # the calls were seen
            return
        yield root


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_that_ends_before_any_of_its_system_calls_leaves_all_old_or_all_new(tmp_path: Path) -> None:
    outcomes = set()
    for root in deaths(tmp_path, change_all, prepare=lambda _: None):
        with opened(root) as transaction:
            assert transaction.recovered == ()
        after = contents(root)
        assert after in (OLD, NEW)
        assert tree(root) == names(after)
        outcomes.add(after == NEW)
        if after == OLD:
            assert change_all(root) is None
    assert outcomes == {True, False}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_recovery_that_is_itself_interrupted_is_completed_by_the_next(tmp_path: Path) -> None:
    changes = [Change(path, OLD[path], NEW[path]) for path in PATHS]

    def interrupted(root: Path) -> None:
        (root / ".salesbook").mkdir()
        (root / ".salesbook" / "journal").write_bytes(journal.encode(changes))

    for root in deaths(tmp_path, begin, prepare=interrupted):
        with opened(root) as transaction:
            assert transaction.recovered == ()
        assert contents(root) == NEW
        assert tree(root) - {".salesbook/.gitignore"} == names(NEW)


COMMIT_FOREVER = """
import sys
from pathlib import Path, PurePosixPath
from salesbook.book.transaction import begin
root, number = Path(sys.argv[1]), int(sys.argv[2])
paths = [PurePosixPath(f"ledgers/{name}.yaml") for name in "abc"]
print("ready", flush=True)
while True:
    number += 1
    with begin(root) as transaction:
        for path in paths:
            file = root / path
            transaction.stage(path, file.read_bytes() if file.exists() else None, b"%d\\n" % number * 5000)
        assert transaction.commit() is None
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_a_process_that_is_killed_leaves_every_file_whole(tmp_path: Path) -> None:
    chance = random.Random(20261121)
    generation = 0
    for _ in range(20):
        arguments = [sys.executable, "-c", COMMIT_FOREVER, str(tmp_path), str(generation)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0.02, 0.12))
            process.send_signal(signal.SIGKILL)
        with opened(tmp_path) as transaction:
            assert transaction.recovered == ()
        found = {(tmp_path / "ledgers" / f"{name}.yaml") for name in "abc"}
        assert tree(tmp_path) in (set(), {f"ledgers/{file.name}" for file in found})
        texts = {file.read_bytes() for file in found if file.exists()}
        assert len(texts) <= 1
        for text in texts:
            first, *others = text.split()
            assert set(others) <= {first}
            assert len(others) == 4999
            assert int(first) >= generation
            generation = int(first)
    assert generation > 0


# A disk that refuses.


def failing(monkeypatch: pytest.MonkeyPatch, number: int, code: int, lasting: bool) -> None:
    """Let the ``number``-th call of the system fail with ``code``, and all later ones where ``lasting``."""
    remaining = number

    def wrap(call: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*arguments: object, **options: object) -> object:
            nonlocal remaining
            remaining -= 1
            if remaining == -1 or (lasting and remaining < 0):
                raise OSError(code, os.strerror(code), str(arguments[0]))
            return call(*arguments, **options)

        return wrapped

    for name in ("fsync", "replace", "rename", "unlink", "mkdir"):
        monkeypatch.setattr(os, name, wrap(getattr(os, name)))


@pytest.mark.parametrize("lasting", [False, True])
def test_a_disk_that_fails_at_any_moment_leaves_all_old_or_says_that_work_waits(tmp_path: Path, lasting: bool) -> None:
    seen = set()
    for number in range(200):
        root = with_files(tmp_path / str(number), OLD)
        with opened(root) as transaction:
            for path in PATHS:
                transaction.stage(path, OLD[path], NEW[path])
            with pytest.MonkeyPatch.context() as monkeypatch:
                failing(monkeypatch, number, errno.EIO, lasting)
                problem = transaction.commit()
        code = problem.code.id if problem else None
        seen.add(code)
        if code == "E0051":
            assert contents(root) == OLD
            assert not is_interrupted(root)
        elif code == "E0054":
            assert is_interrupted(root)
        else:
            assert (code, contents(root)) == (None, NEW)
        with opened(root) as again:
            assert again.recovered == ()
        after = contents(root)
        assert after == (OLD if code == "E0051" else NEW)
        assert tree(root) == names(after)
        if code is None and number > 30:
            break
    assert seen == {None, "E0051", "E0054"}


def mounted(folder: Path, *options: str) -> bool:
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    command = ["mount", "-t", "tmpfs", *options, "none", str(folder)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 128 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mounted(folder, "-o", "size=128k"):
        pytest.skip("only root can mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_changes_nothing(small_disk: Path) -> None:
    old, new = b"old\n", b"new\n" * 3000
    outcomes = []
    for size in range(0, 112 * 1024, 4096):
        root = with_files(small_disk / "book", {PATHS[0]: old, PATHS[1]: old})
        with opened(root) as transaction:
            for path in PATHS[:2]:
                transaction.stage(path, old, new)
            (small_disk / "filler").write_bytes(b"x" * size)
            problem = transaction.commit()
        if problem:
            assert problem.code.id == "E0051"
            assert "full" in problem.message.en
            assert "磁盘已满" in problem.message.zh
        assert [(root / path).read_bytes() for path in PATHS[:2]] == [old if problem else new] * 2
        assert tree(root) == {str(path) for path in PATHS[:2]}
        outcomes.append(problem is None)
        shutil.rmtree(root)
    assert True in outcomes
    assert outcomes.count(False) > 5  # it was full at several of the files it needs


@pytest.mark.parametrize("used_before", [False, True])
def test_a_read_only_disk_is_said_to_be_one(small_disk: Path, used_before: bool) -> None:
    root = with_files(small_disk / "book", {PATHS[0]: b"old\n"})
    if used_before:
        with opened(root):
            pass
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    problem = begin(root, seconds=0)
    assert isinstance(problem, Problem)
    assert problem.code.id == "E0051"
    assert "read-only" in problem.message.en


def test_a_disk_that_is_full_from_the_start_is_a_problem_too(small_disk: Path) -> None:
    root = with_files(small_disk / "book", {PATHS[0]: b"old\n"})
    with pytest.raises(OSError, match="No space"):
        (small_disk / "filler").write_bytes(b"x" * 200_000)
    problem = begin(root)
    assert isinstance(problem, Problem)
    assert problem.code.id == "E0051"
    assert (root / PATHS[0]).read_bytes() == b"old\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, and permissions as POSIX has them")
@pytest.mark.parametrize("closed", [".", "ledgers/orders"])
def test_a_folder_that_cannot_be_written_changes_nothing(closed: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # root may write anywhere, so another user tries
        root = with_files(Path(folder) / "book", OLD)
        for path in (root, *root.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
        (root / closed).chmod(0o555)
        child = os.fork()
        if child == 0:
            if os.geteuid() == 0:
                os.setuid(65534)
            transaction = begin(root)
            problem = transaction if isinstance(transaction, Problem) else change_all_by(transaction)
            os._exit(7 if problem and problem.code.id == "E0051" else 1)
        _, status = os.waitpid(child, 0)
        (root / closed).chmod(0o755)
        assert os.waitstatus_to_exitcode(status) == 7
        assert contents(root) == OLD
        assert tree(root) == names(OLD)


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "full"), (errno.EROFS, "read-only"), (errno.EACCES, "permission"), (errno.EDQUOT, "share")],
)
def test_what_the_disk_answers_is_said_in_words(code: int, words: str) -> None:
    problem = disk_problem(OSError(code, os.strerror(code)), "ledgers/x.yaml")
    assert words in problem.message.en
    assert "ledgers/x.yaml" in problem.message.zh
    assert problem.advice.zh.endswith("然后再次运行本命令。")


def test_an_unusual_answer_is_passed_on() -> None:
    assert "Weird" in disk_problem(OSError(9999, "Weird"), "x").message.zh


# Journals that meet a changed book.


def noted(root: Path) -> None:
    (root / ".salesbook").mkdir()
    changes = [Change(path, OLD[path], NEW[path]) for path in PATHS]
    (root / ".salesbook" / "journal").write_bytes(journal.encode(changes))


def test_a_file_edited_after_the_crash_is_left_to_its_user_and_nothing_is_lost(root: Path) -> None:
    noted(root)
    assert is_interrupted(root)
    with_files(root, {PATHS[0]: b"- id: by hand\n"})
    with opened(root) as transaction:
        problems = transaction.recovered
    assert [(problem.code.id, problem.values["path"]) for problem in problems] == [("E0053", str(PATHS[0]))]
    assert contents(root) == NEW | {PATHS[0]: b"- id: by hand\n"}
    kept = root / str(problems[0].values["kept"])
    assert kept.read_bytes() == NEW[PATHS[0]]
    assert not is_interrupted(root)


def test_what_was_kept_once_is_not_overwritten(root: Path) -> None:
    for text in (b"first", b"second"):
        (root / ".salesbook").mkdir(exist_ok=True)
        changes = [Change(PATHS[0], b"x", text), Change(PATHS[1], b"x", text)]
        (root / ".salesbook" / "journal").write_bytes(journal.encode(changes))
        with opened(root) as transaction:
            assert len(transaction.recovered) == 2
    kept = sorted(path.read_bytes() for path in (root / ".salesbook" / "recovered" / "ledgers" / "orders").iterdir())
    assert kept == [b"first", b"second"]


def test_a_file_that_was_to_be_removed_stays_where_its_user_changed_it(root: Path) -> None:
    noted(root)
    with_files(root, {PATHS[1]: b"- id: by hand\n"})
    with opened(root) as transaction:
        (problem,) = transaction.recovered
    assert "removed" in problem.message.en
    assert contents(root) == NEW | {PATHS[1]: b"- id: by hand\n"}


def test_a_torn_journal_is_ignored(root: Path) -> None:
    noted(root)
    whole = (root / ".salesbook" / "journal").read_bytes()
    for length in (0, 1, 64, 65, len(whole) // 2, len(whole) - 1):
        (root / ".salesbook" / "journal").write_bytes(whole[:length])
        with opened(root) as transaction:
            assert transaction.recovered == ()
        assert contents(root) == OLD
        assert tree(root) == names(OLD)


def test_a_recovery_that_the_disk_refuses_is_a_problem_and_is_made_up_later(root: Path) -> None:
    noted(root)
    with pytest.MonkeyPatch.context() as monkeypatch:
        failing(monkeypatch, 0, errno.EIO, lasting=True)
        problem = begin(root, seconds=0)
    assert isinstance(problem, Problem)
    assert problem.code.id == "E0051"
    with opened(root) as transaction:
        assert transaction.recovered == ()
    assert contents(root) == NEW
