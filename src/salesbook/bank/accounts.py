"""Which account of the book a statement is of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from salesbook.bank.codes import ACCOUNT_UNKNOWN, OTHER_ACCOUNT, OTHER_CURRENCY
from salesbook.bank.names import same_account
from salesbook.bank.statement import Statement
from salesbook.model.problem import Problem


def possible_accounts(statement: Statement, accounts: Mapping[str, Mapping[str, Any]], own_currency: str) -> list[str]:
    """The accounts that a person may name for a statement, as nothing in the file is against them."""
    return [id for id in accounts if isinstance(account_of(statement, "", accounts, id, own_currency), str)]


def account_of(
    statement: Statement, name: str, accounts: Mapping[str, Mapping[str, Any]], asked: str | None, own_currency: str
) -> str | Problem:
    """The account's id: by the number in the file, else the one asked for; a contradiction is refused.

    ``name`` is what the problem calls the file. Where the file states no number and none is asked for, a book's only
    account is meant.
    """
    by_number = [id for id, account in accounts.items() if same_account(account.get("number"), statement.account)]
    listed = ", ".join(accounts) or "—"
    if asked is not None:
        if asked not in accounts:
            return ACCOUNT_UNKNOWN.problem(name=name, number=asked, accounts=listed)
        if statement.account and asked not in by_number and (by_number or accounts[asked].get("number")):
            found = ", ".join(by_number) or "—"
            return OTHER_ACCOUNT.problem(name=name, number=statement.account, found=found, asked=asked)
        found = asked
    elif len(by_number) == 1:
        found = by_number[0]
    elif len(accounts) == 1 and not statement.account:
        found = next(iter(accounts))
    else:
        return ACCOUNT_UNKNOWN.problem(name=name, number=statement.account or "—", accounts=listed)
    currency = accounts[found].get("currency") or own_currency
    stated = {statement.currency, *(line.currency for line in statement.lines)} - {None}
    if stated - {currency}:
        return OTHER_CURRENCY.problem(
            name=name, account=found, currency=currency, stated=", ".join(sorted(each for each in stated if each))
        )
    return found
