"""Finding the book that a command works on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesbook.model.problem import Problem

SETTINGS_FILE = "salesbook.yaml"
"""The file that makes a folder a book."""

BOOK_VARIABLE = "SALESBOOK_BOOK"


def find_book(start: Path, option: Path | None, environment: Mapping[str, str]) -> Path | Problem:
    """The folder of the book, absolute: ``--book`` if given, else ``$SALESBOOK_BOOK``, else the nearest upward.

    ``start`` is the working folder; a folder named by the option or the variable must itself be a book.
    """
    if option is not None:
        return _named(start / option, "--book")
    if variable := environment.get(BOOK_VARIABLE):
        return _named(start / variable, BOOK_VARIABLE)
    start = start.absolute()
    for folder in (start, *start.parents):
        if _is_book(folder):
            return folder
    from salesbook.book.codes_place import (
        NO_BOOK,  # every command looks for the book; few have to say that there is none
    )

    return NO_BOOK.problem(folder=start)


def _named(folder: Path, origin: str) -> Path | Problem:
    folder = folder.absolute()
    if _is_book(folder):
        return folder
    from salesbook.book.codes_place import NOT_A_BOOK

    return NOT_A_BOOK.problem(folder=folder, origin=origin)


def _is_book(folder: Path) -> bool:
    try:
        return (folder / SETTINGS_FILE).is_file()
    except OSError:  # a folder above that this user may not look into
        return False
