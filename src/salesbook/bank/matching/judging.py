"""The verdict on a line: one explanation without doubt and rival is posted, all else is left to a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from salesbook.bank.decision import Decision, Explanation, Verdict
from salesbook.bank.matching.evidence import LIKELY, Evidence
from salesbook.bank.matching.receipts import proposal
from salesbook.bank.receivables import Receivables
from salesbook.i18n import Text


def verdict(evidence: Evidence, found: Sequence[Explanation]) -> Decision:
    """The one explanation that has no flag and no rival; else a review with the best first."""
    distinct: dict[tuple[object, ...], Explanation] = {}
    for each in found:
        distinct.setdefault((each.payments, each.handins, each.bills, each.collects, each.orders, each.advance), each)
    ranked = sorted(distinct.values(), key=lambda each: -each.confidence)
    recorded = [each for each in ranked if each.payments or each.handins or each.bills or each.collects]
    certain = [each for each in ranked if not each.flags]
    if recorded and certain and certain[0] not in recorded:
        flag = Text("it may be {recorded}, which is recorded already", "可能就是已登记的 {recorded}").format(
            recorded=", ".join(sorted(claim for each in recorded for claim in each.claims))
        )
        ranked = [each if each in recorded else replace(each, flags=(*each.flags, flag)) for each in ranked]
        certain = []
    clearing = [each for each in certain if each in recorded]
    if len(clearing) == 1 or len(certain) == 1:
        best = clearing[0] if clearing else certain[0]
        return Decision(Verdict.POST, best, tuple(each for each in ranked if each is not best))
    if ranked:
        rivals = Text("several explanations fit", "有多种解释")
        best = ranked[0] if ranked[0].flags else replace(ranked[0], flags=(rivals,), confidence=LIKELY)
        return Decision(Verdict.REVIEW, best, tuple(ranked[1:]))
    return Decision(Verdict.REVIEW, proposal(evidence))


def keep_apart(decisions: Sequence[Decision], book: Receivables) -> list[Decision]:
    """Nothing is given out twice: what two lines claim, or more than an order can take, is left to a person."""
    posted = [decision.best for decision in decisions if decision.verdict is Verdict.POST]
    claims = Counter(claim for best in posted for claim in _claims(best))
    given: Counter[str] = Counter()
    for best in posted:
        for share in best.orders:
            given[share.order] += share.amount
    overdrawn = {order for order, amount in given.items() if amount > book.orders[order].unsettled}
    flag = Text("another line of this statement fits it as well", "本对账单另有一笔也与之相符")
    return [
        replace(decision, verdict=Verdict.REVIEW, best=replace(decision.best, flags=(flag,), confidence=LIKELY))
        if decision.verdict is Verdict.POST
        and (
            any(claims[claim] > 1 for claim in _claims(decision.best))
            or any(share.order in overdrawn for share in decision.best.orders)
        )
        else decision
        for decision in decisions
    ]


def _claims(best: Explanation) -> list[str]:
    return [
        *best.payments,
        *best.handins,
        *best.bills,
        *best.collects,
        *(f"{share.order}:{share.amount}" for share in best.orders),
    ]
