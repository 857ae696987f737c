"""The other line of an own transfer: lines of the other accounts that it may be, or none of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from salesbook.bank.decision import Explanation
from salesbook.bank.receivables import OtherLine
from salesbook.bank.reviewing.counterparts import counterparts
from salesbook.bank.reviewing.resolution import Part
from salesbook.bank.reviewing.state import ReviewState
from salesbook.cli.review.deciding import resolved
from salesbook.cli.review.frame import BLANK, Drawing, Look, Row, Size, Span, column, paragraph, span
from salesbook.cli.review.pane import Setting, Turn, amount_of, moved
from salesbook.i18n import Text
from salesbook.model.money import grouped


@dataclass(frozen=True, slots=True)
class CounterpartPane:
    """``lines`` that may be the other side of what ``explanation`` says; after the last stands none of them."""

    explanation: Explanation
    lines: tuple[OtherLine, ...]
    cursor: int = 0

    @property
    def typing(self) -> bool:
        """No text is typed here."""
        return False

    @classmethod
    def of(cls, state: ReviewState, explanation: Explanation) -> Self | None:
        """For the line looked at, at first on the line that is proposed; None where no line fits."""
        lines = counterparts(state)
        proposed = next((at for at, each in enumerate(lines) if each.id == explanation.counterpart), 0)
        return cls(explanation, lines, proposed) if lines else None

    def press(self, key: str, state: ReviewState, setting: Setting) -> Turn:
        """Choose a line, or none."""
        from salesbook.cli.review.reason_pane import ReasonPane

        if (to := moved(self.cursor, key, len(self.lines) + 1)) is not None:
            return Turn(state, replace(self, cursor=to))
        if key.isdecimal() and 0 <= int(key) <= len(self.lines):
            return self._chosen(state, int(key) - 1 if int(key) else len(self.lines))
        match key:
            case "enter":
                return self._chosen(state, self.cursor)
            case "esc" | "q":
                return Turn(state, ReasonPane())
            case _:
                return Turn(state, self)

    def _chosen(self, state: ReviewState, at: int) -> Turn:
        if state.line is None:
            raise ValueError("no line is looked at")
        other = self.lines[at].id if at < len(self.lines) else None
        reasons = self.explanation.reasons if other == self.explanation.counterpart else ()
        explanation = self.explanation._replace(counterpart=other, reasons=reasons)
        return resolved(state, (Part(state.line.amount, explanation),), remember=False)

    def draw(self, state: ReviewState, setting: Setting, size: Size) -> Drawing:
        """A row for each line, what its bank says of it below."""
        rows: list[Row] = []
        focus = 0
        for at, other in enumerate(self.lines):
            here = at == self.cursor
            focus = len(rows) if here else focus
            amount = column(grouped(other.amount, other.currency), 15, right=True)
            head = f"{'>' if here else ' '} {at + 1}  {other.date} {amount}  {setting.account(other.account)}"
            rows.append((span(head, Look.BOLD if here else Look.PLAIN),))
            stated = state.lines.get(other.id)
            words = " · ".join(filter(None, (stated.payer if stated else None, other.memo)))
            rows += paragraph(words, size.columns, first="     ", look=Look.DIM) if words else []
        here = self.cursor == len(self.lines)
        focus = len(rows) + 1 if here else focus
        none = f"{'>' if here else ' '} 0  {setting.words(_NONE)}"
        rows += [BLANK, (Span(none, Look.BOLD if here else Look.PLAIN),)]
        amount = "" if state.line is None else amount_of(state.line.amount, self.lines[0].currency)
        title = f"{setting.words(_WHICH)}  {amount}"
        keys = (
            ("↑↓", Text("move", "移动")),
            ("0-9", Text("choose", "选择")),
            ("Enter", Text("accept", "确定")),
            ("Esc", Text("back", "返回")),
        )
        return Drawing((span(title, Look.BOLD),), tuple(rows), keys, focus)


_WHICH = Text("Which line is its other side?", "对应哪一笔流水？")
_NONE = Text("none of them, or not at the bank yet", "都不是，或银行尚未出现")
