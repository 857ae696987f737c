"""Whose customer a bank line's payer is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from salesbook.bank.identity import Line
from salesbook.bank.names import normal_name, same_account
from salesbook.bank.receivables import KnownCustomer, OwnAccount
from salesbook.i18n import Text


@dataclass(frozen=True, slots=True)
class Identified:
    """The customers that a payer may be, and what says so; exactly one is certain."""

    customers: tuple[str, ...]
    reason: Text | None

    @property
    def only(self) -> str | None:
        """The customer, where it is certain."""
        return self.customers[0] if len(self.customers) == 1 else None


class Payers:
    """All names and accounts of customers, to look payers up in."""

    def __init__(self, customers: Iterable[KnownCustomer]) -> None:
        self._by_name: dict[str, set[str]] = {}
        self._accounts: list[tuple[str, str]] = []
        for customer in customers:
            for name in customer.names:
                if normal := normal_name(name):
                    self._by_name.setdefault(normal, set()).add(customer.id)
            self._accounts += [(account, customer.id) for account in customer.accounts]

    def identify(self, line: Line) -> Identified:
        """By a registered account, else by an exact name or alias; names that contradict the account leave both."""
        by_account = {id for account, id in self._accounts if same_account(account, line.payer_account)}
        by_name = self._by_name.get(normal_name(line.payer), set())
        if by_account and by_name and not by_account & by_name:
            return Identified(tuple(sorted(by_account | by_name)), None)
        both = by_account & by_name
        if both:
            reason = Text("the payer's name and account are {customer}'s", "付款方名称和账号均为 {customer}")
        elif by_account:
            reason = Text("the payer's account is {customer}'s", "付款账号属于 {customer}")
        else:
            reason = Text("the payer's name is {customer}'s", "付款方名称即 {customer}")
        found = both or by_account or by_name
        return Identified(tuple(sorted(found)), reason.format(customer=min(found)) if len(found) == 1 else None)


def is_own(line: Line, accounts: Iterable[OwnAccount], company: str) -> bool:
    """Whether the other party is the company itself: one of its accounts, or its name."""
    names = {normal_name(company), *(normal_name(account.holder) for account in accounts)} - {""}
    if normal_name(line.payer) in names:
        return True
    return any(same_account(account.number, line.payer_account) for account in accounts)
