"""The verdict on a line: one explanation without doubt and rival is posted, all else is left to a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from salesbook.bank.decision import Decision, Explanation, Verdict
from salesbook.bank.matching.evidence import LIKELY, Evidence
from salesbook.bank.matching.receipts import proposal
from salesbook.bank.receivables import Receivables
from salesbook.i18n import Text


def verdict(evidence: Evidence, found: Sequence[Explanation]) -> Decision:
    """The one explanation that has no flag and no rival; else a review with the best first.

    What is recorded already comes before what is open. While something recorded may be meant, nothing new is entered.
    """
    ranked = _ranked(evidence, found)
    if not ranked:
        return Decision(Verdict.REVIEW, proposal(evidence))
    certain = [each for each in ranked if not each.flags]
    cleared = [each for each in certain if each.recorded]
    if not cleared and any(each.recorded for each in ranked):
        ranked = [each if each.recorded else _doubted(each, _may_be_recorded(ranked)) for each in ranked]
        certain = []
    chosen = cleared or certain
    if len(chosen) == 1:
        return Decision(Verdict.POST, chosen[0], tuple(each for each in ranked if each is not chosen[0]))
    best = ranked[0] if ranked[0].flags else _doubted(ranked[0], _RIVALS)
    return Decision(Verdict.REVIEW, best, tuple(ranked[1:]))


_RIVALS = Text("several explanations fit equally well", "有多种同样合理的解释")
_ANOTHER_LINE = Text("another line of this statement fits it as well", "本对账单另有一笔也与之相符")
_CITED_BY_ANOTHER = Text("another line cites {orders}", "另一笔流水的附言写明 {orders}")


def _ranked(evidence: Evidence, found: Sequence[Explanation]) -> list[Explanation]:
    """Each explanation once, the surest first, without what a person rejected for this line."""
    rejected = evidence.book.rejected.get(evidence.line.id or "", frozenset())
    distinct: dict[tuple[object, ...], Explanation] = {}
    for each in found:
        if not each.claims & rejected:
            distinct.setdefault((each.payments, each.handins, each.bills, each.collects, each.orders), each)
    return sorted(distinct.values(), key=lambda each: -each.confidence)


def _may_be_recorded(ranked: Sequence[Explanation]) -> Text:
    recorded = ", ".join(sorted(claim for each in ranked if each.recorded for claim in each.claims))
    return Text("it may be {recorded}, which is recorded already", "可能就是已登记的 {recorded}").format(
        recorded=recorded
    )


def _doubted(explanation: Explanation, flag: Text) -> Explanation:
    confidence = min(explanation.confidence, LIKELY)
    return replace(explanation, confidence=confidence, flags=(*explanation.flags, flag))


def cleared_once(decisions: Sequence[Decision]) -> list[Explanation]:
    """Explanations by what is recorded that are certain and that no other line lays claim to."""
    found = [decision.best for decision in decisions if decision.clears_recorded]
    claims = Counter(claim for best in found for claim in _claims(best))
    return [best for best in found if all(claims[claim] == 1 for claim in _claims(best))]


def keep_apart(decisions: Sequence[Decision], cited: Sequence[Collection[str]], book: Receivables) -> list[Decision]:
    """Nothing is given out twice: what two lines claim, or more than an order can take, is left to a person.

    ``cited`` are the orders that each line cites: where that leads to no posting, they are not for another line that
    merely has the amount.
    """
    posted = [decision.best for decision in decisions if decision.verdict is Verdict.POST]
    claims = Counter(claim for best in posted for claim in _claims(best))
    given: Counter[str] = Counter()
    for best in posted:
        for share in best.orders:
            given[share.order] += share.amount
    open_lines = zip(decisions, cited, strict=True)
    citing = {order for decision, orders in open_lines if decision.verdict is Verdict.REVIEW for order in orders}

    def doubt(best: Explanation, own: Collection[str]) -> Text | None:
        if any(claims[claim] > 1 for claim in _claims(best)) or any(
            given[share.order] > book.orders[share.order].unsettled for share in best.orders
        ):
            return _ANOTHER_LINE
        others = [share.order for share in best.orders if share.order in citing and share.order not in own]
        return _CITED_BY_ANOTHER.format(orders=", ".join(others)) if others else None

    apart: list[Decision] = []
    for decision, own in zip(decisions, cited, strict=True):
        flag = doubt(decision.best, own) if decision.verdict is Verdict.POST else None
        apart.append(
            replace(decision, verdict=Verdict.REVIEW, best=_doubted(decision.best, flag)) if flag else decision
        )
    return apart


def _claims(best: Explanation) -> list[str]:
    """What no two lines may be matched to: recorded entries, and the same amount of an order."""
    return [
        *best.payments,
        *best.handins,
        *best.bills,
        *best.collects,
        *(f"{share.order}:{share.amount}" for share in best.orders),
    ]
