"""What an output format is."""

from __future__ import annotations

import importlib
from typing import NamedTuple, Protocol, cast

from salesbook.i18n import Language
from salesbook.render.screen import Screen
from salesbook.table import Document


class Render(Protocol):
    """What a target's module holds under the name ``render``; only text for people heeds ``screen``."""

    def __call__(self, document: Document, language: Language, screen: Screen) -> str | bytes:
        """The whole document in the target's format: bytes if the target is binary, else text."""
        ...


class Target(NamedTuple):
    """An output format.

    ``name`` is what ``--format`` takes, ``endings`` are those of its files, the usual one first, and
    ``module`` is loaded when the format is used, because some load slowly. ``encoding`` is that of its
    files; a target without one makes bytes. On a stream text is UTF-8 without a byte order mark.
    """

    name: str
    endings: tuple[str, ...]
    module: str
    encoding: str | None = "utf-8"

    @property
    def binary(self) -> bool:
        """Whether it makes bytes, which a terminal cannot show."""
        return self.encoding is None

    def render(self, document: Document, language: Language, screen: Screen) -> str | bytes:
        """``document`` in this format."""
        render = cast("Render", importlib.import_module(self.module).render)
        return render(document, language, screen)
