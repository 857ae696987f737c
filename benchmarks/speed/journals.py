"""The same sales as journals of Ledger, hledger and beancount: an order, a delivery, an invoice, a payment is a
transaction each.

The customer owes from the order on, with documents from the delivery on; the invoice then moves the tax.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.speed.ledger_files import net_and_tax, yuan
from benchmarks.speed.trade import FIRST, REPS, Sale, Size, customer_id, rep_of, sales

Postings = tuple[tuple[str, int], ...]
"""Accounts and amounts in fen, which come to nothing."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """On a day, with a number and the customer."""

    day: date
    number: str
    customer: str
    postings: Postings


def transactions(size: Size, seed: int) -> Iterator[Transaction]:
    """All that a book holds, order by order."""
    for number, sale in enumerate(sales(size, seed), start=1):
        yield from _of(sale, f"SO-{number:06}", documents=size.documents)


def accounts(size: Size) -> list[str]:
    """All accounts."""
    customers = [receivable(number) for number in range(size.customers)]
    return [BANK, TAX_TO_COME, TAX, *(_income(rep) for rep in REPS), *customers]


BANK, TAX_TO_COME, TAX = "Assets:Bank:ICBC", "Liabilities:Tax:ToCome", "Liabilities:Tax:Invoiced"
RECEIVABLE = "Assets:Receivable"


def receivable(customer: int) -> str:
    """The account of what a customer owes."""
    return f"{RECEIVABLE}:{customer_id(customer)}"


def _income(rep: str) -> str:
    return f"Income:Sales:{rep.title()}"


def _of(sale: Sale, number: str, *, documents: bool) -> Iterator[Transaction]:
    owes, sold, customer = receivable(sale.customer), _income(rep_of(sale.customer)), customer_id(sale.customer)
    net, tax = net_and_tax(sale.total)
    if not documents:
        yield Transaction(sale.day, number, customer, ((owes, sale.total), (sold, -sale.total)))
    if sale.delivered:
        charged = ((owes, sale.total), (sold, -net), (TAX_TO_COME, -tax))
        yield Transaction(sale.delivered, number, customer, charged)
    if sale.invoiced:
        yield Transaction(sale.invoiced, number, customer, ((TAX_TO_COME, tax), (TAX, -tax)))
    for payment in sale.payments:
        yield Transaction(payment.day, number, customer, ((BANK, payment.amount), (owes, -payment.amount)))


def write_journal(path: Path, size: Size, seed: int, written: Callable[[Transaction], str]) -> None:
    """Write a journal for one of the tools."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for transaction in transactions(size, seed):
            file.write(written(transaction))


def ledger_text(transaction: Transaction) -> str:
    """As Ledger and hledger read it."""
    lines = "".join(f"    {account}  {_signed(amount)} CNY\n" for account, amount in transaction.postings)
    return f"{transaction.day} * ({transaction.number}) {transaction.customer}\n{lines}\n"


def beancount_text(transaction: Transaction) -> str:
    """As beancount reads it."""
    lines = "".join(f"  {account}  {_signed(amount)} CNY\n" for account, amount in transaction.postings)
    return f'{transaction.day} * "{transaction.customer}" "{transaction.number}"\n{lines}\n'


def write_for_ledger(folder: Path, size: Size, seed: int) -> None:
    """The journal that Ledger and hledger read."""
    write_journal(folder / "book.journal", size, seed, ledger_text)


def write_for_beancount(folder: Path, size: Size, seed: int) -> None:
    """The journal that beancount reads; its accounts are opened in a file that includes the transactions."""
    write_journal(folder / "transactions.beancount", size, seed, beancount_text)
    opened = "".join(f"{FIRST} open {account} CNY\n" for account in accounts(size))
    (folder / "book.beancount").write_text(
        f'option "operating_currency" "CNY"\ninclude "transactions.beancount"\n{opened}', "utf-8"
    )


def _signed(amount: int) -> str:
    return f"-{yuan(-amount)}" if amount < 0 else yuan(amount)
