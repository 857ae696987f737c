"""A book at one moment, whatever other commands do to its index meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from salesbook.index.book import IndexedBook


@contextmanager
def snapshot(book: IndexedBook) -> Iterator[IndexedBook]:
    """The book, to be read in one transaction; what was read of it before is read again.

    Others can write to the index only when it ends, so it should be short.
    """
    book.connection.execute("BEGIN")
    try:
        yield IndexedBook(book.root, book.connection, book.work)
    finally:
        book.connection.execute("ROLLBACK")
