"""Vouchers of random books balance one by one, and move the ledger's accounts as the journal moves the book's."""

from __future__ import annotations

from salesbook.exports.journal.journal import journal
from salesbook.exports.vouchers.voucher import USES, missing_codes, postable, vouchers
from tests.agreement.conftest import RandomBook

CODES = {use.name: use.name for use in USES.values()}


def test_debits_equal_credits_in_every_voucher(random_book: RandomBook) -> None:
    chosen = postable(journal(random_book.indexed, random_book.policy), random_book.policy.currency)
    found = vouchers(chosen, CODES)
    assert [each.number for each in found] == list(range(1, len(chosen) + 1))
    for each in found:
        assert sum(line.debit for line in each.lines) == sum(line.credit for line in each.lines)
        assert all((line.debit == 0) != (line.credit == 0) for line in each.lines)


def test_vouchers_move_each_customer_as_the_journal_does(random_book: RandomBook) -> None:
    chosen = postable(journal(random_book.indexed, random_book.policy), random_book.policy.currency)
    moved: dict[tuple[str, str], int] = {}
    for voucher in vouchers(chosen, CODES):
        for line in voucher.lines:
            if line.customer:
                key = (line.code, line.customer)
                moved[key] = moved.get(key, 0) + line.debit - line.credit
    expected: dict[tuple[str, str], int] = {}
    for transaction in chosen:
        for posting in transaction.postings:
            use = USES[posting.account[0], posting.account[1]]
            if use.by == "customer":
                key = (use.name, posting.account[-1])
                expected[key] = expected.get(key, 0) + posting.amount.minor
    assert moved == expected


def test_an_account_without_a_code_is_named_and_never_guessed(random_book: RandomBook) -> None:
    chosen = postable(journal(random_book.indexed, random_book.policy), random_book.policy.currency)
    used = {posting.account for each in chosen for posting in each.postings}
    by_account = {**CODES, "bank": {"another": "1002"}}
    expected = {f"bank.{account[-1]}" for account in used if account[:2] == ("Assets", "Bank")}
    assert set(missing_codes(chosen, by_account)) == expected
