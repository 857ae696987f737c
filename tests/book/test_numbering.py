"""Ids count on within their month and pad, and no id that is taken is given again."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.book.numbering import NumberingPattern, pad_problem, taken_ids
from salesbook.model.problem import Problem

DAY = datetime.date(2026, 11, 21)


def pattern(text: str) -> NumberingPattern:
    parsed = NumberingPattern.parse(text)
    assert isinstance(parsed, NumberingPattern)
    return parsed


ORDERS = pattern("SO-{yymm}-{pad}-{seq:04}")


def following(taken: Iterable[str], pad: str = "", numbering: NumberingPattern = ORDERS) -> str:
    return numbering.next_id(DAY, pad, "\n".join(taken))


@pytest.mark.parametrize(
    ("text", "pad", "expected"),
    [
        ("SO-{yymm}-{pad}-{seq:04}", "", "SO-2611-0001"),
        ("SO-{yymm}-{pad}-{seq:04}", "wf", "SO-2611-WF-0001"),
        ("{pad}-SO-{yyyy}{mm}-{seq:03}", "", "SO-202611-001"),
        ("{pad}-SO-{yyyy}{mm}-{seq:03}", "wf", "WF-SO-202611-001"),
        ("SO.{yy}.{seq}.{pad}", "", "SO.26.1"),
        ("SO.{yy}.{seq}.{pad}", "wf", "SO.26.1.WF"),
        ("{seq:06}", "", "000001"),
        ("订单{yymm}_{pad}_{seq:02}", "", "订单2611_01"),
    ],
)
def test_the_first_id_of_a_month(text: str, pad: str, expected: str) -> None:
    assert following([], pad, pattern(text)) == expected


def test_the_highest_number_counts_and_gaps_stay() -> None:
    assert following(["SO-2611-0001", "SO-2611-0007", "SO-2611-0003"]) == "SO-2611-0008"
    assert following(["SO-2611-9999"]) == "SO-2611-10000"
    assert following(["SO-2611-10000", "SO-2611-9999"]) == "SO-2611-10001"
    assert following(["SO-2611-7"]) == "SO-2611-0008"
    assert following(["SO-2611-" + "9" * 5000, "SO-2611-0002"]) == "SO-2611-0003"  # longer than any id


def test_other_months_pads_and_kinds_do_not_count() -> None:
    others = [
        "SO-2610-0009",
        "SO-2611-WF-0009",
        "XSO-2611-0009",
        "SO-2611-0009-b",
        "SO-2611-",
        "SO-2611-A",
        "SO.2611.0009",
        "PY-2611-0009",
    ]
    assert following(others) == "SO-2611-0001"
    assert following(["SO-2611-0009", "SO-2611-LL-0009", "SO-2611-WF-0002"], "wf") == "SO-2611-WF-0003"


@given(
    st.sampled_from(["SO-{yymm}-{pad}-{seq:04}", "{seq}-{pad}-{yyyy}", "A{yy}{mm}{seq:02}{pad}"]),
    st.sampled_from(["", "wf", "l2"]),
    st.integers(1, 30),
)
def test_no_id_is_given_twice(text: str, pad: str, count: int) -> None:
    numbering = pattern(text)
    taken: list[str] = []
    for _ in range(count):
        taken.append(following(taken, pad, numbering))
    assert len(set(taken)) == count


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("SO-{yymm}-{seq}", "2026-11"),
        ("SO-{yyyy}-{mm}-{seq}", "2026-11"),
        ("SO-{yyyy}-{seq}", "2026-"),
        ("SO-{seq}", ""),
        ("SO-{mm}-{seq}", ""),  # the number of November is the same every year
    ],
)
def test_the_files_that_share_a_count(text: str, prefix: str) -> None:
    assert pattern(text).file_prefix(DAY) == prefix


@pytest.mark.parametrize(
    "text", ["", "SO", "SO-{yymm}", "{seq}{seq}", "SO-{day}-{seq}", "SO-{seq:4}", "SO {seq}", "SO/{seq}", "{seq"]
)
def test_a_pattern_that_cannot_make_ids_is_a_problem(text: str) -> None:
    problem = NumberingPattern.parse(text)
    assert isinstance(problem, Problem)
    assert problem.code.id == "E0032"
    assert text in problem.message.zh
    assert "SO-{yymm}-{pad}-{seq:04}" in problem.advice.en


FILE = """# - id: SO-2611-0001, withdrawn
- id: SO-2611-0002
  customer: HDJM
- {id: SO-2611-0003, date: 2026-11-21}
- {date: 2026-11-21, id: "SO-2611-0004"}
- date: 2026-11-21
  id: 'SO-2611-0005'
- {"id":"SO-2611-0006"}
- id:
    SO-2611-0007
- id : SO-2611-0008
- id: SO-2611-0009   # by phone
- {date: 2026-11-21,id: SO-2611-0010}
- {id: SO-2611-0011}
- id: 订单-11
- id: CH-1
  order: SO-2611-0099
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_way_to_write_an_id_is_seen(tmp_path: Path, newline: str) -> None:
    (tmp_path / "2026-11.yaml").write_bytes(FILE.replace("\n", newline).encode())
    ids = set(taken_ids(tmp_path, "2026-11").split())
    assert {f"SO-2611-{number:04}" for number in range(2, 12)} | {"订单-11", "CH-1"} <= ids
    assert "SO-2611-0099" not in ids


def test_only_the_files_of_the_month_are_read(tmp_path: Path) -> None:
    for name in ("2026-11.yaml", "2026-11.wf.yaml", "2026-11.wf.2.yaml", "2026-10.yaml", "2026-11.yaml.orig"):
        (tmp_path / name).write_text(f"- id: {name}\n")
    assert set(taken_ids(tmp_path, "2026-11").split()) == {"2026-11.yaml", "2026-11.wf.yaml", "2026-11.wf.2.yaml"}
    assert set(taken_ids(tmp_path, "2026-").split()) == {
        "2026-11.yaml",
        "2026-11.wf.yaml",
        "2026-11.wf.2.yaml",
        "2026-10.yaml",
    }
    assert taken_ids(tmp_path / "none", "2026-11") == ""


def test_files_that_a_user_moved_or_named_otherwise_count_too(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "2026-11.yaml").write_text("- id: A\n")
    (tmp_path / "2026-11.yml").write_text("- id: B\n")
    assert set(taken_ids(tmp_path, "2026-11").split()) == {"A", "B"}


@pytest.mark.parametrize("pad", ["", "wf", "w", "li2", "abcdefgh"])
def test_names_of_pads(pad: str) -> None:
    assert pad_problem(pad) is None


@pytest.mark.parametrize("pad", ["2", "WF", "w-f", "w.f", "王芳", "abcdefghi", "w f", "../x"])
def test_names_that_would_not_do_in_files_and_ids(pad: str) -> None:
    problem = pad_problem(pad)
    assert problem is not None
    assert problem.code.id == "E0033"
