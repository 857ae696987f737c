from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from salesbook.i18n import Language, Text
from salesbook.render.output import write
from salesbook.render.registry import TARGETS, by_ending, by_name
from salesbook.render.screen import Screen, screen_of
from salesbook.render.width import display_width
from salesbook.table import Column, Document, Row, Table

from .samples import aging, target

SHOW_AGING = """
import sys
from render.samples import aging, target
from salesbook.i18n import Language
from salesbook.render.output import write
from salesbook.render.registry import by_name
write(aging(), Language.ZH, by_name(sys.argv[1]), sys.stdout)
print(*(name for name in ("openpyxl", "rich", "yaml") if name in sys.modules), file=sys.stderr)
"""
TESTS = Path(__file__).parents[1]


def environment(**settings: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "NO_COLOR", "TERM"}}
    return {**kept, "PYTHONPATH": os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)]), **settings}


def piped(name: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", SHOW_AGING, name]
    return subprocess.run(command, env=environment(**settings), capture_output=True, check=True)


def test_formats_are_found_by_name_and_by_the_ending_of_a_file() -> None:
    assert [each.name for each in TARGETS] == ["table", "json", "csv", "xlsx", "html", "md"]
    for each in TARGETS:
        assert by_name(each.name) is each
        for ending in each.endings:
            assert by_ending(Path(f"aging.2026{ending.upper()}")) is each
    assert by_name("pdf") is None
    assert by_ending(Path("aging.pdf")) is None
    assert by_ending(Path("xlsx")) is None


@pytest.mark.parametrize("name", ["table", "json", "csv", "md"])
@pytest.mark.parametrize("language", Language)
def test_a_text_file_is_replaced_by_what_the_target_makes(name: str, language: Language, tmp_path: Path) -> None:
    path = tmp_path / "aging"
    path.write_bytes(b"what was there before, and longer" * 1000)
    write(aging(), language, target(name), path)
    assert path.read_bytes().decode(target(name).encoding or "") == target(name).render(aging(), language, Screen())


def test_a_workbook_is_written_byte_by_byte(tmp_path: Path) -> None:
    path = tmp_path / "aging.xlsx"
    write(aging(), Language.EN, target("xlsx"), path)
    assert target("xlsx").binary
    assert path.read_bytes() == target("xlsx").render(aging(), Language.EN, Screen())


def test_what_the_disk_refuses_is_left_to_the_caller(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        write(aging(), Language.EN, target("csv"), tmp_path / "missing" / "aging.csv")


def test_a_terminal_table_loads_no_other_format() -> None:
    assert piped("table").stderr.split() == []


def test_a_pipe_gets_utf8_whatever_the_locale_and_no_colour_or_box() -> None:
    made = piped("table", PYTHONIOENCODING="gbk", TERM="xterm-256color")
    text = made.stdout.decode("utf-8")
    assert "华东精密机械有限公司" in text
    assert not {"\x1b", "─", "│"} & set(text)


def test_a_workbook_goes_through_a_pipe_unharmed() -> None:
    assert piped("xlsx").stdout == target("xlsx").render(aging(), Language.ZH, Screen())


def test_columns_narrows_a_pipe_too() -> None:
    assert max(map(len, piped("table", COLUMNS="60").stdout.decode().splitlines())) <= 60


def test_bytes_that_no_encoding_holds_are_shown_escaped() -> None:
    column = Column("file", Text("File", "文件"))
    odd = Document("d", Text("D", "单"), (Table("t", Text("T", "表"), (column,), (Row(("bank-\udcb9.csv",)),)),))
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    write(odd, Language.EN, target("csv"), stream)
    assert stream.buffer.getvalue() == b"file\nbank-\\udcb9.csv\n"


class Terminal(io.StringIO):
    encoding = "UTF-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("settings", "screen"),
    [
        ({}, Screen(80, colour=True, unicode=True)),
        ({"COLUMNS": "132"}, Screen(132, colour=True, unicode=True)),
        ({"COLUMNS": "0"}, Screen(80, colour=True, unicode=True)),
        ({"COLUMNS": "wide"}, Screen(80, colour=True, unicode=True)),
        ({"NO_COLOR": "1"}, Screen(80, colour=False, unicode=True)),
        ({"NO_COLOR": ""}, Screen(80, colour=True, unicode=True)),
        ({"TERM": "dumb"}, Screen(80, colour=False, unicode=True)),
    ],
)
def test_the_environment_tells_what_a_terminal_takes(settings: dict[str, str], screen: Screen) -> None:
    assert screen_of(Terminal(), {"TERM": "xterm", **settings}) == screen


def test_a_stream_that_is_no_terminal_gets_whole_plain_lines() -> None:
    assert screen_of(io.StringIO(), {"TERM": "xterm"}) == Screen(None, colour=False, unicode=False)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("settings", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_real_terminal_gets_colour_unless_refused(settings: dict[str, str], coloured: bool) -> None:
    import pexpect  # type: ignore[import-untyped]  # there is none on Windows

    terminal = pexpect.spawn(
        sys.executable,
        ["-c", SHOW_AGING, "table"],
        env=environment(TERM="xterm", **settings),
        dimensions=(60, 100),
        encoding="utf-8",
    )
    terminal.expect(pexpect.EOF)
    shown = terminal.before
    assert ("\x1b[1m" in shown) == coloured
    assert "─────" in shown
    assert max(display_width(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in shown.splitlines()) <= 100
