"""Problems, their places and words."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from salesbook.i18n import Text
from salesbook.i18n.text import Language
from salesbook.model.codes import WRONG_VALUE
from salesbook.model.problem import Code, Severity, Source

PATH = PurePosixPath("ledgers/orders/2026-11.yaml")
WORDS = Text("{what} is {state}", "{what}{state}")
ERROR = Code("E9999", WORDS, WORDS, Text("mend {what}", "请改 {what}"), WORDS)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (Source(PATH), "ledgers/orders/2026-11.yaml"),
        (Source(PATH, 12), "ledgers/orders/2026-11.yaml:12"),
        (Source(PATH, 12, 9), "ledgers/orders/2026-11.yaml:12:9"),
    ],
)
def test_a_place_is_written_as_editors_read_it(source: Source, shown: str) -> None:
    assert str(source) == shown


def test_values_are_filled_in_in_each_language() -> None:
    problem = ERROR.problem(what=5, state=Text("wrong", "有误"))
    assert [problem.message.to(language) for language in (Language.EN, Language.ZH)] == ["5 is wrong", "5有误"]
    assert problem.advice == Text("mend 5", "请改 5")


def test_a_problem_gets_its_place_later() -> None:
    problem = ERROR.problem(entry="SO-1", field="lines.0.qty", what="it", state="wrong")
    placed = problem.at(Source(PATH, 3))
    assert (placed.source, placed.entry, placed.field) == (Source(PATH, 3), "SO-1", "lines.0.qty")
    assert placed.message == problem.message


def test_the_letter_of_a_code_tells_how_bad_it_is() -> None:
    assert ERROR.problem(what="", state="").severity is WRONG_VALUE.severity is Severity.ERROR
    assert Code("W0001", WORDS, WORDS, WORDS, WORDS).severity is Severity.WARNING
