"""Reading ``salesbook.yaml`` as editors save it."""

from __future__ import annotations

import pytest

from salesbook.book.settings_file import settings_from

SMALLEST = "company: {name: 云岚}\ncurrency: CNY\n"


@pytest.mark.parametrize(
    ("data", "warning"),
    [
        (b"\xef\xbb\xbf" + SMALLEST.encode(), "W0007"),
        (SMALLEST.replace("\n", "\r\n").encode(), "W0008"),
    ],
)
def test_what_windows_adds_to_a_file_is_a_warning_and_the_settings_hold(data: bytes, warning: str) -> None:
    settings, problems = settings_from(data)
    assert settings is not None
    assert settings.company.name == "云岚"
    assert [problem.code.id for problem in problems] == [warning]


def test_a_pattern_that_makes_no_ids_is_told_where_it_stands() -> None:
    settings, (problem,) = settings_from(f"{SMALLEST}numbering:\n  orders: SO-{{seq}}\n  bills: BE\n".encode())
    assert settings is None
    assert (problem.code.id, str(problem.source)) == ("E0032", "salesbook.yaml:5:10")
