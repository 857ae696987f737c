"""Bank accounts: where the book's money of each stands, its opening balance, and lines that are no customer's money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from salesbook.bank.account_money import AccountState, account_states
from salesbook.exports.journal import accounts
from salesbook.exports.journal.receipts import Placed
from salesbook.exports.journal.transaction import Account, Posting, Transaction, balanced
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money
from salesbook.model.policy import Policy


def accounts_on_last_day(book: IndexedBook, policy: Policy) -> Sequence[AccountState]:
    """Every account with all that the book has of it."""
    return list(account_states(book, policy, date.max))


def placed(states: Sequence[AccountState]) -> Placed:
    """Where the money of payments, hand-ins and bill events is; what is in an opening balance is not counted twice."""
    found: dict[str, Account] = {}
    for state in states:
        for money in state.booked:
            counted = (money.shown or money.day) > state.since
            found[money.id] = accounts.bank(state.id) if counted else accounts.OPENING
    return found


def account_transactions(book: IndexedBook, states: Sequence[AccountState]) -> Iterator[Transaction]:
    """The opening balance of each account, and each line of it that is no customer's money."""
    reasons = _reasons(book)
    for state in states:
        own = accounts.bank(state.id)
        opening = (Posting(own, Money(state.opening, state.currency)),)
        begins = Text("Opening balance of {account}", "{account} 期初余额").format(account=state.name)
        yield from _one(balanced(state.since, state.id, begins, opening, accounts.OPENING))
        for line in state.lines:
            if line.id in state.ignored:
                amount = Money(state.ignored[line.id], state.currency)
                described = Text("{payer} {memo}", "{payer} {memo}").format(
                    payer=line.line.payer or "", memo=line.line.memo or ""
                )
                rest = accounts.not_customers(reasons.get(line.id))
                posting = Posting(own, amount, (("document", line.id),))
                yield from _one(balanced(line.line.date, line.id, described, (posting,), rest))


def _one(transaction: Transaction | None) -> Iterator[Transaction]:
    if transaction:
        yield transaction


def _reasons(book: IndexedBook) -> dict[str, str]:
    """Why lines are no customer's money, by their ids."""
    from salesbook.bank.view import matches_in_force

    return {
        line: str(match["ignored"]) for line, match in matches_in_force(book).by_line.items() if match.get("ignored")
    }
