"""What the book says that matters to a bank account: open orders, recorded payments, lines seen before."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from salesbook.bank.decision import Decision, Explanation, Verdict, known_now
from salesbook.bank.identity import Line
from salesbook.bank.receivables import (
    BillInHand,
    KnownCustomer,
    OpenItem,
    OpenOrder,
    OwnAccount,
    Receivables,
    RecordedHandIn,
    RecordedPayment,
)
from salesbook.index.book import IndexedBook
from salesbook.index.standing import standings
from salesbook.model.money import to_minor
from salesbook.model.policy import Policy


@dataclass(frozen=True, slots=True)
class BookLine:
    """A bank line of the book; ``balance`` in minor units."""

    line: Line
    id: str
    balance: int | None


@dataclass(slots=True)
class Matched:
    """The matches in force (not undone): by line, and all that some line was matched to."""

    by_line: dict[str, dict[str, Any]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    rejected: dict[str, set[str]] = field(default_factory=dict)


def entries_of(book: IndexedBook, kind: str) -> Iterator[dict[str, Any]]:
    """The data of all sound entries of a kind, oldest first."""
    rows = book.connection.execute("SELECT data FROM entry WHERE kind = ? AND facts <> '' ORDER BY date, id", (kind,))
    for (data,) in rows:
        yield json.loads(data)


def matches_in_force(book: IndexedBook) -> Matched:
    """All matches but those that a later one reverses."""
    found = list(entries_of(book, "matches"))
    undone = {each["reverses"] for each in found if each.get("reverses")}
    matched = Matched()
    for each in found:
        if each.get("rejected"):
            matched.rejected.setdefault(each["line"], set()).update(each["rejected"])
        if each["id"] in undone or each.get("reverses"):
            continue
        targets = [id for kind in ("payments", "handins", "bills", "credits") for id in each.get(kind) or ()]
        if targets or each.get("ignored"):
            matched.by_line[each["line"]] = each
            matched.taken.update(targets)
    return matched


def known_decisions(book: IndexedBook) -> dict[str, Decision]:
    """What the matches in force say of their lines, by line."""
    customers = dict(book.connection.execute("SELECT id, customer FROM unit WHERE kind = 'payments'"))
    customers |= {event["id"]: customers.get(event["payment"]) for event in entries_of(book, "bills")}
    return {
        line: known_now(Decision(Verdict.KNOWN, _explained(each, book, customers)))
        for line, each in matches_in_force(book).by_line.items()
    }


def _explained(matched: dict[str, Any], book: IndexedBook, customers: Mapping[str, str | None]) -> Explanation:
    """``customers`` are those of payments and of bills' events."""
    payments, bills = tuple(matched.get("payments") or ()), tuple(matched.get("bills") or ())
    whose = {book.customers.canonical(known) for id in (*payments, *bills) if (known := customers.get(id))}
    return Explanation(
        customer=whose.pop() if len(whose) == 1 else None,
        payments=payments,
        handins=tuple(matched.get("handins") or ()),
        bills=bills,
        ignored=matched.get("ignored"),
    )


def book_lines(book: IndexedBook, account: str, currency: str) -> list[BookLine]:
    """The lines of one account that the book has."""
    return [
        BookLine(_line(data, currency), data["id"], _optional(data.get("balance"), currency))
        for data in entries_of(book, "bank")
        if data["account"] == account
    ]


def _line(data: dict[str, Any], currency: str) -> Line:
    return Line(
        account=data["account"],
        date=date.fromisoformat(data["date"]),
        amount=to_minor(Decimal(data["amount"]), currency),
        payer=data.get("payer"),
        payer_account=data.get("payer_account"),
        memo=data.get("memo"),
        reference=data.get("reference"),
        id=data["id"],
    )


def _optional(amount: str | None, currency: str) -> int | None:
    return None if amount is None else to_minor(Decimal(amount), currency)


def receivables(book: IndexedBook, policy: Policy, account: str, day: date) -> Receivables:
    """What is open and recorded as of ``day`` in the currency of ``account``."""
    currency = policy.account_currency[account]
    matched = matches_in_force(book)
    accounts = book.settings.get("accounts", {})
    return Receivables(
        account=account,
        currency=currency,
        company=str(book.settings.get("company", {}).get("name", "")),
        customers=_customers(book),
        orders=_orders(book, policy, currency, day),
        payments=tuple(unseen_payments(book, policy, currency, matched)),
        handins=tuple(_handins(book, policy, currency, matched)),
        bills=tuple(_bills(book, policy, account, matched)),
        own_accounts=tuple(
            OwnAccount(id, each.get("number"), each.get("holder")) for id, each in sorted(accounts.items())
        ),
        suppliers=tuple(book.settings.get("reconcile", {}).get("suppliers", ())),
        numbers=_numbers(book, currency),
        owners=_owners(book),
        rejected={line: frozenset(ids) for line, ids in matched.rejected.items()},
    )


def _customers(book: IndexedBook) -> dict[str, KnownCustomer]:
    """Customers by id; names and accounts of those merged into another are that one's."""
    names: dict[str, list[str]] = defaultdict(list)
    accounts: dict[str, list[str]] = defaultdict(list)
    for customer in book.customers.by_id.values():
        id = book.customers.canonical(customer.id)
        names[id] += [customer.name, *map(str, customer.data.get("aliases") or ())]
        for payer in customer.data.get("payers") or ():
            names[id] += [payer["name"]] if payer.get("name") else []
            accounts[id] += [payer["account"]] if payer.get("account") else []
    return {
        id: KnownCustomer(id, book.customers.name(id), tuple(names[id]), tuple(accounts[id]), _group(book, id))
        for id in names
    }


def _group(book: IndexedBook, id: str) -> str | None:
    customer = book.customers.by_id.get(id)
    return customer.group if customer else None


def _orders(book: IndexedBook, policy: Policy, currency: str, day: date) -> dict[str, OpenOrder]:
    """Orders and openings that can still take money.

    What an order can take is its total less what it was given, which its balances tell: total − charged +
    receivable − advance − excess.
    """
    items: dict[str, list[OpenItem]] = defaultdict(list)
    for standing in standings(book, policy, day).values():
        for item in standing.items:
            open_item = OpenItem(item.amount, item.due, item.arose, item.event or None, item.retention)
            items[item.order].append(open_item)
    rows = book.connection.execute(
        "SELECT unit.id, unit.kind, unit.customer, unit.date, "
        "coalesce((SELECT sum(amount) FROM flow WHERE unit = unit.id AND measure = 'ordered' AND axis = 'rep'), 0), "
        "standing, sum(balance.amount) FROM unit JOIN balance ON balance.unit = unit.id "
        "WHERE unit.kind IN ('orders', 'openings') AND unit.currency = ? AND balance.date <= ? "
        "GROUP BY unit.id, standing",
        (currency, day.isoformat()),
    )
    sums: dict[str, dict[str, int]] = defaultdict(dict)
    heads: dict[str, tuple[str, str, str, int]] = {}
    for id, kind, customer, ordered, total, standing, amount in rows:
        heads[id] = (kind, customer, ordered, total)
        sums[id][standing] = amount
    orders: dict[str, OpenOrder] = {}
    for id, (kind, customer, ordered, total) in heads.items():
        found = sums[id]
        owed = found.get("open", 0) + found.get("unbilled", 0)
        opening = kind == "openings"
        paid_ahead = found.get("advance", 0) + found.get("free", 0)
        unsettled = owed if opening else total - found.get("charged", 0) + owed - paid_ahead
        if unsettled > 0:
            deposit = found.get("deposit", 0)
            orders[id] = OpenOrder(
                id=id,
                customer=book.customers.canonical(customer),
                date=date.fromisoformat(ordered),
                currency=currency,
                unsettled=unsettled,
                items=tuple([*items[id], OpenItem(deposit)] if deposit else items[id]),
                opening=opening,
            )
    return orders


def _numbers(book: IndexedBook, currency: str) -> dict[str, dict[str, int | None]]:
    """All numbers that a memo may cite, with their orders, and what a valid invoice states for each of them."""
    numbers: dict[str, dict[str, int | None]] = defaultdict(dict)
    for order in entries_of(book, "orders"):
        for number in {order["id"], order.get("customer_po"), order.get("contract")} - {None}:
            numbers[str(number)][order["id"]] = None
    for opening in entries_of(book, "openings"):
        for number in {opening["id"], opening.get("number")} - {None}:
            numbers[str(number)][opening["id"]] = None
    invoices = list(entries_of(book, "invoices"))
    void = {each.get("reverses") for each in invoices} | {each["id"] for each in invoices if each.get("reverses")}
    for invoice in invoices:
        for number in {invoice["id"], invoice.get("number")} - {None}:
            for piece in invoice["orders"]:
                stated = None if invoice["id"] in void else to_minor(Decimal(piece["amount"]), currency)
                numbers[str(number)].setdefault(piece["order"], stated)
    return dict(numbers)


def _owners(book: IndexedBook) -> dict[str, str]:
    rows = book.connection.execute("SELECT id, customer FROM unit WHERE kind IN ('orders', 'openings')")
    return {id: book.customers.canonical(customer) for id, customer in rows}


def unseen_payments(book: IndexedBook, policy: Policy, currency: str, matched: Matched) -> Iterator[RecordedPayment]:
    """Recorded payments in a currency that no bank line was matched to, but may be.

    What was entered from a line whose match was undone is not among them, and neither is its reversal: the line will
    be entered anew, and the bank shows neither of the two.
    """
    found = [payment for payment in entries_of(book, "payments") if payment["id"] not in matched.taken]
    undone = {payment["id"] for payment in found if payment.get("line")} & {each.get("reverses") for each in found}
    for payment in found:
        own = policy.account_currency.get(payment["account"]) if payment.get("account") else payment.get("currency")
        elsewhere = payment.get("received_by") or payment.get("bill")
        if elsewhere or (own or policy.currency) != currency or {payment["id"], payment.get("reverses")} & undone:
            continue
        orders = (piece.get("order") or piece.get("opening") for piece in payment.get("orders") or ())
        yield RecordedPayment(
            id=payment["id"],
            customer=book.customers.canonical(payment["customer"]),
            date=date.fromisoformat(payment["date"]),
            amount=to_minor(Decimal(payment["amount"]), currency),
            account=payment.get("account"),
            orders=frozenset(order for order in orders if order),
        )


def _handins(book: IndexedBook, policy: Policy, currency: str, matched: Matched) -> Iterator[RecordedHandIn]:
    for handin in entries_of(book, "handins"):
        account = handin.get("account")
        if handin["id"] in matched.taken or policy.account_currency.get(account or "") != currency:
            continue
        rep = handin["rep"]
        yield RecordedHandIn(
            id=handin["id"],
            rep=rep,
            rep_name=book.reps[rep].name if rep in book.reps else rep,
            date=date.fromisoformat(handin["date"]),
            amount=to_minor(Decimal(handin["amount"]), currency),
            account=account,
        )


def _bills(book: IndexedBook, policy: Policy, account: str, matched: Matched) -> Iterator[BillInHand]:
    """Bills in hand, and those whose money on ``account`` is recorded but was not shown by the bank yet."""
    currency = policy.account_currency[account]
    events = {event["payment"]: event for event in entries_of(book, "bills")}
    for payment in entries_of(book, "payments"):
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
