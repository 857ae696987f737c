"""What ``show`` tells of an entry: each kind its own story."""

from __future__ import annotations

from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.index.histories import money_history, order_history
from salesbook.model.policy import Policy
from salesbook.reports.customer_story import customer_story
from salesbook.reports.lookup import customers_meant, reps_meant
from salesbook.reports.money_story import money_story
from salesbook.reports.order_story import order_story
from salesbook.reports.plain_story import plain_story
from salesbook.reports.product_story import product_story
from salesbook.reports.rep_story import rep_story
from salesbook.reports.stored import StoredEntry, entries_named
from salesbook.table import Document


def meant_entries(book: IndexedBook, text: str) -> list[StoredEntry]:
    """The entries that a person means: those with this id, else the customers or reps of this name."""
    found = entries_named(book, text)
    if found:
        return found
    for kind, meant in (("customers", customers_meant(book, text)), ("reps", reps_meant(book, text))):
        if meant.ids:
            return [each for id in meant.ids for each in entries_named(book, id) if each.kind == kind]
    return []


def entry_story(book: IndexedBook, policy: Policy, entry: StoredEntry, day: date) -> Document:
    """All that is to be told of an entry as of ``day``; of one with errors what was written."""
    if entry.kind == "orders":
        history = order_history(book.connection, policy, entry.id)
        if history is not None:
            return order_story(book, entry, history, day)
    if entry.kind in {"payments", "credits"}:
        found = money_history(book.connection, policy, entry.id)
        if found is not None:
            return money_story(book, policy, entry, *found, day)
    stories = {"customers": customer_story, "reps": rep_story, "products": product_story}
    return stories.get(entry.kind, plain_story)(book, policy, entry, day)
