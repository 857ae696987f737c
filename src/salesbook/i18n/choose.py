"""Which language to speak."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from salesbook.i18n.text import Language

VARIABLE = "SALESBOOK_LANG"


def choose_language(option: str | None, environment: Mapping[str, str], book: str | None) -> Language:
    """``--lang``, else ``$SALESBOOK_LANG``, else the book's, else the system's; English where none is spoken."""
    system = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first_set = next((value for value in system if value), "")
    return _first_spoken((option, environment.get(VARIABLE), book, first_set, _windows_language()))


def _first_spoken(names: Iterable[str | None]) -> Language:
    for name in names:
        if name and (code := name[:2].lower()) in set(Language):
            return Language(code)
    return Language.EN


def _windows_language() -> str | None:
    if sys.platform != "win32":
        return None
    import locale

    name = locale.getlocale()[0] or ""
    return "zh" if name.startswith("Chinese") else None
