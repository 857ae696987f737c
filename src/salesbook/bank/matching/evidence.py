"""What speaks for one bank line, and how sure an explanation can be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from salesbook.bank.identity import Line
from salesbook.bank.payer import Identified
from salesbook.bank.receivables import Receivables
from salesbook.i18n import Text

CERTAIN = Decimal("0.99")
LIKELY = Decimal("0.60")
POSSIBLE = Decimal("0.30")

ANOTHER_CUSTOMER = Text("the payer is another customer, not {name}", "付款方是另一客户，不是 {name}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line, the book, whose customer the payer is, and the orders that the memo cites."""

    line: Line
    book: Receivables
    payer: Identified
    cited: frozenset[str]

    def pays_for(self, customer: str) -> bool:
        """Whether one of the customers that the payer may be is this one, or of its group."""
        if customer in self.payer.customers:
            return True
        known = self.book.customers.get(customer)
        groups = {self.book.customers[each].group for each in self.payer.customers if each in self.book.customers}
        return known is not None and known.group is not None and known.group in groups

    def name(self, customer: str) -> str:
        """The name of a customer."""
        known = self.book.customers.get(customer)
        return known.name if known else customer
