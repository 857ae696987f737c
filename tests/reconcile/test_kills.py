"""``reconcile --yes`` that is killed in the middle leaves nothing or everything, and the next run completes it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import CMB, copied, files_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")

KILLED_AT = """
import os, signal, sys
from salesbook.cli.main import main

def reconcile(folder, moment):
    calls = 0
    def counted(function):
        def call(*arguments, **options):
            nonlocal calls
            calls += 1
            if calls == moment:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **options)
        return call
    for name in ("replace", "fsync", "unlink"):
        setattr(os, name, counted(getattr(os, name)))
    os.chdir(folder)
    os._exit(main(["reconcile", FILE, "--yes"]))

FILE, *runs = sys.argv[1:]
sys.stdout = sys.stderr = open(os.devnull, "w")
main(["reconcile", FILE, "--dry-run"])  # all modules are loaded now, and so in every child
for run in runs:
    folder, _, moment = run.partition("=")
    child = os.fork()
    if child == 0:
        reconcile(folder, int(moment))
    sys.__stdout__.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])} ")
"""


def reconcile(killed_at: dict[Path, int]) -> list[int]:
    """Exit codes of a run in each folder, killed before its n-th write to the disk that counts; 0: not killed."""
    runs = [f"{folder}={moment}" for folder, moment in killed_at.items()]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", KILLED_AT, CMB, *runs]
    done = subprocess.run(command, cwd=next(iter(killed_at)), env=environment, check=True, stdout=subprocess.PIPE)
    return [int(code) for code in done.stdout.split()]


def test_nothing_or_everything(new_book: Path, tmp_path: Path) -> None:
    moments = (4, 8, 10, 12)
    folders = {copied(new_book, tmp_path / str(moment)): moment for moment in (0, *moments)}
    for folder in folders:
        shutil.rmtree(folder / ".git")
    before = files_of(next(iter(folders)))
    codes = reconcile(folders)
    assert (codes[0], set(codes[1:])) == (0, {-signal.SIGKILL})
    complete, *interrupted = [files_of(folder) for folder in folders]
    written = {name for name in complete if complete[name] != before.get(name)}
    assert len(written) == 4  # lines, matches, payments, credits
    for files in interrupted:
        assert all(files.get(name) in {before.get(name), complete[name]} for name in written)
    assert any(files != before for files in interrupted)
    assert set(reconcile(dict.fromkeys(folders, 0))) == {0}
    assert all(files_of(folder) == complete for folder in folders)
