"""Giving a book out, and asking it in SQL, on the command line: what is wrong is said in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Asking


@pytest.mark.parametrize(
    ("words", "en", "zh"),
    [
        (["export", "--to", "hledgr", "out"], "did you mean hledger?", "是否想写 hledger？"),
        (["export", "--to", "x", "out"], "there are csv, xlsx, json,", "可用：csv, xlsx, json,"),
        (["export", "--to", "csv", "a-file"], "is a file, not a folder", "是文件，不是文件夹"),
        (["export", "--to", "csv", "out", "--month", "10"], "does not go with --to csv", "不能与 --to csv 同用"),
        (["sql"], "give a query, or --views", "请给出查询语句"),
        (["sql", "SELECT amount FROM payments"], "did you mean amount_minor?", "是否想写 amount_minor？"),
        (["sql", "--views", "paymnts"], "did you mean payments?", "是否想写 payments？"),
        (["sql", "--views", "x"], "there are customers, products,", "可用：customers, products,"),
        (["sql", "SELECT 1", "--as-of", "x"], "--as-of: x is no day", "--as-of：x 不是日期"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    asking: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], en: str, zh: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a-file").write_text("mine", encoding="utf-8")
    for language, said in (("en", en), ("zh", zh)):
        code, output, errors = asking.text(*words, "--lang", language)
        assert (code, output) == (2, "")
        assert said in errors
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["mine"]


def test_files_are_written_into_a_folder_that_is_made(
    asking: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert asking.text("export", "--to", "csv", "given/out")[0] == 0
    orders = (tmp_path / "given" / "out" / "orders.csv").read_text(encoding="utf-8-sig")
    assert orders.startswith("id,date,customer,")
