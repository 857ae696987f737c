"""What an output format is."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Protocol, cast

from salesbook.i18n import Language
from salesbook.model.named_tuple import NamedTuple
from salesbook.render.screen import Screen
from salesbook.table import Document


class Render(Protocol):
    """What a target's module holds under the name ``render``; only text for people heeds ``screen``.

    A target whose documents may be very large also has ``pieces``, with the same parameters: an iterator over the
    same text in parts.
    """

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

    def pieces(self, document: Document, language: Language, screen: Screen) -> Iterator[str | bytes]:
        """``document`` in this format, part by part where the format has it so: it is never whole in memory."""
        made = getattr(importlib.import_module(self.module), "pieces", None)
        if made is None:
            return iter((self.render(document, language, screen),))
        return cast("Iterator[str | bytes]", made(document, language, screen))
