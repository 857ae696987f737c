"""What happened before the statement: what customers bought, and what they paid until then."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.matching.companies import Company, Payer
from benchmarks.matching.goods import Due, Goods, Target
from benchmarks.matching.grades import Grade
from benchmarks.matching.plans import Plan, laid_on
from benchmarks.matching.recorded import Recorder


@dataclass
class Past:
    """Fills ``targets`` and ``settled``, the open and the settled orders of each customer."""

    rng: random.Random
    grade: Grade
    goods: Goods
    recorder: Recorder
    companies: list[Company]
    targets: dict[Company, list[Target]]
    settled: dict[Company, list[Target]]
    first: date
    """The first day of the statement."""

    def happen(self, open_orders: int, foreign: str) -> None:
        """All of it; ``foreign`` is the currency that a few customers buy in."""
        for company in self.companies:
            if self.rng.random() < 0.05:
                company.currency = foreign
                company.habit = "items"
        self._sell(open_orders)
        for company in self.companies:
            if not company.currency:
                self._settle(company)
            known = self.targets[company]
            self.settled[company] += [target for target in known if target.given == target.total]
            self.targets[company] = [target for target in known if target.given < target.total]

    def _sell(self, open_orders: int) -> None:
        """Some customers buy much, some little."""
        weights = [self.rng.choice((0.3, 0.6, 1, 1, 1.5, 3)) for _ in self.companies]
        begin = self.first - timedelta(days=130)
        for company in self.rng.choices(self.companies, weights, k=open_orders):
            day = begin + timedelta(days=self.rng.randrange((self.goods.last - begin).days - 6))
            before = self.targets[company]
            again = before[-1].total if before and self.rng.random() < self.grade.repeated / 2 else None
            before.append(self.goods.order(company, day, again, company.currency or None))
        for company in self.companies:
            self._bill_and_cancel(company)
            if self.rng.random() < 0.1 and not company.currency:
                self.targets[company].append(self.goods.opening(company, begin - timedelta(days=40)))

    def _bill_and_cancel(self, company: Company) -> None:
        """Some orders are cancelled, some billed together."""
        for target in list(self.targets[company]):
            if {due.kind for due in target.dues} == {"deposit"} and self.rng.random() < 0.15:
                self.goods.cancel(target)
                self.targets[company].remove(target)
                self.settled[company].append(target)
        whole = [
            target
            for target in self.targets[company]
            if "invoice" not in target.numbers and sum(due.amount for due in target.dues) == target.total
        ]
        if len(whole) >= 2 and self.goods.basis == "delivered" and self.rng.random() < 0.5:
            self.goods.bill_together(whole[: self.rng.choice((2, 2, 3))])

    def _settle(self, company: Company) -> None:
        """Orders of long ago that were paid, as this customer pays; and parts of orders that are still open."""
        open_before = list(self.targets[company])
        if company.habit == "on account":
            self._pay_on_account(company)
        for _ in range(self.rng.choice((0, 1, 1, 2))):
            self._pay_whole(self._old_order(company), None)
            company.used = True
        if company.third:
            for _ in range(2):
                self._pay_whole(self._old_order(company), company.third)
        for target in open_before:
            if target.dues and target.dues[0].kind == "goods" and self.rng.random() < 0.03:
                self._pay_part(target)

    def _old_order(self, company: Company, amount: int | None = None) -> Target:
        target = self.goods.order(company, self.first - timedelta(days=self.rng.randint(140, 220)), amount)
        self.targets[company].append(target)
        return target

    def _pay_on_account(self, company: Company) -> None:
        """Orders paid by round sums, whatever each of them cost."""
        sums = [self.rng.randint(2, 9) * 500_000 for _ in range(4)]
        first = sum(sums) * self.rng.randint(20, 40) // 100 + 37
        second = sum(sums) * self.rng.randint(20, 30) // 100 + 11
        targets = [self._old_order(company, amount) for amount in (first, second, sum(sums) - first - second)]
        dues = [due for target in targets for due in target.dues]
        day = max(due.arose for due in dues)
        for number, paid in enumerate(sums, 1):
            pays = list(laid_on(dues, paid))
            if sum(amount for _, amount in pays) == paid:
                self._pay(company, pays, day + timedelta(days=25 * number), None)

    def _pay_whole(self, target: Target, payer: Payer | None) -> None:
        day = max(due.arose for due in target.dues) + timedelta(days=self.rng.randint(2, 35))
        self._pay(target.owner, [(due, due.left) for due in target.dues], day, payer)

    def _pay_part(self, target: Target) -> None:
        due = target.dues[0]
        paid = int(due.amount * self.rng.choice((0.3, 0.5)))
        day = due.arose + timedelta(days=self.rng.randint(2, 20))
        if paid and day < self.first:
            self._pay(target.owner, [(due, paid)], day, None)

    def _pay(self, company: Company, pays: list[tuple[Due, int]], day: date, payer: Payer | None) -> None:
        """A payment of ``payer`` that is recorded and was matched."""
        day = min(day, self.first - timedelta(days=2))
        plan = Plan(company, sum(paid for _, paid in pays), "", "exact", pays)
        id = self.recorder.payment(plan, day)
        for due, paid in pays:
            due.left -= paid
        name, account = (payer.name, payer.account) if payer else (company.name, company.account)
        self.recorder.matched(id, day, plan, name, account)
