"""Lines of money that customers pay and nobody has entered."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.matching.companies import Company, Names
from benchmarks.matching.goods import Target
from benchmarks.matching.grades import ACCOUNT, MEMO, PAYER, SETTLES, Grade
from benchmarks.matching.lines import Citation, WorldLine
from benchmarks.matching.memos import Memo, MemoWriter
from benchmarks.matching.plans import Plan, Planner, by_target
from benchmarks.matching.truth import Given, Sort, Truth
from benchmarks.matching.writings import with_account, write_payer

_EXACT = (Citation.FULL, Citation.TAIL, Citation.SLIP)
_ON_ACCOUNT = ("on account", "unexplained")


@dataclass
class Receipts:
    """Lets customers pay, and writes what the bank says of it."""

    rng: random.Random
    grade: Grade
    names: Names
    planner: Planner
    memos: MemoWriter
    companies: Sequence[Company]
    targets: dict[Company, list[Target]]
    settled: dict[Company, list[Target]]
    last: date
    two_currencies: bool
    """Whether orders in the foreign currency may be paid in that of the book."""

    def receipt(self, day: date) -> list[WorldLine]:
        """A payment of some customer."""
        plan = self._plan(day)
        return [self._line(plan, day)] if plan else []

    def twins(self, day: date) -> list[WorldLine]:
        """Two equal transfers on one day for two equal items; nothing but the bank's numbers tells them apart."""
        for company in self.rng.sample(list(self.companies), min(60, len(self.companies))):
            dues = [due for due in self.planner.open_dues(company, day) if due.left == due.amount]
            for due in [] if company.currency else dues:
                pair = [each for each in dues if each.amount == due.amount][:2]
                if len(pair) == 2:
                    plans = [Plan(company, each.left, "twin", "exact", [(each, each.left)]) for each in pair]
                    for each in pair:
                        each.left = 0
                    return [self._plain_line(plan, day) for plan in plans]
        return []

    def bounced(self, day: date) -> list[WorldLine]:
        """A receipt and, days later, its return; neither counts."""
        company = self.rng.choice(self.companies)
        dues = self.planner.open_dues(company, day)
        back = day + timedelta(days=self.rng.randint(0, 3))
        if not dues or company.currency or back > self.last:
            return []
        amount = self.rng.choice(dues).left
        words = self.names.memos
        lines = ((day, amount, self.rng.choice(words.vague)), (back, -amount, self.rng.choice(words.bounced)))
        return [
            WorldLine(
                when, moved, company.name, None, memo,
                Truth(Sort.IGNORED, why_ignored="reversal", tags={"kind": "bounced"}),
            )
            for when, moved, memo in lines
        ]  # fmt: skip

    def refund(self, day: date) -> list[WorldLine]:
        """Money given back to a customer that nobody entered."""
        company = self.rng.choice(self.companies)
        memo = self.rng.choice(self.names.memos.refund).format(cited="")
        truth = Truth(Sort.UNKNOWN, company.id, tags={"kind": "refund new"}, doubts=["nobody entered why"])
        return [WorldLine(day, -self.rng.randint(5_000, 900_000), company.name, None, memo.strip(), truth)]

    def _plan(self, day: date) -> Plan | None:
        """What some customer pays."""
        for _ in range(30):
            tag = self.grade.choose(self.rng, SETTLES)
            company = self.rng.choice(self.companies)
            if company.currency:
                here = self.two_currencies and self.rng.random() < 0.2
                tag = "foreign" if here else self.rng.choice(("single", "single", "pair"))
            elif company.habit == "on account" and self.rng.random() < 0.4:
                tag = "on account"
            elif tag == "group":
                company = self.rng.choice([each for each in self.companies if each.group] or [company])
            plan = self.planner.plan(tag, company, day)
            if plan is not None and plan.amount > 0:
                return plan
        return None

    def _plain_line(self, plan: Plan, day: date) -> WorldLine:
        """Under the customer's name, with nothing said of it."""
        writing = write_payer(self.rng, "exact", plan.customer, self.names, self.companies)
        truth = Truth(Sort.RECEIPT, plan.customer.id, given=plan.given, tags={"kind": "twins"})
        return WorldLine(day, plan.amount, writing.name, None, "", truth, "main", plan, writing)

    def _line(self, plan: Plan, day: date) -> WorldLine:
        company = plan.customer
        payer_tag, memo_tag = self.grade.choose(self.rng, PAYER), self.grade.choose(self.rng, MEMO)
        writing = write_payer(self.rng, payer_tag, company, self.names, self.companies)
        account_tag = self.grade.choose(self.rng, ACCOUNT)
        writing, account_tag = with_account(self.rng, account_tag, writing, company, self.names)
        others = [target for target in self.targets[company] if target.open and target not in plan.targets]
        memo = self.memos.write(memo_tag, plan, day, self.settled[company], others)
        tags = {
            "kind": "receipt",
            "payer": payer_tag if writing.name != company.name else "exact",
            "account": account_tag,
            "pays": plan.tag,
            "memo": memo_tag if memo.citation is not Citation.NONE or memo_tag in ("none", "trap") else "vague",
        }
        account = "usd" if company.currency and plan.relation != "foreign" else "main"
        text = " ".join(part for part in (writing.memo, memo.text) if part)
        truth = _truth(plan, memo, tags)
        return WorldLine(
            day,
            plan.amount,
            writing.name,
            writing.account,
            text,
            truth,
            account,
            plan,
            writing,
            memo.citation,
            memo.cited,
        )


def _truth(plan: Plan, memo: Memo, tags: dict[str, str]) -> Truth:
    """What is right for a receipt; of what it pays without saying so, nobody knows more than that it is on account."""
    unnamed = plan.relation in ("part", "over") and memo.citation in (Citation.NONE, Citation.SAYS)
    on_account = plan.relation in _ON_ACCOUNT
    return Truth(
        Sort.RECEIPT,
        plan.customer.id,
        given=() if on_account else plan.given,
        taken=tuple(plan.taken),
        advance=plan.amount if on_account else plan.advance,
        on_account=on_account or unnamed,
        oldest=tuple(Given(order, amount) for order, amount in by_target(plan.oldest).items()),
        exact=frozenset(each.id for each in plan.targets) if memo.citation in _EXACT else frozenset(),
        tags=tags,
    )
