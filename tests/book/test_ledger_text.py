"""Entries are told apart on bytes, and a splice changes no byte outside of its entry."""

from __future__ import annotations

import time
from pathlib import PurePosixPath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from salesbook.book.encoding import UTF8_MARK
from salesbook.book.ledger_text import EntryText, append, count_entries, entry_around, remove, replace, split

PATH = PurePosixPath("ledgers/orders/2026-11.yaml")

ENTRIES = [
    "- id: SO-1\n",
    "- {id: P-100, name: 精密轴承 6204}\n",
    "- id: SO-2\n  lines:\n    - {line: 1, qty: 5}\n    - {line: 2, qty: 1}\n",
    "- id: SO-3\n\n  date: 2026-11-21\n",
    "- id: SO-4\n# a comment at column 0 inside the entry\n  date: 2026-11-21\n",
    "- id: SO-5\n  # an indented comment ends the entry\n",
    "- id: SO-6\n  note: |\n    - not an entry\n    # no comment\n",
]
BETWEEN = ["", "\n", "# a comment\n", "# 上月结转\n\n", "   \n", "\n\n# one\n# two\n"]

parts = st.lists(st.tuples(st.sampled_from(BETWEEN), st.sampled_from(ENTRIES)), max_size=8)
starts = st.sampled_from(["", "---\n", "# top\n---\n", "---   # top\n"])
marks = st.sampled_from([b"", UTF8_MARK])


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[bytes, list[bytes]]:
    """A file and the bytes of its entries, in either line ends, with or without a mark and a last line end."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    texts = draw(parts)
    top, end = draw(starts), draw(st.sampled_from(BETWEEN))
    whole = top + "".join(between + entry for between, entry in texts) + end
    entries = [entry.replace("\n", newline).encode() for _, entry in texts]
    data = draw(marks) + whole.replace("\n", newline).encode()
    if not end and entries and draw(st.booleans()):
        data, entries[-1] = data.removesuffix(newline.encode()), entries[-1].removesuffix(newline.encode())
    return data, entries


def texts_of(data: bytes) -> list[bytes]:
    return [data[entry.start : entry.end] for entry in split(data, PATH).entries]


def codes_of(data: bytes) -> list[tuple[str, int, int]]:
    problems = split(data, PATH).problems
    return [(each.code.id, each.source.line, each.source.column) for each in problems if each.source]


@given(ledgers())
def test_each_entry_is_its_own_lines_and_nothing_else(ledger: tuple[bytes, list[bytes]]) -> None:
    data, entries = ledger
    text = split(data, PATH)
    assert [data[each.start : each.end] for each in text.entries] == entries
    assert [each.line for each in text.entries] == [data.count(b"\n", 0, each.start) + 1 for each in text.entries]
    assert {problem.code.id for problem in text.problems} <= {"W0007", "W0008"}
    assert count_entries(data) == len(entries)


@given(ledgers())
def test_entries_read_one_by_one_say_what_the_whole_file_says(ledger: tuple[bytes, list[bytes]]) -> None:
    data, _ = ledger
    whole = yaml.load(data, Loader=yaml.CSafeLoader) or []
    assert [yaml.load(text, Loader=yaml.CSafeLoader)[0] for text in texts_of(data)] == whole


@given(ledgers())
def test_a_byte_leads_to_the_entry_around_it(ledger: tuple[bytes, list[bytes]]) -> None:
    data, _ = ledger
    entries = split(data, PATH).entries
    for offset in range(len(data)):
        expected = next((entry for entry in entries if entry.start <= offset < entry.end), None)
        assert entry_around(data, offset) == expected


@given(ledgers(), st.sampled_from(ENTRIES))
def test_appending_adds_one_entry_behind_all_bytes(ledger: tuple[bytes, list[bytes]], new: str) -> None:
    data, entries = ledger
    longer = append(data, new)
    assert longer.startswith(data)
    assert longer.endswith(b"\n")
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    added = new.encode().replace(b"\n", newline)
    expected = [each if each.endswith(b"\n") else each + newline for each in entries]
    assert texts_of(longer) == [*expected, added]


@given(ledgers(), st.sampled_from(ENTRIES), st.data())
def test_replacing_changes_no_byte_outside_of_the_entry(
    ledger: tuple[bytes, list[bytes]], new: str, choice: st.DataObject
) -> None:
    data, entries = ledger
    if not entries:
        return
    index = choice.draw(st.integers(0, len(entries) - 1))
    entry = split(data, PATH).entries[index]
    changed = replace(data, entry, new)
    assert changed.startswith(data[: entry.start])
    assert changed.endswith(data[entry.end :])
    after = texts_of(changed)
    assert after[:index] == entries[:index]
    assert after[index].replace(b"\r\n", b"\n") == new.encode()
    assert after[index + 1 :] == entries[index + 1 :]


@given(ledgers(), st.data())
def test_removing_takes_the_entry_and_leaves_every_comment(
    ledger: tuple[bytes, list[bytes]], choice: st.DataObject
) -> None:
    data, entries = ledger
    if not entries:
        return
    index = choice.draw(st.integers(0, len(entries) - 1))
    entry = split(data, PATH).entries[index]
    changed = remove(data, entry)
    assert changed == data[: entry.start] + data[entry.end :]
    assert texts_of(changed) == entries[:index] + entries[index + 1 :]


@given(ledgers())
def test_putting_an_entry_back_gives_the_same_file(ledger: tuple[bytes, list[bytes]]) -> None:
    data, _ = ledger
    for entry in split(data, PATH).entries:
        if data[entry.start : entry.end].endswith(b"\n"):
            assert replace(data, entry, data[entry.start : entry.end].decode()) == data


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_exception_and_entries_never_overlap(data: bytes) -> None:
    end = 0
    for entry in split(data, PATH).entries:
        assert end <= entry.start < entry.end <= len(data)
        assert data[entry.start : entry.start + 2] == b"- "
        end = entry.end


line_starts = st.sampled_from(
    ["- a: 1", "  b: 2", "\tc", "#", "", " ", "---", "x", "=======", "<<<<<<< a", ">>>>>>> b"]
)


@given(st.lists(line_starts, max_size=12))
def test_a_line_that_is_nobodys_is_a_problem(lines: list[str]) -> None:
    data = "\n".join(lines).encode()
    text = split(data, PATH)
    explained = {number for each in text.entries for number in range(each.line, each.line + _lines(data, each))}
    stray = [
        number
        for number, line in enumerate(lines, 1)
        if number not in explained and line.strip() and not line.strip().startswith("#")
    ]
    if [number for number in stray if lines[number - 1] != "---"]:
        assert text.problems


def _lines(data: bytes, entry: EntryText) -> int:
    return data.count(b"\n", entry.start, entry.end) + 1


@pytest.mark.parametrize("data", [b"", b"\n", b"   ", b"  \n\n", b"---\n", b"---", b"# only a comment", UTF8_MARK])
def test_a_file_without_entries_is_valid(data: bytes) -> None:
    assert split(data, PATH).entries == ()
    assert {problem.code.id for problem in split(data, PATH).problems} <= {"W0007"}
    assert texts_of(append(data, "- id: X\n")) == [b"- id: X\n"]


CASES = {
    "a lost indentation": (b"- id: A\ndate: 2026-11-21\n", [("E0001", 2, 1)]),
    "a dash without a space": (b"-id: A\n", [("E0001", 1, 1)]),
    "a lone dash": (b"-\n  id: A\n", [("E0001", 1, 1)]),
    "an indented list": (b"  - id: A\n    date: 1\n", [("E0001", 1, 3)]),
    "a directive": (b"%YAML 1.2\n---\n- id: A\n", [("E0001", 1, 1), ("E0009", 2, 1)]),
    "an end of document": (b"- id: A\n...\n", [("E0001", 2, 1)]),
    "a second start": (b"---\n- id: A\n---\n- id: B\n", [("E0009", 3, 1)]),
    "two starts at the top": (b"---\n---\n", [("E0009", 2, 1)]),
    "text behind the start": (b"--- - id: A\n", [("E0009", 1, 1)]),
    "several at once": (b"x\n- id: A\ny\n- id: B\nz\n", [("E0001", 1, 1), ("E0001", 3, 1), ("E0001", 5, 1)]),
    "a conflict": (
        b"- id: A\n<<<<<<< HEAD\n- id: B\n||||||| base\n=======\n- id: C\n>>>>>>> other\n- id: D\n",
        [("E0002", 2, 1)],
    ),
    "two conflicts": (
        b"<<<<<<< HEAD\n=======\n- id: C\n>>>>>>> a\n- id: D\n<<<<<<< HEAD\n=======\n>>>>>>> b\n",
        [("E0002", 1, 1), ("E0002", 6, 1)],
    ),
    "half a conflict": (b"- id: A\n=======\n- id: C\n>>>>>>> other\n", [("E0002", 2, 1), ("E0002", 4, 1)]),
    "a line of more signs": (b"========\n", [("E0001", 1, 1)]),
    "tabs": (b"- id: A\n\tdate: 1\n  \tx: 2\n-\tid: B\n", [("E0003", 2, 1), ("E0003", 3, 3), ("E0003", 4, 2)]),
    "a tab in a text": (b"- id: A\n  note: 'a\tb'\n", []),
    "windows line ends": (b"- id: A\r\n- id: B\r\n", [("W0008", 1, 8)]),
    "a byte order mark": (UTF8_MARK + b"- id: A\n", [("W0007", 1, 1)]),
    "latin 1": ("- id: A\n  name: Müller\n".encode("latin-1"), [("E0004", 2, 10)]),
    "a torn character": ("- id: A\n  name: 华东".encode()[:-1], [("E0004", 2, 10)]),
    "gbk": ("- id: A\n  name: 华东精密机械\n".encode("gbk"), [("E0005", 2, 9)]),
    "gb18030": ("- id: 华东\n  name: 㐀喆有限公司\n".encode("gb18030"), [("E0005", 1, 7)]),
    "utf-16": ("- id: A\n".encode("utf-16"), [("E0006", 1, 1)]),
    "utf-16 without a mark": ("- id: A\n".encode("utf-16-le"), [("E0006", 1, 1)]),
}


@pytest.mark.parametrize(("data", "expected"), CASES.values(), ids=CASES.keys())
def test_what_is_malformed_is_told_with_its_place(data: bytes, expected: list[tuple[str, int, int]]) -> None:
    assert codes_of(data) == expected


def test_columns_count_characters() -> None:
    data = "- id: 华东\n精密\n- 东: \xff".encode() + b"\xff\n"
    assert codes_of(data) == [("E0001", 2, 1), ("E0004", 3, 7)]


def test_gbk_is_shown_as_it_was_meant() -> None:
    problem = split("- id: A\n  name: 华东精密机械\n".encode("gbk"), PATH).problems[0]
    assert problem.values["text"] == "name: 华东精密机械"


def test_an_entry_that_is_cut_in_two_is_left_out_and_its_neighbours_stay() -> None:
    data = b"- id: A\n- id: B\n<<<<<<< HEAD\n  date: 1\n=======\n  date: 2\n>>>>>>> x\n  rep: y\n- id: C\n"
    assert texts_of(data) == [b"- id: A\n", b"- id: C\n"]
    assert len(codes_of(data)) == 1


def test_entries_with_tabs_or_foreign_bytes_are_left_out_and_their_neighbours_stay() -> None:
    data = b"- id: A\n- id: B\n\tdate: 1\n- id: C\n  name: \xff\n- id: D\n"
    assert texts_of(data) == [b"- id: A\n", b"- id: D\n"]
    assert [code for code, *_ in codes_of(data)] == ["E0003", "E0004"]


@pytest.mark.parametrize("text", ["", "id: A\n", "- id: A\n- id: B\n", "- id: A\nx\n", "# c\n- id: A\n", "-\n"])
def test_only_the_text_of_one_entry_can_be_put_into_a_file(text: str) -> None:
    with pytest.raises(ValueError, match="not the text of one entry"):
        append(b"", text)


def test_a_hundred_thousand_entries_are_told_apart_in_a_moment() -> None:
    entry = "# note\n- id: SO-2611-0003\n  customer: 华东精密\n  lines:\n    - {line: 1, qty: 5}\n  total: 1.00\n"
    data = entry.encode() * 100_000
    started = time.process_time()
    text = split(data, PATH)
    assert time.process_time() - started < 1.5  # some 0.2 s on an idle machine
    assert len(text.entries) == 100_000
