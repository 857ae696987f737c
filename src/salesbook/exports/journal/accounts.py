"""The accounts of journals: what each holds.

A customer's receivable and its advances are apart as in the aging; together they are its balance. Accrued is what
sales have recognised and nobody owes yet, or is owed and no sale yet; nothing in a book where both have one basis.
"""

from __future__ import annotations

from salesbook.exports.journal.transaction import Account

UNASSIGNED = "Unassigned"
"""Stands for a rep, account or reason where there is none."""

BILLS: Account = ("Assets", "Bills")
UNDEPOSITED: Account = ("Assets", "Undeposited")
ENDORSED: Account = ("Assets", "Endorsed")
"""What bills that were endorsed to others paid for."""
ACCRUED: Account = ("Assets", "Accrued")
OUTPUT_TAX: Account = ("Liabilities", "OutputTax")
OPENING: Account = ("Equity", "Opening")
CONVERSION: Account = ("Equity", "Conversion")
"""What was paid in another currency than it was owed in."""
BILL_FEES: Account = ("Expenses", "BillFees")


def receivable(customer: str) -> Account:
    """What a customer owes."""
    return ("Assets", "Receivable", customer)


def advances(customer: str) -> Account:
    """A customer's money for goods to come."""
    return ("Liabilities", "Advances", customer)


def bank(account: str) -> Account:
    """An account of the settings."""
    return ("Assets", "Bank", account)


def held(rep: str) -> Account:
    """Customers' money in the hands of a rep."""
    return ("Assets", "Held", rep)


def sales(rep: str | None) -> Account:
    """A rep's sales without tax, returns taken off."""
    return ("Income", "Sales", rep or UNASSIGNED)


def settled_without_cash(reason: str) -> Account:
    """Where a credit's amount goes that is no return: write-offs with their recoveries, fees, rounding, offsets."""
    if reason == "offset":
        return ("Assets", "Offset")
    return (
        "Expenses",
        {"write-off": "WriteOffs", "recovery": "WriteOffs", "fee": "Fees", "rounding": "Rounding"}[reason],
    )


def not_customers(reason: str | None) -> Account:
    """Where a bank line that is no customer's money goes, by why it is none."""
    return ("Equity", "NotSales", reason or UNASSIGNED)
