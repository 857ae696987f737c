"""A small company's book, in a git repository of its own, and the command in this process."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from salesbook.cli.main import main

SETTINGS = """\
company: {name: 上海云岚智能装备有限公司}
currency: CNY
language: en
tax: 13%
terms:
  net30: [{share: 100%, after: invoice, days: 30}]
  deposit30: [{share: 30%, after: order}, {share: 70%, after: delivery}]
accounts:
  icbc: {name: 工商银行基本户, number: "1001"}
  boc: {name: 中国银行美元户, currency: USD}
credit: {block: over_limit}
"""
CUSTOMERS = """\
# whom we sell to
- id: HDJM
  name: 华东精密机械有限公司
  aliases: [Huadong Precision]
  reps:
    - {rep: li-lei}
    - {rep: wang-fang, from: 2026-07-01}
  terms: deposit30
- id: HDJT
  name: 华东机械集团
  rep: wang-fang
- id: ACME
  name: Acme Robotics Inc.
  rep: li-lei
  terms: net30
  currency: USD
- id: SMALL
  name: 小额贸易行
  terms: net30
  credit_limit: 1000.00
"""
PRODUCTS = """\
- {id: P-100, name: 精密轴承 6204, unit: 个, price: 128.50, tax: 13%, barcode: "6901234567892"}
- {id: P-200, name: 伺服电机, price: 999.00}
- {id: P-300, name: 安装服务, price: 45, tax: 6%}
"""
REPS = """\
- {id: wang-fang, name: 王芳, team: 华东}
- {id: li-lei, name: 李雷, team: 华南}
"""


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home folder, with a git configuration that names them; they stand beside it; the day is 2026-11-21."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "SALESBOOK_"))]:
        monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    config = folder / ".gitconfig"
    config.write_text("[user]\n\tname = 王芳\n\temail = wang@example.com\n[init]\n\tdefaultBranch = main\n", "utf-8")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("SALESBOOK_TODAY", "2026-11-21")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def plain_book(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The book outside git; the user stands in its folder."""
    root = tmp_path / "book"
    (root / "ledgers").mkdir(parents=True)
    for name, text in (
        ("salesbook.yaml", SETTINGS),
        ("ledgers/customers.yaml", CUSTOMERS),
        ("ledgers/products.yaml", PRODUCTS),
        ("ledgers/reps.yaml", REPS),
    ):
        (root / name).write_bytes(text.encode())
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def book(plain_book: Path) -> Path:
    """The book in a repository of its own, all committed."""
    git(plain_book, "init", "--quiet")
    git(plain_book, "add", ".")
    git(plain_book, "commit", "--quiet", "--message=begin")
    return plain_book


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``salesbook`` in this process."""

    def call(*arguments: str) -> Outcome:
        capsys.readouterr()
        code = main(arguments)
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return call


@pytest.fixture
def enter(run: Run) -> Run:
    """Run ``salesbook`` where it must succeed."""

    def call(*arguments: str) -> Outcome:
        outcome = run(*arguments)
        assert outcome.code == 0, outcome
        return outcome

    return call


def git(folder: Path, *arguments: str) -> str:
    """Run git and return what it prints."""
    command = ["git", "-c", "core.quotePath=false", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


def content(root: Path) -> dict[str, bytes]:
    """Every file of a book but git's and what can be derived."""
    files = (path for path in root.rglob("*") if path.is_file())
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in files
        if not {".git", ".salesbook"} & set(path.relative_to(root).parts)
    }
