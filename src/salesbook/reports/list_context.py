"""What the cells and filters of a list are made of besides the entries themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy
from salesbook.reports.stored import Amounts, StoredEntry
from salesbook.rules.movement import Axis, Measure


class ListContext(NamedTuple):
    """What cells of a list are made of besides the entry. ``totals``: what each order comes to, changes included."""

    book: IndexedBook
    policy: Policy
    amounts: Amounts
    totals: Mapping[str, int]
    orders: Mapping[str, str]
    """The customer of each order."""
    today: date

    @classmethod
    def of(cls, book: IndexedBook, policy: Policy, today: date) -> ListContext:
        """For a whole book."""
        totals = book.connection.execute(
            "SELECT unit, sum(amount) FROM flow WHERE measure = ? AND axis = ? GROUP BY unit",
            (Measure.ORDERED, Axis.REP),
        )
        orders = book.connection.execute("SELECT id, customer FROM unit")
        return cls(book, policy, Amounts.of(book, policy), dict(totals), dict(orders), today)

    def customer(self, entry: StoredEntry) -> str | None:
        """Whose an entry is: its own customer, else that of the order, payment or credit that it is about."""
        own = entry.text("customer")
        if own is not None:
            return self.book.customers.canonical(own)
        for field in ("order", "payment", "credit"):
            if (about := entry.text(field)) is not None and about in self.orders:
                return self.book.customers.canonical(self.orders[about])
        return None

    def reps(self, entry: StoredEntry) -> list[str]:
        """The reps that an entry names; a customer's is who has it today."""
        if entry.kind == "customers":
            rep = self.book.customers.rep_on(entry.id, self.today.isoformat())
            return [rep] if rep else []
        shares = entry.data.get("reps")
        named = [each for each in (entry.text("rep"), entry.text("received_by")) if each]
        return named or (list(shares) if isinstance(shares, dict) else [])

    def responsible(self, entry: StoredEntry) -> set[str]:
        """Whose an entry is: the reps it names, else who had its customer on its day; of a payment both."""
        named = set(self.reps(entry))
        if named and entry.kind != "payments":
            return named
        customer = self.customer(entry)
        rep = self.book.customers.rep_on(customer, (entry.date or self.today).isoformat()) if customer else None
        return named | {rep} if rep else named
