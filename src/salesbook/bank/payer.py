"""Whose customer a bank line's payer is."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from salesbook.bank.identity import Line
from salesbook.bank.names import normal_account, normal_name, same_account
from salesbook.bank.receivables import KnownCustomer, OwnAccount
from salesbook.i18n import Text
from salesbook.i18n.text import verbatim


@dataclass(frozen=True, slots=True)
class Identified:
    """The customers that a payer may be: ``reason`` says what makes the only one certain, ``doubt`` why none is."""

    customers: tuple[str, ...]
    reason: Text | None = None
    doubt: Text | None = None

    @property
    def only(self) -> str | None:
        """The customer, where there is just one."""
        return self.customers[0] if len(self.customers) == 1 else None

    @property
    def certain(self) -> str | None:
        """The customer, where there is just one and no doubt."""
        return None if self.doubt else self.only


class Payers:
    """All names and accounts of customers, to look payers up in."""

    def __init__(self, customers: Iterable[KnownCustomer]) -> None:
        self._names: dict[str, str] = {}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_account: dict[str, set[str]] = defaultdict(set)
        self._names_of: dict[str, set[str]] = {}
        for customer in customers:
            self._names[customer.id] = customer.name
            self._names_of[customer.id] = {normal_name(name) for name in customer.names} - {""}
            for name in self._names_of[customer.id]:
                self._by_name[name].add(customer.id)
            for account in customer.accounts:
                self._by_account[normal_account(account)].add(customer.id)

    def identify(self, line: Line) -> Identified:
        """By a registered account, else by an exact name or alias, else by whom the memo says that it pays for."""
        name = normal_name(line.payer)
        by_account, by_name = self._of_account(line), self._by_name.get(name, set())
        behalf = on_behalf_of(line.memo)
        if by_account and by_name and not by_account & by_name:
            return self._doubtful(by_account | by_name, _CONTRADICTION)
        found = by_account & by_name or by_account or by_name
        if len(found) > 1:
            return self._doubtful(found, _SEVERAL)
        if behalf and not any(behalf in known for each in found for known in self._names_of[each]):
            return self._doubtful(found | self._by_name.get(behalf, set()), _ON_BEHALF.format(behalf=behalf))
        if not found:
            return Identified((), doubt=_UNKNOWN if name or line.payer_account else _UNNAMED)
        reason = _BOTH_KNOWN if by_account & by_name else _ACCOUNT_KNOWN if by_account else _NAME_KNOWN
        return Identified(tuple(found), reason)

    def _of_account(self, line: Line) -> set[str]:
        """The customers of an account; of one that is masked only those whose name the payer's can be."""
        number = normal_account(line.payer_account)
        if not number:
            return set()
        exactly = self._by_account.get(number, set())
        name = normal_name(line.payer)
        masked = {
            id
            for known, ids in self._by_account.items()
            if ("*" in number or "*" in known) and same_account(known, number)
            for id in ids
            if any(each.startswith(name) or name.startswith(each) for each in self._names_of[id])
        }
        return masked if "*" in number else exactly | masked

    def _doubtful(self, customers: set[str], doubt: Text) -> Identified:
        listed = verbatim(", ".join(self._names[id] for id in sorted(customers)))
        return Identified(tuple(sorted(customers)), doubt=doubt.format(customers=listed))


_BOTH_KNOWN = Text("name and account agree", "户名、账号相符")
_ACCOUNT_KNOWN = Text("the account agrees", "账号相符")
_NAME_KNOWN = Text("the name agrees", "户名相符")
_UNKNOWN = Text("no customer has this name or account", "没有这个户名或账号的客户")
_UNNAMED = Text("the line names no payer", "流水未注明付款方")
_SEVERAL = Text("it may be any of {customers}", "可能是：{customers}")
_CONTRADICTION = Text("name and account are of different customers: {customers}", "户名与账号分属不同客户：{customers}")
_ON_BEHALF = Text("the memo says that it is paid for {behalf}", "附言称代{behalf}付款")

_BEHALF = re.compile(r"代\s*([^代,;，；、\s]{2,30}?)(?:公司)?\s*(?:支付|付|缴|汇|转)")


def on_behalf_of(memo: str | None) -> str | None:
    """The name, in its one form, of whom a memo says that the payer pays for: ``代华东精密付货款``."""
    found = _BEHALF.search(unicodedata.normalize("NFKC", memo or ""))
    return normal_name(found[1]) if found else None


def is_own(line: Line, accounts: Iterable[OwnAccount], company: str) -> bool:
    """Whether the other party is the company itself: one of its accounts, or its name."""
    names = {normal_name(company), *(normal_name(account.holder) for account in accounts)} - {""}
    if normal_name(line.payer) in names:
        return True
    return any(same_account(account.number, line.payer_account) for account in accounts)
