"""A journal as beancount reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from salesbook.exports.journal.transaction import Account, Posting, Tags, Transaction
from salesbook.i18n import Language
from salesbook.model.money import plain

FILE_NAME = "book.beancount"

_UNFIT_FOR_NAMES = re.compile(r"[^0-9A-Za-z\-\u0080-\U0010ffff]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def written(
    transactions: Sequence[Transaction], names: Mapping[str, str], comments: Sequence[str], language: Language
) -> Iterator[str]:
    """The lines of the file: accounts opened first, explained by ``names`` of customers and reps."""
    yield from (f";; {comment}\n" for comment in comments)
    currencies: dict[Account, set[str]] = {}
    for transaction in transactions:
        for posting in transaction.postings:
            currencies.setdefault(posting.account, set()).add(posting.amount.currency)
    accounts = _distinct(sorted(currencies))
    for currency in sorted({each for found in currencies.values() for each in found}):
        yield f'option "operating_currency" "{currency}"\n'
    yield "\n"
    if transactions:
        first = transactions[0].date
        for account, name in accounts.items():
            yield f"{first} open {name} {','.join(sorted(currencies[account]))}\n"
            if account[-1] in names:
                yield f"  name: {_quoted(names[account[-1]])}\n"
    for transaction in transactions:
        yield f"\n{transaction.date} * {_quoted(transaction.description.to(language))}\n"
        if transaction.document:
            yield f"  code: {_quoted(transaction.document)}\n"
        for posting in transaction.postings:
            yield from _posting(posting, accounts[posting.account])


def _posting(posting: Posting, account: str) -> Iterator[str]:
    yield f"  {account}  {plain(posting.amount.minor, posting.amount.currency)} {posting.amount.currency}\n"
    for name, value in _joined(posting.tags).items():
        yield f"    {name}: {value if _DAY.fullmatch(value) else _quoted(value)}\n"


def _joined(tags: Tags) -> dict[str, str]:
    """The tags by name; a name that stands several times has all its values."""
    found: dict[str, str] = {}
    for name, value in tags:
        found[name] = f"{found[name]} {value}" if name in found else value
    return found


def _quoted(text: str) -> str:
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _distinct(accounts: Sequence[Account]) -> dict[Account, str]:
    """Names as beancount allows them: parts begin with a capital or digit; numbered where two would be the same."""
    taken: dict[str, Account] = {}
    for account in accounts:
        name = base = ":".join(account_part(part) for part in account)
        count = 2
        while name in taken:
            name, count = f"{base}-{count}", count + 1
        taken[name] = account
    return {account: name for name, account in taken.items()}


def account_part(text: str) -> str:
    """A part of an account's name as beancount allows it: letters, digits and dashes, a capital or digit first."""
    fit = _UNFIT_FOR_NAMES.sub("-", text).strip("-") or "X"
    return fit[0].upper() + fit[1:]
