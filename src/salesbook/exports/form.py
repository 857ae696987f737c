"""What a form is that a book can be given out in."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from salesbook.datasets.dataset import Source
from salesbook.exports.headers import Headers
from salesbook.i18n import Language, Text


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be written where: ``directory`` exists; ``headers`` matter to forms that have tables."""

    source: Source
    directory: Path
    language: Language
    headers: Headers


class Write(Protocol):
    """What a form's module holds under the name ``write``."""

    def __call__(self, request: Request) -> list[Path]:
        """Write the book; the files written. Raises ``OSError``."""
        ...


@dataclass(frozen=True, slots=True)
class Form:
    """A form that ``export --to`` takes; its module is loaded when it is used."""

    name: str
    title: Text
    module: str

    def write(self, request: Request) -> list[Path]:
        """Write the book in this form. Raises ``OSError``."""
        write = cast("Write", importlib.import_module(self.module).write)
        return write(request)
