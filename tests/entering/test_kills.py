"""A command that is killed at any moment leaves every file whole, and the next one works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from salesbook.book.entries import read_entry
from salesbook.book.files import kind_of, ledger_files
from salesbook.book.ledger_text import split
from tests.entering.conftest import Run, git

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")

MURDERS = """
import os, random, signal, sys, time
from salesbook.cli.main import main
random.seed(int(sys.argv[1]))
words = sys.argv[3:]
sys.stdout = sys.stderr = open(os.devnull, "w")
main(words)  # all modules are loaded now, and so in every child
begun = time.monotonic()
main(words)
lasts = time.monotonic() - begun
killed = 0
for _ in range(int(sys.argv[2])):
    child = os.fork()
    if child == 0:
        os._exit(main(words))
    time.sleep(random.uniform(0, lasts * 1.2))
    try:
        os.kill(child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
os._exit(0 if killed > 5 else 1)
"""


def kill_often(root: Path, seed: int, times: int, *words: str) -> None:
    command = [sys.executable, "-c", MURDERS, str(seed), str(times), *words]
    subprocess.run(command, cwd=root, check=True, timeout=100)


def assert_whole(root: Path) -> None:
    ids = []
    for path in ledger_files(root):
        data = (root / path).read_bytes()
        kind = kind_of(path)
        assert kind is not None
        text = split(data, path)
        assert not text.problems, path
        assert data.endswith(b"\n")
        for place in text.entries:
            read = read_entry(data[place.start : place.end], path, place.line, kind)
            assert not read.problems
            ids.append(read.id)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("words", [("add-order", "HDJM", "P-100", "1"), ("add-payment", "HDJM", "5")])
def test_killed_at_random_moments(plain_book: Path, run: Run, words: tuple[str, ...]) -> None:
    kill_often(plain_book, 1, 40, *words)
    assert_whole(plain_book)
    assert run(*words).code == 0
    assert run("check").code == 0
    assert not list(plain_book.rglob("*.salesbook-new"))


def test_killed_between_writing_and_committing(book: Path, run: Run) -> None:
    kill_often(book, 2, 25, "add-payment", "HDJM", "5")
    assert_whole(book)
    assert run("add-payment", "HDJM", "7").code == 0
    assert run("check").code == 0
    # What a killed command had written and not committed is committed with the next one, under its own name.
    assert git(book, "status", "--porcelain") == ""
    subjects = git(book, "log", "--format=%s").splitlines()
    assert all(re.match(r"add-payment PY-2611-\d{4}: |hand edit: PY-2611-|begin$", each) for each in subjects)
