"""What is certain, to be looked at before it is entered."""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.bank.reviewing.state import ReviewState, doubt, undo
from salesbook.cli.review.describing import explanation_rows, row_of
from salesbook.cli.review.frame import BLANK, Drawing, Look, Row, Size, Span, span
from salesbook.cli.review.pane import Setting, Turn, moved
from salesbook.i18n import Text


@dataclass(frozen=True, slots=True)
class CertainPane:
    """A list of lines; one that is doubted is reviewed with the others."""

    cursor: int = 0

    @property
    def typing(self) -> bool:
        """No text is typed here."""
        return False

    def press(self, key: str, state: ReviewState, setting: Setting) -> Turn:
        """Move, doubt a line, accept all, go back."""
        from salesbook.cli.review.summary_pane import SummaryPane

        ids = tuple(state.certain)
        if (to := moved(self.cursor, key, len(ids))) is not None:
            return Turn(state, CertainPane(to))
        match key:
            case "d" | "space" if ids:
                left = CertainPane(min(self.cursor, max(len(ids) - 2, 0)))
                return Turn(doubt(state, ids[min(self.cursor, len(ids) - 1)]), left, _DOUBTED)
            case "u":
                before = undo(state)
                return Turn(state, self, before) if isinstance(before, Text) else Turn(before, self)
            case "p" if not state.accepted:
                return SummaryPane().press("p", state, setting)
            case "q" | "esc" | "enter" | "l":
                return Turn(state, SummaryPane())
            case _:
                return Turn(state, self)

    def draw(self, state: ReviewState, setting: Setting, size: Size) -> Drawing:
        """A row for each line, all about the one with the cursor."""
        rows: list[Row] = []
        focus = 0
        for at, (id, decision) in enumerate(state.certain.items()):
            line, view = state.lines[id], state.views[state.lines[id].account]
            here = at == self.cursor
            rows.append(row_of(line, (decision.best,), view, setting, here=here))
            if here:
                focus = len(rows) - 1
                rows.append((Span("     "), span(" · ".join(filter(None, (line.payer, line.memo))), Look.DIM)))
                rows += explanation_rows(decision.best, view, setting, size.columns)
                rows.append(BLANK)
        title = Text("Certain lines: {count}", "确定：{count} 笔").format(count=len(state.certain))
        keys = (
            ("↑↓", Text("move", "移动")),
            ("d", Text("doubt it: review it too", "存疑：列入待核对")),
            *(() if state.accepted else (("p", Text("post all", "全部入账")),)),
            ("u", Text("undo", "撤销")),
            ("Esc", Text("back", "返回")),
        )
        return Drawing((span(setting.words(title), Look.BOLD),), tuple(rows), keys, focus)


_DOUBTED = Text("It is reviewed with the others.", "已列入待核对。")
