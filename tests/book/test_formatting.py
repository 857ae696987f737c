"""``fmt`` rewrites entries, and nothing of what stands between them or carries a comment."""

from __future__ import annotations

import pytest

from salesbook.book.formatting import format_file

FILE = (
    "# 2026年11月\n"
    "- {id: A,  date: 2026-11-21}\n"
    "\n"
    "# 待确认\n"
    "- id: B   # by phone\n"
    "  date:   2026-11-22\n"
    "- id: C\n"
    "  date:   2026-11-23\n"
)


def tidy(text: str) -> str | None:
    return None if "broken" in text else text.replace("  date", "  day").replace(":   ", ": ")


def test_entries_are_rewritten_and_all_else_stays() -> None:
    formatted = format_file(FILE.encode(), tidy)
    assert formatted.data.decode() == FILE.replace("{id: A,  date", "{id: A,  day").replace(
        "- id: C\n  date:   ", "- id: C\n  day: "
    )
    assert [entry.line for entry in formatted.kept] == [5]


def test_a_comment_behind_a_comment_sign_in_quotes_still_counts() -> None:
    formatted = format_file(b"- a: '#'\n- a: '#' # c\n", lambda _: "- a: x\n")
    assert formatted.data == b"- a: x\n- a: '#' # c\n"


def test_windows_line_ends_and_the_byte_order_mark_go_and_no_text_with_them() -> None:
    formatted = format_file(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode(), lambda _: None)
    assert formatted.data == FILE.encode()


def test_a_missing_last_line_end_is_added() -> None:
    assert format_file(b"- id: A", lambda _: None).data == b"- id: A\n"
    assert format_file(b"", lambda _: None).data == b""


@pytest.mark.parametrize("data", [b"- id: A\r\nx\n", b"<<<<<<< HEAD\r\n- id: A\r\n", b"- id: \xff\r\n", b"\xff\xfe-\0"])
def test_a_file_with_errors_is_left_as_it_is(data: bytes) -> None:
    assert format_file(data, lambda _: "- x: y\n").data == data


def test_an_entry_that_cannot_be_parsed_is_left_as_it_is() -> None:
    assert format_file(b"- id: [A # x\n- id: broken\n", tidy).data == b"- id: [A # x\n- id: broken\n"


def test_a_rewriting_that_is_not_one_entry_is_refused() -> None:
    with pytest.raises(ValueError, match="not the text of one entry"):
        format_file(b"- id: A\n", lambda _: "- id: A\n- id: B\n")
