"""Several clerks at once, each in a process of their own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.entering.conftest import Run, git

CLERK = """
import sys
from salesbook.cli.main import main
codes = {main(["add-order", "HDJM", "P-100", str(number), "P-200", "1", *sys.argv[2:]])
         for number in range(1, int(sys.argv[1]) + 1)}
sys.exit(max(codes))
"""


def all_together(root: Path, clerks: int, orders: int, *options: str) -> None:
    command = [sys.executable, "-c", CLERK, str(orders), *options]
    running = [
        subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(clerks)
    ]
    said = [process.communicate(timeout=100)[1].decode() for process in running]
    assert [process.returncode for process in running] == [0] * clerks, said


def ids(root: Path) -> list[str]:
    text = "".join(file.read_text("utf-8") for file in sorted((root / "ledgers/orders").glob("*.yaml")))
    return re.findall(r"^- id: (\S+)$", text, re.MULTILINE)


def test_eight_processes_adding_fifty_orders_each_give_four_hundred(plain_book: Path, run: Run) -> None:
    all_together(plain_book, 8, 50, "--no-commit")
    assert sorted(ids(plain_book)) == [f"SO-2611-{number:04}" for number in range(1, 401)]
    assert run("check").code == 0


def test_commits_made_at_once_hold_one_order_each(book: Path, run: Run) -> None:
    all_together(book, 4, 5)
    assert sorted(ids(book)) == [f"SO-2611-{number:04}" for number in range(1, 21)]
    log = git(book, "log", "--format=%s", "--numstat", "--", "ledgers/orders")
    assert len(re.findall(r"^add-order SO-2611-\d{4}: ", log, re.MULTILINE)) == 20
    assert set(re.findall(r"^(\d+)\t(\d+)\tledgers/orders/2026-11.yaml$", log, re.MULTILINE)) == {("9", "0")}
    assert git(book, "status", "--porcelain") == ""
    assert run("check").code == 0


@pytest.mark.parametrize("pads", [("wf", "ll")])
def test_clerks_with_pads_of_their_own_merge_without_conflict(book: Path, run: Run, pads: tuple[str, str]) -> None:
    git(book, "config", "salesbook.pad", pads[0])
    for pad in pads:
        git(book, "checkout", "--quiet", "-b", pad, "main")
        git(book, "config", "salesbook.pad", pad)
        assert run("add-order", "HDJM", "P-100", "1").code == 0
        assert run("add-customer", pad.upper(), f"客户 {pad}").code == 0
    git(book, "merge", "--quiet", "--no-edit", pads[0])
    assert sorted(ids(book)) == ["SO-2611-LL-0001", "SO-2611-WF-0001"]
    assert (book / "ledgers/orders/2026-11.wf.yaml").exists()
    assert (book / "ledgers/customers.ll.yaml").exists()
    assert run("check").code == 0


def test_money_entered_at_once_is_tried_in_one_index(plain_book: Path, run: Run) -> None:
    command = [sys.executable, "-m", "salesbook", "add-payment", "HDJM", "5", "--no-commit"]
    running = [subprocess.Popen(command, cwd=plain_book, stdout=subprocess.DEVNULL) for _ in range(6)]
    assert [process.wait(timeout=60) for process in running] == [0] * 6
    text = (plain_book / "ledgers/payments/2026-11.yaml").read_text("utf-8")
    assert re.findall(r"^- id: (\S+)$", text, re.MULTILINE) == [f"PY-2611-{number:04}" for number in range(1, 7)]
    assert run("check").code == 0
