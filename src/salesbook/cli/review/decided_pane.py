"""What was decided so far, to be looked over; a decision that was wrong is opened again."""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.bank.reviewing.state import ReviewState, open_again
from salesbook.cli.review.describing import explanation_rows, row_of
from salesbook.cli.review.frame import BLANK, Drawing, Look, Row, Size, Span, row, span
from salesbook.cli.review.pane import Setting, Turn, moved
from salesbook.i18n import Text


@dataclass(frozen=True, slots=True)
class DecidedPane:
    """A list of decided lines."""

    cursor: int = 0

    @property
    def typing(self) -> bool:
        """No text is typed here."""
        return False

    def press(self, key: str, state: ReviewState, setting: Setting) -> Turn:
        """Move, open a line again, go back."""
        from salesbook.cli.review.leave_pane import LeavePane
        from salesbook.cli.review.line_pane import LinePane

        ids = tuple(id for id in state.queue if id in state.resolutions)
        if (to := moved(self.cursor, key, len(ids))) is not None:
            return Turn(state, DecidedPane(max(to, 0)))
        match key:
            case "enter" if ids:
                return Turn(open_again(state, ids[min(self.cursor, len(ids) - 1)]), LinePane(), _OPEN_AGAIN)
            case "q" | "esc" | "enter" | "v":
                return Turn(state, LinePane() if state.current else LeavePane())
            case _:
                return Turn(state, self)

    def draw(self, state: ReviewState, setting: Setting, size: Size) -> Drawing:
        """A row for each line, all about the one with the cursor."""
        rows: list[Row] = []
        focus = 0
        decided = [(id, state.resolutions[id]) for id in state.queue if id in state.resolutions]
        for at, (id, resolution) in enumerate(decided):
            line, view = state.lines[id], state.views[state.lines[id].account]
            here = at == min(self.cursor, len(decided) - 1)
            rows.append(row_of(line, resolution.explanations, view, setting, here=here))
            if here:
                focus = len(rows) - 1
                rows.append((Span("     "), span(" · ".join(filter(None, (line.payer, line.memo))), Look.DIM)))
                for explanation in resolution.explanations:
                    rows += explanation_rows(explanation, view, setting, size.columns)
                rows.append(BLANK)
        if not rows:
            rows.append(row(setting.words(_NONE), look=Look.DIM))
        title = Text("Decided lines: {count}", "已处理：{count} 笔").format(count=len(decided))
        keys = (
            ("↑↓", Text("move", "移动")),
            ("Enter", Text("open it again", "重新处理")),
            ("Esc", Text("back", "返回")),
        )
        return Drawing((span(setting.words(title), Look.BOLD),), tuple(rows), keys, focus)


_OPEN_AGAIN = Text("It is open again.", "已重新打开。")
_NONE = Text("Nothing is decided yet.", "尚未处理任何流水。")
