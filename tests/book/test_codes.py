"""Every code speaks both languages, with the same places to fill."""

from __future__ import annotations

import string

import pytest

from salesbook.book import codes_place, codes_text, codes_writing
from salesbook.i18n import Text
from salesbook.model.problem import Code

MODULES = (codes_text, codes_place, codes_writing)
CODES = [value for module in MODULES for value in vars(module).values() if isinstance(value, Code)]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_ids_are_unique_and_of_this_layer() -> None:
    numbers = [int(code.id[1:]) for code in CODES]
    assert len(set(numbers)) == len(CODES) > 20
    assert set(numbers) <= set(range(1, 70))
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_both_languages_are_whole(code: Code) -> None:
    for text in (code.title, code.message, code.advice, code.background):
        assert isinstance(text, Text)
        assert text.en.strip()
        assert any("\u4e00" <= character <= "\u9fff" for character in text.zh)
    for text in (code.message, code.advice):
        assert places(text.en) == places(text.zh)
    assert not places(code.title.en)
    assert code.message.en.endswith(".")
    assert code.message.zh.endswith("。")
