"""Money and credits: payments, what became of bills, hand-ins, credits, and opening balances."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from salesbook.exports.journal import accounts
from salesbook.exports.journal.transaction import Account, Posting, Tags, Transaction, balanced
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.index.held import held_movements
from salesbook.model.money import Money, to_minor
from salesbook.model.policy import Policy
from salesbook.rules.movement import Measure
from salesbook.rules.settlement import measure_of

Placed = Mapping[str, Account]
"""The account that the bank's part of a payment, hand-in or bill event is on, by its id."""


def receipt_transactions(book: IndexedBook, policy: Policy, placed: Placed) -> Iterator[Transaction]:
    """Payments, credits, bill events, hand-ins and openings, a transaction each; returns are told with sales."""
    yield from _openings(book)
    amounts: dict[str, Money] = {}
    where: dict[str, Account] = {}
    for id, day, customer, currency, data in _units(book, "payments"):
        amounts[id] = Money(to_minor(Decimal(data["amount"]), currency), currency)
        own = _where(id, data, placed)
        where[id] = own if id in placed else where.get(data.get("reverses", ""), own)
        yield from _against(book, id, day, customer, amounts[id], where[id])
    for id, day, customer, currency, data in _units(book, "credits"):
        reason = data["reason"]
        if reason != "exchange" and measure_of(reason) is not Measure.RETURNS:  # an exchange moves goods only
            amount = Money(to_minor(Decimal(data["amount"]), currency), currency)
            yield from _against(book, id, day, customer, amount, accounts.settled_without_cash(reason))
    yield from _bill_events(book, amounts, placed)
    yield from _handins(book, policy, placed)


def _where(id: str, data: Mapping[str, Any], placed: Placed) -> Account:
    if id in placed:
        return placed[id]
    if data.get("received_by"):
        return accounts.held(data["received_by"])
    return accounts.BILLS if data.get("method") == "bill" else accounts.UNDEPOSITED


def _against(
    book: IndexedBook, id: str, day: str, customer: str, amount: Money, account: Account
) -> Iterator[Transaction]:
    """What came on an account, off what the customer owes."""
    whose = book.customers.canonical(customer)
    tags: Tags = (("document", id),)
    postings = (
        Posting(account, amount, tags),
        Posting(accounts.receivable(whose), Money(-amount.minor, amount.currency), tags),
    )
    name = Text("{id}: {customer}", "{id}：{customer}").format(id=id, customer=book.customers.name(whose))
    transaction = balanced(date.fromisoformat(day), id, name, postings, accounts.CONVERSION)
    if transaction:
        yield transaction


def _units(book: IndexedBook, kind: str) -> Iterator[tuple[str, str, str, str, dict[str, Any]]]:
    rows = book.connection.execute(
        "SELECT unit.id, unit.date, unit.customer, unit.currency, entry.data FROM unit "
        "JOIN entry ON entry.id = unit.id AND entry.kind = unit.kind WHERE unit.kind = ? ORDER BY unit.date, unit.id",
        (kind,),
    )
    for id, day, customer, currency, data in rows:
        yield id, day, customer, currency, json.loads(data)


def _openings(book: IndexedBook) -> Iterator[Transaction]:
    """What was owed when the book began, on the day from which it counts."""
    begins = dict(
        book.connection.execute(
            "SELECT unit, min(balance.date) FROM balance JOIN unit ON unit.id = unit WHERE unit.kind = 'openings' "
            "GROUP BY unit"
        )
    )
    for id, day, customer, currency, data in _units(book, "openings"):
        amount = Money(-to_minor(Decimal(data["amount"]), currency), currency)
        yield from _against(book, id, begins.get(id, day), customer, amount, accounts.OPENING)


def _bill_events(book: IndexedBook, amounts: Mapping[str, Money], placed: Placed) -> Iterator[Transaction]:
    """A bill leaves the bills in hand for the bank, for whom it was endorsed to, or back to what its customer owes."""
    customers = dict(book.connection.execute("SELECT id, customer FROM unit WHERE kind = 'payments'"))
    rows = book.connection.execute(
        "SELECT id, date, data FROM entry WHERE kind = 'bills' AND facts <> '' ORDER BY date, id"
    )
    for id, day, text in rows:
        data = json.loads(text)
        bill = amounts.get(data["payment"])
        if bill is None:
            continue
        tags: Tags = (("document", id), ("payment", data["payment"]))
        face = -bill.minor if data.get("reverses") else bill.minor
        postings = [Posting(accounts.BILLS, Money(-face, bill.currency), tags)]
        rest = accounts.BILL_FEES
        if data["event"] == "dishonoured":
            rest = accounts.receivable(book.customers.canonical(customers[data["payment"]]))
        elif data["event"] == "endorsed":
            rest = accounts.ENDORSED
        else:
            fee = to_minor(Decimal(data.get("fee") or 0), bill.currency)
            brought = to_minor(Decimal(data["amount"]), bill.currency) if data.get("amount") else face
            bank = placed.get(id, accounts.UNDEPOSITED)
            postings.append(Posting(bank, Money(brought - fee, bill.currency), tags))
        description = Text("Bill of {payment}", "{payment} 的票据").format(payment=data["payment"])
        transaction = balanced(date.fromisoformat(day), id, description, postings, rest)
        if transaction:
            yield transaction


def _handins(book: IndexedBook, policy: Policy, placed: Placed) -> Iterator[Transaction]:
    """What reps handed in; what they received stands in payments."""
    handins = {id for (id,) in book.connection.execute("SELECT id FROM entry WHERE kind = 'handins'")}
    for moved in held_movements(book.connection, policy):
        if moved.entry in handins:
            description = Text("Handed in by {rep}", "{rep} 交款").format(rep=moved.rep)
            posting = Posting(
                accounts.held(moved.rep), Money(moved.amount, moved.currency), (("document", moved.entry),)
            )
            rest = placed.get(moved.entry, accounts.UNDEPOSITED)
            transaction = balanced(moved.date, moved.entry, description, (posting,), rest)
            if transaction:
                yield transaction
