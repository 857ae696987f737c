"""The small company's book of the entering commands."""

from __future__ import annotations

from tests.entering.conftest import book, home, plain_book

__all__ = ["book", "home", "plain_book"]
