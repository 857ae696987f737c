"""Small random books that are valid by construction and dense in features.

A plain state machine walks over the days. Each step tries one random action, which adds entries and moves the state; a
step that leaves the state invalid is taken back.
"""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from .money import as_text, decimals, half_up, line_amounts, part_of
from .orders import RETURNED_AS_INVOICED
from .random_commission import random_plans
from .random_targets import random_provision, random_targets
from .reading import number
from .writing import Entry, Raw, block, decimal_text, flow, percent, settings_text

CURRENCIES = ["CNY", "USD", "JPY"]
CNY_RATE = {"CNY": Fraction(1), "USD": Fraction(72, 10), "JPY": Fraction(48, 1000)}
PREFIXES = {
    "orders": "SO", "changes": "CH", "deliveries": "DN", "invoices": "IV", "openings": "OB",
    "payments": "PY", "credits": "CR", "allocations": "AL", "handins": "HI", "bills": "BE",
}  # fmt: skip
SMALL_CREDITS = ["allowance", "rebate", "discount", "fee", "rounding", "offset", "write-off"]


# --- the state --------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class LineState:
    """A line of an order: what is ordered, delivered net, sent back for good and accepted; each is only itself."""

    product: str | None
    quantity: Fraction
    price: Fraction
    discount: Fraction
    tax: Fraction
    delivered: Fraction = Fraction(0)
    returned: Fraction = Fraction(0)
    accepted: Fraction = Fraction(0)

    @property
    def open(self) -> Fraction:
        """What is left to deliver."""
        return self.quantity - self.delivered


@dataclass
class TargetState:
    """An order or an opening: what can be given to it, invoiced and delivered."""

    id: str
    kind: str
    customer: str
    owner: str
    currency: str
    day: date
    amount: int = 0
    lines: list[LineState] = field(default_factory=list)
    settled: int = 0
    invoiced: int = 0
    written_off: int = 0
    cancelled: bool = False
    last_delivery: date | None = None
    accepted_on: date | None = None


@dataclass
class SourceState:
    """A payment or credit: what it has left and what it gave."""

    id: str
    kind: str
    customer: str
    owner: str
    currency: str
    day: date
    amount: int
    left: int
    reason: str = ""
    gave: dict[str, tuple[int, int]] = field(default_factory=dict)
    method: str = ""
    dead: bool = False
    wallet: str | None = None
    fixed: bool = False


@dataclass
class InvoiceState:
    """An invoice: what of it is not reversed."""

    id: str
    customer: str
    day: date
    left: dict[str, int]
    rates: dict[str, int]
    replaced: bool = False


@dataclass
class State:
    """All that decides what may happen next."""

    targets: dict[str, TargetState] = field(default_factory=dict)
    sources: dict[str, SourceState] = field(default_factory=dict)
    invoices: dict[str, InvoiceState] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


class RefusedError(Exception):
    """An action finds nothing to act on, or would make the book invalid."""


# --- the book ---------------------------------------------------------------------------------------------------------


class RandomBook:
    """A book that grows day by day."""

    def __init__(self, seed: int, orders: int) -> None:
        self.rng = random.Random(seed)
        self.wanted = orders
        self.today = date(2026, self.rng.randint(1, 3), self.rng.randint(1, 28))
        self.entries: dict[str, list[Entry]] = {kind: [] for kind in PREFIXES}
        self.state = State()
        self.make_settings()
        self.make_masters()
        self.targets = random_targets(random.Random(f"targets {seed}"), self)
        provision = random.Random(f"provision {seed}")
        if provision.random() < 0.7:
            self.settings["provision"] = random_provision(provision, self)
        self.settings["commission"] = random_plans(random.Random(f"commission {seed}"), self)

    # settings and master data

    def make_settings(self) -> None:
        """salesbook.yaml, now and then leaving a default out."""
        rng = self.rng
        self.currency = rng.choice(["CNY", "CNY", "CNY", "USD", "JPY"])
        choices: dict[str, list[str | None]] = {
            "prices": [None, "gross", "net"],
            "tax": [None, "13%", "6%"],
            "receivable_basis": [None, "delivered", "invoiced", "ordered"],
            "sales_basis": [None, "delivered", "invoiced", "ordered"],
            "settle": [None, "oldest", "explicit"],
        }
        picked = {key: rng.choice(options) for key, options in choices.items()}
        self.prices = picked["prices"] or "gross"
        self.tax = number(picked["tax"] or "0%")
        self.named_terms = self.make_named_terms()
        self.settings: Entry = {"company": {"name": "测试公司"}, "currency": self.currency}
        self.settings |= {key: Raw(value) for key, value in picked.items() if value}
        aging = rng.choice([None, [30, 60, 90], [15, 45], [7, 14, 30, 120], [10]])
        if aging:
            self.settings["aging"] = [Raw(str(edge)) for edge in aging]
        self.settings["terms"] = self.named_terms
        self.settings["accounts"] = {
            "icbc": {"name": "工商银行", "currency": "CNY"},
            "boc": {"name": "中国银行", "currency": "USD"},
            "mufg": {"name": "三菱银行", "currency": "JPY"},
        }
        self.accounts = {"CNY": "icbc", "USD": "boc", "JPY": "mufg"}

    def make_named_terms(self) -> Entry:
        """The terms that orders name."""
        return {
            "net30": [self.part("100%", "invoice", days=30) | {"discount": percent(2), "discount_days": Raw("10")}],
            "monthly30": [self.part("100%", "delivery", statement_day=31, days=30)],
            "monthly25": [self.part("100%", "delivery", statement_day=25, days=30, pay_day=10)],
            "deposit30": [
                self.part("30%", "order"),
                self.part("60%", "delivery"),
                self.part("10%", "acceptance", days=20) | {"retention": Raw("true")},
            ],
            "thirds": [
                self.part("33.33%", "invoice", days=15),
                self.part("33.33%", "delivery", pay_day=31),
                self.part("33.34%", "acceptance", statement_day=10),
            ],
        }

    @staticmethod
    def part(share: str, after: str, **days: int) -> Entry:
        """A part of terms."""
        return {"share": Raw(share), "after": after, **{key: Raw(str(value)) for key, value in days.items()}}

    def make_masters(self) -> None:
        """Customers (one explicit, two of a group, one merged), products, reps and targets."""
        rng = self.rng
        self.reps = ["wang", "li-lei", "zhao"][: rng.randint(2, 3)]
        self.rep_entries = [{"id": rep, "name": f"销售{index}"} for index, rep in enumerate(self.reps)]
        self.products: dict[str, Entry] = {}
        for index, tax in enumerate(rng.sample(["13%", "9%", "0%", None], 3)):
            entry = {"id": f"P-{index + 1}00", "name": f"轴承 {index}", "unit": "个", "price": Raw("100.00")}
            self.products[entry["id"]] = entry | ({"tax": Raw(tax)} if tax else {})
        self.customers: dict[str, Entry] = {}
        for index, id in enumerate(["HDJM", "海通", "C.3"][: rng.randint(2, 3)]):
            terms = {"terms": rng.choice(list(self.named_terms))} if self.chance(0.7) else {}
            self.customers[id] = {"id": id, "name": f"客户 {index}", **self.random_rep(), **terms}
        ids = list(self.customers)
        self.customers[ids[1]]["settle"] = rng.choice(["explicit", "explicit", "oldest"])
        for id in rng.sample(ids, 2):
            self.customers[id]["group"] = "huadong"
        if rng.random() < 0.8:
            self.customers["OLD-1"] = {
                "id": "OLD-1",
                "name": "旧客户",
                "rep": self.reps[0],
                "merged_into": rng.choice(ids),
            }
            if self.chance(0.4):
                self.customers["OLD-2"] = {"id": "OLD-2", "name": "更旧的客户", "merged_into": "OLD-1"}

    def random_rep(self) -> Entry:
        """A customer's rep, reps by date, or none."""
        rng = self.rng
        kind = rng.choice(["rep", "reps", "reps", "late", "none"])
        if kind == "rep":
            return {"rep": rng.choice(self.reps)}
        if kind == "none":
            return {}
        days = sorted(rng.sample(range(10, 90), 2))
        later = [Raw((self.today + timedelta(days=each)).isoformat()) for each in days]
        rows: list[Entry] = [{"rep": self.reps[0]}, {"rep": self.reps[1], "from": later[0]}]
        if self.chance(0.4):
            rows.append({"rep": self.reps[-1], "from": later[1]})
        return {"reps": rows if kind == "reps" else rows[1:]}

    # small helpers

    @staticmethod
    def amount(units: int, currency: str) -> Raw:
        """An amount in minor units as it is written."""
        return Raw(as_text(units, currency))

    def owner(self, customer: str) -> str:
        """The customer that an id means now."""
        while self.customers[customer].get("merged_into"):
            customer = self.customers[customer]["merged_into"]
        return customer

    def pick(self, options: Any) -> Any:
        """One of some options; none is a refusal."""
        options = list(options)
        if not options:
            raise RefusedError
        return self.rng.choice(options)

    def chance(self, probability: float) -> bool:
        """True now and then."""
        return self.rng.random() < probability

    def some_of(self, most: int, least: int = 1) -> int:
        """An amount up to `most`: all of it, or a part."""
        if most < least:
            raise RefusedError
        return most if self.chance(0.5) else self.rng.randint(least, most)

    def add(self, kind: str, entry: Entry) -> str:
        """Adds a document of today; gives its id."""
        count = self.state.counts[kind] = self.state.counts.get(kind, 0) + 1
        id = f"{PREFIXES[kind]}-{self.today:%y%m}-{count:04}"
        self.entries[kind].append({"id": id, "date": Raw(self.today.isoformat()), **entry})
        return id

    def line_value(self, target: TargetState, line: LineState) -> int:
        """The gross of a line."""
        return line_amounts(line.quantity, line.price, line.discount, line.tax, self.prices, target.currency)[0]

    def total(self, target: TargetState) -> int:
        """T of an order, or the amount of an opening."""
        return target.amount + sum(self.line_value(target, line) for line in target.lines)

    def room(self, target: TargetState) -> int:
        """What can still be given to an order or opening."""
        return self.total(target) - target.settled

    def orders(self) -> list[TargetState]:
        """All orders so far."""
        return [target for target in self.state.targets.values() if target.kind == "orders"]

    def running(self) -> list[TargetState]:
        """Orders that are not cancelled."""
        return [target for target in self.orders() if not target.cancelled]

    # orders and their changes

    def new_line(self, currency: str) -> tuple[Entry, LineState]:
        """A product line as written and as kept."""
        rng = self.rng
        product = rng.choice(list(self.products))
        quantity = Fraction(rng.choice(["1", "2", "3", "7", "10", "2.5", "0.125", "12"]))
        cents = rng.choice([10000, 12850, 99900, 3333, 12345])
        price = Fraction(cents, 100) + Fraction(rng.choice([0, 0, 333333, 123]), 10**6)
        price *= 100 if currency == "JPY" else 1
        return self.finish_line({"product": product}, quantity, price, self.products[product].get("tax"))

    def finish_line(
        self, start: Entry, quantity: Fraction, price: Fraction, default: str | None
    ) -> tuple[Entry, LineState]:
        """A line with a discount and tax, or without."""
        entry = {**start, "qty": decimal_text(quantity), "price": decimal_text(price)}
        discount = self.rng.choice(["0%", "0%", "5%", "12.5%"]) if price > 0 else "0%"
        if discount != "0%":
            entry["discount"] = Raw(discount)
        tax = number(default) if default else self.tax
        if self.chance(0.8):
            own = self.rng.choice(["13%", "9%", "0%", "6%"])
            entry["tax"], tax = Raw(own), number(own)
        return entry, LineState(start.get("product"), quantity, price, number(discount), tax)

    def text_line(self, currency: str) -> tuple[Entry, LineState]:
        """Freight, or something knocked off."""
        unit = 100 if currency == "JPY" else 1
        if self.chance(0.5):
            return self.finish_line({"text": "运费"}, Fraction(self.rng.randint(1, 3)), Fraction(60 * unit), None)
        return self.finish_line({"text": "抹零"}, Fraction(1), -Fraction(self.rng.randint(1, 300), 100) * unit, None)

    def random_terms(self) -> Any:
        """The name of terms, or parts of their own."""
        if self.chance(0.6):
            return self.rng.choice(list(self.named_terms))
        parts = []
        shares = self.rng.choice(
            [["100%"], ["50%", "50%"], ["40%", "60%"], ["12.5%", "37.5%", "50%"], ["33.33%", "66.67%"]]
        )
        for share in shares:
            after = self.rng.choice(["order", "delivery", "invoice", "acceptance", "fixed"])
            if after == "fixed":
                due = self.today + timedelta(days=self.rng.randint(0, 120))
                parts.append({"share": Raw(share), "due": Raw(due.isoformat())})
            else:
                options = {"days": self.rng.choice([0, 7, 30, 45]), "statement_day": self.rng.choice([0, 25, 31])}
                options["pay_day"] = self.rng.choice([0, 0, 10, 30])
                parts.append(self.part(share, after, **{key: days for key, days in options.items() if days}))
        return parts

    def rep_of_order(self, customer: str) -> Entry:
        """One rep or a split; none where the customer has none either."""
        owner = self.customers[self.owner(customer)]
        if "rep" not in owner and "reps" not in owner and self.chance(0.5):
            return {}
        if self.chance(0.4):
            splits = [["60%", "40%"], ["33.3%", "66.7%"], ["50%", "50%"], ["33.33%", "33.33%", "33.34%"]]
            shares = self.rng.choice([split for split in splits if len(split) <= len(self.reps)])
            sharing = self.rng.sample(self.reps, len(shares))
            return {"reps": {rep: Raw(share) for rep, share in zip(sharing, shares, strict=True)}}
        return {"rep": self.rng.choice(self.reps)}

    def add_order(self) -> None:
        """A new order."""
        if len(self.orders()) >= self.wanted:
            raise RefusedError
        customer = self.pick(self.customers)
        currency = self.currency if self.chance(0.7) else self.rng.choice(CURRENCIES)
        services = self.chance(0.12)
        made = [] if services else [self.new_line(currency) for _ in range(self.rng.randint(1, 3))]
        if services:
            price = Fraction(50000 if currency == "JPY" else 500)
            made.append(self.finish_line({"text": "安装服务"}, Fraction(self.rng.randint(1, 4)), price, None))
        made += [self.text_line(currency) for _ in range(self.rng.choice([0, 0, 1, 2]))]
        target = TargetState("", "orders", customer, self.owner(customer), currency, self.today)
        target.lines = [line for _, line in made]
        entry: Entry = {"customer": customer, **self.rep_of_order(customer)}
        if self.chance(0.9):
            entry["terms"] = self.random_terms()
        if self.chance(0.2):
            entry |= {"customer_po": f"PO-{len(self.orders())}", "contract": "HT-2026"}
        if currency != self.currency or self.chance(0.1):
            entry["currency"] = currency
        entry |= {"lines": [row for row, _ in made], "total": self.amount(self.total(target), currency)}
        target.id = self.add("orders", entry)
        self.state.targets[target.id] = target

    def change(self, target: TargetState, entry: Entry, with_total: bool = True) -> None:
        """Adds a change of an order."""
        total = {"total": self.amount(self.total(target), target.currency)} if with_total else {}
        self.add("changes", {"order": target.id, **entry, **total})

    def change_quantity(self) -> None:
        """A new quantity of a line, maybe a new line too."""
        target = self.pick(self.running())
        position = self.rng.randrange(len(target.lines))
        line = target.lines[position]
        line.quantity = line.delivered + self.rng.choice([0, 1, 2, Fraction(1, 2), 5])
        rows = [{"line": Raw(str(position + 1)), "qty": decimal_text(line.quantity)}]
        if self.chance(0.4):
            rows.append(self.append_line(target))
        self.change(target, {"reason": "客户改量", "lines": rows})

    def append_line(self, target: TargetState) -> Entry:
        """One more line of an order."""
        row, line = self.text_line(target.currency) if self.chance(0.3) else self.new_line(target.currency)
        target.lines.append(line)
        return row

    def change_lines(self) -> None:
        """A new line."""
        target = self.pick(self.running())
        self.change(target, {"lines": [self.append_line(target)]})

    def cancel(self) -> None:
        """Each line ends at what is delivered."""
        target = self.pick(target for target in self.running() if target.day < self.today)
        for line in target.lines:
            line.quantity = line.delivered
        target.cancelled = True
        self.change(target, {"cancel": Raw("true")}, with_total=self.chance(0.5))

    def accept(self) -> None:
        """The customer accepts what is delivered, and never less than before."""
        target = self.pick(
            target
            for target in self.orders()
            if target.last_delivery and target.accepted_on != self.today
            and all(line.delivered >= line.accepted for line in target.lines)
        )  # fmt: skip
        target.accepted_on = self.today
        for line in target.lines:
            line.accepted = line.delivered
        self.change(target, {"accept": Raw("true")}, with_total=False)

    # goods

    def deliver(self) -> None:
        """A delivery of some of what is open."""
        target = self.pick(target for target in self.running() if any(line.open for line in target.lines))
        products = [line for line in target.lines if line.product]
        first = target.last_delivery is None
        rows: list[Entry] = []
        if any(line.open for line in products):
            rows = self.delivered_rows(target, [line for line in products if line.open])
        texts = [line for line in target.lines if not line.product]
        if first and texts and rows and self.chance(0.3):
            rows += [self.delivered_row(target, line, self.part_or_all(line.open)) for line in texts if line.open]
        elif first or not rows:
            for line in texts:
                line.delivered = line.quantity
        elif self.chance(0.5):
            rows += [self.delivered_row(target, line, line.open) for line in texts if line.open]
        target.last_delivery = self.today
        self.add("deliveries", {"order": target.id, **({"lines": rows} if rows else {}), "carrier": "顺丰"})

    def part_or_all(self, quantity: Fraction) -> Fraction:
        """A quantity, or a part of it with three decimals at most."""
        if self.chance(0.5):
            return quantity
        return Fraction(half_up(quantity * self.rng.randint(1, 9) / 10 * 10**3), 10**3) or quantity

    def delivered_rows(self, target: TargetState, lines: list[LineState]) -> list[Entry]:
        """Rows for some of what is open of some lines."""
        chosen = [line for line in lines if self.chance(0.7)] or lines[:1]
        return [self.delivered_row(target, line, self.part_or_all(line.open)) for line in chosen]

    @staticmethod
    def delivered_row(target: TargetState, line: LineState, quantity: Fraction) -> Entry:
        """A row of a delivery."""
        line.delivered += quantity
        return {"line": Raw(str(target.lines.index(line) + 1)), "qty": decimal_text(quantity)}

    def sent_back(self, target: TargetState) -> tuple[LineState, Fraction]:
        """A product line of an order and a quantity of it that the customer has."""
        line = self.pick(line for line in target.lines if line.product and line.delivered > line.returned)
        has = line.delivered - line.returned
        part = Fraction(half_up(has * self.rng.randint(1, 10) / 10 * 10**3), 10**3)
        return line, min(part, has) or has

    def exchange(self) -> None:
        """Goods sent back to be delivered again."""
        target = self.pick(t for t in self.running() if t.last_delivery and t.last_delivery < self.today)
        line, quantity = self.sent_back(target)
        line.delivered -= quantity
        row = {"line": Raw(str(target.lines.index(line) + 1)), "qty": decimal_text(quantity)}
        zero = self.amount(0, target.currency)
        piece = {"order": target.id, "amount": zero, "lines": [row]}
        self.add("credits", {"customer": target.customer, "reason": "exchange", "amount": zero, "orders": [piece]})

    # invoices

    def invoice(self) -> None:
        """An invoice of one or two orders of a customer."""
        first = self.pick(t for t in self.orders() if self.total(t) > t.invoiced)
        same = [
            t for t in self.orders() if (t.customer, t.currency) == (first.customer, first.currency) and t is not first
        ]
        chosen = [first, *(t for t in same if self.total(t) > t.invoiced and self.chance(0.3))]
        pieces = {t.id: self.some_of(self.total(t) - t.invoiced) for t in chosen}
        self.add_invoice(first.customer, pieces, {})

    def add_invoice(self, customer: str, pieces: dict[str, int], more: Entry) -> str:
        """Adds an invoice, ordinary or red."""
        rows = []
        for id, amount in pieces.items():
            target = self.state.targets[id]
            target.invoiced += amount
            rows.append({"order": id, "amount": self.amount(amount, target.currency)})
        printed = f"2631200000{len(self.entries['invoices']):010}"
        currency = self.state.targets[next(iter(pieces))].currency
        rates = self.random_rates(list(pieces.values())) if self.chance(0.7) else {}
        if "reverses" in more:
            rates = self.reversed_rates(self.state.invoices[more["reverses"]], sum(pieces.values()))
        taxes = {"taxes": self.taxes(rates, currency)} if rates else {}
        id = self.add("invoices", {"customer": customer, "number": printed, "orders": rows, **taxes, **more})
        if "reverses" not in more:
            self.state.invoices[id] = InvoiceState(id, customer, self.today, dict(pieces), rates)
        return id

    def random_rates(self, amounts: list[int]) -> dict[str, int]:
        """Amounts by rate."""
        by_rate: dict[str, int] = {}
        for amount in amounts:
            rate = self.rng.choice(["13%", "9%", "6%", "0%"])
            by_rate[rate] = by_rate.get(rate, 0) + amount
        return by_rate

    @staticmethod
    def reversed_rates(old: InvoiceState, amount: int) -> dict[str, int]:
        """What a red invoice takes back of each rate; `amount` is below zero."""
        taken = {}
        for rate, left in old.rates.items():
            taken[rate] = -min(left, -amount)
            amount -= taken[rate]
        old.rates = {rate: left + taken[rate] for rate, left in old.rates.items()}
        return {rate: each for rate, each in taken.items() if each}

    def taxes(self, by_rate: dict[str, int], currency: str) -> list[Entry]:
        """Net and tax by rate, as an invoice has them printed."""
        rows = []
        for rate, gross in by_rate.items():
            net = half_up(Fraction(gross) / (1 + number(rate)))
            tax = self.amount(gross - net, currency)
            rows.append({"rate": Raw(rate), "net": self.amount(net, currency), "tax": tax})
        return rows

    def red_invoice(self) -> None:
        """A red invoice of all or some of an invoice, maybe a new one in its place."""
        old = self.pick(invoice for invoice in self.state.invoices.values() if any(invoice.left.values()))
        whole = self.chance(0.6)
        pieces = {id: -(left if whole else self.some_of(left)) for id, left in old.left.items() if left}
        self.add_invoice(old.customer, pieces, {"reverses": old.id})
        old.left = {id: left + pieces.get(id, 0) for id, left in old.left.items()}
        if whole and not old.replaced and self.chance(0.6):
            targets = {id: self.state.targets[id] for id in pieces}
            again = {id: min(-pieces[id], self.total(t) - t.invoiced) for id, t in targets.items()}
            again = {id: amount for id, amount in again.items() if amount > 0}
            if again:
                old.replaced = True
                self.add_invoice(old.customer, again, {"replaces": old.id})

    # money

    def random_pieces(self, customer: str, currency: str, most: int = 2) -> dict[str, int]:
        """Amounts for orders and openings of a customer or, more seldom, its group."""
        owners = {self.owner(customer)}
        group = self.customers[self.owner(customer)].get("group")
        if group and self.chance(0.4):
            owners |= {id for id, entry in self.customers.items() if entry.get("group") == group}
        return self.pieces_for(owners, currency, most)

    def pieces_for(self, owners: set[str], currency: str, most: int) -> dict[str, int]:
        """Amounts that orders and openings of some customers can take."""
        open_targets = [
            t for t in self.state.targets.values()
            if t.owner in owners and t.currency == currency and self.room(t) > 0 and t.amount >= 0
        ]  # fmt: skip
        count = min(len(open_targets), self.rng.randint(0, most))
        return {t.id: self.some_of(self.room(t)) for t in self.rng.sample(open_targets, count)}

    def rows_given(self, source: SourceState, pieces: dict[str, tuple[int, int]]) -> list[Entry]:
        """Gives pieces out of a source (amounts in each target's currency and in the source's); the rows for them."""
        rows = []
        for id, (amount, paid) in pieces.items():
            target = self.state.targets[id]
            target.settled += amount
            if source.reason in ("write-off", "recovery"):
                target.written_off += amount
            source.left -= paid
            before = source.gave.get(id, (0, 0))
            source.gave[id] = (before[0] + amount, before[1] + paid)
            row = {
                "order" if target.kind == "orders" else "opening": id,
                "amount": self.amount(amount, target.currency),
            }
            if target.currency != source.currency:
                row["paid"] = self.amount(paid, source.currency)
            rows.append(row)
        return rows

    @staticmethod
    def in_own_currency(pieces: dict[str, int]) -> dict[str, tuple[int, int]]:
        """Pieces of which as much is paid as is given."""
        return {id: (amount, amount) for id, amount in pieces.items()}

    def add_source(
        self, kind: str, customer: str, currency: str, amount: int, pieces: dict[str, tuple[int, int]], more: Entry
    ) -> SourceState:
        """Adds a payment or credit that gives pieces."""
        source = SourceState("", kind, customer, self.owner(customer), currency, self.today, amount, amount)
        reason = {"reason": more.pop("reason")} if "reason" in more else {}
        source.reason = reason.get("reason", "")
        rows = self.rows_given(source, pieces)
        orders = {"orders": rows} if rows else {}
        entry = {"customer": customer, **reason, "amount": self.amount(amount, currency), **more, **orders}
        source.method = more.get("method", "")
        source.id = self.add(kind, entry)
        self.state.sources[source.id] = source
        return source

    def way_of_payment(self, currency: str, targets: list[TargetState]) -> Entry:
        """Method and account of a payment, or the rep that received it."""
        ways = ["bank", "bank", "cash", "cash", "bill", "bill", "cheque", "alipay", "wechat", "card", "other", ""]
        way = self.rng.choice(ways)
        if way not in ("cash", "bill"):
            return {**({"method": way} if way else {}), "account": self.accounts[currency]}
        known = targets[0].currency if targets else self.currency
        named = {"currency": currency} if currency != known or self.chance(0.1) else {}
        if way == "cash":
            return {**named, "method": "cash", "received_by": self.rng.choice(self.reps)}
        matures = Raw((self.today + timedelta(days=90)).isoformat())
        return {**named, "method": "bill", "bill": {"number": f"1{self.rng.randrange(10**9):09}", "matures": matures}}

    def pay(self) -> None:
        """A payment for some orders and openings, with something over now and then."""
        customer = self.pick(self.customers)
        currency = self.pick([t.currency for t in self.state.targets.values() if t.owner == self.owner(customer)])
        pieces = self.random_pieces(customer, currency)
        over = self.rng.choice([0, 0, 1, self.rng.randint(1, 200_000)])
        amount = sum(pieces.values()) + over
        if not amount:
            raise RefusedError
        way = self.way_of_payment(currency, [self.state.targets[id] for id in pieces])
        source = self.add_source("payments", customer, currency, amount, self.in_own_currency(pieces), way)
        source.wallet = way.get("received_by")

    def pay_in_other_currency(self) -> None:
        """A payment of an order in another currency."""
        target = self.pick(t for t in self.state.targets.values() if self.room(t) > 0 and t.amount >= 0)
        currency = self.rng.choice([c for c in CURRENCIES if c != target.currency])
        amount = self.some_of(self.room(target))
        value = Fraction(amount, 10 ** decimals(target.currency)) * CNY_RATE[target.currency] / CNY_RATE[currency]
        paid = max(1, half_up(value * 10 ** decimals(currency)))
        over = self.rng.choice([0, 0, 500])
        way = {"method": "bank", "account": self.accounts[currency]}
        self.add_source("payments", target.customer, currency, paid + over, {target.id: (amount, paid)}, way)

    def refund(self) -> None:
        """Money back: of an order, or of what is not given out."""
        if self.chance(0.5):
            target = self.pick(t for t in self.state.targets.values() if t.settled > 0)
            amount = -self.some_of(target.settled)
            customer, currency, pieces = target.customer, target.currency, {target.id: (amount, amount)}
        else:
            customer, currency = self.pick((s.customer, s.currency) for s in self.state.sources.values() if s.left > 0)
            amount, pieces = -self.some_of(max(1, self.free(self.owner(customer), currency))), {}
        way = {"method": "bank", "account": self.accounts[currency]}
        self.add_source("payments", customer, currency, amount, pieces, way).dead = True

    def reverse(self) -> None:
        """A payment that bounced or was a mistake, with all that it gave."""
        old = self.pick(s for s in self.live("payments") if s.amount > 0 and s.method != "bill" and not s.fixed)
        pieces = {id: (-amount, -paid) for id, (amount, paid) in old.gave.items() if amount}
        original = next(entry for entry in self.entries["payments"] if entry["id"] == old.id)
        way: Entry = {key: original[key] for key in ("currency", "method", "account", "received_by") if key in original}
        if "currency" not in way and "account" not in way:
            way = {"currency": old.currency, **way}
        red = self.add_source("payments", old.customer, old.currency, -old.amount, pieces, {**way, "reverses": old.id})
        red.dead = old.dead = True

    def live(self, kind: str) -> list[SourceState]:
        """Payments or credits that are neither taken back nor a taking back."""
        return [source for source in self.state.sources.values() if source.kind == kind and not source.dead]

    def free(self, owner: str, currency: str) -> int:
        """What payments and credits of a customer have not given out, and openings below zero."""
        left = sum(s.left for s in self.state.sources.values() if (s.owner, s.currency) == (owner, currency))
        return left - sum(
            min(t.amount, 0) for t in self.state.targets.values() if (t.owner, t.currency) == (owner, currency)
        )

    def allocate(self) -> None:
        """Gives out what a payment or credit has left."""
        source = self.pick(s for s in self.state.sources.values() if s.left > 0 and not s.dead)
        found = self.pieces_for({source.owner}, source.currency, 2)
        pieces, left = {}, min(source.left, self.free(source.owner, source.currency))
        for id, amount in found.items():
            pieces[id] = min(amount, left)
            left -= pieces[id]
        self.add_allocation(source, {id: amount for id, amount in pieces.items() if amount > 0})

    def take_back(self) -> None:
        """An allocation below zero: takes back what a payment or credit gave."""
        source = self.pick(s for s in self.state.sources.values() if not s.dead and s.amount > 0)
        own = {id: amount for id, (amount, paid) in source.gave.items() if amount == paid and amount > 0}
        own = {id: amount for id, amount in own.items() if self.state.targets[id].currency == source.currency}
        id = self.pick(own)
        self.add_allocation(source, {id: -self.some_of(own[id])})

    def add_allocation(self, source: SourceState, pieces: dict[str, int], reverses: str | None = None) -> None:
        """Adds an allocation."""
        if not pieces:
            raise RefusedError
        rows = self.rows_given(source, self.in_own_currency(pieces))
        about = {"payment" if source.kind == "payments" else "credit": source.id}
        self.add("allocations", {**about, "orders": rows, **({"reverses": reverses} if reverses else {})})

    def reverse_allocation(self) -> None:
        """An allocation that was a mistake, with all that it still gives."""
        reversed_ones = {entry.get("reverses") for entry in self.entries["allocations"]}
        old = self.pick(entry for entry in self.entries["allocations"] if entry["id"] not in reversed_ones)
        source = self.state.sources[old.get("payment") or old["credit"]]
        pieces = {}
        for row in old["orders"]:
            target = self.state.targets[row.get("order") or row["opening"]]
            amount = int(number(row["amount"]) * 10 ** decimals(target.currency))
            if source.dead or amount <= 0 or source.gave[target.id][0] < amount:
                raise RefusedError
            pieces[target.id] = -amount
        self.add_allocation(source, pieces, old["id"])

    def hand_in(self) -> None:
        """A rep hands over what customers paid him in a currency, all of it or not."""
        first = self.pick(s for s in self.live("payments") if s.wallet and not s.fixed)
        same = [
            s for s in self.live("payments") if (s.wallet, s.currency, s.fixed) == (first.wallet, first.currency, False)
        ]
        for source in same:
            source.fixed = True
        received = sum(s.amount for s in same)
        entry = {
            "rep": first.wallet, "account": self.accounts[first.currency],
            **({"payments": [s.id for s in same]} if self.chance(0.8) else {}),
        }  # fmt: skip
        amount = received - self.rng.choice([0, 0, 0, min(received - 1, 100)])
        id = self.add("handins", {**entry, "amount": self.amount(amount, first.currency)})
        if self.chance(0.2):
            self.add("handins", {**entry, "amount": self.amount(-amount, first.currency), "reverses": id})

    def bill_event(self) -> None:
        """A bill is endorsed, discounted, collected or dishonoured."""
        bill = self.pick(s for s in self.live("payments") if s.method == "bill" and not s.fixed and s.day < self.today)
        event = self.rng.choice(["dishonoured", "dishonoured", "endorsed", "discounted", "collected"])
        entry: Entry = {"payment": bill.id, "event": event}
        fee = self.rng.choice([0, min(bill.amount - 1, 250)]) if event in ("discounted", "collected") else 0
        if event in ("discounted", "collected"):
            account = {"account": self.accounts[bill.currency]}
            entry |= {**account, "amount": self.amount(bill.amount, bill.currency)}
        if fee:
            entry["fee"] = self.amount(fee, bill.currency)
        id = self.add("bills", entry)
        if event != "dishonoured" and self.chance(0.3):
            below: Entry = {name: Raw(f"-{entry[name]}") for name in ("amount", "fee") if name in entry}
            self.add("bills", {**entry, **below, "reverses": id})
            return
        bill.fixed = True
        if event == "dishonoured":
            for id, (amount, _) in bill.gave.items():
                self.state.targets[id].settled -= amount
            bill.left, bill.dead = 0, True

    # credits

    def return_goods(self) -> None:
        """Goods sent back for good, given to their order as far as it can take the credit."""
        target = self.pick(t for t in self.orders() if t.last_delivery)
        line, quantity = self.sent_back(target)
        gross = self.line_value(target, line)
        after = part_of(gross, line.returned + quantity, line.quantity)
        value = after - part_of(gross, line.returned, line.quantity)
        if self.chance(0.3):
            value = self.some_of(value)
        given = min(value, self.room(target))
        if value <= 0:
            raise RefusedError
        if given <= 0:
            self.add_source(
                "credits", target.customer, target.currency, value, {}, self.credit_fields("return", target.currency)
            )
            return
        line.returned += quantity
        pieces = {target.id: (given, given)}
        self.add_source("credits", target.customer, target.currency, value, pieces, {"reason": "return"})
        rows = self.entries["credits"][-1]["orders"]
        rows[0]["lines"] = [{"line": Raw(str(target.lines.index(line) + 1)), "qty": decimal_text(quantity)}]

    def credit_fields(self, reason: str, currency: str) -> Entry:
        """Reason and, where no order says it, currency of a credit."""
        return {"reason": reason, **({"currency": currency} if currency != self.currency else {})}

    def small_credit(self) -> None:
        """An allowance, rebate, discount, fee, rounding, offset or write-off."""
        reason = self.rng.choice(SMALL_CREDITS)
        customer = self.pick(self.customers)
        currency = self.pick([t.currency for t in self.state.targets.values() if t.owner == self.owner(customer)])
        pieces = self.pieces_for({self.owner(customer)}, currency, 2)
        pieces = {id: max(1, amount // self.rng.choice([1, 5, 20])) for id, amount in pieces.items()}
        over = self.rng.choice([0, 0, 3000]) if reason in (*RETURNED_AS_INVOICED, "offset") else 0
        amount = sum(pieces.values()) + over
        if not amount:
            raise RefusedError
        fields = {"reason": reason} if pieces else self.credit_fields(reason, currency)
        credit = self.add_source("credits", customer, currency, amount, self.in_own_currency(pieces), fields)
        if self.chance(0.1):
            self.reverse_credit(credit)

    def reverse_credit(self, old: SourceState) -> None:
        """A credit of today that was a mistake, with all that it gave."""
        original = next(entry for entry in self.entries["credits"] if entry["id"] == old.id)
        pieces = {id: (-amount, -paid) for id, (amount, paid) in old.gave.items() if amount}
        more: Entry = {key: original[key] for key in ("reason", "currency") if key in original}
        red = self.add_source("credits", old.customer, old.currency, -old.amount, pieces, {**more, "reverses": old.id})
        red.dead = old.dead = True

    def recover(self) -> None:
        """Takes back a write-off of an order."""
        target = self.pick(t for t in self.state.targets.values() if t.written_off > 0)
        amount = self.some_of(min(target.written_off, target.settled))
        pieces = {target.id: (-amount, -amount)}
        self.add_source(
            "credits", target.customer, target.currency, -amount, pieces, {"reason": "recovery"}
        ).dead = True

    # openings

    def add_openings(self) -> None:
        """What was owed when the book began, and an advance now and then."""
        for _ in range(self.rng.choice([0, 1, 2, 3])):
            customer = self.pick(self.customers)
            currency = self.rng.choice([self.currency, self.currency, "USD"])
            amount = self.rng.choice([5_800_000, 123_456, -50_000, 1])
            entry: Entry = {"customer": customer}
            if self.chance(0.5):
                entry["rep"] = self.rng.choice(self.reps)
            if currency != self.currency:
                entry["currency"] = currency
            entry["amount"] = self.amount(amount, currency)
            if amount > 0 and self.chance(0.7):
                entry["due"] = Raw((self.today + timedelta(days=self.rng.randint(-60, 60))).isoformat())
            id = self.add("openings", {**entry, "number": f"旧账-{len(self.entries['openings'])}"})
            self.state.targets[id] = TargetState(
                id, "openings", customer, self.owner(customer), currency, self.today, amount
            )

    # walking over the days

    def valid(self) -> bool:
        """Nothing stands below zero that may not."""
        keys = {(s.owner, s.currency) for s in self.state.sources.values()}
        keys |= {(t.owner, t.currency) for t in self.state.targets.values()}
        if any(self.free(*key) < 0 for key in keys):
            return False
        return all(self.valid_target(target) for target in self.state.targets.values())

    def valid_target(self, target: TargetState) -> bool:
        """Whether an order or opening has nothing below zero that may not be."""
        if target.settled < 0 or target.written_off < 0:
            return False
        delivered = sum(part_of(self.line_value(target, line), line.delivered, line.quantity) for line in target.lines)
        return target.kind == "openings" or (self.total(target) >= 0 and delivered >= 0)

    def attempt(self, action: Callable[[], None]) -> None:
        """Does an action, or nothing where it is refused or leaves the book invalid."""
        before, lengths = pickle.dumps(self.state), {kind: len(entries) for kind, entries in self.entries.items()}
        try:
            action()
            if self.valid():
                return
        except RefusedError:
            pass
        self.state = pickle.loads(before)
        for kind, length in lengths.items():
            del self.entries[kind][length:]

    def grow(self) -> None:
        """Walks over the days until there are as many orders as wanted, and a while on."""
        self.add_openings()
        weighted: list[tuple[int, Callable[[], None]]] = [
            (9, self.add_order), (12, self.deliver), (8, self.invoice), (9, self.pay), (3, self.change_quantity),
            (2, self.change_lines), (2, self.cancel), (4, self.accept), (3, self.exchange), (3, self.red_invoice),
            (3, self.pay_in_other_currency), (3, self.refund), (2, self.reverse), (4, self.allocate),
            (3, self.take_back), (8, self.hand_in), (8, self.bill_event), (5, self.return_goods),
            (9, self.small_credit), (2, self.recover), (2, self.reverse_allocation),
        ]  # fmt: skip
        weights, actions = [weight for weight, _ in weighted], [action for _, action in weighted]
        for _ in range(self.wanted * 11):
            self.attempt(self.rng.choices(actions, weights)[0])
            if self.chance(0.7):
                self.today += timedelta(days=self.rng.randint(1, 4))

    # files

    def write(self, root: Path, until: date = date.max) -> None:
        """Writes the book with all documents dated until a day."""
        root.mkdir(parents=True, exist_ok=True)
        (root / "salesbook.yaml").write_text(settings_text(self.settings), encoding="utf-8")
        ledgers = root / "ledgers"
        ledgers.mkdir(exist_ok=True)
        customers = "".join(block(entry) for entry in self.customers.values())
        (ledgers / "customers.yaml").write_text(customers, encoding="utf-8")
        self.write_rows(ledgers / "products.yaml", list(self.products.values()))
        self.write_rows(ledgers / "reps.yaml", self.rep_entries)
        if self.targets:
            self.write_rows(ledgers / "targets" / "2026.yaml", self.targets)
        for kind, grown in self.entries.items():
            entries = [entry for entry in grown if entry["date"] <= until.isoformat()]
            months = sorted({entry["date"][:7] for entry in entries})
            for month in months:
                path = ledgers / kind / f"{month}.yaml"
                path.parent.mkdir(exist_ok=True)
                text = "".join(block(entry) for entry in entries if entry["date"].startswith(month))
                path.write_text(text, encoding="utf-8")

    @staticmethod
    def write_rows(path: Path, entries: list[Entry]) -> None:
        """Writes entries of one flow line each."""
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"- {flow(entry)}\n" for entry in entries), encoding="utf-8")


def write_random_book(root: Path, seed: int, orders: int = 12) -> None:
    """Writes a valid random book of about so many orders."""
    book = RandomBook(seed, orders)
    book.grow()
    book.write(root)
