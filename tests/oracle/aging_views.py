"""Other ways to look at an aging: by document date, by product, and what led from one day to another."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from .flows import all_flows, delivered_flows, invoice_flows, ordered_flows
from .items import Item, settle_items
from .money import half_up
from .orders import currency_of, customer_of, earned
from .reading import Book, Entry
from .settling import (
    Debt,
    Given,
    counts_from,
    debts_by_customer,
    free_by_customer,
    given_until,
    opening_amount,
    positions,
    settle_key,
    settles_oldest,
    source_currency,
    sources,
    spread_over_items,
    target_of,
)

Whose = tuple[str, str]
OwedItem = tuple[Debt, Item | None, int]


def owed_items(book: Book, day: date) -> dict[Whose, list[OwedItem]]:
    """What each customer owes in each currency, with the item that it lies on, after free money paid the oldest."""
    given = given_until(book, day)
    free, debts = free_by_customer(book, day, given), debts_by_customer(book, day, given)
    owed: dict[Whose, list[OwedItem]] = {}
    for whose, of_customer in debts.items():
        parts: list[OwedItem] = []
        for debt in of_customer:
            receivable = max(0, debt.earned - debt.settled)
            spread = spread_over_items(receivable, settle_items(debt.items, debt.settled))
            parts += [(debt, item, amount) for item, amount in spread]
        money = free.get(whose, 0) + sum(max(0, debt.settled - debt.total) for debt in of_customer)
        if not settles_oldest(book, whose[0]):
            money = 0
        for debt, item, amount in sorted(parts, key=lambda part: settle_key(part[0], part[1])):
            paid = max(0, min(amount, money))
            money -= paid
            if amount > paid:
                owed.setdefault(whose, []).append((debt, item, amount - paid))
    return owed


# --- by document date -------------------------------------------------------------------------------------------------


def by_document(book: Book, day: date) -> dict[Whose, dict[str, int]]:
    """What is owed by the days since the document that each item arose from."""
    edges = book["settings"]["aging"]
    found: dict[Whose, dict[str, int]] = {}
    for whose, parts in owed_items(book, day).items():
        row = found.setdefault(whose, {})
        for _, item, amount in parts:
            name = "unbilled" if item is None else document_bucket((day - item.event_date).days, edges)
            row[name] = row.get(name, 0) + amount
    return found


def document_bucket(days: int, edges: list[int]) -> str:
    """0-30, 31-60, … over_90."""
    first = 0
    for edge in edges:
        if days <= edge:
            return f"{first}-{edge}"
        first = edge + 1
    return f"over_{edges[-1]}"


# --- by product -------------------------------------------------------------------------------------------------------


def charged_by_product(book: Book, order: Entry, day: date) -> dict[str | None, int]:
    """What was delivered, invoiced or ordered of each product of an order until a day."""
    basis = book["settings"]["receivable_basis"]
    if basis == "invoiced":
        invoices = [invoice for invoice in book["invoices"] if invoice["date"] <= day]
        only = [{**each, "orders": [piece]} for each in invoices for piece in each["orders"]]
        flows = [
            flow for each in only if each["orders"][0]["order"] == order["id"] for flow in invoice_flows(book, each)
        ]
    else:
        flows = delivered_flows(book, order) if basis == "delivered" else ordered_flows(book, order)
    found: dict[str | None, int] = {}
    for flow in flows:
        for portion in flow.products if flow.day <= day else ():
            found[portion.whose] = found.get(portion.whose, 0) + portion.amount
    return found


def product_pieces(charged: dict[str | None, int], amount: int) -> dict[str | None, int]:
    """An item by product: by id, none last, cumulatively rounded; all of none where nothing was charged."""
    whole = sum(charged.values())
    if whole <= 0:
        return {None: amount}
    pieces: dict[str | None, int] = {}
    reached = before = 0
    for product in sorted(charged, key=lambda each: (each is None, each or "")):
        reached += charged[product]
        until = half_up(Fraction(amount * reached, whole))
        pieces[product] = until - before
        before = until
    return pieces


def by_product(book: Book, day: date) -> dict[tuple[str | None, str], dict[int, int]]:
    """What is owed by product and currency, of each by the days overdue (-1: unbilled, 0: not due)."""
    found: dict[tuple[str | None, str], dict[int, int]] = {}
    for (_, currency), parts in owed_items(book, day).items():
        for debt, item, amount in parts:
            orders = [order for order in book["orders"] if order["id"] == debt.id]
            charged = charged_by_product(book, orders[0], day) if orders else {}
            days = -1 if item is None else max(0, (day - item.due).days)
            for product, piece in product_pieces(charged, amount).items():
                row = found.setdefault((product, currency), {})
                row[days] = row.get(days, 0) + piece
    return found


# --- movement ---------------------------------------------------------------------------------------------------------


def movement(book: Book, first: date, last: date) -> dict[Whose, dict[str, int]]:
    """What moved each customer's receivable, every figure from its own documents."""
    found: dict[Whose, dict[str, int]] = {}

    def add(whose: Whose, measure: str, amount: int) -> None:
        row = found.setdefault(whose, {})
        row[measure] = row.get(measure, 0) + amount

    before = first - timedelta(days=1)
    for order in book["orders"]:
        whose = customer_of(book, order["customer"]), currency_of(book, order)
        add(whose, "charged", earned(book, order, last) - earned(book, order, before))
    for flow in all_flows(book):
        if flow.measure in ("collected", "returns", "written_off", "other_settled") and first <= flow.day <= last:
            add((flow.customer, flow.currency), flow.measure, flow.amount)
    for opening in book["openings"]:
        if first <= counts_from(opening) <= last:
            whose = customer_of(book, opening["customer"]), currency_of(book, opening)
            add(whose, "openings", opening_amount(book, opening))
    for sign, day in ((1, last), (-1, before)):
        for piece in given_until(book, day):
            source, target = whose_money(book, piece), whose_debt(book, piece)
            if source != target:
                add(target, "elsewhere", sign * piece.amount)
                add(source, "elsewhere", -sign * piece.paid)
        for whose, position in positions(book, day).items():
            add(whose, "advances_change", sign * position.advances)
            add(whose, "closing_receivable" if sign > 0 else "opening_receivable", position.receivable)
    return found


def whose_money(book: Book, piece: Given) -> Whose:
    """Whose a payment or credit is, and in which currency."""
    source = sources(book)[piece.source]
    return customer_of(book, source["customer"]), source_currency(book, source)


def whose_debt(book: Book, piece: Given) -> Whose:
    """Whose order or opening it was given to, and in which currency."""
    kind = "order" if any(order["id"] == piece.target for order in book["orders"]) else "opening"
    target = target_of(book, {kind: piece.target})
    return customer_of(book, target["customer"]), currency_of(book, target)
