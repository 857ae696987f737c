"""A layout that nobody knows is taught on a terminal, and files of it are read from then on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is of POSIX")

FILE = "Xq,Zzz,Vrr,Wuu\n1,03/04/2026,12.50,Alpha\n2,05/04/2026,-3.20,Beta\n"
CHINESE = "甲列,乙列,丙列\n2026-10-01,5.00,货款 华东\n2026-10-02,-3.00,手续费\n"
HEADLESS = "2026-10-01;x;5,00;17\n2026-10-02;y;-3,00;18\n"
TWO_ROWS = "Aaa,,Bbb\nXq,Zzz,Vrr\n2026-10-01,12.50,Alpha\n2026-10-02,-3.20,Beta\n"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "salesbook.yaml").write_text("company: {name: Test}\ncurrency: CNY\naccounts: {}\n", "utf-8")
    (tmp_path / "ledgers").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2] / "src"))
    return tmp_path


def teach(book: Path, *words: str, lang: str = "en") -> Any:
    environment = {**os.environ, "SALESBOOK_LANG": lang, "TERM": "dumb", "COLUMNS": "80"}
    command = ["-m", "salesbook", "bank", "learn", *words]
    return pexpect.spawn(
        sys.executable, command, env=environment, cwd=str(book), encoding="utf-8", timeout=30, dimensions=(40, 80)
    )


def answer(terminal: Any, question: str, words: str) -> None:
    terminal.expect_exact(question)
    terminal.sendline(words)


def lines(book: Path, file: str) -> list[tuple[str, str]]:
    command = [sys.executable, "-m", "salesbook", "bank", "lines", file, "--format", "json"]
    found = json.loads(subprocess.run(command, cwd=book, capture_output=True, check=True).stdout)
    return [(line["date"], line["amount"]) for statement in found for line in statement["lines"]]


def test_columns_and_the_order_of_dates_are_asked(book: Path) -> None:
    (book / "export.csv").write_text(FILE)
    terminal = teach(book, "export.csv", "--name", "alpha")
    terminal.expect_exact("2  Zzz  03/04/2026 | 05/04/2026")
    answer(terminal, "Date [-]: ", "9")
    terminal.expect_exact("a number from 1 to 4, a heading, or - for none")
    answer(terminal, "Date [-]: ", "2")
    answer(terminal, "Amount (- where money in and out have a column each) [-]: ", "Vrr")
    for question in ("Which way the amount went", "Balance", "Other party", "Its account"):
        answer(terminal, f"{question} [-]: ", "")
    answer(terminal, "Text [-]: ", "4")
    answer(terminal, "The bank's number [-]: ", "")
    answer(terminal, "Order (dmy, mdy, ymd): ", "dmy")
    terminal.expect_exact("bank-formats/alpha.yaml")
    terminal.expect(pexpect.EOF)
    assert lines(book, "export.csv") == [("2026-04-03", "12.50"), ("2026-04-05", "-3.20")]
    (book / "next.csv").write_text(FILE.replace("12.50", "99.00"))
    assert lines(book, "next.csv")[0] == ("2026-04-03", "99.00")


def test_it_is_asked_in_chinese(book: Path) -> None:
    (book / "导出.csv").write_text(CHINESE, "utf-8")
    terminal = teach(book, "导出.csv", lang="zh")
    terminal.expect_exact("第 1 行标题下的各列：")
    answer(terminal, "日期 [-]: ", "1")
    answer(terminal, "金额（收入、支出分列时填 -） [-]: ", "2")
    for question in ("收支方向", "余额", "对方户名", "对方账号"):
        answer(terminal, f"{question} [-]: ", "")
    answer(terminal, "摘要 [-]: ", "丙列")
    answer(terminal, "流水号 [-]: ", "")
    terminal.expect_exact("已写入")
    terminal.expect(pexpect.EOF)
    assert lines(book, "导出.csv") == [("2026-10-01", "5.00"), ("2026-10-02", "-3.00")]


@pytest.mark.parametrize(
    ("text", "options"),
    [
        (HEADLESS, ["--no-header", "--date", "1", "--amount", "3", "--memo", "2"]),
        (HEADLESS, ["--date", "1", "--amount", "3", "--memo", "2"]),
        (TWO_ROWS, ["--header", "2", "--date", "Xq", "--amount", "Zzz", "--memo", "Vrr"]),
    ],
)
def test_files_without_headings_or_with_two_rows_of_them_are_taught_by_options(
    book: Path, text: str, options: list[str]
) -> None:
    (book / "export.csv").write_text(text)
    command = [sys.executable, "-m", "salesbook", "bank", "learn", "export.csv", *options]
    ended = subprocess.run(command, cwd=book, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert ended.returncode == 0, ended.stderr
    assert [day for day, _ in lines(book, "export.csv")] == ["2026-10-01", "2026-10-02"]


@pytest.mark.parametrize(("currency", "code", "told"), [("eur", 0, "Written"), ("euro", 1, "E0610")])
def test_a_currency_is_taken_in_small_letters_too_and_refused_where_it_is_none(
    book: Path, currency: str, code: int, told: str
) -> None:
    (book / "export.csv").write_text(TWO_ROWS)
    options = ["--header", "2", "--date", "Xq", "--amount", "Zzz", "--currency", currency]
    command = [sys.executable, "-m", "salesbook", "bank", "learn", "export.csv", *options]
    ended = subprocess.run(command, cwd=book, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert ended.returncode == code
    assert told in ended.stdout + ended.stderr
    assert (book / "bank-formats").exists() == (code == 0)


def test_an_unknown_layout_names_the_command_that_teaches_it(book: Path) -> None:
    (book / "export.csv").write_text(FILE)
    command = [sys.executable, "-m", "salesbook", "bank", "lines", "export.csv"]
    ended = subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "Zzz" in ended.stderr
    assert "salesbook bank learn export.csv" in ended.stderr
