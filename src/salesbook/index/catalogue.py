"""All codes of problems by id. A module that defines codes is named here once."""

from __future__ import annotations

import importlib
from functools import cache

from salesbook.model.problem import Code

_MODULES = (
    "salesbook.book.codes_place",
    "salesbook.book.codes_text",
    "salesbook.model.codes",
    "salesbook.rules.codes",
    "salesbook.index.codes",
    "salesbook.index.codes_documents",
)


@cache
def _by_id() -> dict[str, Code]:
    codes = [
        each for name in _MODULES for each in vars(importlib.import_module(name)).values() if isinstance(each, Code)
    ]
    return {code.id: code for code in codes}


def code_named(id: str) -> Code:
    """The code with an id. Raises ``KeyError`` where there is none: an index of another version."""
    return _by_id()[id]
