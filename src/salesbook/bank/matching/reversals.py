"""Movements and what took them back: together they are nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from salesbook.bank.decision import Decision, Explanation, Verdict
from salesbook.bank.identity import Line
from salesbook.bank.names import plain_name
from salesbook.bank.receivables import PastLine
from salesbook.bank.words import RETURNED_WORDS, says
from salesbook.i18n import Text

_REVERSAL_DAYS = 7
_REASON = Text("it and its return cancel each other out", "与其退回相互抵消")


def reversal(counterpart: str | None) -> Decision:
    """The decision on either of the two lines."""
    best = Explanation(ignored="reversal", counterpart=counterpart, confidence=Decimal("0.9900"), reasons=(_REASON,))
    return Decision(Verdict.IGNORE, best)


def reversal_pairs(lines: Sequence[Line], past: Iterable[PastLine] = ()) -> dict[int, int]:
    """Positions of movements and of what took them back: the same party and amount within a week, called so.

    Both ways: a receipt that is sent back, and money out that comes back. Where the return names no party, only one
    movement may fit, those of ``past`` that are decided included; of several of its party the last is taken back.
    """
    decided: dict[int, list[date]] = defaultdict(list)
    for each in past:
        decided[each.amount].append(each.date)
    by_amount: dict[int, list[int]] = defaultdict(list)
    for position, line in enumerate(lines):
        by_amount[line.amount].append(position)
    pairs: dict[int, int] = {}
    for back in sorted(range(len(lines)), key=lambda each: canonical(lines[each])):
        returned = lines[back]
        if back in pairs or not says(returned.memo, RETURNED_WORDS):
            continue
        fitting = [
            position
            for position in by_amount.get(-returned.amount, ())
            if position not in pairs
            and plain_name(returned.payer) in {"", plain_name(lines[position].payer)}
            and _returned_in_time(returned, lines[position].date)
            and not says(lines[position].memo, RETURNED_WORDS)
        ]
        days = [*(lines[each].date for each in fitting), *decided.get(-returned.amount, ())]
        if fitting and (plain_name(returned.payer) or sum(_returned_in_time(returned, day) for day in days) == 1):
            taken_back = max(fitting, key=lambda each: (canonical(lines[each]), each))
            pairs |= {back: taken_back, taken_back: back}
    return pairs


def _returned_in_time(returned: Line, day: date) -> bool:
    return 0 <= (returned.date - day).days <= _REVERSAL_DAYS


def canonical(line: Line) -> tuple[object, ...]:
    """What lines are ordered by, however a file lists them."""
    return (
        line.date,
        line.amount,
        line.payer or "",
        line.payer_account or "",
        line.memo or "",
        line.reference or "",
        line.id or "",
    )
