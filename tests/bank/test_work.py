"""How much work large files are: counted, since seconds depend on the machine and what else it does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from types import FrameType

import pytest

from salesbook.bank.reading import read
from salesbook.bank.reading.dates import DateStyle
from salesbook.bank.reading.grid import Cell
from salesbook.bank.statement import Unread
from salesbook.i18n import Language
from salesbook.render.registry import TARGETS
from salesbook.render.screen import Screen
from salesbook.render.target import Target
from salesbook.reports.bank_lines import bank_lines

FIRST = date(2026, 1, 1)
DAYS = 30

READING_CALLS = 4
WRITING_CALLS = 2
"""Calls of functions in Python for each row, at most: columns are worked on whole where that can be."""

WRITTEN = [target for target in TARGETS if target.name in {"json", "csv", "table"}]


def export(rows: int) -> bytes:
    """Of a bank, with nothing out of the ordinary."""
    lines = ["交易日期,借方发生额,贷方发生额,余额,对方户名,摘要,交易流水号"]
    for number in range(rows):
        day = FIRST + timedelta(days=number * DAYS // rows)
        lines.append(
            f"{day},,{number + 1}.00,{1000 + (number + 1) * (number + 2) // 2}.00,客户{number},货款,{number:09}"
        )
    return "\n".join([*lines, ""]).encode()


def calls_of(work: Callable[[], object]) -> int:
    """How many functions that are written in Python are called."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def per_row(work: Callable[[bytes], Callable[[], object]]) -> float:
    """Calls for each further row of a large file."""
    fewer, more = 2_000, 4_000
    work(export(1))()  # what is loaded once is no work of the rows
    return (calls_of(work(export(more))) - calls_of(work(export(fewer)))) / (more - fewer)


def test_a_further_row_takes_few_calls_to_read() -> None:
    assert per_row(lambda data: lambda: read(data, "export")) < READING_CALLS


@pytest.mark.parametrize(
    "target", [target for target in TARGETS if target.name in {"json", "csv", "table"}], ids=lambda each: each.name
)
def test_a_further_line_takes_hardly_any_call_to_write(target: Target) -> None:
    def written(data: bytes) -> Callable[[], object]:
        found = read(data, "export")
        assert not isinstance(found, Unread)
        return lambda: target.render(bank_lines("export", found), Language.EN, Screen())

    assert per_row(written) < WRITING_CALLS


def test_each_different_date_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[Cell] = []
    original = DateStyle.read

    def counted(style: DateStyle, cell: Cell) -> date | None:
        texts.append(cell)
        return original(style, cell)

    monkeypatch.setattr(DateStyle, "read", counted)
    read(export(2_000), "export")
    assert len(texts) <= 2 * DAYS
