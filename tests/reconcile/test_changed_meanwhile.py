"""What another command records between reading and writing is never entered twice."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import files_of, git
from .varied_book import StatedLine, write_statement, write_varied_book

FILE = "bank.csv"
WAITING = """
import sys
from salesbook.cli.main import main
from salesbook.recording import record

begin = record.begin

def waiting(*arguments):
    print("read", flush=True)
    sys.stdin.readline()
    return begin(*arguments)

record.begin = waiting
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def book(tmp_path: Path, surroundings: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_varied_book(tmp_path)
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitignore").write_bytes(b".salesbook/\n*.csv\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=begin")
    monkeypatch.chdir(tmp_path)
    write_statement(Path(FILE), [StatedLine("货款 SO-2", "200.00")])
    return tmp_path


def begin(*words: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "SALESBOOK_LANG": "en"}
    return subprocess.Popen(
        [sys.executable, *words],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("meanwhile", "code"),
    [
        (("add-payment", "HD", "200", "--account", "icbc", "--date", "2026-10-12"), 4),
        (("add-customer", "新客户有限公司", "--id", "XKH"), 0),
    ],
)
def test_a_payment_recorded_meanwhile_is_not_entered_again(book: Path, meanwhile: tuple[str, ...], code: int) -> None:
    with begin("-c", WAITING, "reconcile", FILE, "--account", "icbc", "--yes") as reconciling:
        assert reconciling.stdout is not None
        assert reconciling.stdout.readline() == "read\n"
        with begin("-m", "salesbook", *meanwhile) as other:
            _, other_told = other.communicate()
            assert other.returncode == 0, other_told
        left = files_of(book)
        _, told = reconciling.communicate("\n")
    assert reconciling.returncode == code
    assert (files_of(book) == left) == (code == 4)
    assert ("E0506" in told and "ledgers/payments/" in told) == (code == 4)
