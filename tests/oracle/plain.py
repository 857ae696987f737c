"""The plain implementation as a whole: read a book, then ask for its figures.

Everything is recomputed by brute force from the entries, straight from the words of the design; see README.md for the
choices made where those words leave one.
"""

from __future__ import annotations

from .aging import aging
from .commission import commission
from .parts import parts
from .reading import read_book
from .report import report
from .statement import statements

__all__ = ["aging", "commission", "parts", "read_book", "report", "statements"]
