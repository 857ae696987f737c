"""What speaks for one bank line, and how sure an explanation can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from salesbook.bank.citations import Citation
from salesbook.bank.identity import Line
from salesbook.bank.payer import Identified
from salesbook.bank.receivables import Receivables
from salesbook.i18n import Text

CERTAIN = Decimal("0.99")
LIKELY = Decimal("0.60")
POSSIBLE = Decimal("0.30")

COMMON = 3
"""Orders with the same amount that make it a common one, which proves little."""

ANOTHER_CUSTOMER = Text("the payer is another customer, not {name}", "付款方是另一客户，不是 {name}")
ANOTHER_OF_GROUP = Text("the payer is another customer of {name}'s group", "付款方是 {name} 同集团的另一客户")
CITES_OTHERS = Text("the memo cites {numbers}", "附言写的是 {numbers}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line, the book, whose customer the payer is, and the documents that the memo cites."""

    line: Line
    book: Receivables
    payer: Identified
    cited: tuple[Citation, ...]

    @classmethod
    def of(cls, line: Line, book: Receivables, payer: Identified, cited: Iterable[Citation]) -> Evidence:
        """Citations as this payer means them: of numbers that several customers use, his.

        A number that could be any other counts only where it is of one of his orders.
        """
        meant: list[Citation] = []
        for citation in cited:
            own = {
                order: amount
                for order, amount in citation.orders.items()
                if any(book.same_group(book.owners[order], customer) for customer in payer.customers)
            }
            if own:
                meant.append(Citation(citation.number, own))
            elif not citation.weak:
                meant.append(citation)
        return cls(line, book, payer, tuple(meant))

    @property
    def cited_orders(self) -> frozenset[str]:
        """All orders that the cited documents stand for."""
        return frozenset(order for citation in self.cited for order in citation.orders)

    def not_meant(self, orders: Iterable[str]) -> tuple[str, ...]:
        """The cited numbers that stand for none of ``orders``."""
        paid = set(orders)
        return tuple(citation.number for citation in self.cited if not paid & citation.orders.keys())

    def pays_for(self, customer: str) -> bool:
        """Whether one of the customers that the payer may be is this one, or of its group."""
        return any(self.book.same_group(customer, each) for each in self.payer.customers)

    def name(self, customer: str) -> str:
        """The name of a customer."""
        known = self.book.customers.get(customer)
        return known.name if known else customer
