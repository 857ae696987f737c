"""Texts agree with the numbers that they are filled with."""

from __future__ import annotations

import pytest

from salesbook.i18n import Language, Text

TOLD = Text("{count} {count:line was|lines were} read", "读取了 {count} 行")


@pytest.mark.parametrize(
    ("count", "en"),
    [(0, "0 lines were read"), (1, "1 line was read"), (2, "2 lines were read"), ("1", "1 line was read")],
)
def test_a_word_agrees_with_its_number(count: object, en: str) -> None:
    assert TOLD.format(count=count).to(Language.EN) == en


def test_a_value_is_not_read_as_a_place() -> None:
    name = "A {count:x|y} Ltd"
    assert Text("{name}: {count} {count:line|lines}", "{name}").format(name=name, count=1).en == f"{name}: 1 line"
