"""A full or read-only disk gives exit code 4 and an untouched book."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.entering.conftest import Run, content, git


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(command, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    try:
        yield folder
    finally:
        os.chdir(tmp_path)
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path, leave: int) -> None:
    """Fill the disk but for ``leave`` bytes."""
    free = os.statvfs(folder)
    (folder / "filler").write_bytes(b"x" * max(0, free.f_bavail * free.f_frsize - leave))


@pytest.mark.parametrize("words", [("add-order", "HDJM", "P-100", "1"), ("add-payment", "HDJM", "5")])
def test_a_full_disk_leaves_the_book_as_it_was(
    book: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch, run: Run, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("salesbook.history.commits.PATIENCE", 0.1)  # a lock file that cannot be written looks taken
    codes = set()
    for leave in [*range(0, 40 * 1024, 4096), 400_000]:
        root = small_disk / "book"
        shutil.copytree(book, root)
        monkeypatch.chdir(root)
        before, head = content(root), git(root, "rev-parse", "HEAD")
        fill(small_disk, leave)
        outcome = run(*words)
        (small_disk / "filler").unlink()
        codes.add(outcome.code)
        assert outcome.code in {0, 4}, outcome
        if outcome.code:
            assert content(root) == before, outcome
            assert git(root, "rev-parse", "HEAD") == head
        assert run(*words).code == 0  # there is room again
        assert git(root, "status", "--porcelain", "--", "salesbook.yaml", "ledgers") == ""
        monkeypatch.chdir(book)
        shutil.rmtree(root)
    assert codes == {0, 4}


def test_a_read_only_disk_leaves_the_book_as_it_was(
    book: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    root = small_disk / "book"
    shutil.copytree(book, root)
    monkeypatch.chdir(root)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    before = content(root)
    for words in (("add-order", "HDJM", "P-100", "1"), ("add-payment", "HDJM", "5"), ("add-rep", "a", "b"), ("fmt",)):
        outcome = run(*words)
        assert outcome.code == 4, outcome
        assert "read-only" in outcome.err
    assert run("add-order", "HDJM", "P-100", "1", "--dry-run").code == 0
    assert content(root) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, and permissions as POSIX has them")
def test_a_folder_that_may_not_be_written(plain_book: Path, run: Run) -> None:
    before = content(plain_book)
    for folder in (plain_book, *(path for path in plain_book.rglob("*") if path.is_dir())):
        folder.chmod(0o555)
    for folder in (*plain_book.parents,)[:4]:
        if folder != Path(folder.anchor) and folder.name:
            folder.chmod(folder.stat().st_mode | 0o055)
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setuid(65534)
        os._exit(run("add-order", "HDJM", "P-100", "1").code + 40)
    _, status = os.waitpid(child, 0)
    plain_book.chmod(0o755)
    assert os.waitstatus_to_exitcode(status) == 44
    assert content(plain_book) == before
