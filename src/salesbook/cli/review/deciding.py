"""From chosen parts to a decision: what is still to be explained, and whether a payer is to be remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salesbook.bank.identity import Line
from salesbook.bank.reviewing.memory import has_own_name, rememberable
from salesbook.bank.reviewing.resolution import Part
from salesbook.bank.reviewing.state import ReviewState, resolve
from salesbook.cli.review.pane import Setting, Turn
from salesbook.i18n import Text


@dataclass(frozen=True, slots=True)
class Task:
    """The part of a line that is being explained: ``money`` of it, after ``parts`` that are explained already."""

    money: int
    parts: tuple[Part, ...] = ()

    @classmethod
    def whole(cls, line: Line) -> Task:
        """All of a line."""
        return cls(line.amount)

    @classmethod
    def of(cls, state: ReviewState) -> Task:
        """All of the line looked at. Raises ``ValueError`` where there is none."""
        if state.line is None:
            raise ValueError("no line is looked at")
        return cls.whole(state.line)


def explained(state: ReviewState, setting: Setting, task: Task, parts: Sequence[Part]) -> Turn:
    """What follows when ``parts`` are chosen: the next part of the line, or its decision."""
    from salesbook.cli.review.party_pane import PartyPane

    if state.line is None:
        raise ValueError("no line is looked at")
    done = (*task.parts, *parts)
    left = state.line.amount - sum(part.amount for part in done)
    if left == 0:
        return decided(state, setting, done)
    return Turn(state, PartyPane.of(state, Task(left, done)), _NEXT_PART)


def decided(state: ReviewState, setting: Setting, parts: Sequence[Part]) -> Turn:
    """The line looked at is decided, after a question where its payer may be remembered."""
    from salesbook.cli.review.remember_pane import RememberPane

    memory = rememberable(state, parts)
    if memory is None:
        return resolved(state, parts, remember=False)
    if has_own_name(state, memory):
        told = _REMEMBERED.format(account=memory.payer.account, customer=memory.customer)
        return resolved(state, parts, remember=True, notice=told)
    return Turn(state, RememberPane(tuple(parts), memory))


def resolved(state: ReviewState, parts: Sequence[Part], *, remember: bool, notice: Text | None = None) -> Turn:
    """The decision made, and the next line; or why it cannot be."""
    from salesbook.cli.review.leave_pane import LeavePane
    from salesbook.cli.review.line_pane import LinePane

    after = resolve(state, parts, remember=remember)
    if isinstance(after, Text):
        return Turn(state, LinePane(), after)
    return Turn(after, LinePane() if after.current else LeavePane(), notice)


_REMEMBERED = Text(
    "Account {account} is remembered as one of {customer} (u takes it back).",
    "账号 {account} 已记为 {customer} 的付款账号（u 可撤销）。",
)
_NEXT_PART = Text("Now the rest of the line.", "接着说明其余金额。")
