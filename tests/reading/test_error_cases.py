"""Every error of a book's text, entries, rules and whole has a case, and is told as the case says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from salesbook.reports.explanation import all_codes
from tests.reading.error_cases import ErrorCase, cases, check

CASES = cases()
WITHOUT_CASE = {
    "E0017": "only the text that `edit` puts back can be two entries",
    "E0030": "told where there is no book to check",
    "E0031": "told where there is no book to check",
    "E0033": "told when an entry is numbered",
    "E0050": "told by commands that write",
    "E0051": "told by commands that write",
    "E0052": "told by commands that write",
    "E0053": "told by commands that write",
    "E0054": "told by commands that write",
}
"""Codes below 500 that `check` cannot say, and why; the tests of `book` and `history` have them."""

_CODE = re.compile(r"^\S+: ([EW]\d{4}) ", re.MULTILINE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_told_as_it_says_and_in_chinese_too(case: ErrorCase, tmp_path: Path) -> None:
    case.write(tmp_path)
    code, output, errors = check(tmp_path, "en")
    assert output == case.expected
    assert errors == ""
    assert code == bool(re.search(r"^\S+: E\d{4} ", case.expected, re.MULTILINE))
    chinese_code, chinese, errors = check(tmp_path, "zh")
    assert (chinese_code, errors, _CODE.findall(chinese)) == (code, "", _CODE.findall(output))
    messages = re.findall(r"^\S+: [EW]\d{4} (.*)$", chinese, re.MULTILINE)
    assert all(re.search(r"[\u4e00-\u9fff]", message) for message in messages), chinese


@pytest.mark.parametrize("case", [each for each in CASES if each.name != "empty-file"], ids=lambda case: case.name)
def test_a_case_shows_the_code_that_it_is_named_after(case: ErrorCase) -> None:
    told = _CODE.findall(case.expected)
    assert case.name[:5] in told if re.match(r"[EW]\d{4}-", case.name) else len(set(told)) > 5


def test_every_code_has_a_case() -> None:
    shown = {code for case in CASES for code in _CODE.findall(case.expected)}
    book = {code.id for code in all_codes() if int(code.id[1:]) < 500}
    assert book - shown == set(WITHOUT_CASE)
