"""The company's accounts as a user names them."""

from __future__ import annotations

from typing import Any

from salesbook.cli.asking import ask_which
from salesbook.cli.in_the_book import OpenedBook
from salesbook.i18n import Text


def account_or_refuse(book: OpenedBook, words: str) -> str:
    """The account with an id or name of ``salesbook.yaml``; ends the command where there is none."""
    meant = [id for id, account in book.accounts.items() if _is_called(id, account, words)]
    if len(meant) != 1:
        known = ", ".join(f"{id} {account.get('name', '')}" for id, account in book.accounts.items())
        book.session.refuse(
            Text("there is no account {words}; there are: {known}", "没有账户 {words}，现有：{known}").format(
                words=words, known=known or "—"
            )
        )
    return meant[0]


def _is_called(id: str, account: dict[str, Any], words: str) -> bool:
    return words.casefold() == id.casefold() or words in (account.get("name"), account.get("number"))


def only_account(book: OpenedBook) -> str | None:
    """The account of a book that has just one."""
    accounts = list(book.accounts)
    return accounts[0] if len(accounts) == 1 else None


def needed_account(book: OpenedBook, words: str | None) -> str:
    """The account named, or the only one, or the answer of somebody who can be asked; else ends the command."""
    if words is not None:
        return account_or_refuse(book, words)
    if account := only_account(book):
        return account
    if not book.session.asks or not book.accounts:
        book.entering.missing("--account")
    choices = [(id, str(account.get("name", ""))) for id, account in book.accounts.items()]
    return ask_which(book.session, Text("Account", "账户"), choices)


def currency_of_account(book: OpenedBook, account: str | None) -> str | None:
    """The currency of an account; None without account."""
    return book.policy.account_currency.get(account) if account else None
