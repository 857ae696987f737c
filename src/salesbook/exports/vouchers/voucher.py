"""Vouchers: the month's transactions on the accounts of another chart of accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from salesbook.exports.journal.transaction import Account, Posting, Transaction
from salesbook.i18n import Text

Codes = Mapping[str, Any]
"""``vouchers.accounts`` of the settings: a code, or codes by id, for each use."""


@dataclass(frozen=True, slots=True)
class Use:
    """What an account of the journal is used for. ``by`` is whom its last part names: a customer, rep or account."""

    name: str
    by: str | None = None
    credit: bool = False
    """Its amounts stand on the credit side, taken back ones below zero (红字), as in income statements."""


USES: Mapping[tuple[str, str], Use] = {
    ("Assets", "Receivable"): Use("receivable", "customer"),
    ("Liabilities", "Advances"): Use("advances", "customer"),
    ("Assets", "Bank"): Use("bank", "account"),
    ("Assets", "Held"): Use("held", "rep"),
    ("Assets", "Bills"): Use("bills"),
    ("Assets", "Endorsed"): Use("endorsed"),
    ("Assets", "Undeposited"): Use("undeposited"),
    ("Assets", "Accrued"): Use("accrued"),
    ("Assets", "Offset"): Use("offset"),
    ("Equity", "Conversion"): Use("conversion"),
    ("Expenses", "BillFees"): Use("bill_fees"),
    ("Expenses", "Fees"): Use("fees"),
    ("Expenses", "Rounding"): Use("rounding"),
    ("Expenses", "WriteOffs"): Use("write_offs"),
    ("Income", "Sales"): Use("sales", "rep", credit=True),
    ("Liabilities", "OutputTax"): Use("output_tax", credit=True),
}
"""The accounts of vouchers; opening balances and lines that are no customer's money are not this book's to post."""

STANDARD: Codes = {
    "bank": "1002",
    "bills": "1121",
    "receivable": "1122",
    "held": "1221",
    "write_offs": "1231",
    "advances": "2203",
    "output_tax": "2221",
    "sales": "6001",
    "fees": "6603",
    "bill_fees": "6603",
    "rounding": "6603",
}
"""First-level codes of the chart of accounts of China's accounting standards (企业会计准则应用指南)."""


@dataclass(frozen=True, slots=True)
class VoucherLine:
    """One line (分录): a code, and an amount in minor units on one side; a ``customer`` or ``rep`` as auxiliary."""

    summary: Text
    code: str
    debit: int = 0
    credit: int = 0
    customer: str | None = None
    rep: str | None = None


@dataclass(frozen=True, slots=True)
class Voucher:
    """One voucher; its debits equal its credits."""

    number: int
    date: date
    lines: tuple[VoucherLine, ...]


def postable(transactions: Iterable[Transaction], currency: str) -> list[Transaction]:
    """Transactions that vouchers are made of: on accounts that are this book's, and in its currency alone."""
    return [
        each
        for each in transactions
        if is_own(each) and all(posting.amount.currency == currency for posting in each.postings)
    ]


def is_own(transaction: Transaction) -> bool:
    """Whether all its accounts are this book's to post."""
    return all(posting.account[:2] in USES for posting in transaction.postings)


def missing_codes(transactions: Iterable[Transaction], codes: Codes) -> list[str]:
    """What ``vouchers.accounts`` must name before these can be posted, such as ``accrued`` or ``bank.cmb``."""
    accounts = {posting.account for each in transactions for posting in each.postings}
    return sorted({_named(account) for account in accounts if _code(account, codes) is None})


def vouchers(transactions: Iterable[Transaction], codes: Codes) -> list[Voucher]:
    """One voucher for each transaction, numbered from 1; every account has a code."""
    return [
        Voucher(number, each.date, tuple(_line(each, posting, codes) for posting in each.postings))
        for number, each in enumerate(transactions, start=1)
    ]


def _line(transaction: Transaction, posting: Posting, codes: Codes) -> VoucherLine:
    use = USES[posting.account[0], posting.account[1]]
    amount = posting.amount.minor
    on_debit = amount > 0 and not use.credit
    whom = posting.account[-1]
    return VoucherLine(
        summary=transaction.description,
        code=_code(posting.account, codes) or "",
        debit=amount if on_debit else 0,
        credit=0 if on_debit else -amount,
        customer=whom if use.by == "customer" else None,
        rep=whom if use.by == "rep" else None,
    )


def _code(account: Account, codes: Codes) -> str | None:
    use = USES[account[0], account[1]]
    found = codes.get(use.name, STANDARD.get(use.name))
    if isinstance(found, Mapping):
        found = found.get(account[-1])
    return None if found is None else str(found)


def _named(account: Account) -> str:
    use = USES[account[0], account[1]]
    return f"{use.name}.{account[-1]}" if use.by == "account" else use.name
