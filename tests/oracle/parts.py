"""The parts of a period's report beyond its measures, each by its definition, from the documents alone.

Every part is a mapping from what tells its rows apart to its figures: amounts in minor units, days as ISO text. Rows
that say nothing are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from .aging import bucket_names, bucket_of
from .flows import customer_rep
from .money import half_up, minor
from .orders import (
    RETURNED_AS_INVOICED,
    currency_of,
    customer_of,
    find,
    gross_of,
    invoice_pieces,
    lines_on,
    net_delivered,
    total_on,
)
from .reading import Book, Entry
from .report import Period
from .settling import Debt, dishonoured_on, given_until, opening_debt, order_debt, positions, source_currency, sources

Rows = dict[Any, Any]


def without_zeros(rows: Rows) -> Rows:
    """Rows of which something is not zero."""
    return {key: row for key, row in rows.items() if (any(row) if isinstance(row, tuple) else row)}


# --- money ------------------------------------------------------------------------------------------------------------


def never_was(entries: list[Entry], entry: Entry) -> bool:
    """Whether an entry is taken back on its own day, or takes one back that is of its day."""
    for other in entries:
        if other["date"] == entry["date"] and entry["id"] == other.get("reverses"):
            return True
        if other["date"] == entry["date"] and other["id"] == entry.get("reverses"):
            return True
    return False


def by_method(book: Book, period: Period) -> Rows:
    """By currency and method: how many receipts, received, refunded, reversed and dishonoured."""
    rows: dict[tuple[str, str], list[int]] = {}
    for payment in book["payments"]:
        if never_was(book["payments"], payment):
            continue
        currency = source_currency(book, payment)
        row = rows.setdefault((currency, payment.get("method", "bank")), [0, 0, 0, 0, 0])
        amount = minor(payment["amount"], currency)
        dishonoured = dishonoured_on(book, payment["id"])
        if period.has(payment["date"]):
            place = 3 if payment.get("reverses") else 2 if amount < 0 else 1
            row[place] += amount
            row[0] += place == 1
        if dishonoured is not None and period.has(dishonoured):
            row[4] -= amount
    return without_zeros({key: tuple(row) for key, row in rows.items()})


def held_by_rep(book: Book, day: date) -> Rows:
    """By rep and currency, what he received of customers and has not handed in."""
    held: Counter[tuple[str, str]] = Counter()
    for payment in book["payments"]:
        if payment.get("received_by") and payment["date"] <= day:
            currency = source_currency(book, payment)
            held[payment["received_by"], currency] += minor(payment["amount"], currency)
    for handin in book["handins"]:
        if handin["date"] <= day:
            currency = source_currency(book, handin)
            held[handin["rep"], currency] -= minor(handin["amount"], currency)
    return without_zeros(dict(held))


def bill_state(book: Book, payment: Entry, day: date) -> str:
    """Where a bill is: what last became of it, of all that was not a mistake."""
    if any(each.get("reverses") == payment["id"] and each["date"] <= day for each in book["payments"]):
        return "given_back"
    events = [each for each in book["bills"] if each["payment"] == payment["id"] and each["date"] <= day]
    mistakes = {each.get("reverses") for each in events}
    standing = [each["event"] for each in events if each["id"] not in mistakes and "reverses" not in each]
    return standing[-1] if standing else "in_hand"


def bills(book: Book, period: Period) -> Rows:
    """By currency: opening, received, closing, what became of the others, and what is passed on and not matured."""
    rows: dict[str, Counter[str]] = {}
    for payment in book["payments"]:
        currency = source_currency(book, payment)
        amount = minor(payment["amount"], currency)
        if payment.get("method") != "bill" or amount <= 0 or payment["date"] > period.last:
            continue
        row = rows.setdefault(currency, Counter())
        now = bill_state(book, payment, period.last)
        before = bill_state(book, payment, period.opening_day)
        if payment["date"] >= period.first:
            row["received"] += amount
            before = "in_hand"
        elif before == "in_hand":
            row["opening"] += amount
        if before == "in_hand" != now:
            row[now] += amount
        if before != "in_hand" == now:
            row[before] -= amount
        if now == "in_hand":
            row["closing"] += amount
        matures = (payment.get("bill") or {}).get("matures")
        if now in ("endorsed", "discounted") and matures and matures >= period.last.isoformat():
            row["passed_on_not_matured"] += amount
    return without_zeros({currency: {key: sum_ for key, sum_ in row.items() if sum_} for currency, row in rows.items()})


def write_offs(book: Book, period: Period) -> Rows:
    """The write-offs and recoveries of the period, with their amounts."""
    return {
        credit["id"]: minor(credit["amount"], source_currency(book, credit))
        for credit in book["credits"]
        if credit["reason"] in ("write-off", "recovery") and period.has(credit["date"])
        if not never_was(book["credits"], credit)
    }


def output_tax(book: Book, period: Period) -> Rows:
    """By currency and rate (none: what invoices do not state) net and tax."""
    rows: dict[tuple[str, Fraction | None], list[int]] = {}
    for invoice in book["invoices"]:
        if not period.has(invoice["date"]):
            continue
        currency = currency_of(book, find(book, "orders", invoice["orders"][0]["order"]))
        for tax in invoice.get("taxes") or []:
            row = rows.setdefault((currency, tax["rate"]), [0, 0])
            row[0] += minor(tax["net"], currency)
            row[1] += minor(tax["tax"], currency)
        if not invoice.get("taxes"):
            row = rows.setdefault((currency, None), [0, 0])
            row[0] += sum(minor(piece["amount"], currency) for piece in invoice["orders"])
    return without_zeros({key: tuple(row) for key, row in rows.items()})


# --- orders -----------------------------------------------------------------------------------------------------------


def all_orders(book: Book, day: date) -> Iterator[Entry]:
    """The orders until a day."""
    return (order for order in book["orders"] if order["date"] <= day)


def delivered_value(book: Book, order: Entry, day: date) -> int:
    """What is out of an order, at the prices of a day."""
    return gross_of(lines_on(book, order, day), net_delivered(book, order, day))


def keeps_deliveries(book: Book, day: date) -> bool:
    """Not so where orders are owed as they are made and no delivery was ever entered."""
    return book["settings"]["receivable_basis"] != "ordered" or any(each["date"] <= day for each in book["deliveries"])


def undelivered(book: Book, day: date) -> Rows:
    """By order, what is ordered and not delivered; nothing where deliveries are not kept."""
    if not keeps_deliveries(book, day):
        return {}
    orders = all_orders(book, day)
    return without_zeros({o["id"]: total_on(book, o, day) - delivered_value(book, o, day) for o in orders})


def invoiced_of(book: Book, order: Entry, day: date) -> int:
    """What invoices, less red ones, say of an order."""
    return sum(amount for _, amount in invoice_pieces(book, order, day))


def uninvoiced(book: Book, day: date) -> Rows:
    """By order, what is delivered, not credited and not invoiced; nothing where nothing was ever invoiced."""
    if not any(invoice["date"] <= day for invoice in book["invoices"]):
        return {}
    by_id, given = sources(book), given_until(book, day)
    rows = {}
    for order in all_orders(book, day):
        credited = sum(
            piece.amount
            for piece in given
            if piece.target == order["id"] and by_id[piece.source].get("reason") in RETURNED_AS_INVOICED
        )
        out = max(0, delivered_value(book, order, day)) - max(0, credited)
        rows[order["id"]] = max(0, out - invoiced_of(book, order, day))
    return without_zeros(rows)


def invoiced_ahead(book: Book, day: date) -> Rows:
    """By order, what is invoiced and not delivered; nothing where deliveries are not kept."""
    if not keeps_deliveries(book, day):
        return {}
    orders = all_orders(book, day)
    return without_zeros(
        {o["id"]: max(0, invoiced_of(book, o, day) - max(0, delivered_value(book, o, day))) for o in orders}
    )


def debts(book: Book, day: date) -> Iterator[tuple[Entry, Debt]]:
    """Orders and openings as of a day."""
    given = given_until(book, day)
    yield from ((order, order_debt(book, order, day, given)) for order in all_orders(book, day))
    yield from ((each, opening_debt(book, each, given)) for each in book["openings"] if each["date"] <= day)


def advances_by_order(book: Book, day: date) -> Rows:
    """By customer, currency and order (none: given to nothing), what is paid ahead."""
    rows: Counter[tuple[str, str, str | None]] = Counter()
    for (customer, currency), position in positions(book, day).items():
        rows[customer, currency, None] += position.advances
    for entry, debt in debts(book, day):
        ahead = max(0, min(debt.settled, debt.total) - debt.earned)
        customer, currency = customer_of(book, entry["customer"]), currency_of(book, entry)
        rows[customer, currency, debt.id] += ahead
        rows[customer, currency, None] -= ahead
    return without_zeros(dict(rows))


def deposits_by_order(book: Book, day: date) -> Rows:
    """By order, what its terms ask for beyond what is owed and paid."""
    return without_zeros(
        {
            debt.id: max(0, sum(item.amount for item in debt.items) - max(debt.earned, debt.settled))
            for _, debt in debts(book, day)
        }
    )


# --- what is owed -----------------------------------------------------------------------------------------------------


def retention(book: Book, period: Period) -> Rows:
    """By order and due date, the open retention with its state."""
    rows: Counter[tuple[str, str, str]] = Counter()
    for position in positions(book, period.last).values():
        for part in position.owed:
            if part.due is not None and part.retention:
                early = "overdue" if part.due < period.first else "due"
                state = early if part.due < period.last else "not_due"
                rows[part.target, part.due.isoformat(), state] += part.amount
    return without_zeros(dict(rows))


def aging_by_rep(book: Book, day: date) -> Rows:
    """By currency, rep and bucket, what is owed."""
    edges = book["settings"]["aging"]
    rows: Counter[tuple[str, str | None, str]] = Counter()
    for (customer, currency), position in positions(book, day).items():
        for part in position.owed:
            bucket = bucket_names(edges)[bucket_of(part, day, edges)]
            rows[currency, customer_rep(book, customer, day), bucket] += part.amount
    return without_zeros(dict(rows))


def rates_of(book: Book, day: date) -> dict[str, Fraction]:
    """The rates of the provision on a day: those that began last."""
    rates: dict[str, Fraction] = {}
    for begins, dated in book["settings"]["provision"]:
        if begins <= day:
            rates = dated
    return rates


def provided_for(book: Book, day: date) -> Counter[str]:
    """By currency, the provision: of each bucket the rate it has on the day, rounded."""
    rates = rates_of(book, day)
    by_bucket: Counter[tuple[str, str]] = Counter()
    for (currency, _, bucket), amount in aging_by_rep(book, day).items():
        by_bucket[currency, bucket] += amount
    found: Counter[str] = Counter()
    for (currency, bucket), amount in by_bucket.items():
        found[currency] += half_up(amount * rates.get(bucket, Fraction(0)))
    return found


def provision(book: Book, period: Period) -> Rows:
    """By currency: provision at the beginning, charged, written off, at the end."""
    if not rates_of(book, period.opening_day) and not rates_of(book, period.last):
        return {}
    before, now = provided_for(book, period.opening_day), provided_for(book, period.last)
    written_off: Counter[str] = Counter()
    for id, amount in write_offs(book, period).items():
        written_off[source_currency(book, find(book, "credits", id))] += amount
    return without_zeros(
        {
            currency: (
                before[currency],
                now[currency] - before[currency] + written_off[currency],
                written_off[currency],
                now[currency],
            )
            for currency in {*before, *now, *written_off}
        }
    )


def parts(book: Book, first: date, last: date) -> dict[str, Rows]:
    """All parts of a report."""
    period = Period(first, last)
    return {
        "by_method": by_method(book, period),
        "held_by_rep": held_by_rep(book, last),
        "bills": bills(book, period),
        "write_offs": write_offs(book, period),
        "output_tax": output_tax(book, period),
        "undelivered": undelivered(book, last),
        "uninvoiced": uninvoiced(book, last),
        "invoiced_ahead": invoiced_ahead(book, last),
        "advances_by_order": advances_by_order(book, last),
        "deposits_by_order": deposits_by_order(book, last),
        "retention": retention(book, period),
        "aging": aging_by_rep(book, last),
        "provision": provision(book, period),
    }
