"""All codes stand in modules called ``codes``, so that ``explain`` and the catalogue know them."""

from __future__ import annotations

import importlib
import pkgutil
import re

import salesbook
from salesbook.i18n import Language
from salesbook.model.problem import Code
from salesbook.reports.explanation import all_codes, code_called, explanation, nearest_codes


def test_no_code_is_defined_elsewhere() -> None:
    everywhere: set[str] = set()
    for module in pkgutil.walk_packages(salesbook.__path__, "salesbook."):
        if module.name != "salesbook.__main__":
            found = vars(importlib.import_module(module.name)).values()
            everywhere |= {value.id for value in found if isinstance(value, Code)}
    assert everywhere == {code.id for code in all_codes()}


def test_a_code_is_called_as_people_type_it() -> None:
    for name in ("E0102", "e0102", " 102 ", "E102"):
        code = code_called(name)
        assert code is not None
        assert code.id == "E0102"
    warning = code_called("w0302")
    assert warning is not None
    assert warning.id == "W0302"
    assert code_called("E0999") is None
    assert code_called("order") is None
    assert nearest_codes("EO102")[0] == "E0102"


def test_every_code_is_explained_in_both_languages() -> None:
    for code in all_codes():
        for language in Language:
            for text in (code.title, code.message, code.advice, code.background):
                assert text.to(language).strip(), code.id
        places = [set(re.findall(r"(?<!\{)\{(\w+)\}", code.message.to(language))) for language in Language]
        assert places[0] == places[1], f"{code.id} does not say the same in both languages"
        assert explanation(code).facts
