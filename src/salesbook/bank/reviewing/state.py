"""The state of a review: every open line, what was decided of it so far, and the line that is looked at.

Each step is a function from one state to the next; a step that cannot be made gives the reason as a text. Whatever the
steps, nothing is given out twice: what a decision takes is no longer there for the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from salesbook.bank.decision import Decision, Explanation, Verdict
from salesbook.bank.identity import Line
from salesbook.bank.matching import match
from salesbook.bank.receivables import Receivables
from salesbook.bank.reconciliation import Reconciliation
from salesbook.bank.reviewing.counterparts import counterpart_taken, sides_of, with_counterparts
from salesbook.bank.reviewing.remaining import cannot_take
from salesbook.bank.reviewing.resolution import Part, Resolution, claims_of, is_complete, named_by
from salesbook.i18n import Text


@dataclass(frozen=True)
class ReviewState:
    """``lines`` are the open ones by id, in the order of their statements, ``views`` what the book knows by account.

    ``certain`` are decisions that the matcher made and nobody doubted; ``proposals`` the best explanations, best
    first, of the lines to review; ``current`` is the line looked at, None after the last. ``accepted`` says that what
    is certain is to be entered, ``before`` is the state before the last decision.
    """

    views: Mapping[str, Receivables]
    lines: Mapping[str, Line]
    certain: Mapping[str, Decision]
    proposals: Mapping[str, tuple[Explanation, ...]]
    resolutions: Mapping[str, Resolution] = field(default_factory=dict)
    rejected: Mapping[str, frozenset[str]] = field(default_factory=dict)
    current: str | None = None
    accepted: bool = False
    before: ReviewState | None = field(default=None, repr=False, compare=False)

    @property
    def queue(self) -> tuple[str, ...]:
        """The lines to review, decided ones too."""
        return tuple(id for id in self.lines if id in self.proposals)

    @property
    def undecided(self) -> tuple[str, ...]:
        """The lines to review that nothing was decided of."""
        return tuple(id for id in self.queue if id not in self.resolutions)

    @property
    def line(self) -> Line | None:
        """The line looked at."""
        return None if self.current is None else self.lines[self.current]

    @cached_property
    def left(self) -> Mapping[str, Receivables]:
        """By account, what is there when all that is certain and decided is entered."""
        taken = [*self.posted, *(each for made in self.resolutions.values() for each in made.explanations)]
        return {account: view.after(taken) for account, view in self.views.items()}

    @property
    def posted(self) -> tuple[Explanation, ...]:
        """What certain lines clear and pay."""
        return tuple(each.best for each in self.certain.values() if each.verdict is Verdict.POST)


def begin(found: Sequence[Reconciliation], views: Mapping[str, Receivables]) -> ReviewState:
    """A review of the open lines of statements; a line that two of them hold is reviewed once."""
    decisions: dict[str, tuple[Line, Decision]] = {}
    for each in (line for result in found for line in result.lines if line.id):
        if each.decision.verdict is not Verdict.KNOWN:
            decisions.setdefault(each.id, (replace(each.line, id=each.id), each.decision))
    state = ReviewState(
        views=views,
        lines={id: line for id, (line, _) in decisions.items()},
        certain={id: each for id, (_, each) in decisions.items() if each.verdict is not Verdict.REVIEW},
        proposals={id: proposed(each) for id, (_, each) in decisions.items() if each.verdict is Verdict.REVIEW},
    )
    claimed = frozenset(claim for each in state.posted for claim in each.claims)
    state = _matched_again(state, _touching(state, claimed))
    return replace(state, current=next(iter(state.queue), None))


def proposed(decision: Decision) -> tuple[Explanation, ...]:
    """The explanations of a decision that say anything, the best first."""
    found = (decision.best, *decision.alternatives)
    return tuple(each for each in found if each.customer or each.recorded or each.ignored)


def resolve(state: ReviewState, parts: Sequence[Part], *, remember: bool = False) -> ReviewState | Text:
    """Decide the current line: ``parts`` come to its amount. What was proposed and is none of them is rejected."""
    line = state.line
    if line is None or line.id is None:
        return _NO_LINE
    if sum(part.amount for part in parts) != line.amount or not all(
        is_complete(part.explanation, part.amount) for part in parts
    ):
        return _INCOMPLETE
    open_again = _without(state, line.id)
    refusal = cannot_take(open_again.left[line.account], [part.explanation for part in parts])
    if refusal := refusal or counterpart_taken(open_again, line.id, parts):
        return refusal
    passed_over = state.proposals[line.id][0].denied if state.proposals[line.id] else frozenset()
    rejected = state.rejected.get(line.id, frozenset()) | passed_over
    resolution = Resolution(tuple(parts), rejected - named_by(parts), remember)
    decided = replace(open_again, resolutions={**open_again.resolutions, line.id: resolution})
    decided = replace(with_counterparts(decided, line.id, parts), before=state)
    return _onward(_matched_again(decided, _touching(decided, claims_of(parts))))


def reject(state: ReviewState, number: int) -> ReviewState | Text:
    """The current line is not what its proposal ``number`` (from 0) says; what else it may be is looked for anew."""
    line = state.line
    if line is None or line.id is None or not 0 <= number < len(state.proposals[line.id]):
        return _NO_PROPOSAL
    refused = state.proposals[line.id][number]
    rejected = {**state.rejected, line.id: state.rejected.get(line.id, frozenset()) | refused.denied}
    kept = tuple(each for each in state.proposals[line.id] if each is not refused)
    without = replace(state, rejected=rejected, proposals={**state.proposals, line.id: kept}, before=state)
    again = _matched_again(without, [line.id])
    found = tuple(each for each in again.proposals[line.id] if not _same(each, refused))
    return replace(again, proposals={**again.proposals, line.id: found})


def accept_certain(state: ReviewState) -> ReviewState:
    """All that the matcher is certain of, and nobody doubted, is to be entered."""
    return replace(state, accepted=True, before=state)


def doubt(state: ReviewState, id: str) -> ReviewState:
    """A line that the matcher was certain of is to be reviewed."""
    certain = {each: decision for each, decision in state.certain.items() if each != id}
    proposals = {**state.proposals, id: proposed(state.certain[id])}
    doubted = replace(state, certain=certain, proposals=proposals, before=state)
    return replace(doubted, current=next(iter(doubted.undecided)))


def take_up(state: ReviewState, kept: Mapping[str, Resolution]) -> ReviewState:
    """The state with decisions of an earlier, unfinished review, as far as they can still be carried out."""
    for id, resolution in kept.items():
        state = doubt(state, id) if id in state.certain and resolution.parts else state
        if id not in state.proposals:
            continue
        state = replace(state, current=id, rejected={**state.rejected, id: resolution.rejected})
        if resolution.parts:
            after = resolve(state, resolution.parts, remember=resolution.remember)
            state = state if isinstance(after, Text) else after
    rejected = {id: ids for id, ids in state.rejected.items() if id in state.proposals and ids}
    return replace(state, rejected=rejected, current=next(iter(state.undecided), None))


def open_again(state: ReviewState, id: str) -> ReviewState:
    """A decided line is looked at again, as if nothing had been decided of it."""
    return replace(_matched_again(_without(state, id), [id]), current=id, before=state)


def reopen(state: ReviewState, ids: Sequence[str]) -> ReviewState:
    """Lines that could not be entered as they were decided are to be reviewed, the first of them now."""
    for id in ids:
        state = doubt(state, id) if id in state.certain else _without(state, id)
    return replace(_matched_again(state, ids), current=ids[0], before=None)


def skip(state: ReviewState, steps: int = 1) -> ReviewState:
    """Look at another undecided line, ``steps`` further on or (negative) back; the ends meet."""
    open_lines = state.undecided
    if not open_lines:
        return replace(state, current=None)
    ordered = list(state.queue)
    here = ordered.index(state.current) if state.current in ordered else -1
    if steps > 0:
        following = [id for id in open_lines if ordered.index(id) > here]
        return replace(state, current=following[0] if following else open_lines[0])
    preceding = [id for id in open_lines if ordered.index(id) < here]
    return replace(state, current=preceding[-1] if preceding else open_lines[-1])


def undo(state: ReviewState) -> ReviewState | Text:
    """The state before the last decision."""
    return _NOTHING_TO_UNDO if state.before is None else state.before


def _onward(state: ReviewState) -> ReviewState:
    """To the next undecided line; None after the last of the queue, though some may have been skipped."""
    ordered = list(state.queue)
    here = ordered.index(state.current) if state.current in ordered else -1
    return replace(state, current=next((id for id in state.undecided if ordered.index(id) > here), None))


def _without(state: ReviewState, id: str) -> ReviewState:
    """The state with a line open again, and with it the other side that was decided with it."""
    if id not in state.resolutions:
        return state
    sides = sides_of(state, id)
    return replace(state, resolutions={each: made for each, made in state.resolutions.items() if each not in sides})


def _touching(state: ReviewState, claims: frozenset[str]) -> list[str]:
    """Undecided lines whose proposals lay claim to any of ``claims``."""
    return [id for id in state.undecided if any(each.claims & claims for each in state.proposals[id])]


def _matched_again(state: ReviewState, ids: Sequence[str]) -> ReviewState:
    """With new proposals for some lines, from what is left."""
    proposals = dict(state.proposals)
    for account, view in state.views.items():
        lines = [state.lines[id] for id in ids if state.lines[id].account == account]
        if not lines:
            continue
        rejected = {
            id: view.rejected.get(id, frozenset()) | state.rejected.get(id, frozenset())
            for id in {*view.rejected, *state.rejected}
        }
        for line, decision in zip(lines, match(lines, replace(state.left[account], rejected=rejected)), strict=True):
            proposals[line.id or ""] = proposed(decision)
    return replace(state, proposals=proposals)


def _same(one: Explanation, other: Explanation) -> bool:
    """Whether two explanations come to the same entries, for whatever reasons."""
    return one.claims == other.claims and (one.customer, one.ignored) == (other.customer, other.ignored)


_NO_LINE = Text("there is no line to decide", "没有待处理的流水")
_NO_PROPOSAL = Text("there is no such proposal", "没有该建议")
_INCOMPLETE = Text("it does not explain the whole amount", "未说明全部金额")
_NOTHING_TO_UNDO = Text("there is nothing to undo", "没有可撤销的操作")
