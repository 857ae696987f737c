"""Why a line is no customer's money: a usual reason by number, or the person's own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from salesbook.bank.decision import Explanation
from salesbook.bank.reviewing.resolution import Part
from salesbook.bank.reviewing.state import ReviewState
from salesbook.cli.review.deciding import resolved
from salesbook.cli.review.frame import Drawing, Look, Row, Size, Span, span
from salesbook.cli.review.pane import Setting, Turn, moved, typed_with
from salesbook.i18n import Text
from salesbook.reports.words import ignored_label

FOR_MONEY_IN = ("interest", "transfer", "settlement", "supplier", "tax", "subsidy", "deposit", "loan", "reversal")
FOR_MONEY_OUT = ("payment out", "fee", "transfer", "tax", "loan", "reversal")
"""The usual reasons, as a match keeps them; what the person types himself is kept as it is."""
WITH_ANOTHER_SIDE = frozenset(("transfer", "settlement"))
"""Of such a line another account may show the other side."""


@dataclass(frozen=True, slots=True)
class ReasonPane:
    """Reasons by number; anything else that is typed is a reason of its own."""

    typed: str = ""
    cursor: int = 0

    @property
    def typing(self) -> bool:
        """Characters are text."""
        return True

    def press(self, key: str, state: ReviewState, setting: Setting) -> Turn:
        """Choose or type a reason."""
        from salesbook.cli.review.line_pane import LinePane

        reasons = _reasons(state)
        if not self.typed and key.isdecimal() and 1 <= int(key) <= len(reasons):
            return _reason_given(state, reasons[int(key) - 1])
        if not self.typed and (to := moved(self.cursor, key, len(reasons))) is not None:
            return Turn(state, replace(self, cursor=to))
        if key == "esc":
            return Turn(state, LinePane())
        if key == "enter":
            return _reason_given(state, self.typed.strip() or reasons[self.cursor])
        typed = typed_with(self.typed, key)
        return Turn(state, self if typed is None else replace(self, typed=typed.lstrip()))

    def draw(self, state: ReviewState, setting: Setting, size: Size) -> Drawing:
        """The usual reasons."""
        rows: list[Row] = []
        for at, reason in enumerate(_reasons(state)):
            here = at == self.cursor and not self.typed
            text = f"{'>' if here else ' '} {at + 1}  {setting.words(ignored_label(reason))}"
            rows.append((Span(text, Look.BOLD if here else Look.PLAIN),))
        keys = (
            ("1-9", Text("choose", "选择")),
            ("Enter", Text("accept", "确定")),
            ("Esc", Text("back", "返回")),
        )
        title = (span(setting.words(_WHY), Look.BOLD),)
        return Drawing(title, tuple(rows), keys, self.cursor, (_OWN_WORDS, self.typed))


def _reasons(state: ReviewState) -> tuple[str, ...]:
    return FOR_MONEY_OUT if state.line is not None and state.line.amount < 0 else FOR_MONEY_IN


def _reason_given(state: ReviewState, reason: str) -> Turn:
    """The line is decided, after a question where it may have another side."""
    from salesbook.cli.review.counterpart_pane import CounterpartPane

    if state.line is None or state.line.id is None:
        raise ValueError("no line is looked at")
    proposed = next((each for each in state.proposals[state.line.id] if each.ignored == reason), None)
    explanation = proposed or Explanation(ignored=reason, confidence=Decimal(1))
    if reason in WITH_ANOTHER_SIDE and (pane := CounterpartPane.of(state, explanation)):
        return Turn(state, pane)
    return resolved(state, (Part(state.line.amount, explanation),), remember=False)


_WHY = Text("Why is it no customer's money?", "为什么不是货款？")
_OWN_WORDS = Text("A number, or your own words", "输入序号，或直接写理由")
