"""Whether decisions are right, and what that comes to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations, permutations

from benchmarks.matching.goods import Target
from benchmarks.matching.harness import Outcome, Run
from benchmarks.matching.plans import ROUNDING_MAX
from benchmarks.matching.truth import Sort, Truth
from benchmarks.matching.world import World
from salesbook.bank.decision import Explanation, Verdict

BINS = ("0.50", "0.80", "0.90", "0.97", "0.99", "0.999", "1")
"""Upper edges of the bins of confidence."""

MOST_EXCHANGED = 4
"""Of more equal lines of one payer each is taken for itself."""

SMALL_DIFFERENCE = frozenset({"fee", "rounding"})
"""Up to the limit of roundings nobody can tell the two apart."""


@dataclass
class Score:
    """Counts of lines, and sums in minor units; scores of several worlds add up."""

    lines: int = 0
    posted: int = 0
    posted_right: int = 0
    money_posted: int = 0
    money_wrong: int = 0
    undecidable_right: int = 0
    """Posted right though the truth calls them undecidable."""
    decidable: int = 0
    decidable_right: int = 0
    ignorable: int = 0
    ignorable_right: int = 0
    review: int = 0
    receipts_ignored: int = 0
    ignorable_posted: int = 0
    over_allocated: int = 0
    seconds: float = 0.0
    worlds: int = 0
    bins: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    """Lines with a proposal, and those of them that are right, by bin of confidence."""
    tags: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """What became of lines with a difficulty: right, wrong, review, missed (review though it could be decided)."""

    def add(self, other: Score) -> None:
        """Add the counts of another world."""
        for name in _SUMS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for edge, (count, right) in other.bins.items():
            self.bins[edge][0] += count
            self.bins[edge][1] += right
        for tag, counts in other.tags.items():
            self.tags[tag].update(counts)

    @property
    def precision(self) -> float:
        """Of automatic postings, by lines."""
        return self.posted_right / self.posted if self.posted else 1.0

    @property
    def precision_money(self) -> float:
        """Of automatic postings, by money."""
        return 1 - self.money_wrong / self.money_posted if self.money_posted else 1.0

    @property
    def recall(self) -> float:
        """Of customers' money that can be decided, by lines."""
        return self.decidable_right / self.decidable if self.decidable else 1.0


_SUMS = [
    "lines",
    "posted",
    "posted_right",
    "money_posted",
    "money_wrong",
    "undecidable_right",
    "decidable",
    "decidable_right",
    "ignorable",
    "ignorable_right",
    "review",
    "receipts_ignored",
    "ignorable_posted",
    "over_allocated",
    "seconds",
    "worlds",
]


def score(run: Run) -> tuple[Score, list[Outcome]]:
    """What a run is worth, and the outcomes that were posted or ignored wrongly, then those that give too much."""
    judge = Judge(run.world)
    result = Score(lines=len(run.outcomes), seconds=run.seconds, worlds=1)
    wrong: list[Outcome] = []
    for outcome in _exchanged(run.outcomes, judge):
        truth, decision, amount = outcome.line.truth, outcome.decision, abs(outcome.line.amount)
        right = judge.right(outcome)
        customers = truth.sort in (Sort.RECEIPT, Sort.RECORDED)
        result.decidable += customers and truth.decidable
        result.ignorable += truth.sort is Sort.IGNORED and truth.decidable
        match decision.verdict:
            case Verdict.POST:
                result.posted += 1
                result.money_posted += amount
                result.posted_right += right
                result.money_wrong += 0 if right else amount
                result.undecidable_right += right and not truth.decidable
                result.decidable_right += right and customers and truth.decidable
                result.ignorable_posted += truth.sort is Sort.IGNORED
            case Verdict.IGNORE:
                result.receipts_ignored += truth.sort is not Sort.IGNORED
                result.ignorable_right += right and truth.decidable
            case _:
                result.review += 1
        if decision.verdict is not Verdict.REVIEW and not right:
            wrong.append(outcome)
        became = _became(outcome, right=right)
        for name, tag in truth.tags.items():
            result.tags[name, tag][became] += 1
        for doubt in truth.doubts or ["(decidable)"]:
            result.tags["doubt", doubt][became] += 1
        _bin(result, outcome, right=right)
    result.over_allocated = len(over := judge.over_allocated(run.outcomes))
    for outcome in run.outcomes:
        if outcome.decision.verdict is Verdict.POST and outcome.decision.best.claims & set(over):
            wrong.append(outcome)
    return result, wrong


def _exchanged(outcomes: Sequence[Outcome], judge: Judge) -> list[Outcome]:
    """The outcomes, where what was made of equal lines of one payer is exchanged to its best.

    Two transfers of one amount, of which one was entered before, or returned: it does not matter which.
    """
    found = list(outcomes)
    alike: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for index, each in enumerate(found):
        whose = each.line.plan.customer.name if each.line.plan else each.line.payer
        if whose:
            alike[whose, each.line.amount, each.line.account].append(index)
    for indices in alike.values():
        if 1 < len(indices) <= MOST_EXCHANGED:
            decisions = [found[index].decision for index in indices]
            best = max(
                permutations(decisions),
                key=lambda order: sum(
                    judge.right(replace(found[index], decision=decision))
                    for index, decision in zip(indices, order, strict=True)
                ),
            )
            for index, decision in zip(indices, best, strict=True):
                found[index] = replace(found[index], decision=decision)
    return found


def _became(outcome: Outcome, *, right: bool) -> str:
    if outcome.decision.verdict is Verdict.REVIEW:
        return "missed" if outcome.line.truth.decidable else "review"
    return "right" if right else "wrong"


def _bin(result: Score, outcome: Outcome, *, right: bool) -> None:
    best = outcome.decision.best
    if best.customer is None and not best.recorded:
        return
    edge = next(edge for edge in BINS if best.confidence <= Decimal(edge))
    result.bins[edge][0] += 1
    result.bins[edge][1] += right


class Judge:
    """Knows a world's truth."""

    def __init__(self, world: World) -> None:
        self.targets: dict[str, Target] = {
            target.id: target for targets in world.targets.values() for target in targets
        }
        self.payments: Mapping[str, tuple[str, str]] = {
            str(each["id"]): (str(each["customer"]), str(each["amount"])) for each in world.ledger.entries["payments"]
        }

    def right(self, outcome: Outcome) -> bool:
        """Whether the decision, or for a line under review its best proposal, is what happened."""
        truth, best = outcome.line.truth, outcome.decision.best
        if truth.sort is Sort.IGNORED:
            return best.ignored is not None
        if best.ignored is not None:
            return False
        if truth.sort is Sort.RECORDED:
            return self._clears(best, truth)
        if best.recorded or not self._customer(best, truth):
            return False
        if truth.sort is Sort.UNKNOWN:
            return not best.orders and best.advance == outcome.line.amount
        on_account = truth.on_account and self._on_account(best, truth, outcome.line.amount)
        return on_account or self._pays(best, truth)

    def _customer(self, best: Explanation, truth: Truth) -> bool:
        if best.customer is None:
            return False
        owners = {self.targets[each.order].owner.id for each in truth.given}
        return best.customer == truth.customer or (len(owners) > 1 and best.customer in owners)

    def _clears(self, best: Explanation, truth: Truth) -> bool:
        """The very entries, or payments of the same customer with the same amounts."""
        found = (*best.payments, *best.handins, *best.bills, *best.collects, *best.hands_in)
        return bool(found) and self._alike(found) == self._alike(truth.recorded)

    def _alike(self, ids: Iterable[str]) -> Counter[object]:
        return Counter(self.payments.get(id, id) for id in ids)

    def _on_account(self, best: Explanation, truth: Truth, amount: int) -> bool:
        oldest = {each.order: each.amount for each in truth.oldest}
        posted = _sums((each.order, each.amount) for each in best.orders)
        if best.credits or best.taken_up or sum(posted.values()) + best.advance != amount:
            return False
        return all(oldest.get(order) == paid for order, paid in posted.items())

    def _pays(self, best: Explanation, truth: Truth) -> bool:
        if best.advance != truth.advance or not self._beside(best, truth):
            return False
        posted = _sums((each.order, each.amount) for each in best.orders)
        given = {each.order: each.amount for each in truth.given}
        paid = {each.order: each.paid for each in truth.given if each.paid is not None}
        if paid != {each.order: each.paid for each in best.orders if each.paid is not None}:
            return False
        if not truth.exact <= set(posted):
            return False
        owners = {self.targets[order].owner for order in given}
        settled = _sums((*posted.items(), *_beside(best)))
        truly = _sums((*given.items(), *((each.order, each.amount) for each in truth.taken)))
        return settled == truly or self._pieces(settled, owners) == self._pieces(truly, owners)

    def _pieces(self, settled: Mapping[str, int], owners: Iterable[object]) -> Counter[object]:
        """The open items that amounts settle, by their amounts: equal ones of a customer are as good as each other.

        What is no sum of items of its order, or of another customer's, stands for itself.
        """
        pieces: Counter[object] = Counter()
        for order, amount in settled.items():
            target = self.targets.get(order)
            dues = [due.amount for due in target.dues if due.amount] if target and target.owner in owners else []
            sets = (each for count in range(1, len(dues) + 1) for each in combinations(dues, count))
            pieces.update(next((each for each in sets if sum(each) == amount), ((order, amount),)))
        return pieces

    def _beside(self, best: Explanation, truth: Truth) -> bool:
        """What settles without cash: as much, for the same reason, or from whatever money of the customer is free."""
        credits = sorted((each.amount, _reason(each.amount, each.reason.value)) for each in best.credits)
        taken = sorted(each.amount for each in best.taken_up)
        true_credits = sorted((each.amount, _reason(each.amount, each.reason)) for each in truth.taken if each.reason)
        true_taken = sorted(each.amount for each in truth.taken if each.source)
        return credits == true_credits and taken == true_taken

    def over_allocated(self, outcomes: Iterable[Outcome]) -> list[str]:
        """Orders that get more than they can take, and entries that are cleared twice."""
        posted = [each.decision.best for each in outcomes if each.decision.verdict is Verdict.POST]
        given = _sums(
            pair for best in posted for pair in (*((each.order, each.amount) for each in best.orders), *_beside(best))
        )
        cleared = Counter(
            id for best in posted for id in (*best.payments, *best.handins, *best.bills, *best.collects, *best.hands_in)
        )
        return [order for order, amount in given.items() if amount > self._room(order)] + [
            id for id, count in cleared.items() if count > 1
        ]

    def _room(self, order: str) -> int:
        """The most that an order can take; nothing where the world does not know it as open."""
        target = self.targets.get(order)
        return target.total - target.given if target else 0


def _beside(best: Explanation) -> list[tuple[str, int]]:
    """Orders, and what they get without cash."""
    credits = [(each.order, each.amount) for each in best.credits]
    return [*credits, *((each.order, each.amount) for each in best.taken_up)]


def _reason(amount: int, reason: str | None) -> str:
    return "small" if reason in SMALL_DIFFERENCE and amount <= ROUNDING_MAX else str(reason)


def _sums(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for order, amount in pairs:
        sums[order] += amount
    return dict(sums)
