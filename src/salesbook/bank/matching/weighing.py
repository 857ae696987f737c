"""From what may explain a line to what does: each explanation once, none that a person rejected, the best few."""

from __future__ import annotations

import math
from collections.abc import Iterable

from salesbook.bank.decision import Weight
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.hypothesis import Hypothesis
from salesbook.bank.matching.joint import Options
from salesbook.bank.matching.kinds import NEW, RECORDED, REFUNDED
from salesbook.bank.matching.ledger import NOTHING_KNOWN
from salesbook.i18n import Text

_MOST = 10
"""Explanations of one line that are weighed together with the other lines'."""
UNKNOWN = Text("nothing here explains it, and the amount fits by chance", "以上均不成立，金额只是巧合")


def options_of(case: Case) -> Options:
    """All explanations of a line that are worth weighing."""
    kinds = (*RECORDED, *NEW) if case.amount > 0 else REFUNDED
    proposed = (hypothesis for kind in kinds for hypothesis in kind(case))
    kept = _distinct(case, proposed)
    return Options(tuple(kept[:_MOST]), unknown(case).value)


def unknown(case: Case) -> Weight:
    """What speaks for none of the explanations: that any payment has such an amount by chance."""
    chances = case.payer.chances
    unexplained = sum(chance * case.ledger.unexplained(customer) for customer, chance in chances.items())
    unexplained += (1.0 - sum(chances.values())) * NOTHING_KNOWN
    return Weight(UNKNOWN, math.log(unexplained) + case.log_chance)


def _distinct(case: Case, proposed: Iterable[Hypothesis]) -> list[Hypothesis]:
    """Each explanation once, in its likeliest form, the likeliest first."""
    rejected = case.book.rejected.get(case.line.id or "", frozenset())
    best: dict[tuple[object, ...], Hypothesis] = {}
    for each in proposed:
        if rejected and each.explanation.denied & rejected:
            continue
        known = best.get(each.key)
        if known is None or each.score > known.score:
            best[each.key] = each
    if len(best) < 2:
        return list(best.values())
    return sorted(best.values(), key=lambda each: (-each.score, each.explanation.flags != (), repr(each.key)))
