"""What a report says about where it comes from."""

from __future__ import annotations

from collections.abc import Callable

from salesbook.history.repository import Head, head
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.table import Cell


def provenance(book: IndexedBook, answer: Callable[[], Head | None] | None = None) -> tuple[tuple[Text, Cell], ...]:
    """The company, and the commit that the book stands at: git's ``answer``, where it was asked already."""
    facts: list[tuple[Text, Cell]] = []
    company = book.settings.get("company", {}).get("name")
    if company:
        facts.append((Text("Company", "公司"), str(company)))
    commit = answer() if answer else head(book.root)
    if commit is not None:
        facts.append((Text("Commit", "账簿版本"), commit.text))
    return tuple(facts)
