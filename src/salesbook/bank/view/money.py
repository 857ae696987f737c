"""Money that is recorded: payments, what reps hold of them, what is given to no order, hand-ins and bills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from salesbook.bank.receivables import (
    BillInHand,
    PastPayment,
    RecordedHandIn,
    RecordedPayment,
)
from salesbook.bank.view.entries import Entry, entries_of, minor
from salesbook.bank.view.in_force import in_force
from salesbook.bank.view.matches import Matched
from salesbook.index.book import IndexedBook
from salesbook.model.money import to_minor
from salesbook.model.policy import Policy


def unseen_payments(
    book: IndexedBook, policy: Policy, currency: str, matched: Matched, payments: Iterable[Entry] | None = None
) -> Iterator[RecordedPayment]:
    """Recorded payments in a currency that no bank line was matched to, but may be.

    What was entered from a line whose match was undone is not among them, and neither is its reversal: the line will
    be entered anew, and the bank shows neither of the two. ``payments`` are all of the book, where they were read.
    """
    known = entries_of(book, "payments") if payments is None else payments
    found = [payment for payment in known if payment["id"] not in matched.taken]
    undone = {payment["id"] for payment in found if payment.get("line")} & {each.get("reverses") for each in found}
    for payment in found:
        elsewhere = payment.get("received_by") or payment.get("bill")
        if elsewhere or currency_of(payment, policy) != currency or {payment["id"], payment.get("reverses")} & undone:
            continue
        orders = (piece.get("order") or piece.get("opening") for piece in payment.get("orders") or ())
        yield RecordedPayment(
            id=payment["id"],
            customer=book.customers.canonical(payment["customer"]),
            date=date.fromisoformat(payment["date"]),
            amount=minor(payment["amount"], currency),
            account=payment.get("account"),
            orders=frozenset(order for order in orders if order),
        )


def currency_of(payment: Entry, policy: Policy) -> str:
    """The currency of what a bank shows of a payment: its account's, else its own, else the book's."""
    account = payment.get("account")
    return (policy.account_currency.get(account) if account else payment.get("currency")) or policy.currency


def past_payments(
    book: IndexedBook, payments: Sequence[Entry], currencies: Mapping[str, str], currency: str, days: tuple[date, date]
) -> dict[str, tuple[PastPayment, ...]]:
    """Payments in a currency, by customer, oldest first, with what they and allocations of them gave.

    They are those since the first of ``days``; the second is the first day of the statement. ``currencies`` are those
    of orders, openings and payments. Refunds and what was reversed are left out.
    """
    since, first = days
    reversed_ones = {payment["reverses"] for payment in payments if payment.get("reverses")}
    allocated: dict[str, list[Entry]] = defaultdict(list)
    for allocation in entries_of(book, "allocations", since):
        if allocation.get("payment"):
            allocated[allocation["payment"]] += allocation["orders"]
    found: dict[str, list[PastPayment]] = defaultdict(list)
    for payment in payments:
        id, day = payment["id"], date.fromisoformat(payment["date"])
        if day < since or id in reversed_ones or currencies.get(id) != currency:
            continue
        amount = minor(payment["amount"], currency)
        if amount <= 0:
            continue
        given: dict[str, int] = defaultdict(int)
        for piece in (*(payment.get("orders") or ()), *allocated.get(id, ())):
            order = piece.get("order") or piece["opening"]
            given[order] += minor(piece["amount"], currencies.get(order, currency))
        pieces = tuple((order, given_amount) for order, given_amount in given.items() if given_amount > 0)
        found[book.customers.canonical(payment["customer"])].append(
            PastPayment(day, amount, pieces, from_line_since(payment, first))
        )
    return {customer: tuple(each) for customer, each in found.items()}


def from_line_since(payment: Entry, first: date) -> bool:
    """Whether reconciling entered it from a line of ``first`` or later."""
    return bool(payment.get("line")) and date.fromisoformat(payment["date"]) >= first


def recorded_handins(book: IndexedBook, policy: Policy, currency: str, matched: Matched) -> Iterator[RecordedHandIn]:
    """Hand-ins to accounts in a currency that no bank line was matched to."""
    for handin in in_force(entries_of(book, "handins")):
        account = handin.get("account")
        if handin["id"] in matched.taken or policy.account_currency.get(account or "") != currency:
            continue
        rep = handin["rep"]
        yield RecordedHandIn(
            id=handin["id"],
            rep=rep,
            rep_name=book.reps[rep].name if rep in book.reps else rep,
            date=date.fromisoformat(handin["date"]),
            amount=minor(handin["amount"], currency),
            account=account,
        )


def bills_in_hand(
    book: IndexedBook, policy: Policy, account: str, matched: Matched, payments: Iterable[Entry]
) -> Iterator[BillInHand]:
    """Bills in hand, and those whose money on ``account`` is recorded but was not shown by the bank yet."""
    currency = policy.account_currency[account]
    events = {event["payment"]: event for event in in_force(entries_of(book, "bills"))}
    for payment in payments:
        bill, event = payment.get("bill"), events.get(payment["id"])
        if not bill or (payment.get("currency") or policy.currency) != currency:
            continue
        if event and (event.get("account") != account or event["id"] in matched.taken):
            continue
        told = event if event and event.get("amount") else payment
        matures = bill.get("matures")
        yield BillInHand(
            payment=payment["id"],
            customer=book.customers.canonical(payment["customer"]),
            number=str(bill["number"]),
            matures=date.fromisoformat(matures) if matures else None,
            amount=to_minor(Decimal(told["amount"]) - Decimal(told.get("fee") or 0), currency),
            event=event["id"] if event else None,
        )
