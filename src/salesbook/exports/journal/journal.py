"""The whole journal of a book."""

from __future__ import annotations

from salesbook.exports.journal.bank_accounts import account_transactions, accounts_on_last_day, placed
from salesbook.exports.journal.receipts import receipt_transactions
from salesbook.exports.journal.sales import sales_transactions
from salesbook.exports.journal.standing import standing_transactions
from salesbook.exports.journal.transaction import Transaction
from salesbook.index.book import IndexedBook
from salesbook.model.policy import Policy


def journal(book: IndexedBook, policy: Policy) -> list[Transaction]:
    """Every transaction of a book by date; each sums to nothing in every currency.

    Balances of customers are those of the aging, of bank accounts those of ``bank status``, of ``Income:Sales`` the
    sales without tax of ``report``, each on every day.
    """
    states = accounts_on_last_day(book, policy)
    documents = [
        *account_transactions(book, states),
        *receipt_transactions(book, policy, placed(states)),
        *sales_transactions(book, policy),
    ]
    documents += standing_transactions(book, policy, documents)
    return sorted(documents, key=lambda transaction: transaction.date)
