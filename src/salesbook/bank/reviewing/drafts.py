"""What is entered for a review: what is certain, and what a person decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from salesbook.bank.named_entries import NamedEntry
from salesbook.bank.posting import Entering, line_drafts
from salesbook.bank.reconciliation import Reconciliation
from salesbook.bank.reviewing.resolution import Part, Resolution
from salesbook.bank.reviewing.state import ReviewState
from salesbook.recording.draft import Draft


def reviewed_drafts(
    found: Sequence[Reconciliation],
    state: ReviewState,
    named: Mapping[str, NamedEntry],
    matched: Collection[str],
    today: date,
) -> list[Draft]:
    """Every new line of the statements, with entries for those decided; those that are certain where it was accepted.

    ``named`` are the entries that the decisions name, ``matched`` the lines that have a match in the book.
    """
    decided = {*state.resolutions, *(state.certain if state.accepted else ())}
    has_match = {*matched, *decided}
    drafts: list[Draft] = []
    entered: set[str] = set()
    for result in found:
        for line in result.lines:
            if not line.id or line.id in entered:
                continue
            resolution = _resolution(state, line.id)
            parts = [(part.amount, part.explanation) for part in resolution.parts]
            entering = Entering(result, named, has_match, today)
            drafts += line_drafts(line, parts, entering, resolution.rejected)
            entered.add(line.id)
            has_match |= {part.explanation.counterpart or line.id for part in resolution.parts}
    return drafts


def _resolution(state: ReviewState, id: str) -> Resolution:
    """What was decided of a line; of one that is open what it is not."""
    if id in state.certain and state.accepted:
        line, best = state.lines[id], state.certain[id].best
        return Resolution((Part(line.amount, best),))
    return state.resolutions.get(id) or Resolution(rejected=state.rejected.get(id, frozenset()))
