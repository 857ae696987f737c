"""What a company sells in two years: the same whenever it is made of the same size and seed, whoever writes it down."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

FIRST, LAST = date(2024, 11, 1), date(2026, 10, 31)
"""The days of the first and the last order; nothing is entered after the last."""

TAX_PERCENT = 13
REPS = ("chen-jie", "li-lei", "liu-yang", "sun-li", "wang-fang", "zhao-min", "zhou-ting", "zhu-hong")
TERMS_DAYS = {"net30": 30, "net60": 60, "monthly30": 45}
"""The terms that customers have, and about how many days after the order or the invoice they ask for the money."""

PRODUCTS = 200
ORDERS_OF_A_CUSTOMER = 100


@dataclass(frozen=True, slots=True)
class Size:
    """How large a book is, and whether each order has a delivery and an invoice too."""

    orders: int
    documents: bool = False

    @property
    def customers(self) -> int:
        """How many customers it has."""
        return max(self.orders // ORDERS_OF_A_CUSTOMER, 3)

    @property
    def label(self) -> str:
        """How tables name it."""
        return f"{self.orders:,} orders" + (" with deliveries and invoices" if self.documents else "")

    @property
    def name(self) -> str:
        """How its folder is called."""
        return f"{self.orders}" + ("-documents" if self.documents else "")


@dataclass(frozen=True, slots=True)
class Line:
    """``quantity`` pieces of a product; ``price`` of one in fen, tax included."""

    product: int
    quantity: int
    price: int


@dataclass(frozen=True, slots=True)
class Payment:
    """``amount`` in fen that a customer pays for one order."""

    day: date
    amount: int


@dataclass(frozen=True, slots=True)
class Sale:
    """An order and what became of it until the last day; the customer owes it from ``owed_from`` on.

    ``delivered`` and ``invoiced`` are None where that is not done, and in books without documents.
    """

    day: date
    customer: int
    lines: tuple[Line, ...]
    payments: tuple[Payment, ...]
    delivered: date | None = None
    invoiced: date | None = None

    @property
    def total(self) -> int:
        """In fen."""
        return sum(line.quantity * line.price for line in self.lines)


def customer_id(number: int) -> str:
    """``C0001``."""
    return f"C{number:04}"


def rep_of(customer: int) -> str:
    """Who looks after a customer."""
    return REPS[customer % len(REPS)]


def terms_of(customer: int) -> str:
    """What a customer has agreed to."""
    return tuple(TERMS_DAYS)[customer % 7 % len(TERMS_DAYS)]


def price_of(product: int) -> int:
    """In fen, tax included: from 1.50 to some thousands."""
    return 150 + product * product * 17 + product * 35


def sales(size: Size, seed: int) -> Iterator[Sale]:
    """All orders, in order of their days."""
    rng = random.Random(seed)
    days = (LAST - FIRST).days + 1
    for number in range(size.orders):
        yield _sale(rng, size, FIRST + timedelta(days=number * days // size.orders))


def _sale(rng: random.Random, size: Size, day: date) -> Sale:
    customer = int(size.customers * rng.random() ** 1.5)  # some buy more than others
    lines = tuple(_line(rng) for _ in range(rng.choices((1, 2, 3, 4), (5, 3, 2, 1))[0]))
    total = sum(line.quantity * line.price for line in lines)
    asked = day
    delivered = invoiced = None
    if size.documents:
        delivered = _until_last(day + timedelta(days=rng.randint(1, 10)))
        invoiced = _until_last(delivered + timedelta(days=rng.randint(0, 5))) if delivered else None
        asked = invoiced or LAST
    due = asked + timedelta(days=TERMS_DAYS[terms_of(customer)])
    return Sale(day, customer, lines, tuple(_payments(rng, total, asked, due)), delivered, invoiced)


def _line(rng: random.Random) -> Line:
    product = rng.randrange(PRODUCTS)
    return Line(product, rng.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 24, 50, 100)), price_of(product))


def _payments(rng: random.Random, total: int, asked: date, due: date) -> Iterator[Payment]:
    """Most are paid around their day, some in two pieces, some in part, a few never."""
    manner = rng.random()
    day = max(due + timedelta(days=int(rng.gauss(4, 12))), asked + timedelta(days=1))
    later = day + timedelta(days=rng.randint(5, 60))
    first = total if manner < 0.88 else total * rng.randint(3, 7) // 10
    if manner < 0.97 and day <= LAST:
        yield Payment(day, first)
    if 0.88 <= manner < 0.93 and later <= LAST:
        yield Payment(later, total - first)


def _until_last(day: date) -> date | None:
    return day if day <= LAST else None
