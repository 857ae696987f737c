"""What a receipt pays: which parts of which orders, with what left off or left over."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from benchmarks.matching.companies import Company
from benchmarks.matching.goods import DISCOUNT_PERCENT, Due, Target
from benchmarks.matching.ledger import Ledger
from benchmarks.matching.truth import Given, Taken
from salesbook.model.money import to_decimal

FEE_MAX, ROUNDING_MAX = 5000, 100
"""What the settings allow to be missing, in minor units."""


@dataclass
class Plan:
    """A receipt before it is written on a statement.

    ``relation`` is how its amount lies to what it pays: exact, fee, rounding, discount, late discount, credit note,
    part, over, advance, on account, foreign, unexplained. ``pays`` are the parts it takes, with what each gets.
    """

    customer: Company
    amount: int
    tag: str
    relation: str = "exact"
    pays: list[tuple[Due, int]] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    advance: int = 0
    foreign: int = 0
    """What it is in the currency of the order that it pays."""
    oldest: list[tuple[Due, int]] = field(default_factory=list)

    @property
    def targets(self) -> list[Target]:
        """What it pays, each once."""
        return list(dict.fromkeys(due.target for due, _ in self.pays))

    @property
    def given(self) -> tuple[Given, ...]:
        """What each order gets."""
        paid = self.amount if self.relation == "foreign" else None
        return tuple(Given(order, amount, paid) for order, amount in by_target(self.pays).items())


def by_target(pays: Sequence[tuple[Due, int]]) -> dict[str, int]:
    """The sum that each order gets."""
    sums: dict[str, int] = defaultdict(int)
    for due, amount in pays:
        sums[due.target.id] += amount
    return dict(sums)


def laid_on(dues: Sequence[Due], money: int) -> Iterator[tuple[Due, int]]:
    """What each of ``dues`` gets of a sum that pays one after the other."""
    for due in dues:
        paid = min(due.left, money)
        money -= paid
        if paid:
            yield due, paid


@dataclass
class Planner:
    """Makes plans from what customers owe, and takes from it what they pay."""

    rng: random.Random
    ledger: Ledger
    targets: dict[Company, list[Target]]
    currency: str

    def plan(self, tag: str, company: Company, day: date) -> Plan | None:
        """A receipt of ``company`` on ``day`` in the manner of ``tag``, where it owes what that takes."""
        dues = self.open_dues(company, day)
        if tag != "advance" and not dues:
            return None
        made = _MAKERS[tag](self, company, dues, day)
        if made is not None and made.relation not in ("exact", "foreign") and self._looks_exact(made):
            return None
        if made is not None:
            made.tag = tag
            for due, amount in made.pays:
                due.left -= amount
            for taken in made.taken:
                self._take(made, taken)
        return made

    def open_dues(self, company: Company, day: date) -> list[Due]:
        """What it owes on ``day``, by due date."""
        found = [due for each in self.targets[company] for due in each.dues if due.left > 0 and due.arose <= day]
        return sorted(found, key=lambda due: (due.due, due.target.day, due.target.id))

    def _looks_exact(self, plan: Plan) -> bool:
        """Whether anybody would say that it pays just one item, or all that an order can take."""
        targets = self.targets[plan.customer]
        plain = {due.amount for target in targets for due in target.dues}
        plain |= {sum(due.amount for due in target.dues) for target in targets}
        plain |= {target.total - target.given for target in targets}
        return plan.amount in plain

    def _take(self, plan: Plan, taken: Taken) -> None:
        due = next(due for due, _ in plan.pays if due.target.id == taken.order)
        due.left -= taken.amount

    def single(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """One part of an order; of an order with several, often all of it that is open."""
        due = self._choose([each for each in dues if each.kind != "retention"])
        if due is None:
            return None
        pays = [due]
        if self.rng.random() < 0.4:
            pays = [each for each in dues if each.target is due.target]
        return _exact(company, pays)

    def some(self, least: int, most: int) -> Callable[[Company, list[Due], date], Plan | None]:
        """Several parts, any of those open."""

        def make(company: Company, dues: list[Due], day: date) -> Plan | None:
            goods = [due for due in dues if due.kind != "retention"]
            count = self.rng.randint(least, most)
            return _exact(company, self.rng.sample(goods, count)) if len(goods) >= max(count, 2) else None

        return make

    def month(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """All that arose in one month."""
        months: dict[tuple[int, int], list[Due]] = defaultdict(list)
        for due in dues:
            if due.kind == "goods":
                months[due.arose.year, due.arose.month].append(due)
        full = [each for month, each in months.items() if len(each) >= 2 and month != (day.year, day.month)]
        return _exact(company, self.rng.choice(full)) if full else None

    def all_open(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """Everything but retentions."""
        found = [due for due in dues if due.kind in ("goods", "opening")]
        return _exact(company, found) if 2 <= len(found) <= 14 else None

    def oldest(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """The oldest few."""
        found = [due for due in dues if due.kind in ("goods", "opening")]
        return _exact(company, found[: self.rng.randint(2, min(6, len(found) - 1))]) if len(found) >= 3 else None

    def fee(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """One part less what a bank kept."""
        due = self._choose(dues, at_least=200_00)
        return self._less(company, due, self.rng.choice((500, 1000, 1050, 1500, 2000, 2500, 3000, 4500, 5000)), "fee")

    def rounding(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """One part without its cents."""
        due = self._choose([each for each in dues if each.left % 100], at_least=50_00)
        return self._less(company, due, due.left % 100 if due else 0, "rounding")

    def discount(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """One part less its cash discount in time."""
        due = self._choose([e for e in dues if e.discount_until and e.discount_until >= day and e.left == e.amount])
        return self._less(company, due, (due.amount * DISCOUNT_PERCENT + 50) // 100 if due else 0, "discount")

    def late_discount(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """One part less a discount that it is too late for, or that was never agreed."""
        large = FEE_MAX * 100 // DISCOUNT_PERCENT + 100_00
        due = self._choose([e for e in dues if not e.discount_until or e.discount_until < day], at_least=large)
        made = self._less(company, due, due.left * DISCOUNT_PERCENT // 100 if due else 0, "late discount")
        if made:
            made.taken.clear()  # until somebody approves it, the rest is owed
        return made

    def credit_note(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """One part less a credit note that was given to no order yet."""
        due = self._choose(dues, at_least=2000_00)
        if due is None or company.habit == "on account":
            return None
        company.settle = "explicit"
        credit = int(due.left * self.rng.uniform(0.02, 0.3)) // 100 * 100
        source = self.ledger.add(
            "credits", due.arose, customer=company.id, reason="allowance", amount=to_decimal(credit, self.currency)
        )
        made = self._less(company, due, credit, "credit note")
        if made and due:
            made.taken = [Taken(due.target.id, credit, source=source)]
        return made

    def part(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """Part of an order: a share of it, or a round sum."""
        due = self._choose([each for each in dues if each.kind == "goods"], at_least=1000_00)
        if due is None:
            return None
        share = self.rng.choice((0.3, 0.5, 0.5, 0.7, self.rng.uniform(0.2, 0.9)))
        amount = int(due.left * share)
        step = self.rng.choice((1, 100, 10_000, 100_000))
        amount = amount // step * step or amount
        return Plan(company, amount, "", "part", [(due, amount)])

    def over(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """An order with more money than it costs; the rest is an advance."""
        due = self._choose(dues, at_least=300_00)
        if due is None or due.left != due.target.total - due.target.given:
            return None
        step = 100_000 if due.left > 1_000_000 else 10_000
        amount = (due.left // step + self.rng.randint(1, 3)) * step
        return Plan(company, amount, "", "over", [(due, due.left)], advance=amount - due.left)

    def on_account(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """A round sum that pays whatever is oldest."""
        total = sum(due.left for due in dues)
        step = 1_000_000 if total > 5_000_000 else 100_000
        amount = int(total * self.rng.uniform(0.2, 0.8)) // step * step
        if company.habit != "on account" or company.settle == "explicit" or not amount:
            return None
        return self._laid_on_oldest(company, amount, dues, "on account")

    def deposit(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """The deposit of an order."""
        due = self._choose([each for each in dues if each.kind == "deposit"])
        return _exact(company, [due]) if due else None

    def retention(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """What was retained."""
        due = self._choose([each for each in dues if each.kind == "retention"])
        return _exact(company, [due]) if due else None

    def group(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """Orders of two customers of a group in one."""
        members = [
            each for each in self.targets if company.group and each.group == company.group and each is not company
        ]
        others = self.open_dues(self.rng.choice(members), day) if members else []
        own, other = self._choose(dues), self._choose(others)
        return _exact(company, [own, other]) if own and other and own.target.currency == other.target.currency else None

    def foreign(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """An order in another currency."""
        due = self._choose(dues)
        if due is None or due.target.currency == self.currency:
            return None
        rate = self.rng.uniform(7.0, 7.3)
        amount = int(due.left * rate)
        return Plan(company, amount, "", "foreign", [(due, due.left)], foreign=due.left)

    def unexplained(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """A sum that nothing explains; it is the customer's all the same."""
        total = sum(due.left for due in dues)
        amount = int(total * self.rng.uniform(0.05, 0.9))
        if self.rng.random() < 0.5:
            amount = amount // 100_000 * 100_000 or amount
        return self._laid_on_oldest(company, amount, dues, "unexplained")

    def advance(self, company: Company, dues: list[Due], day: date) -> Plan | None:
        """Money for goods to come."""
        amount = self.rng.randint(1, 30) * self.rng.choice((100_000, 500_000))
        return Plan(company, amount, "", "advance", advance=amount)

    def _laid_on_oldest(self, company: Company, amount: int, dues: Sequence[Due], relation: str) -> Plan | None:
        pays = list(laid_on(dues, amount))
        if not pays or sum(paid for _, paid in pays) != amount:
            return None
        return Plan(company, amount, "", relation, pays, oldest=pays)

    def _choose(self, dues: Sequence[Due], at_least: int = 1) -> Due | None:
        found = [due for due in dues if due.left >= at_least]
        return self.rng.choice(found) if found else None

    def _less(self, company: Company, due: Due | None, less: int, relation: str) -> Plan | None:
        if due is None or less <= 0 or less >= due.left:
            return None
        amount = due.left - less
        plan = Plan(company, amount, "", relation, [(due, amount)])
        plan.taken = [Taken(due.target.id, less, reason=relation)]
        return plan


def _exact(company: Company, dues: Sequence[Due]) -> Plan:
    return Plan(company, sum(due.left for due in dues), "", "exact", [(due, due.left) for due in dues])


_MAKERS: dict[str, Callable[[Planner, Company, list[Due], date], Plan | None]] = {
    "single": Planner.single,
    "pair": lambda planner, *rest: planner.some(2, 2)(*rest),
    "few": lambda planner, *rest: planner.some(3, 4)(*rest),
    "many": lambda planner, *rest: planner.some(5, 12)(*rest),
    "month": Planner.month,
    "all open": Planner.all_open,
    "oldest": Planner.oldest,
    "fee": Planner.fee,
    "rounding": Planner.rounding,
    "discount": Planner.discount,
    "late discount": Planner.late_discount,
    "credit note": Planner.credit_note,
    "part": Planner.part,
    "over": Planner.over,
    "on account": Planner.on_account,
    "deposit": Planner.deposit,
    "retention": Planner.retention,
    "group": Planner.group,
    "advance": Planner.advance,
    "foreign": Planner.foreign,
    "unexplained": Planner.unexplained,
}
