"""A small company's book in a repository of its own, a bank's file that raises every question, and a terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

SETTINGS = """\
company: {name: 上海云岚智能装备有限公司}
currency: CNY
prices: gross
tax: 13%
settle: explicit
terms:
  net30: [{share: 100%, after: delivery, days: 30}]
accounts:
  icbc: {name: 工商银行基本户, number: "1001244309200012345"}
reconcile: {fee_max: {CNY: 50.00}, rounding_max: {CNY: 1.00}}
"""
CUSTOMERS = """\
- id: HDJM
  name: 华东精密机械有限公司
  aliases: [华东精密]
  terms: net30
- id: RCQX
  name: 上海瑞昌医疗器械有限公司
  terms: net30
- id: YCDZ
  name: 远程电子有限公司
- id: NFDZ
  name: 南方电子有限公司
  terms: net30
"""
ORDERS = {
    "SO-2609-0001": ("HDJM", "2026-09-01", "1000.00"),
    "SO-2609-0002": ("HDJM", "2026-09-10", "2500.00"),
    "SO-2609-0003": ("RCQX", "2026-09-03", "700.00"),
    "SO-2609-0004": ("RCQX", "2026-09-12", "700.00"),
    "SO-2609-0005": ("NFDZ", "2026-09-15", "4321.00"),
}
LINES = """\
交易日期,收入金额,支出金额,对方户名,对方账号,摘要
2026-10-08,4321.00,,南方电子有限公司,,货款 SO-2609-0005
2026-10-09,3380.00,,华东精密,,货款
2026-10-10,700.00,,张三,6222021001112223334,货款
2026-10-12,1500.00,,李四,,
2026-10-13,12.34,,未知,,
"""


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotePath=false", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The book, committed; the user stands in its folder, beside ``icbc.csv``."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "SALESBOOK_"))]:
        monkeypatch.delenv(name)
    config = tmp_path / ".gitconfig"
    config.write_text("[user]\n\tname = 王芳\n\temail = wang@example.com\n[init]\n\tdefaultBranch = main\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("SALESBOOK_TODAY", "2026-11-05")
    root = tmp_path / "book"
    for folder in ("orders", "deliveries"):
        (root / "ledgers" / folder).mkdir(parents=True)
    orders, deliveries = "", ""
    for number, (id, (customer, day, total)) in enumerate(ORDERS.items(), 1):
        orders += f"- id: {id}\n  date: {day}\n  customer: {customer}\n  terms: net30\n  lines:\n"
        orders += f"    - {{text: 设备, qty: 1, price: {total}, tax: 13%}}\n  total: {total}\n"
        deliveries += f"- id: DN-2609-{number:04}\n  date: {day}\n  order: {id}\n"
    for name, text in (
        ("salesbook.yaml", SETTINGS),
        ("ledgers/customers.yaml", CUSTOMERS),
        ("ledgers/orders/2026-09.yaml", orders),
        ("ledgers/deliveries/2026-09.yaml", deliveries),
        (".gitignore", ".salesbook/\nicbc.csv\n"),
        ("icbc.csv", LINES),
    ):
        (root / name).write_bytes(text.encode())
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=begin")
    monkeypatch.chdir(root)
    return root


class Terminal:
    """A process on a pseudo-terminal, and the screen that it has drawn."""

    def __init__(self, process: Any, columns: int, rows: int) -> None:
        pyte = pytest.importorskip("pyte")
        self.process = process
        self.text = ""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.process.send(key)

    def type(self, line: str) -> None:
        self.process.sendline(line)

    def see(self, *words: str) -> None:
        """Wait until all of ``words`` stand on the screen at once."""
        deadline = time.monotonic() + _PATIENCE
        while not all(each in self.screen for each in words):
            assert time.monotonic() < deadline, (words, self.screen)
            if not self._read():
                assert all(each in self.screen for each in words), (words, self.screen)

    def wait(self) -> int:
        """The exit code; all that is written until then is read."""
        deadline = time.monotonic() + _PATIENCE
        while self._read():
            assert time.monotonic() < deadline, self.screen
        self.process.close()
        return int(self.process.exitstatus if self.process.exitstatus is not None else -self.process.signalstatus)

    @property
    def screen(self) -> str:
        return "\n".join(self._screen.display)

    def _read(self) -> bool:
        pexpect = pytest.importorskip("pexpect")
        try:
            text = self.process.read_nonblocking(65536, timeout=1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.text += text
        self._stream.feed(text)
        return True


def _closes_with_its_terminal() -> None:
    """Undo what a test run that goes on without a terminal (``nohup``) hands down to all its processes."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


_PATIENCE = 20
Reviewing = Callable[..., AbstractContextManager[Terminal]]


@pytest.fixture
def reviewing(book: Path) -> Reviewing:
    """``salesbook reconcile icbc.csv`` on a terminal of 80 by 24; it must have ended well when the block ends."""
    pexpect = pytest.importorskip("pexpect")

    @contextmanager
    def start(lang: str = "en", term: str = "xterm-256color", ends: bool = True) -> Iterator[Terminal]:
        source = str(Path(__file__).parents[2] / "src")
        environment = {**os.environ, "SALESBOOK_LANG": lang, "PYTHONPATH": source, "TERM": term, "LANG": "C.UTF-8"}
        words = ["-m", "salesbook", "reconcile", "icbc.csv", "--account", "icbc"]
        process = pexpect.spawn(
            sys.executable,
            words,
            env=environment,
            encoding="utf-8",
            dimensions=(24, 80),
            preexec_fn=_closes_with_its_terminal,
        )
        terminal = Terminal(process, 80, 24)
        try:
            yield terminal
            if ends:
                assert terminal.wait() == 0
        finally:
            process.close()

    return start


@pytest.fixture
def run(book: Path) -> Callable[..., str]:
    """Run ``salesbook`` where it must succeed; gives what it prints."""

    def call(*words: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src"), "SALESBOOK_LANG": "en"}
        return subprocess.run(
            [sys.executable, "-m", "salesbook", *words],
            cwd=book,
            env=environment,
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout

    return call
