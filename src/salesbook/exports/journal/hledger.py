"""A journal as hledger (and Ledger) read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from salesbook.exports.journal.transaction import Account, Posting, Transaction
from salesbook.i18n import Language
from salesbook.model.money import plain

FILE_NAME = "book.journal"

_UNFIT_FOR_NAMES = re.compile(r"[:;,()\[\]\s]+")
_UNFIT_FOR_TEXT = re.compile(r"[;|\s]+")


def written(
    transactions: Sequence[Transaction], names: Mapping[str, str], comments: Sequence[str], language: Language
) -> Iterator[str]:
    """The lines of the file: commodities and accounts declared first, explained by ``names`` of customers and reps."""
    yield from (f"; {comment}\n" for comment in comments)
    yield "\n"
    postings = [posting for transaction in transactions for posting in transaction.postings]
    for currency in sorted({posting.amount.currency for posting in postings}):
        sample = plain(100_000, currency)
        yield f"commodity {sample if '.' in sample else sample + '.'} {currency}\n"
    yield "\n"
    for account in sorted({posting.account for posting in postings}):
        name = names.get(account[-1])
        yield f"account {_name(account)}" + (f"  ; {_text(name)}" if name else "") + "\n"
    for transaction in transactions:
        yield from _transaction(transaction, language)


def _transaction(transaction: Transaction, language: Language) -> Iterator[str]:
    code = f"({transaction.document}) " if transaction.document else ""
    yield f"\n{transaction.date} {code}{_text(transaction.description.to(language))}\n"
    yield from map(_posting, transaction.postings)


def _posting(posting: Posting) -> str:
    tags = ", ".join(f"{name}: {value}" for name, value in posting.tags)
    amount = f"{plain(posting.amount.minor, posting.amount.currency)} {posting.amount.currency}"
    return f"    {_name(posting.account)}  {amount}" + (f"  ; {tags}" if tags else "") + "\n"


def _name(account: Account) -> str:
    return ":".join(_UNFIT_FOR_NAMES.sub(" ", part).strip() or "-" for part in account)


def _text(text: str) -> str:
    return _UNFIT_FOR_TEXT.sub(" ", text).strip()
