"""The other line of an own transfer: which lines it may be, and what is decided of it with the one looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from salesbook.bank.decision import Explanation
from salesbook.bank.receivables import OtherLine
from salesbook.bank.reviewing.resolution import Part, Resolution
from salesbook.bank.view import BESIDE
from salesbook.i18n import Text

if TYPE_CHECKING:
    from salesbook.bank.reviewing.state import ReviewState


def counterparts(state: ReviewState) -> tuple[OtherLine, ...]:
    """Lines of other accounts that the line looked at may move money from or to, the nearest by date first.

    They have just its amount, the other way, within ``BESIDE`` of it, and nothing else was decided of them.
    """
    line = state.line
    if line is None or line.id is None:
        return ()
    view, id = state.views[line.account], line.id
    fitting = (
        other
        for other in view.other_lines
        if (other.amount, other.currency) == (-line.amount, view.currency)
        and abs(other.date - line.date) <= BESIDE
        and _is_free(state, other, id)
    )
    return tuple(sorted(fitting, key=lambda other: (abs(other.date - line.date), other.id)))


def _is_free(state: ReviewState, other: OtherLine, line: str) -> bool:
    """Whether nothing is decided of a line but that it is the other side of ``line``, or of it is not told which."""
    if other.id in _named(state, line):
        return False
    if other.id not in state.lines:
        return other.customer is None and other.ignored is None
    return _may_face(state, other.id, line)


def _may_face(state: ReviewState, other: str, line: str) -> bool:
    """Whether a line of the review is open, or nobody's money that is of no third line."""
    known = explanations_of(state, other)
    return all(each.ignored is not None and each.counterpart in {None, line} for each in known)


def explanations_of(state: ReviewState, id: str) -> tuple[Explanation, ...]:
    """What a line of the review was found or decided to be; nothing while it is open."""
    if id in state.resolutions:
        return state.resolutions[id].explanations
    return (state.certain[id].best,) if id in state.certain else ()


def _named(state: ReviewState, line: str) -> frozenset[str]:
    """Lines that are the other side of one of the review, other than ``line``."""
    explanations = (each for id in state.lines if id != line for each in explanations_of(state, id))
    return frozenset(each.counterpart for each in explanations if each.counterpart)


def counterpart_taken(state: ReviewState, line: str, parts: Sequence[Part]) -> Text | None:
    """Why a line cannot have the other side that ``parts`` name: that was found to be something else."""
    for part in parts:
        other = part.explanation.counterpart
        if other and (other in _named(state, line) or not _may_face(state, other, line)):
            return _TAKEN.format(line=other)
    return None


def with_counterparts(state: ReviewState, line: str, parts: Sequence[Part]) -> ReviewState:
    """The state with the other lines that ``parts`` of a line name decided too, each as the other side of it."""
    resolutions, certain, proposals = dict(state.resolutions), dict(state.certain), dict(state.proposals)
    for part in parts:
        other = part.explanation.counterpart
        if other is None or other not in state.lines:
            continue
        mirrored = part.explanation._replace(counterpart=line, reasons=(), flags=())
        rejected = state.rejected.get(other, frozenset()) - {mirrored.ignored or ""}
        resolutions[other] = Resolution((Part(state.lines[other].amount, mirrored),), rejected)
        if other in certain:
            proposals[other] = (certain.pop(other).best,)
    return replace(state, resolutions=resolutions, certain=certain, proposals=proposals)


def sides_of(state: ReviewState, id: str) -> frozenset[str]:
    """A decided line, and the other side that was decided with it."""
    others = {each.counterpart for each in explanations_of(state, id) if each.counterpart}
    both = (
        other
        for other in others & state.resolutions.keys()
        if any(each.counterpart == id for each in explanations_of(state, other))
    )
    return frozenset((id, *both))


_TAKEN = Text("line {line} was decided to be something else", "流水 {line} 已另作处理")
