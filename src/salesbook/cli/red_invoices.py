"""Red and void invoices: what of an earlier one they take back."""

from __future__ import annotations

from datetime import date

from salesbook.cli.in_the_book import OpenedBook
from salesbook.i18n import Text
from salesbook.recording.invoices import UnreversedInvoice, unreversed


def invoice_or_refuse(book: OpenedBook, words: str) -> UnreversedInvoice:
    """What is left of the invoice that ``words`` mean; ends the command where there is none."""
    data = book.data("invoices", words)
    return unreversed(book.index, data["id"], book.currency_of(data["orders"][0]["order"]))


def refuse_reversed(book: OpenedBook, old: UnreversedInvoice) -> None:
    """End the command where nothing of an invoice is left to take back."""
    if not any(old.orders.values()):
        book.session.refuse(
            Text("{invoice} is reversed already: {by}", "{invoice} 已由 {by} 冲销").format(
                invoice=old.id, by=", ".join(old.reversed_by)
            )
        )


def refuse_void(book: OpenedBook, old: UnreversedInvoice, day: date) -> None:
    """End the command where an invoice cannot be void (作废): only all of it, in the month in which it was issued."""
    if old.reversed_by:
        book.session.refuse(
            Text(
                "{invoice} is partly reversed by {by}; take back the rest: --red {invoice}",
                "{invoice} 已由 {by} 部分冲销，其余请用 --red {invoice}",
            ).format(invoice=old.id, by=", ".join(old.reversed_by))
        )
    if (day.year, day.month) != (old.date.year, old.date.month):
        book.session.refuse(
            Text(
                "{invoice} of {date} can be void only within its month; later by a red one: --red {invoice}",
                "{invoice} 开于 {date}，只能当月作废；跨月请开红字发票：--red {invoice}",
            ).format(invoice=old.id, date=old.date)
        )


def refuse_not_reversed(book: OpenedBook, old: UnreversedInvoice) -> None:
    """End the command where an invoice that is to be issued anew still stands."""
    if not old.reversed_by:
        book.session.refuse(
            Text(
                "{invoice} is not reversed yet; first: salesbook add-invoice --red {invoice}",
                "{invoice} 尚未冲销，请先：salesbook add-invoice --red {invoice}",
            ).format(invoice=old.id)
        )
