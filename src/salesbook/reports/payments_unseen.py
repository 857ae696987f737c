"""Recorded payments that a bank did not show."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.bank.receivables import RecordedPayment
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money
from salesbook.table import CellType, Column, Row, Table


def payments_table(
    book: IndexedBook, name: str, title: Text, payments: Sequence[RecordedPayment], currency: str
) -> Table:
    """One row for each of ``payments``, whose amounts are in ``currency``."""
    return Table(
        name=name,
        title=title,
        columns=(
            Column("id", terms.ID),
            Column("date", terms.DATE, CellType.DATE),
            Column("customer", terms.CUSTOMER),
            Column("name", terms.NAME, wide=True),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        rows=tuple(
            Row((each.id, each.date, each.customer, book.customers.name(each.customer), Money(each.amount, currency)))
            for each in payments
        ),
    )
