"""What is wrong with a command line is said in the user's language, with exit code 2 and a way out."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stderr, redirect_stdout

import pytest

from salesbook.cli.main import main

CASES = [
    (["agng"], "there is no command agng", "没有 agng 这个命令"),
    (["bank"], "name one of the commands lines, ", "请写明命令：lines, "),
    (["bank", "undp"], "there is no command undp; did you mean undo?", "没有 undp 这个命令，是否想用 undo？"),
    (
        ["aging", "--by", "foo"],
        "--by: foo is none of customer, rep, team, product",
        "--by：foo 不在可选值 customer, rep, team, product 之中",
    ),
    (
        ["aging", "--detial"],
        "there is no option --detial; did you mean --detail?",
        "没有选项 --detial，是否想用 --detail？",
    ),
    (["aging", "--as-of"], "--as-of needs a value", "--as-of 需要一个值"),
    (["aging", "--detail=3"], "--detail takes no value", "--detail 不带值"),
    (["show"], "ID is missing", "缺少 ID"),
    (["list", "orders", "--limit", "x"], "--limit: x is no whole number", "--limit：x 不是整数"),
    (["list", "orders", "--limit", "0"], "--limit: 0 is less than 1", "--limit：0 小于 1"),
    (["show", "a", "b", "c"], "too many words: b c", "多余的参数：b c"),
]


@pytest.mark.parametrize(("arguments", "english", "chinese"), CASES, ids=lambda value: str(value)[:30])
def test_a_wrong_command_line_is_explained(arguments: list[str], english: str, chinese: str) -> None:
    for language, expected in (("en", english), ("zh", chinese)):
        output, errors = io.StringIO(), io.StringIO()
        with redirect_stdout(output), redirect_stderr(errors):
            code = main(["--lang", language, *arguments])
        assert code == 2
        assert output.getvalue() == ""
        first, *rest = errors.getvalue().splitlines()
        assert re.sub("^salesbook[:：] ?", "", first).startswith(expected)
        assert any("--help" in line for line in rest)


@pytest.mark.parametrize(
    ("arguments", "helped"),
    [
        (["aging", "--as-of"], "aging"),
        (["aging", "--detial"], "aging"),
        (["add-order", "HYJM", "--date"], "add-order"),
        (["bank", "lines", "--account"], "bank lines"),
        (["bank", "--book"], "bank"),
    ],
)
def test_the_help_of_the_command_is_named(arguments: list[str], helped: str) -> None:
    for before in ([], ["--lang", "en"]):
        errors = io.StringIO()
        with redirect_stderr(errors):
            assert main([*before, *arguments]) == 2
        assert f"salesbook {helped} --help" in errors.getvalue()
