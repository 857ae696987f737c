"""Lines that the book knows of already: recorded payments, hand-ins, bills, refunds, and what reps still hold."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from benchmarks.matching.companies import Company, Names
from benchmarks.matching.grades import Grade
from benchmarks.matching.ledger import Ledger
from benchmarks.matching.lines import WorldLine
from benchmarks.matching.plans import Plan, Planner, by_target
from benchmarks.matching.truth import Sort, Truth
from salesbook.model.money import to_decimal

OPENING_PREFIX = "OB-"


def given_entries(plan: Plan, currency: str) -> list[dict[str, object]]:
    """The field ``orders`` of a payment that gives what the plan gives."""
    return [
        {"opening" if id.startswith(OPENING_PREFIX) else "order": id, "amount": to_decimal(amount, currency)}
        for id, amount in by_target(plan.pays).items()
    ]


_MOST_BILL_FEE = 2000
"""What a bank takes for collecting a bill, in minor units; nobody writes one of less."""


@dataclass
class Recorder:
    """Enters money into the book as a clerk does, and makes the lines that the bank shows of it."""

    rng: random.Random
    grade: Grade
    ledger: Ledger
    planner: Planner
    names: Names
    reps: dict[str, str]
    currency: str
    companies: list[Company]
    last: date
    """The last day of the statement."""

    def payment(self, plan: Plan, day: date, *, method: str = "bank", account: str | None = "main", **more: Any) -> str:
        """Enter what a plan pays, which the book knows of from then on; returns the payment's id."""
        for due, paid in plan.pays:
            due.record(paid)
        return self.ledger.add(
            "payments",
            day,
            customer=plan.customer.id,
            amount=to_decimal(plan.amount, self.currency),
            method=method,
            account=account,
            orders=given_entries(plan, self.currency) or None,
            **more,
        )

    def plan(self, day: date, most: int | None = None) -> Plan | None:
        """A plain receipt of some customer; of not more than ``most``."""
        for _ in range(20):
            company = self.rng.choice(self.companies)
            if company.currency:
                continue
            dues = self.planner.open_dues(company, day)
            if most is not None and not any(due.left <= most for due in dues):
                continue
            plan = self.planner.plan(self.rng.choice(("single", "single", "single", "pair")), company, day)
            if plan is not None:
                return plan
        return None

    def cleared(self, day: date, tag: str) -> list[WorldLine]:
        """A transfer that a clerk entered before; ``recorded elsewhere``: under another account, or none."""
        plan = self.plan(day)
        if plan is None:
            return []
        entered = min(day + timedelta(days=self._off()), self.last)
        account = "main" if tag == "recorded" else self.rng.choice((None, "second"))
        id = self.payment(plan, entered, account=account)
        doubts = ["it is recorded for another account"] if account == "second" else []
        words = self.names.memos
        cited = plan.targets[0].numbers["order"]
        memo = self.rng.choice(("", self.rng.choice(words.vague), self.rng.choice(words.vague), cited))
        lines = self._line(day, plan.amount, plan.customer.name, memo, tag, [id], plan.customer, [entered])
        lines[0].truth.doubts += doubts
        return lines

    def batch(self, day: date) -> list[WorldLine]:
        """Cash or cheques of several customers that were taken to the bank together."""
        method = self.rng.choice(("cash", "cheque"))
        plans = [plan for _ in range(self.rng.randint(2, 4)) if (plan := self.plan(day - timedelta(days=4)))]
        if len(plans) < 2:
            return []
        days = [day - timedelta(days=self.rng.randint(0, 3)) for _ in plans]
        ids = [self.payment(plan, entered, method=method) for plan, entered in zip(plans, days, strict=True)]
        words = self.names.memos
        memo = self.rng.choice(words.cash_deposit if method == "cash" else words.cheque_batch)
        return self._line(day, sum(plan.amount for plan in plans), None, memo, "recorded batch", ids, None, days)

    def hand_in(self, day: date) -> list[WorldLine]:
        """What a rep handed in, as entered."""
        made = self._received(day)
        if made is None:
            return []
        rep, plans, ids = made
        total = sum(plan.amount for plan in plans)
        entered = day - timedelta(days=self.rng.randint(0, 2))
        id = self.ledger.add(
            "handins", entered, rep=rep, account="main", payments=ids, amount=to_decimal(total, self.currency)
        )
        return self._line(day, total, *self._rep_words(rep), "hand-in", [id], None, [entered])

    def held(self, day: date) -> list[WorldLine]:
        """What a rep handed in without anybody entering it."""
        made = self._received(day)
        if made is None:
            return []
        rep, plans, ids = made
        total = sum(plan.amount for plan in plans)
        payer, memo = self._rep_words(rep)
        lines = self._line(day, total, payer, memo, "held", ids, None, [])
        if payer is None and self.reps[rep] not in memo:
            lines[0].truth.doubts.append("nothing says which rep handed it in")
        return lines

    def bill(self, day: date) -> list[WorldLine]:
        """A bill that matured; its collection is entered, or not yet."""
        received = day - timedelta(days=self.rng.randint(20, 60))
        plan = self.plan(received)
        if plan is None or plan.amount <= _MOST_BILL_FEE:
            return []
        number = f"1{self.rng.randint(100, 999)}{self.rng.randint(10**12, 10**13 - 1)}"
        matures = day - timedelta(days=self.rng.choice((0, 0, 1, 2)))
        id = self.payment(plan, received, method="bill", account=None, bill={"number": number, "matures": matures})
        fee, ids = 0, [id]
        if self.rng.random() < 0.4:
            fee = self.rng.choice((0, 1000, _MOST_BILL_FEE))
            event = self.ledger.add(
                "bills",
                day,
                payment=id,
                event="collected",
                account="main",
                amount=to_decimal(plan.amount, self.currency),
                fee=to_decimal(fee, self.currency),
            )
            ids = [event]
        shown = number if self.rng.random() < 0.7 else number[-6:]
        memo = self.rng.choice(self.names.memos.bill_due).format(bill=shown)
        payer = self.rng.choice((self.names.bank(), None, plan.customer.name))
        return self._line(day, plan.amount - fee, payer, memo, "bill", ids, plan.customer, [day])

    def refund(self, day: date) -> list[WorldLine]:
        """Money given back, as entered."""
        company = self.rng.choice(self.companies)
        if company.currency:
            return []
        amount = self.rng.randint(5_000, 900_000)
        paid = day - timedelta(days=self.rng.randint(30, 60))
        plan = Plan(company, amount, "", "advance", advance=amount)
        self.matched(self.payment(plan, paid), paid, plan)
        entered = day - timedelta(days=self.rng.randint(0, 2))
        back = Plan(company, -amount, "", "advance")
        id = self.payment(back, entered)
        memo = self.rng.choice(self.names.memos.refund).format(cited="")
        return self._line(day, -amount, company.name, memo, "refund", [id], company, [entered])

    def matched(
        self, payment: str, day: date, plan: Plan, payer: str | None = None, account: str | None = None
    ) -> None:
        """The bank showed a payment, and it was matched then."""
        line = f"BL-main-{day:%Y%m%d}-{payment[3:].replace('-', '')}"
        self.ledger.add(
            "bank",
            day,
            line,
            account="main",
            amount=to_decimal(plan.amount, self.currency),
            payer=payer or plan.customer.name,
            payer_account=account,
            memo=self.rng.choice(self.names.memos.vague),
        )
        self.ledger.add("matches", day, line=line, payments=[payment])

    def _received(self, day: date) -> tuple[str, list[Plan], list[str]] | None:
        """Small sums that one rep received of customers, all that he holds of them."""
        rep = self.rng.choice(list(self.reps))
        plans = [plan for _ in range(self.rng.randint(1, 3)) if (plan := self.plan(day - timedelta(days=7), 300_000))]
        ids = [
            self.payment(
                plan, day - timedelta(days=self.rng.randint(3, 6)), method="cash", account=None, received_by=rep
            )
            for plan in plans
        ]
        return (rep, plans, ids) if plans else None

    def _rep_words(self, rep: str) -> tuple[str | None, str]:
        name = self.reps[rep]
        payer = self.rng.choice((name, name, None))
        return payer, self.rng.choice(self.names.memos.hand_in).format(rep=name)

    def _off(self) -> int:
        """Days between the entry and the bank."""
        if self.rng.random() >= self.grade.late:
            return 0
        return self.rng.choice((-3, -2, -1, -1, 1, 1, 2))

    def _line(
        self,
        day: date,
        amount: int,
        payer: str | None,
        memo: str,
        tag: str,
        ids: list[str],
        customer: Company | None,
        entered: list[date],
    ) -> list[WorldLine]:
        truth = Truth(Sort.RECORDED, customer.id if customer else None, recorded=frozenset(ids), tags={"kind": tag})
        return [WorldLine(day, amount, payer, None, memo, truth, recorded_on=entered)]
