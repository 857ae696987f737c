"""Customers and reps that a user named by id, name or alias."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesbook.cli.session import Session
from salesbook.i18n import Text

if TYPE_CHECKING:
    from salesbook.index.book import IndexedBook
    from salesbook.reports.lookup import Meant


def customers_or_refuse(session: Session, book: IndexedBook, text: str | None) -> tuple[str, ...] | None:
    """The customers that a user named, after merging; None where he named none. Ends the command without any."""
    if text is None:
        return None
    from salesbook.reports.lookup import customers_meant

    ids = _ids_or_refuse(session, text, customers_meant(book, text), Text("customer", "客户"))
    return tuple(dict.fromkeys(book.customers.canonical(id) for id in ids))


def reps_or_refuse(session: Session, book: IndexedBook, text: str | None) -> tuple[str, ...] | None:
    """The reps that a user named; None where he named none. Ends the command where there is no such rep."""
    if text is None:
        return None
    from salesbook.reports.lookup import reps_meant

    return _ids_or_refuse(session, text, reps_meant(book, text), Text("rep", "业务员"))


def _ids_or_refuse(session: Session, text: str, meant: Meant, what: Text) -> tuple[str, ...]:
    if not meant.ids:
        near = Text("; did you mean {near}?", "，是否想用 {near}？").format(near=", ".join(meant.near))
        text_of = Text("there is no {what} {text}{near}", "没有{what} {text}{near}")
        session.refuse(text_of.format(what=what, text=text, near=near if meant.near else ""))
    return meant.ids
