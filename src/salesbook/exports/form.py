"""What a form is that a book can be given out in."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from salesbook.datasets.dataset import Source
from salesbook.exports.headers import Headers
from salesbook.i18n import Language, Text
from salesbook.model.dates import Period


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be written where: ``directory`` exists.

    ``headers`` matter to forms that have tables, ``month`` to those that are made month by month.
    """

    source: Source
    directory: Path
    language: Language
    headers: Headers
    month: Period


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, and what their reader must know of them."""

    files: tuple[Path, ...]
    notes: tuple[Text, ...] = ()


class Write(Protocol):
    """What a form's module holds under the name ``write``."""

    def __call__(self, request: Request) -> Written | Text:
        """Write the book; what was written, or why it cannot be written so. Raises ``OSError``."""
        ...


@dataclass(frozen=True, slots=True)
class Form:
    """A form that ``export --to`` takes; its module is loaded when it is used. ``monthly``: it takes ``--month``."""

    name: str
    title: Text
    module: str
    monthly: bool = False

    def write(self, request: Request) -> Written | Text:
        """Write the book in this form; what was written, or why that cannot be. Raises ``OSError``."""
        write = cast("Write", importlib.import_module(self.module).write)
        return write(request)
