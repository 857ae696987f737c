"""Which lines a careful bookkeeper could decide beyond reasonable doubt, with only the book and the statement.

Two questions: whose money is it, and what does it pay? ``doubts`` names what leaves one of them open. The rules are
written down in ``benchmarks/README.md``; they look at the generated world, never at what a matcher made of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from math import comb

from benchmarks.matching.companies import Company
from benchmarks.matching.goods import Due, Target
from benchmarks.matching.lines import Citation, WorldLine
from benchmarks.matching.plans import FEE_MAX, Plan
from benchmarks.matching.truth import Sort
from benchmarks.matching.writings import Evidence

CHANCE = 0.02
"""From this many sums that come out by chance on, a sum proves nothing."""

LARGE_SETS = 4
"""Sums of more parts are looked for only where they have a structure: a month, all that is open, the oldest."""

NAMED_BY_WORDS = {"month", "all open", "oldest", "deposit", "retention"}
_STRUCTURED = frozenset(("month", "all open", "oldest"))
WITH_DEDUCTION = {"fee", "rounding", "discount"}


@dataclass
class Certainty:
    """What the book held when the statement began, and what was recorded and not shown yet."""

    companies: Sequence[Company]
    targets: Mapping[Company, Sequence[Target]]
    payments: Mapping[str, tuple[str, int]]
    """Recorded payments that the bank has not shown: whose, and how much."""
    suppliers: frozenset[str]
    """Names of suppliers; some are customers too."""

    def __post_init__(self) -> None:
        self.amounts = Counter(amount for _, amount in self.payments.values())
        self._unseen = set(self.payments.values())
        self._numbers: dict[str, set[Target]] = defaultdict(set)
        for targets in self.targets.values():
            for target in targets:
                for number in target.numbers.values():
                    self._numbers[squeezed(number)].add(target)
        self._dues: dict[Company, list[Due]] = {
            company: [due for target in targets for due in target.dues if due.amount]
            for company, targets in self.targets.items()
        }

    def judge(self, lines: Sequence[WorldLine]) -> None:
        """Write into the truth of every receipt what makes it undecidable."""
        for line in lines:
            line.truth.doubts += self._which_recorded(line)
            if line.plan and line.writing and line.truth.sort is Sort.RECEIPT:
                line.truth.doubts += [*self._whose(line), *self._for_what(line)]
        self._judge_sets(line for line in lines if line.plan and line.truth.sort is Sort.RECEIPT)

    def _judge_sets(self, lines: Iterable[WorldLine]) -> None:
        """What words alone call a month, all that is open or the oldest must be that to one who has only the book.

        What lines before it paid is gone only where they can be decided themselves. ``lines`` in order of days.
        """
        left = {due: due.amount for dues in self._dues.values() for due in dues}
        for line in lines:
            plan = line.plan
            if plan is None:
                continue
            if plan.tag in _STRUCTURED and not line.truth.doubts and not self._cites_all(line, plan):
                line.truth.doubts += self._of_set(line, plan, left)
            for due, paid in plan.pays if not line.truth.doubts else ():
                left[due] -= paid + self._taken(plan, due)

    def _of_set(self, line: WorldLine, plan: Plan, left: Mapping[Due, int]) -> Iterable[str]:
        dues = sorted(
            (due for due in self._dues[plan.customer] if left[due] > 0 and due.arose <= line.day),
            key=lambda due: (due.due, due.target.day, due.target.id),
        )
        goods = [due for due in dues if due.kind == "goods" or (due.kind == "opening" and plan.tag != "month")]
        months = {(due.arose.year, due.arose.month) for due, _ in plan.pays}
        meant = {
            "month": [due for due in goods if (due.arose.year, due.arose.month) in months],
            "all open": goods,
            "oldest": goods[: len(plan.pays)],
        }[plan.tag]
        if {(due, left[due]) for due in meant} == set(plan.pays) and len(months if plan.tag == "month" else "-") == 1:
            return
        if len(plan.pays) > LARGE_SETS or self._by_chance(plan) > CHANCE:
            yield "it is no such set to one who cannot decide what was paid before"

    def _which_recorded(self, line: WorldLine) -> Iterable[str]:
        """Cash and cheques of two customers may be of one amount, and the line names neither."""
        if line.truth.customer is None and any(
            self.amounts[amount] > 1 for id, (_, amount) in self.payments.items() if id in line.truth.recorded
        ):
            yield "another recorded payment has the same amount"

    def _whose(self, line: WorldLine) -> Iterable[str]:
        plan, writing = line.plan, line.writing
        if plan is None or writing is None:
            return
        if writing.contradicts:
            yield "another customer paid it"
            return
        if self._conclusive(line, plan):
            return
        if writing.evidence is Evidence.NOTHING:
            yield "the payer is unknown"
            return
        fitting = [company for company in self.companies if writing.fits(company)]
        if len(fitting) > 1:
            yield "the payer fits two customers"
        elif fitting[0].name in self.suppliers:
            yield "it is a supplier too"
        elif writing.evidence is Evidence.WEAK and not self._speaks_for_itself(plan):
            yield "a person, and nothing that confirms for whom"

    def _conclusive(self, line: WorldLine, plan: Plan) -> bool:
        """Whether the memo alone tells: it cites all that is paid, by numbers of one customer, and the sum agrees."""
        if line.citation is not Citation.FULL or plan.relation not in ("exact", *WITH_DEDUCTION):
            return False
        owners = [{target.owner for target in self._numbers[squeezed(number)]} for number in line.cited]
        return all(len(each) == 1 for each in owners) and (self._cites_all(line, plan) or not self._sums(plan))

    def _cites_all(self, line: WorldLine, plan: Plan) -> bool:
        """Whether the numbers cited stand for just what is paid, as far as it is open and the payer's."""
        if line.citation is not Citation.FULL:
            return False
        owners = {target.owner for target in plan.targets}
        cited = {target for number in line.cited for target in self._numbers[squeezed(number)]}
        return {each for each in cited if any(due.amount for due in each.dues) and each.owner in owners} == set(
            plan.targets
        )

    def _speaks_for_itself(self, plan: Plan) -> bool:
        """Whether the amount is that of one part, down to the cents."""
        return plan.relation == "exact" and len(plan.pays) == 1 and plan.amount % 100 != 0

    def _for_what(self, line: WorldLine) -> Iterable[str]:
        plan = line.plan
        if plan is None:
            return
        if plan.relation in ("late discount", "unexplained"):
            yield {"late discount": "a deduction that needs approval", "unexplained": "nothing explains the sum"}[
                plan.relation
            ]
        if line.citation is Citation.AGAINST:
            yield "the memo cites something else"
        if (plan.customer.id, plan.amount) in self._unseen:
            yield "could be a payment that is recorded"
        match plan.relation:
            case "on account":
                if line.citation is not Citation.SAYS:
                    yield "nothing says that it is on account"
                elif self._sums(plan):
                    yield "what is open comes to the same sum"
            case "advance":
                yield from self._advance(line, plan)
            case "foreign":
                if not self._cites_all(line, plan):
                    yield "in another currency, and no order is named"
            case "part" | "over":
                yield from self._not_whole(line, plan)
            case "exact" | "fee" | "rounding" | "discount" | "credit note":
                yield from self._whole(line, plan)

    def _advance(self, line: WorldLine, plan: Plan) -> Iterable[str]:
        if line.citation is not Citation.SAYS:
            yield "nothing says that it is an advance"
        elif self._sums(plan):
            yield "what is open comes to the same sum"

    def _not_whole(self, line: WorldLine, plan: Plan) -> Iterable[str]:
        if not self._cites_all(line, plan):
            yield "nothing says what it pays in part"
        elif self._sums(plan):
            yield "what else is open comes to the same sum"
        else:
            rest = plan.advance or plan.pays[0][0].amount - plan.amount
            others = [due for due in self._dues[plan.customer] if due.target is not plan.targets[0]]
            if any(due.amount == rest for due in others):
                yield "the rest equals another open item"

    def _whole(self, line: WorldLine, plan: Plan) -> Iterable[str]:
        if self._cites_all(line, plan):
            return
        if any(paid + self._taken(plan, due) != due.amount for due, paid in plan.pays):
            yield "the rest of what was paid in part"
            return
        if plan.relation == "credit note":
            if self._sums(plan):
                yield "nothing says which order the credit note is taken off"
            return
        if line.citation is Citation.SLIP and squeezed(line.cited[0]) in self._numbers:
            yield "the slip is another document's number"
            return
        if plan.relation != "exact":
            if self._near(plan) > 1:
                yield "more than one item is near the sum"
            return
        if self._sums(plan):
            yield "another set comes to the same sum"
        elif len(plan.pays) > LARGE_SETS and plan.tag not in NAMED_BY_WORDS:
            yield "too many parts to be sure of"
        elif plan.tag not in NAMED_BY_WORDS and self._by_chance(plan) > CHANCE:
            yield "such a sum comes out by chance"
        elif plan.tag == "group" and line.citation is Citation.NONE:
            yield "orders of two customers, and nothing says which"

    def _taken(self, plan: Plan, due: Due) -> int:
        return sum(taken.amount for taken in plan.taken if taken.order == due.target.id)

    def _sums(self, plan: Plan) -> bool:
        """Whether parts other than those paid (not just equal ones) come to the amount."""
        truth = tuple(sorted(paid for due, paid in plan.pays if paid == due.amount)) if plan.relation == "exact" else ()
        return any(found != truth for found in self._sets(plan.customer, plan.amount))

    def _sets(self, company: Company, amount: int) -> set[tuple[int, ...]]:
        """The amounts of up to four parts, or of a structured set, that come to ``amount``."""
        dues = [due for due in self._dues[company] if due.kind != "retention"]
        amounts = sorted(due.amount for due in dues if due.amount <= amount)
        found: set[tuple[int, ...]] = {(each,) for each in amounts if each == amount}
        pairs: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for one, two in combinations(range(len(amounts)), 2):
            pairs[amounts[one] + amounts[two]].add((one, two))
        found |= {(amounts[one], amounts[two]) for one, two in pairs.get(amount, ())}
        for index, each in enumerate(amounts):
            for one, two in pairs.get(amount - each, ()):
                if index not in (one, two):
                    found.add(tuple(sorted((each, amounts[one], amounts[two]))))
        if len(amounts) <= 40:
            for total, some in pairs.items():
                if total * 2 <= amount:
                    for lower in some:
                        for upper in pairs.get(amount - total, ()):
                            if not set(lower) & set(upper):
                                found.add(tuple(sorted(amounts[index] for index in (*lower, *upper))))
        return found | self._structured(dues, amount)

    def _structured(self, dues: Sequence[Due], amount: int) -> set[tuple[int, ...]]:
        months: dict[tuple[int, int], list[int]] = defaultdict(list)
        goods = sorted(
            (due for due in dues if due.kind != "deposit"), key=lambda due: (due.due, due.target.day, due.target.id)
        )
        for due in goods:
            months[due.arose.year, due.arose.month].append(due.amount)
        found = {tuple(sorted(amounts)) for amounts in months.values() if sum(amounts) == amount}
        for count, total in enumerate(accumulate(due.amount for due in goods), 1):
            if total == amount:
                found.add(tuple(sorted(due.amount for due in goods[:count])))
        return found

    def _near(self, plan: Plan) -> int:
        """How many parts, or pairs of them, are the amount or a little more."""
        amounts = [due.amount for due in self._dues[plan.customer]]
        most = plan.amount + max(FEE_MAX, sum(taken.amount for taken in plan.taken))
        singles = {each for each in amounts if plan.amount <= each <= most}
        pairs = {one + two for one, two in combinations(amounts, 2) if plan.amount <= one + two <= most}
        return len(singles | pairs)

    def _by_chance(self, plan: Plan) -> float:
        """How many sets of no more parts are to be expected to come to the amount."""
        if len(plan.pays) < 2:
            return 0.0
        grain = next(step for step in (1_000_000, 100_000, 10_000, 1_000, 100, 10, 1) if plan.amount % step == 0)
        amounts = [due.amount for due in self._dues[plan.customer] if due.amount % grain == 0]
        sets = sum(comb(len(amounts), count) for count in range(1, len(plan.pays) + 1))
        spread = max(sum(sorted(amounts)[-len(plan.pays) :]), 1)
        return sets * grain / spread


def squeezed(number: str) -> str:
    """A number without signs and case."""
    return "".join(c for c in number.upper() if c.isalnum())
