"""Why the system refuses a file, in the language of the reader."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from salesbook.i18n.system_errors import _REASONS, system_reason


def refused(work: Callable[[], object]) -> OSError:
    """What the system really raises."""
    with pytest.raises(OSError) as raised:
        work()
    return raised.value


def test_what_the_system_really_raises_is_said_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder" / "within").mkdir(parents=True)
    cases: list[tuple[Callable[[], object], str, str]] = [
        ((tmp_path / "none").read_bytes, "no such file", "没有这个文件"),
        ((tmp_path / ("n" * 5000)).read_bytes, "too long", "路径过长"),
        ((tmp_path / "folder").mkdir, "exists already", "已存在"),
        ((tmp_path / "folder").rmdir, "not empty", "不是空的"),
    ]
    if os.name == "posix":
        cases += [
            ((tmp_path / "folder").read_bytes, "it is a folder", "这是文件夹"),
            ((tmp_path / "file" / "below").read_bytes, "folder is needed", "应为文件夹"),
        ]
    for work, english, chinese in cases:
        reason = system_reason(refused(work))
        assert english in reason.en
        assert chinese in reason.zh


@pytest.mark.parametrize("code", sorted(_REASONS))
def test_no_word_of_the_systems_own_stands_in_chinese(code: int) -> None:
    reason = system_reason(OSError(code, os.strerror(code)))
    assert not re.search("[A-Za-z]", reason.zh)
    assert not reason.en.endswith(".") and not reason.zh.endswith("。")


def test_what_windows_alone_tells_apart_is_told() -> None:
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    assert system_reason(error).zh == "文件正被其他程序使用"


def test_an_unusual_refusal_keeps_the_systems_words() -> None:
    assert system_reason(OSError(9999, "Weird")).zh == system_reason(OSError("Weird")).en == "Weird"
