"""What a form is that a book can be given out in."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from salesbook.datasets.dataset import Source
from salesbook.i18n import Language, Text


class Write(Protocol):
    """What a form's module holds under the name ``write``."""

    def __call__(self, source: Source, directory: Path, language: Language) -> list[Path]:
        """Write the book into ``directory``, which exists; the files written. Raises ``OSError``."""
        ...


@dataclass(frozen=True, slots=True)
class Form:
    """A form that ``export --to`` takes; its module is loaded when it is used."""

    name: str
    title: Text
    module: str

    def write(self, source: Source, directory: Path, language: Language) -> list[Path]:
        """Write the book in this form."""
        write = cast("Write", importlib.import_module(self.module).write)
        return write(source, directory, language)
