"""A world: a book, what the bank says, and the truth; always the same for a grade, a seed and a size."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.matching.certainty import Certainty
from benchmarks.matching.companies import Company, Names, make_companies
from benchmarks.matching.goods import Goods, Target, terms_settings
from benchmarks.matching.grades import KIND, Grade, grade_named
from benchmarks.matching.ledger import Ledger
from benchmarks.matching.lines import WorldLine
from benchmarks.matching.memos import MemoWriter
from benchmarks.matching.others import Others
from benchmarks.matching.past import Past
from benchmarks.matching.plans import FEE_MAX, ROUNDING_MAX, Planner
from benchmarks.matching.receipts import Receipts
from benchmarks.matching.recorded import Recorder
from salesbook.model.money import to_decimal

ORDERS_PER_LINE = 1.9
"""Open orders for each line of the statement."""

ORDERS_PER_CUSTOMER = 8
DAYS = 31
FOREIGN = "USD"


@dataclass(frozen=True)
class Size:
    """How large a world is: lines of the statements, and orders of the book for each of them."""

    lines: int = 1000
    orders: int | None = None

    @property
    def open_orders(self) -> int:
        """How many orders are open."""
        return self.orders or int(self.lines * ORDERS_PER_LINE)


@dataclass
class World:
    """A book and its bank lines in order of date, by account (``main``, ``usd``)."""

    grade: Grade
    seed: int
    ledger: Ledger
    companies: list[Company]
    targets: dict[Company, list[Target]]
    lines: list[WorldLine]
    first: date
    last: date
    chinese: bool
    currency: str
    openings: dict[str, int]
    certainty: Certainty

    def judge(self) -> None:
        """Find out which receipts cannot be decided."""
        self.certainty.judge(self.lines)


def make_world(grade: str, seed: int, size: Size | None = None, *, judge: bool = True) -> World:
    """The world of a grade and a seed."""
    world = _Maker(grade_named(grade), seed, size or Size()).make()
    if judge:
        world.judge()
    return world


class _Maker:
    """Builds a world day by day."""

    def __init__(self, grade: Grade, seed: int, size: Size) -> None:
        self.rng = rng = random.Random(f"{grade.name} {seed} {size.lines} {size.orders}")
        self.grade, self.seed, self.size = grade, seed, size
        self.chinese = seed % 4 != 3
        self.names = names = Names(rng, chinese=self.chinese)
        self.currency = "CNY" if self.chinese else "EUR"
        self.basis = rng.choice(("delivered", "delivered", "invoiced", "ordered"))
        self.first = date(2026, rng.randint(5, 10), 1)
        self.last = self.first + timedelta(days=DAYS - 1)
        own = names.brand()
        self.company = f"上海{own}智能装备有限公司" if self.chinese else f"{own} Industries GmbH"
        self.suppliers = [names.supplier() for _ in range(6)]
        self.own_numbers = {name: names.account() for name in ("main", "second", "wallet", "usd")}
        self.reps = {f"r{number}": names.only_person() for number in range(1, 5)}
        lender = names.only_person()
        self.ledger = Ledger(self._settings())
        self.companies = make_companies(rng, grade, names, max(size.open_orders // ORDERS_PER_CUSTOMER, 6))
        self.targets: dict[Company, list[Target]] = {company: [] for company in self.companies}
        self.settled: dict[Company, list[Target]] = {company: [] for company in self.companies}
        self.goods = Goods(rng, grade, self.ledger, self.basis, self.currency, self.last)
        self.planner = Planner(rng, self.ledger, self.targets, self.currency)
        self.recorder = Recorder(
            rng, grade, self.ledger, self.planner, names, self.reps, self.currency, self.companies, self.last
        )
        self.others = Others(rng, names, self.company, self.ledger, self.own_numbers, self.suppliers, lender)
        memos = MemoWriter(rng, grade, names)
        self.receipts = Receipts(
            rng, grade, names, self.planner, memos, self.companies, self.targets, self.settled, self.last, self.chinese
        )

    def make(self) -> World:
        """All of it."""
        past = Past(
            self.rng, self.grade, self.goods, self.recorder, self.companies, self.targets, self.settled, self.first
        )
        past.happen(self.size.open_orders, FOREIGN)
        self.others.remember(self.first)
        self.suppliers += [each.name for each in self.rng.sample(self.companies, self.grade.suppliers)]
        lines: list[WorldLine] = []
        for day in sorted(self.first + timedelta(days=self.rng.randrange(DAYS)) for _ in range(self.size.lines)):
            if len(lines) < self.size.lines:
                lines += self._lines(day)
        lines.sort(key=lambda line: line.day)
        self._never_shown(lines)
        openings = _number(lines)
        self._masters()
        certainty = Certainty(self.companies, self.targets, self._unseen(), frozenset(self.suppliers))
        return World(
            self.grade, self.seed, self.ledger, self.companies, self.targets, lines, self.first, self.last,
            self.chinese, self.currency, openings, certainty,
        )  # fmt: skip

    def _settings(self) -> dict[str, object]:
        opening = {"date": date(2025, 1, 1), "balance": Decimal("0.00")}
        names = {"main": self.currency, "second": self.currency, "wallet": self.currency, "usd": FOREIGN}
        accounts = {
            name: {
                "name": name,
                "number": self.own_numbers[name],
                "currency": currency,
                "holder": self.company,
                "opening": opening,
            }
            for name, currency in names.items()
        }
        limits = {
            "fee_max": {each: to_decimal(FEE_MAX, each) for each in (self.currency, FOREIGN)},
            "rounding_max": {each: to_decimal(ROUNDING_MAX, each) for each in (self.currency, FOREIGN)},
        }
        return {
            "company": {"name": self.company},
            "currency": self.currency,
            "language": "zh" if self.chinese else "en",
            "prices": "gross",
            "tax": "13%",
            "receivable_basis": self.basis,
            "settle": "oldest",
            "terms": terms_settings(self.basis),
            "accounts": accounts,
            "reconcile": {**limits, "suppliers": self.suppliers},
            "git": {"commit": False},
        }

    def _lines(self, day: date) -> list[WorldLine]:
        """A line of some kind; a few kinds come in pairs."""
        kind = self.grade.choose(self.rng, KIND)
        makers: dict[str, Callable[[], list[WorldLine]]] = {
            "receipt": lambda: self.receipts.receipt(day),
            "recorded": lambda: self.recorder.cleared(day, kind),
            "recorded elsewhere": lambda: self.recorder.cleared(day, kind),
            "recorded batch": lambda: self.recorder.batch(day),
            "hand-in": lambda: self.recorder.hand_in(day),
            "held": lambda: self.recorder.held(day),
            "bill": lambda: self.recorder.bill(day),
            "refund": lambda: self.recorder.refund(day),
            "refund new": lambda: self.receipts.refund(day),
            "twins": lambda: self.receipts.twins(day),
            "bounced": lambda: self.receipts.bounced(day),
            "ignored": lambda: self.others.lines(day),
            "stranger": lambda: self.others.stranger(day),
        }
        return makers[kind]() or self.receipts.receipt(day) or self.others.lines(day)

    def _unseen(self) -> dict[str, tuple[str, int]]:
        """Payments that wait for a bank line: whose, and how much."""
        shown = {id for match in self.ledger.entries["matches"] for id in _ids(match.get("payments"))}
        return {
            str(each["id"]): (str(each["customer"]), int(amount * 100))
            for each in self.ledger.entries["payments"]
            if each["id"] not in shown and isinstance(amount := each["amount"], Decimal)
        }

    def _never_shown(self, lines: Sequence[WorldLine]) -> None:
        """A few recorded payments that the bank does not show, at least not in this statement."""
        shown = {(line.plan.customer, line.amount) for line in lines if line.plan}
        for _ in range(self.size.lines // 100):
            plan = self.recorder.plan(self.last)
            if plan and (plan.customer, plan.amount) not in shown:
                self.recorder.payment(plan, self.last - timedelta(days=self.rng.randint(0, 10)))

    def _masters(self) -> None:
        entries = self.ledger.entries
        entries["customers"] = [entry for company in self.companies for entry in _customer(company)]
        product = "产品" if self.chinese else "Product"
        entries["products"] = [
            {"id": f"P-{number}", "name": f"{product} {number}", "price": Decimal("100.00"), "tax": "13%"}
            for number in range(100, 140)
        ]
        entries["reps"] = [{"id": id, "name": name} for id, name in self.reps.items()]


def _ids(value: object) -> Sequence[str]:
    return value if isinstance(value, list) else ()


def _customer(company: Company) -> list[dict[str, object]]:
    payers: list[dict[str, object]] = []
    if company.registered:
        payers.append({"name": company.name, "account": company.account})
    payers += [{"name": each.name, "account": each.account} for each in company.payers]
    entry: dict[str, object] = {
        "id": company.id,
        "name": company.name,
        "aliases": company.aliases or None,
        "currency": company.currency or None,
        "settle": company.settle,
        "group": company.group,
        "payers": payers or None,
        "contacts": [{"name": company.contact}] if company.contact else None,
    }
    merged: list[dict[str, object]] = [
        {"id": id, "name": name, "merged_into": company.id} for id, name in company.merged
    ]
    return [entry, *merged]


def _number(lines: Sequence[WorldLine]) -> dict[str, int]:
    """Give lines references and balances; returns each account's balance before its first line."""
    openings = {"main": 500_000_000, "usd": 50_000_000}
    balances = dict(openings)
    for number, line in enumerate(lines, 1):
        line.reference = f"{line.day:%Y%m%d}{number:07}"
        balances[line.account] += line.amount
        line.balance = balances[line.account]
    return openings
