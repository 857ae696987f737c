"""What payments, credits and allocations gave, and where each customer stands as of a day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from .items import Item, opening_items, order_items, settle_items
from .money import minor
from .orders import currency_of, customer_of, earned, find, total_on
from .reading import Book, Entry


@dataclass(frozen=True)
class Given:
    """Money that a document gave to an order or opening out of a payment or credit.

    `amount` is in the currency of what it pays, `paid` in that of the payment or credit.
    """

    day: date
    document: str
    source: str
    target: str
    amount: int
    paid: int


@dataclass(frozen=True)
class Owed:
    """A part of the receivable: on an item, or unbilled where `due` is empty."""

    target: str
    due: date | None
    amount: int
    retention: bool = False


@dataclass
class Position:
    """Where a customer stands in a currency as of a day."""

    owed: list[Owed] = field(default_factory=list)
    advances: int = 0
    deposits_due: int = 0
    earned: int = 0
    settled: int = 0
    free: int = 0

    @property
    def receivable(self) -> int:
        """What the customer owes."""
        return sum(part.amount for part in self.owed)


@dataclass(frozen=True)
class Debt:
    """An order or opening as of a day: T, E, S and its items."""

    id: str
    day: date
    total: int
    earned: int
    settled: int
    items: list[Item]


# --- what was given ---------------------------------------------------------------------------------------------------


def target_of(book: Book, piece: Entry) -> Entry:
    """The order or opening that a piece of a payment, credit or allocation names."""
    if piece.get("order"):
        return find(book, "orders", piece["order"])
    return find(book, "openings", piece["opening"])


def source_currency(book: Book, source: Entry) -> str:
    """Currency of a payment or credit: its own, else its account's, else that of the order it pays, else the book's."""
    if source.get("currency"):
        return str(source["currency"])
    if source.get("account"):
        return str(book["settings"]["accounts"][source["account"]])
    if source.get("orders"):
        return currency_of(book, target_of(book, source["orders"][0]))
    return str(book["settings"]["currency"])


def sources(book: Book) -> dict[str, Entry]:
    """Payments and credits by id."""
    return {source["id"]: source for source in book["payments"] + book["credits"]}


def pieces_of(book: Book, document: Entry, source: Entry) -> list[Given]:
    """What a document gave out of a payment or credit."""
    given = []
    for piece in document.get("orders") or []:
        target = target_of(book, piece)
        amount = minor(piece["amount"], currency_of(book, target))
        paid = minor(piece["paid"], source_currency(book, source)) if "paid" in piece else amount
        given.append(Given(document["date"], document["id"], source["id"], target["id"], amount, paid))
    return given


def dishonoured_on(book: Book, payment: str) -> date | None:
    """The date on which the bill of a payment was dishonoured."""
    dates = [bill["date"] for bill in book["bills"] if bill["payment"] == payment and bill["event"] == "dishonoured"]
    return min(dates) if dates else None


def still_settles(book: Book, source: str, day: date) -> bool:
    """Whether a payment or credit settles as of a day: a dishonoured bill does not."""
    dishonoured = dishonoured_on(book, source)
    return dishonoured is None or dishonoured > day


def given_until(book: Book, day: date) -> list[Given]:
    """All that was given and still counts as of a day."""
    given: list[Given] = []
    by_id = sources(book)
    for document in book["payments"] + book["credits"] + book["allocations"]:
        source = by_id[document.get("payment") or document.get("credit") or document["id"]]
        if document["date"] <= day and still_settles(book, source["id"], day):
            given += pieces_of(book, document, source)
    return given


# --- debts ------------------------------------------------------------------------------------------------------------


def counts_from(opening: Entry) -> date:
    """Openings count from the day before their date."""
    before: date = opening["date"] - timedelta(days=1)
    return before


def opening_amount(book: Book, opening: Entry) -> int:
    """The amount of an opening in minor units."""
    return minor(opening["amount"], currency_of(book, opening))


def order_debt(book: Book, order: Entry, day: date, given: list[Given]) -> Debt:
    """An order as of a day."""
    settled = sum(piece.amount for piece in given if piece.target == order["id"])
    total = max(0, total_on(book, order, day))
    return Debt(order["id"], order["date"], total, earned(book, order, day), settled, order_items(book, order, day))


def opening_debt(book: Book, opening: Entry, given: list[Given]) -> Debt:
    """An opening as a debt; one below zero is none."""
    settled = sum(piece.amount for piece in given if piece.target == opening["id"])
    amount = max(0, opening_amount(book, opening))
    return Debt(opening["id"], opening["date"], amount, amount, settled, opening_items(book, opening))


def spread_over_items(amount: int, opened: list[tuple[Item, int]]) -> list[tuple[Item | None, int]]:
    """A receivable on its open items, oldest due date first; what no item has reached comes last, without one."""
    parts: list[tuple[Item | None, int]] = []
    for item, left in opened:
        parts.append((item, min(left, amount)))
        amount -= parts[-1][1]
    parts.append((None, amount))
    return [part for part in parts if part[1]]


def settle_key(debt: Debt, item: Item | None) -> tuple[Any, ...]:
    """Free money pays by due date, then order date, order id, part and event; unbilled last."""
    if item is None:
        return (1, debt.day, debt.id)
    return (0, item.due, debt.day, debt.id, item.part, item.event)


def owed(debt: Debt, item: Item | None, amount: int) -> Owed:
    """An amount of a debt's receivable on an item, or on none."""
    return Owed(debt.id, item.due, amount, item.retention) if item else Owed(debt.id, None, amount)


def receivable_parts(debt: Debt) -> list[tuple[tuple[Any, ...], Owed]]:
    """The receivable of a debt before free money, with the key by which free money pays it."""
    receivable = max(0, debt.earned - debt.settled)
    spread = spread_over_items(receivable, settle_items(debt.items, debt.settled))
    return [(settle_key(debt, item), owed(debt, item, amount)) for item, amount in spread]


# --- positions --------------------------------------------------------------------------------------------------------


def free_by_customer(book: Book, day: date, given: list[Given]) -> dict[tuple[str, str], int]:
    """What payments and credits have not given out, and openings below zero, by customer and currency."""
    free: dict[tuple[str, str], int] = {}
    for source in book["payments"] + book["credits"]:
        if source["date"] > day or not still_settles(book, source["id"], day):
            continue
        currency = source_currency(book, source)
        left = minor(source["amount"], currency) - sum(piece.paid for piece in given if piece.source == source["id"])
        key = (customer_of(book, source["customer"]), currency)
        free[key] = free.get(key, 0) + left
    for opening in book["openings"]:
        amount = opening_amount(book, opening)
        if amount < 0 and counts_from(opening) <= day:
            key = (customer_of(book, opening["customer"]), currency_of(book, opening))
            free[key] = free.get(key, 0) - amount
    return free


def debts_by_customer(book: Book, day: date, given: list[Given]) -> dict[tuple[str, str], list[Debt]]:
    """Orders and openings as of a day, by customer and currency."""
    debts: dict[tuple[str, str], list[Debt]] = {}
    for order in book["orders"]:
        if order["date"] <= day:
            key = (customer_of(book, order["customer"]), currency_of(book, order))
            debts.setdefault(key, []).append(order_debt(book, order, day, given))
    for opening in book["openings"]:
        if counts_from(opening) <= day:
            key = (customer_of(book, opening["customer"]), currency_of(book, opening))
            debts.setdefault(key, []).append(opening_debt(book, opening, given))
    return debts


def settles_oldest(book: Book, customer: str) -> bool:
    """Whether a customer's free money pays the oldest items."""
    return bool((book["customers"][customer].get("settle") or book["settings"]["settle"]) == "oldest")


def pay_oldest(parts: list[Owed], free: int) -> tuple[list[Owed], int]:
    """Parts of the receivable after free money paid them in turn, and what is left of it."""
    left = []
    for part in parts:
        paid = max(0, min(part.amount, free))
        free -= paid
        if part.amount > paid:
            left.append(replace(part, amount=part.amount - paid))
    return left, free


def position_of(debts: list[Debt], free: int, oldest: bool) -> Position:
    """Where a customer stands with these debts and this money not given out."""
    settled = free + sum(debt.settled for debt in debts)
    free += sum(max(0, debt.settled - debt.total) for debt in debts)
    position = Position(earned=sum(debt.earned for debt in debts), settled=settled, free=free)
    keyed = sorted((part for debt in debts for part in receivable_parts(debt)), key=lambda pair: pair[0])
    position.owed = [part for _, part in keyed]
    if oldest:
        position.owed, free = pay_oldest(position.owed, free)
    position.advances = free + sum(max(0, min(debt.settled, debt.total) - debt.earned) for debt in debts)
    for debt in debts:
        due = sum(item.amount for item in debt.items)
        position.deposits_due += max(0, due - max(debt.earned, debt.settled))
    return position


def positions(book: Book, day: date) -> dict[tuple[str, str], Position]:
    """Where every customer stands in every currency as of a day."""
    given = given_until(book, day)
    free, debts = free_by_customer(book, day, given), debts_by_customer(book, day, given)
    return {
        key: position_of(debts.get(key, []), free.get(key, 0), settles_oldest(book, key[0]))
        for key in sorted({*free, *debts})
    }
