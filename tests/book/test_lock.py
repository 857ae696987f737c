"""One command writes at a time, and no lock outlives its process."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path, PurePosixPath

import pytest

from salesbook.book.state_folder import state_folder
from salesbook.book.transaction import Transaction, begin
from salesbook.model.problem import Problem

HOLD = """
import sys, time
from pathlib import Path
from salesbook.book.transaction import begin
with begin(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""

ADD = """
import sys
from pathlib import Path, PurePosixPath
from salesbook.book.transaction import begin
root, name = Path(sys.argv[1]), sys.argv[2]
for number in range(20):
    with begin(root, 60) as transaction:
        before = (root / "counter").read_bytes()
        transaction.stage(PurePosixPath("counter"), before, before + f"{name}{number}\\n".encode())
        assert transaction.commit() is None
"""


def started(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path) -> None:
    with started(HOLD, tmp_path) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        before = time.monotonic()
        problem = begin(tmp_path, seconds=0.3)
        assert time.monotonic() - before >= 0.3
        assert isinstance(problem, Problem)
        assert problem.code.id == "E0050"
        assert "0.3" in problem.message.zh
        holder.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    with started(HOLD, tmp_path) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        holder.send_signal(signal.SIGKILL)
    with_lock = begin(tmp_path, seconds=5)
    assert isinstance(with_lock, Transaction)
    with with_lock:
        pass


def test_a_lock_ends_with_its_transaction_even_by_an_exception(tmp_path: Path) -> None:
    first = begin(tmp_path)
    assert isinstance(first, Transaction)
    with pytest.raises(KeyboardInterrupt), first:
        raise KeyboardInterrupt
    second = begin(tmp_path, seconds=0)
    assert isinstance(second, Transaction)
    with second:
        pass


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "counter").touch()
    writers = [started(ADD, tmp_path, name) for name in "abcd"]
    assert [writer.wait() for writer in writers] == [0] * 4
    lines = (tmp_path / "counter").read_text().splitlines()
    assert sorted(lines) == sorted(f"{name}{number}" for name in "abcd" for number in range(20))
    for name in "abcd":
        assert [line for line in lines if line[0] == name] == [f"{name}{number}" for number in range(20)]


def test_what_can_be_derived_is_ignored_by_git(tmp_path: Path) -> None:
    assert (state_folder(tmp_path) / ".gitignore").read_bytes() == b"*\n"
    (tmp_path / ".salesbook" / ".gitignore").write_bytes(b"")  # as a process killed just then leaves it
    assert (state_folder(tmp_path) / ".gitignore").read_bytes() == b"*\n"
    (tmp_path / ".salesbook" / ".gitignore").write_bytes(b"*\n!notes\n")
    assert (state_folder(tmp_path) / ".gitignore").read_bytes() == b"*\n!notes\n"
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    status = subprocess.run(["git", "-C", str(tmp_path), "status", "--porcelain"], check=True, capture_output=True)
    assert status.stdout == b""


def test_nothing_is_staged_outside_of_the_book(tmp_path: Path) -> None:
    with begin(tmp_path) as transaction:  # type: ignore[union-attr]
        for path in ("/etc/passwd", "../x", "a/../../x"):
            with pytest.raises(ValueError, match="not a path of the book"):
                transaction.stage(PurePosixPath(path), None, b"")
        transaction.stage(PurePosixPath("a"), None, b"1")
        with pytest.raises(ValueError, match="staged twice"):
            transaction.stage(PurePosixPath("a"), b"1", b"2")
