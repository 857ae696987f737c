"""Whole screens, to be read by eye: ``python -m render.test_cases`` (in tests/) writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesbook.i18n import Language
from salesbook.render.registry import TARGETS
from salesbook.render.screen import Screen
from salesbook.render.targets import terminal

from .samples import aging, open_items

CASES = Path(__file__).parent / "cases"
DOCUMENTS = {"aging": aging, "open": open_items}
TEXTS = [target for target in TARGETS if not target.binary and target.name not in {"table", "html"}]
"""A page is read by eye in a browser, not here."""

SCREENS = {
    f"{name}-{language}-{width or 'pipe'}.txt": (document, language, Screen(width, unicode=width is not None))
    for name, document in DOCUMENTS.items()
    for language in Language
    for width in (80, 120, None)
}
FILES = {
    f"{name}-{language}{target.endings[0]}": (document, language, target)
    for name, document in DOCUMENTS.items()
    for language in Language
    for target in TEXTS
}


@pytest.mark.parametrize("case", SCREENS)
def test_a_screen_looks_as_it_did(case: str) -> None:
    document, language, screen = SCREENS[case]
    assert terminal.render(document(), language, screen) == (CASES / case).read_text("utf-8")


@pytest.mark.parametrize("case", FILES)
def test_a_file_looks_as_it_did(case: str) -> None:
    document, language, target = FILES[case]
    assert target.render(document(), language, Screen()) == (CASES / case).read_text("utf-8")


def write_cases() -> None:
    for case, (document, language, screen) in SCREENS.items():
        _write(case, terminal.render(document(), language, screen))
    for case, (document, language, target) in FILES.items():
        _write(case, str(target.render(document(), language, Screen())))


def _write(case: str, text: str) -> None:
    (CASES / case).write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    write_cases()
