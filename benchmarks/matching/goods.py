"""What customers owe in a generated book: orders, deliveries, invoices, openings, and when each part is due."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from benchmarks.matching import numbers
from benchmarks.matching.companies import Company
from benchmarks.matching.grades import Grade
from benchmarks.matching.ledger import Ledger
from benchmarks.matching.numbers import Scheme
from salesbook.model.money import to_decimal

COMMON_AMOUNTS = (
    9800,
    29900,
    58000,
    88000,
    128000,
    168000,
    199900,
    258000,
    360000,
    480000,
    680000,
    980000,
    1280000,
    2560000,
)
"""What things cost again and again, in minor units."""

DISCOUNT_PERCENT, DISCOUNT_DAYS = 2, 10


@dataclass(eq=False)
class Due:
    """A part of what an order or opening owes, in minor units.

    ``amount`` is what the book shows open of it, ``left`` what of that no plan pays yet.
    """

    target: Target
    amount: int
    arose: date
    due: date
    kind: str = "goods"
    discount_until: date | None = None
    left: int = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.amount

    def record(self, paid: int) -> None:
        """The book knows of a payment of it."""
        self.amount -= paid
        self.target.given += paid


@dataclass(eq=False)
class Target:
    """An order, or an opening. ``numbers`` are what a payer may cite it by, by sort of document."""

    id: str
    owner: Company
    day: date
    currency: str
    total: int
    opening: bool = False
    numbers: dict[str, str] = field(default_factory=dict)
    dues: list[Due] = field(default_factory=list)
    given: int = 0
    """What payments and credits of the book gave to it before the statement."""

    @property
    def open(self) -> int:
        """What is due of it and not paid."""
        return sum(due.left for due in self.dues)


@dataclass
class Goods:
    """Makes orders with all that follows from them."""

    rng: random.Random
    grade: Grade
    ledger: Ledger
    basis: str
    currency: str
    last: date
    """Nothing happens after it."""
    schemes: dict[str, Scheme] = field(default_factory=dict)
    round_step: int = 100_000
    _contracts: dict[Company, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, templates in (
            ("order", numbers.ORDERS),
            ("invoice", numbers.INVOICES),
            ("fapiao", numbers.FAPIAO),
            ("contract", numbers.CONTRACTS),
        ):
            self.schemes[name] = numbers.scheme(self.rng, templates)

    def amount(self) -> int:
        """A believable amount in minor units."""
        kind = self.rng.random()
        if kind < self.grade.repeated:
            return self.rng.choice(COMMON_AMOUNTS)
        size = int(min(max(self.rng.lognormvariate(13.6, 1.1), 8_000), 80_000_000))
        if kind < self.grade.repeated + self.grade.round:
            step = self.rng.choice((10_000, self.round_step, self.round_step * 5))
            return max(size // step, 1) * step
        if self.rng.random() < 0.3:
            return size // 100 * 100 or 100
        return size

    def order(self, owner: Company, day: date, amount: int | None = None, currency: str | None = None) -> Target:
        """An order of ``owner``, delivered and invoiced soon after as the book needs; its parts are due as agreed."""
        total = amount if amount is not None else self.amount()
        currency = currency or self.currency
        id = self.schemes["order"].next(day, self.rng)
        target = Target(id, owner, day, currency, total, numbers={"order": id})
        quantity, price = self._quantity(total)
        terms = self._terms()
        data: dict[str, object] = {"customer": owner.id, "rep": self.rng.choice(("r1", "r2", "r3", "r4"))}
        data["terms"] = terms
        if currency != self.currency:
            data["currency"] = currency
        if self.rng.random() < self.grade.citable * 0.4:
            if owner.po_scheme is None:
                owner.po_scheme = numbers.scheme(self.rng, numbers.CUSTOMER_POS)
            target.numbers["po"] = owner.po_scheme.next(day, self.rng)
            data["customer_po"] = target.numbers["po"]
        if self.rng.random() < self.grade.citable * 0.35:
            target.numbers["contract"] = data["contract"] = self._contract(owner, day)
        data["lines"] = [{"product": f"P-{self.rng.randint(100, 139)}", "qty": quantity, "price": price, "tax": "13%"}]
        data["total"] = to_decimal(total, currency)
        self.ledger.add("orders", day, id, **data)
        self._follow(target, terms, quantity)
        return target

    def opening(self, owner: Company, day: date) -> Target:
        """What ``owner`` owed when the book began."""
        amount = self.amount()
        number = f"旧账-{self.rng.randint(100, 999)}" if owner.chinese else f"OLD-{self.rng.randint(1000, 9999)}"
        due = day + timedelta(days=self.rng.randint(0, 60))
        id = self.ledger.add(
            "openings",
            day,
            customer=owner.id,
            rep="r1",
            amount=to_decimal(amount, self.currency),
            due=due,
            number=number,
        )
        target = Target(id, owner, day, self.currency, amount, opening=True, numbers={"order": id, "opening": number})
        target.dues.append(Due(target, amount, day, due, "opening"))
        return target

    def _contract(self, owner: Company, day: date) -> str:
        """A contract of its own, or one that covers several orders."""
        if owner in self._contracts and self.rng.random() < 0.2:
            return self._contracts[owner]
        self._contracts[owner] = self.schemes["contract"].next(day, self.rng)
        return self._contracts[owner]

    def bill_together(self, targets: list[Target]) -> None:
        """One invoice for several orders that have none."""
        id, fapiao = self.schemes["invoice"].next(self.last, self.rng), self.schemes["fapiao"].next(self.last, self.rng)
        day = min(max(due.arose for target in targets for due in target.dues) + timedelta(days=2), self.last)
        pieces = [{"order": each.id, "amount": to_decimal(each.total, each.currency)} for each in targets]
        self.ledger.add("invoices", day, id, customer=targets[0].owner.id, number=fapiao, orders=pieces)
        for target in targets:
            target.numbers |= {"invoice": id, "fapiao": fapiao}

    def cancel(self, target: Target) -> None:
        """Take back an order of which nothing is delivered."""
        day = min(target.day + timedelta(days=self.rng.randint(1, 20)), self.last)
        self.ledger.add("changes", day, order=target.id, cancel=True)
        target.dues.clear()

    def _quantity(self, total: int) -> tuple[int, Decimal]:
        """A quantity and a price that give the total."""
        for quantity in self.rng.sample((2, 3, 4, 5, 6, 8, 10, 12, 20, 25, 50, 100), 4):
            if total % quantity == 0:
                return quantity, to_decimal(total // quantity, self.currency)
        return 1, to_decimal(total, self.currency)

    def _terms(self) -> str:
        return self.rng.choices(
            ("net30", "net60", "month30", "quick", "deposit30", "retention10"), (38, 16, 22, 10, 9, 5)
        )[0]

    def _follow(self, target: Target, terms: str, quantity: int) -> None:
        """Deliveries, invoices, and the parts that they make due."""
        day = min(target.day + timedelta(days=self.rng.randint(0, 6)), self.last)
        undelivered = terms == "deposit30" and self.rng.random() < 0.4
        pieces = [quantity]
        if quantity > 1 and self.basis == "delivered" and self.rng.random() < 0.12:
            first = self.rng.randint(1, quantity - 1)
            pieces = [first, quantity - first]
        rest = target.total
        if terms == "deposit30":
            deposit = _share(target.total, 30)
            target.dues.append(Due(target, deposit, target.day, target.day, "deposit"))
            rest -= deposit
        if terms == "retention10":
            rest = _share(target.total, 90)
        if undelivered and self.basis != "ordered":
            return
        events: list[tuple[date, int]] = []
        if self.basis == "delivered" or self.rng.random() < 0.2:
            done = 0
            for piece in pieces:
                day = min(day + timedelta(days=self.rng.randint(0, 5)), self.last)
                self.ledger.add("deliveries", day, order=target.id, lines=[{"line": 1, "qty": piece}])
                done += piece
                events.append((day, _half_up(Decimal(target.total) * done / quantity)))
        if self.basis == "invoiced" or self.rng.random() < self.grade.citable * 0.5:
            self._invoice(target, min(day + timedelta(days=self.rng.randint(0, 3)), self.last))
        if self.basis != "delivered":
            day = target.day if self.basis == "ordered" else min(day + timedelta(days=3), self.last)
            events = [(day, target.total)]
        self._part_dues(target, terms, rest, events)

    def _part_dues(self, target: Target, terms: str, part: int, events: list[tuple[date, int]]) -> None:
        before = 0
        for day, value in events:
            until = _half_up(Decimal(part) * value / target.total)
            quick = day + timedelta(days=DISCOUNT_DAYS) if terms == "quick" else None
            due = (_month_end(day) if terms == "month30" else day) + timedelta(days=60 if terms == "net60" else 30)
            target.dues.append(Due(target, until - before, day, due, "goods", quick))
            before = until
        if terms == "retention10" and events:
            day = events[-1][0]
            target.dues.append(Due(target, target.total - part, day, day + timedelta(days=180), "retention"))

    def _invoice(self, target: Target, day: date) -> None:
        id, fapiao = self.schemes["invoice"].next(day, self.rng), self.schemes["fapiao"].next(day, self.rng)
        target.numbers |= {"invoice": id, "fapiao": fapiao}
        piece = {"order": target.id, "amount": to_decimal(target.total, target.currency)}
        self.ledger.add("invoices", day, id, customer=target.owner.id, number=fapiao, orders=[piece])


def terms_settings(basis: str) -> dict[str, object]:
    """The terms of ``salesbook.yaml`` for a book where customers owe what is ordered, delivered or invoiced."""
    after = {"ordered": "order", "delivered": "delivery", "invoiced": "invoice"}[basis]
    whole: dict[str, object] = {"share": "100%", "after": after, "days": 30}
    return {
        "net30": [whole],
        "net60": [whole | {"days": 60}],
        "month30": [{"share": "100%", "after": after, "statement_day": 31, "days": 30}],
        "quick": [whole | {"discount": f"{DISCOUNT_PERCENT}%", "discount_days": DISCOUNT_DAYS}],
        "deposit30": [{"share": "30%", "after": "order"}, whole | {"share": "70%"}],
        "retention10": [
            whole | {"share": "90%"},
            {"share": "10%", "after": after, "days": 180, "retention": True},
        ],
    }


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _share(total: int, percent: int) -> int:
    return _half_up(Decimal(total) * percent / 100)


def _half_up(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))
