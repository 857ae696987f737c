"""A world: a book, what the bank says, and the truth; always the same for a grade, a seed and a size."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.matching.certainty import Certainty
from benchmarks.matching.companies import Company, Names, Payer, make_companies
from benchmarks.matching.goods import Goods, Target, terms_settings
from benchmarks.matching.grades import ACCOUNT, KIND, MEMO, PAYER, SETTLES, Grade, grade_named
from benchmarks.matching.ledger import Ledger
from benchmarks.matching.lines import Citation, WorldLine
from benchmarks.matching.memos import MemoWriter
from benchmarks.matching.others import Others
from benchmarks.matching.plans import FEE_MAX, ROUNDING_MAX, Plan, Planner, by_target
from benchmarks.matching.recorded import Recorder
from benchmarks.matching.truth import Given, Sort, Truth
from benchmarks.matching.writings import with_account, write_payer
from salesbook.model.money import to_decimal

ORDERS_PER_LINE = 1.9
"""Open orders for each line of the statement."""

LINES_PER_CUSTOMER = 4
DAYS = 31


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
        self.names = Names(rng, chinese=self.chinese)
        self.currency = "CNY" if self.chinese else "EUR"
        self.foreign = "USD"
        self.basis = rng.choice(("delivered", "delivered", "invoiced", "ordered"))
        self.first = date(2026, rng.randint(5, 10), 1)
        self.last = self.first + timedelta(days=DAYS - 1)
        own = self.names.brand()
        self.company = f"上海{own}智能装备有限公司" if self.chinese else f"{own} Industries GmbH"
        self.suppliers = [self.names.supplier() for _ in range(6)]
        self.own_numbers = {name: self.names.account() for name in ("main", "second", "wallet", "usd")}
        self.reps = {f"r{number}": self.names.person() for number in range(1, 5)}
        self.ledger = Ledger(self._settings())
        self.companies = make_companies(rng, grade, self.names, max(size.open_orders // 8, 6))
        self.targets: dict[Company, list[Target]] = {company: [] for company in self.companies}
        self.settled: dict[Company, list[Target]] = {company: [] for company in self.companies}
        self.goods = Goods(rng, grade, self.ledger, self.basis, self.currency, self.last)
        self.planner = Planner(rng, self.ledger, self.targets, self.currency)
        self.recorder = Recorder(
            rng, grade, self.ledger, self.planner, self.names, self.reps, self.currency, self.companies
        )
        self.others = Others(rng, self.names, self.company, self.own_numbers, self.suppliers, list(self.reps.values()))
        self.memos = MemoWriter(rng, grade, self.names)
        self.lines: list[WorldLine] = []

    def make(self) -> World:
        """All of it."""
        self._sell()
        self._history()
        days = sorted(self.first + timedelta(days=self.rng.randrange(DAYS)) for _ in range(self.size.lines))
        for day in days:
            if len(self.lines) < self.size.lines:
                self._line(day)
        self.lines.sort(key=lambda line: line.day)
        unseen = self._unseen()
        self._never_shown()
        openings = self._number_lines()
        self._masters()
        certainty = Certainty(self.companies, self.targets, unseen)
        return World(
            self.grade, self.seed, self.ledger, self.companies, self.targets, self.lines, self.first, self.last,
            self.chinese, self.currency, openings, certainty,
        )  # fmt: skip

    def _settings(self) -> dict[str, object]:
        opening = {"date": date(2025, 1, 1), "balance": Decimal("0.00")}
        names = {"main": self.currency, "second": self.currency, "wallet": self.currency, "usd": self.foreign}
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
            "fee_max": {each: to_decimal(FEE_MAX, each) for each in (self.currency, self.foreign)},
            "rounding_max": {each: to_decimal(ROUNDING_MAX, each) for each in (self.currency, self.foreign)},
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

    def _sell(self) -> None:
        """Orders of all customers; few buy much, some only once."""
        for company in self.companies:
            if self.rng.random() < 0.05:
                company.currency = self.foreign
                company.habit = "items"
        weights = [self.rng.choice((0.3, 0.6, 1, 1, 1.5, 3)) for _ in self.companies]
        begin = self.first - timedelta(days=130)
        for company in self.rng.choices(self.companies, weights, k=self.size.open_orders):
            day = begin + timedelta(days=self.rng.randrange((self.last - begin).days - 6))
            again = (
                self.targets[company][-1].total
                if self.targets[company] and self.rng.random() < self.grade.repeated / 2
                else None
            )
            self.targets[company].append(self.goods.order(company, day, again, company.currency or None))
        for company in self.companies:
            if self.rng.random() < 0.1 and not company.currency:
                self.targets[company].append(self.goods.opening(company, begin - timedelta(days=40)))

    def _history(self) -> None:
        """What was paid and matched before: whole orders, and parts of orders that are still open."""
        for company in self.companies:
            if company.currency:
                continue
            for _ in range(self.rng.choice((0, 1, 1, 2))):
                day = self.first - timedelta(days=self.rng.randint(140, 220))
                target = self.goods.order(company, day)
                self._pay_before(company, target, share=1.0, payer=None)
                self.settled[company].append(target)
                company.used = True
            if company.third:
                self._known_third_party(company, company.third)
            for target in self.targets[company]:
                if self.rng.random() < 0.03 and target.dues and target.dues[0].kind == "goods":
                    self._pay_before(company, target, share=self.rng.choice((0.3, 0.5)), payer=None)

    def _known_third_party(self, company: Company, third: Payer) -> None:
        for _ in range(2):
            target = self.goods.order(company, self.first - timedelta(days=self.rng.randint(140, 220)))
            self._pay_before(company, target, share=1.0, payer=third)
            self.settled[company].append(target)

    def _pay_before(self, company: Company, target: Target, share: float, payer: Payer | None) -> None:
        pays = [(due, int(due.left * share)) for due in target.dues if due.left * share >= 1]
        if not pays:
            return
        day = min(
            max(due.arose for due, _ in pays) + timedelta(days=self.rng.randint(2, 35)), self.first - timedelta(days=2)
        )
        if day < max(due.arose for due, _ in pays):
            return
        target.given += sum(paid for _, paid in pays)
        for due, paid in pays:
            due.amount -= paid
            due.left -= paid
        target.dues = [due for due in target.dues if due.left]
        plan = Plan(company, sum(paid for _, paid in pays), "", "exact", pays)
        id = self.recorder.payment(plan, day)
        name, account = (payer.name, payer.account) if payer else (company.name, company.account)
        self.recorder.matched(id, day, plan, name, account)

    def _line(self, day: date) -> None:
        kind = self.grade.choose(self.rng, KIND)
        makers: dict[str, Callable[[], WorldLine | None]] = {
            "receipt": lambda: self._receipt(day),
            "recorded": lambda: self.recorder.cleared(day, kind),
            "recorded elsewhere": lambda: self.recorder.cleared(day, kind),
            "recorded batch": lambda: self.recorder.batch(day),
            "hand-in": lambda: self.recorder.hand_in(day),
            "held": lambda: self.recorder.held(day),
            "bill": lambda: self.recorder.bill(day),
            "refund": lambda: self.recorder.refund(day),
            "refund new": lambda: self._refund_new(day),
            "bounced": lambda: self._bounced(day),
            "ignored": lambda: self.others.line(day),
            "stranger": lambda: self._stranger(day),
        }
        line = makers[kind]() or self._receipt(day) or self.others.line(day)
        self.lines.append(line)

    def _receipt(self, day: date) -> WorldLine | None:
        plan = self._plan(day)
        if plan is None:
            return None
        company = plan.customer
        payer_tag, memo_tag = self.grade.choose(self.rng, PAYER), self.grade.choose(self.rng, MEMO)
        writing = write_payer(self.rng, payer_tag, company, self.names, self.companies)
        writing, account_tag = with_account(
            self.rng, self.grade.choose(self.rng, ACCOUNT), writing, company, self.names
        )
        others = [target for target in self.targets[company] if target.open and target not in plan.targets]
        memo = self.memos.write(memo_tag, plan, day, self.settled[company], others)
        text = " ".join(part for part in (writing.memo, memo.text) if part)
        exact = (
            frozenset(each.id for each in plan.targets)
            if memo.citation in (Citation.FULL, Citation.TAIL, Citation.SLIP)
            else frozenset()
        )
        on_account = plan.relation in ("on account", "unexplained")
        truth = Truth(
            Sort.RECEIPT,
            company.id,
            given=() if on_account else plan.given,
            taken=tuple(plan.taken),
            advance=plan.amount if on_account else plan.advance,
            on_account=on_account,
            oldest=tuple(Given(order, amount) for order, amount in by_target(plan.oldest).items()),
            exact=exact,
            tags={
                "kind": "receipt",
                "payer": payer_tag if writing.name != company.name else "exact",
                "account": account_tag,
                "pays": plan.tag,
                "memo": memo_tag if memo.citation is not Citation.NONE or memo_tag in ("none", "trap") else "vague",
            },
        )
        foreign = company.currency and plan.relation != "foreign"
        return WorldLine(
            day, plan.amount, writing.name, writing.account, text, truth, "usd" if foreign else "main",
            plan, writing, memo.citation, memo.cited,
        )  # fmt: skip

    def _plan(self, day: date) -> Plan | None:
        """What some customer pays; one that owes much pays more often."""
        for _ in range(30):
            tag = self.grade.choose(self.rng, SETTLES)
            company = self.rng.choice(self.companies)
            if (company.currency != "") != (tag == "foreign") and not (company.currency and tag in ("single", "pair")):
                continue
            if tag == "foreign" and not self.chinese:
                continue
            if company.habit == "on account" and tag in ("single", "pair", "few", "many") and self.rng.random() < 0.6:
                tag = "on account"
            plan = self.planner.plan(tag, company, day)
            if plan is not None and plan.amount > 0:
                return plan
        return None

    def _refund_new(self, day: date) -> WorldLine:
        """Money given back to a customer that nobody entered."""
        company = self.rng.choice(self.companies)
        memo = self.rng.choice(self.names.memos.refund).format(cited="")
        truth = Truth(Sort.UNKNOWN, company.id, tags={"kind": "refund new"}, doubts=["nobody entered why"])
        return WorldLine(day, -self.rng.randint(5_000, 900_000), company.name, None, memo, truth)

    def _bounced(self, day: date) -> WorldLine | None:
        """A receipt and, days later, its return; neither counts."""
        company = self.rng.choice(self.companies)
        dues = self.planner.open_dues(company, day)
        back = day + timedelta(days=self.rng.randint(0, 3))
        if not dues or company.currency or back > self.last:
            return None
        amount = self.rng.choice(dues).left
        memo = self.rng.choice(self.names.memos.bounced)

        def truth() -> Truth:
            return Truth(Sort.IGNORED, why_ignored="reversal", tags={"kind": "bounced"})

        self.lines.append(WorldLine(back, -amount, company.name, None, memo, truth()))
        return WorldLine(day, amount, company.name, None, self.rng.choice(self.names.memos.vague), truth())

    def _stranger(self, day: date) -> WorldLine:
        return self.others.refund_of_supplier_unknown(day) if self.rng.random() < 0.15 else self.others.stranger(day)

    def _unseen(self) -> dict[str, list[int]]:
        """Amounts of payments that wait for a bank line, by customer."""
        waiting: dict[str, list[int]] = defaultdict(list)
        shown = {target for match in self.ledger.entries["matches"] for target in _ids(match["payments"])}
        for payment in self.ledger.entries["payments"]:
            amount = payment["amount"]
            if payment["id"] not in shown and isinstance(amount, Decimal):
                waiting[str(payment["customer"])].append(int(amount * 100))
        return dict(waiting)

    def _never_shown(self) -> None:
        """A few recorded payments that the bank does not show, at least not in this statement."""
        for _ in range(self.size.lines // 100):
            if plan := self.recorder.plan(self.last):
                self.recorder.payment(plan, self.last - timedelta(days=self.rng.randint(0, 10)))

    def _number_lines(self) -> dict[str, int]:
        """References and balances; returns each account's balance before its first line."""
        openings = {"main": 500_000_000, "usd": 50_000_000}
        balances = dict(openings)
        for number, line in enumerate(self.lines, 1):
            line.reference = f"{line.day:%Y%m%d}{number:07}"
            balances[line.account] += line.amount
            line.balance = balances[line.account]
        return openings

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
