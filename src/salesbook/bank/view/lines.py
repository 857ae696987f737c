"""Bank lines of the book: of an account, of the other accounts beside it, and those that were matched before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date

from salesbook.bank.identity import Line
from salesbook.bank.receivables import OtherLine, PastLine
from salesbook.bank.view.entries import Entry, entries_of, minor
from salesbook.bank.view.matches import Matched, customer_of
from salesbook.index.book import IndexedBook
from salesbook.model.policy import Policy


@dataclass(frozen=True, slots=True)
class BookLine:
    """A bank line of the book; ``balance`` in minor units."""

    line: Line
    id: str
    balance: int | None


def book_lines(
    book: IndexedBook, account: str, currency: str, first: date = date.min, last: date = date.max
) -> list[BookLine]:
    """The lines of one account that the book has, of some days if not of all."""
    return [
        BookLine(_line(data, currency), data["id"], _optional(data.get("balance"), currency))
        for data in entries_of(book, "bank", first, last)
        if data["account"] == account
    ]


def other_lines(
    book: IndexedBook,
    policy: Policy,
    account: str,
    days: tuple[date, date],
    matched: Matched,
    customers: Mapping[str, str],
) -> Iterator[OtherLine]:
    """The lines of all other accounts on ``days``, both included, and what they were taken for."""
    for data in entries_of(book, "bank", *days):
        currency = policy.account_currency.get(data["account"])
        if data["account"] == account or currency is None:
            continue
        match = matched.by_line.get(data["id"], {})
        yield OtherLine(
            id=data["id"],
            account=data["account"],
            date=date.fromisoformat(data["date"]),
            amount=minor(data["amount"], currency),
            currency=currency,
            memo=data.get("memo"),
            customer=customer_of(match, customers),
            ignored=match.get("ignored"),
        )


def past_lines(
    book: IndexedBook,
    policy: Policy,
    currency: str,
    days: tuple[date, date],
    matched: Matched,
    customers: Mapping[str, str],
    from_lines: Set[str],
) -> Iterator[PastLine]:
    """Lines of all accounts in a currency of which it is known whose they were, or why nobody's.

    They are those since the first of ``days``; of those since the second nothing is learnt, nor from payments that
    were made ``from_lines``.
    """
    since, first = days
    for data in entries_of(book, "bank", since):
        match = matched.by_line.get(data["id"])
        if match is None or policy.account_currency.get(data["account"]) != currency:
            continue
        customer, ignored = customer_of(match, customers), match.get("ignored")
        if customer or ignored:
            day = date.fromisoformat(data["date"])
            yield PastLine(
                date=day,
                amount=minor(data["amount"], currency),
                payer=data.get("payer"),
                payer_account=data.get("payer_account"),
                memo=data.get("memo"),
                customer=customer,
                ignored=ignored,
                evidence=day < first and from_lines.isdisjoint(match.get("payments") or ()),
            )


def _line(data: Entry, currency: str) -> Line:
    return Line(
        account=data["account"],
        date=date.fromisoformat(data["date"]),
        amount=minor(data["amount"], currency),
        payer=data.get("payer"),
        payer_account=data.get("payer_account"),
        memo=data.get("memo"),
        reference=data.get("reference"),
        id=data["id"],
    )


def _optional(amount: str | None, currency: str) -> int | None:
    return None if amount is None else minor(amount, currency)
