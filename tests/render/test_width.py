from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from salesbook.render.width import display_width, display_widths, pad, printable, shorten, wrap

from .samples import WORDS


@given(WORDS)
def test_a_second_measure_finds_the_same_width(text: str) -> None:
    assert display_width(text) == cell_len(text)


@given(st.lists(WORDS.map(printable)))
def test_many_texts_are_measured_as_each_of_them(texts: list[str]) -> None:
    assert display_widths(texts) == list(map(display_width, texts))


def test_every_character_is_measured_alike_alone_and_among_many() -> None:
    characters = [chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000]
    assert [display_widths([character]) for character in characters if character.isprintable()] == [
        [display_width(character)] for character in characters if character.isprintable()
    ]


@given(WORDS, st.integers(2, 50))
def test_wrapping_loses_nothing_but_blanks_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(display_width(line) <= width for line in lines)


@given(WORDS, st.integers(3, 50))
def test_a_shortened_text_fits_and_begins_as_the_whole(text: str, width: int) -> None:
    short = shorten(text, width, "...")
    assert display_width(short) <= width
    assert short == text or (short.endswith("...") and text.startswith(short[:-3]))


@given(WORDS, st.booleans())
def test_padding_fills_up_exactly(text: str, right: bool) -> None:
    assert display_width(pad(text, 90, right=right)) == 90


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("华东精密机械有限公司", 8, ["华东精密", "机械有限", "公司"]),
        ("华东精密，机械", 8, ["华东精", "密，机械"]),  # no line begins with a comma
        ("华东精（密）机械", 8, ["华东精", "（密）机", "械"]),  # nor ends with an opening bracket
        ("Acme Robotics Ltd.", 8, ["Acme", "Robotics", "Ltd."]),
        ("订单SO-2611-0003的货款", 12, ["订单", "SO-2611-0003", "的货款"]),  # an id stays whole
        ("SO-2611-WF-0003", 8, ["SO-2611-", "WF-0003"]),  # unless it has to be broken
        ("", 8, [""]),
    ],
)
def test_lines_end_where_a_reader_expects(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("line\nbreak\tand\r\nmore", "line break and  more"),
        ("\x1b[31mred", "�[31mred"),
        ("zero\u200bwidth\u202e", "zerowidth"),
        ("odd \udcff byte", "odd � byte"),
    ],
)
def test_what_could_harm_a_terminal_is_made_harmless(text: str, shown: str) -> None:
    assert printable(text) == shown
