"""Bookkeeping for sales back offices: plain YAML files under git, one command line over them.

``from salesbook import Book`` gives a book's data frames to notebooks and scripts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesbook.frames import Book

__version__ = "0.1.0"

__all__ = ["Book", "__version__"]


def __getattr__(name: str) -> type[Book]:
    """``Book`` is loaded when it is asked for: commands need it not, and pandas loads slowly."""
    if name == "Book":
        from salesbook.frames import Book

        return Book
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
