"""The last screen: what will be entered, and what stays open."""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.bank.reviewing.state import ReviewState, accept_certain
from salesbook.cli.review.frame import BLANK, Drawing, Look, Row, Size, paragraph, span
from salesbook.cli.review.pane import End, Setting, Turn
from salesbook.i18n import Text


@dataclass(frozen=True, slots=True)
class LeavePane:
    """``discarding`` while it is asked whether decisions are really to be thrown away."""

    discarding: bool = False

    @property
    def typing(self) -> bool:
        """No text is typed here."""
        return False

    def press(self, key: str, state: ReviewState, setting: Setting) -> Turn:
        """Enter all, accept what is certain as well, go back, or throw away."""
        from salesbook.cli.review.decided_pane import DecidedPane
        from salesbook.cli.review.line_pane import LinePane, undone
        from salesbook.cli.review.summary_pane import SummaryPane

        if self.discarding:
            return Turn(state, LeavePane(), end=End.DISCARD if key == "y" else None)
        match key:
            case "enter":
                return Turn(state, self, end=End.ENTER)
            case "p" if state.certain and not state.accepted:
                return Turn(accept_certain(state), self)
            case "d" if state.before is not None:
                return Turn(state, LeavePane(discarding=True))
            case "u":
                return undone(state, self)
            case "v" if state.resolutions:
                return Turn(state, DecidedPane())
            case "b" | "esc":
                if not state.undecided:
                    return Turn(state, SummaryPane())
                from salesbook.bank.reviewing.state import skip

                return Turn(state if state.current else skip(state), LinePane())
            case _:
                return Turn(state, self)

    def draw(self, state: ReviewState, setting: Setting, size: Size) -> Drawing:
        """Counts of what is entered, remembered, rejected and left."""
        if self.discarding:
            title = (span(setting.words(_DISCARD), Look.BOLD),)
            told = paragraph(setting.words(_DISCARDED), size.columns)
            return Drawing(title, tuple(told), (("y", Text("discard", "放弃")), ("n", Text("back", "返回"))))
        rows: list[Row] = []
        for text, look in _told(state):
            rows += paragraph(setting.words(text), size.columns, first="  ", look=look)
        keys: list[tuple[str, Text]] = [("Enter", _enter(state))]
        if state.certain and not state.accepted:
            keys.append(("p", Text("post all that is certain too", "确定的也全部入账")))
        if state.resolutions:
            keys.append(("v", Text("look at the decided", "查看已处理")))
        keys.append(("b", Text("back", "返回")))
        if state.before is not None:
            keys += [("u", Text("undo", "撤销")), ("d", Text("discard", "全部放弃"))]
        return Drawing((span(setting.words(_LEAVING), Look.BOLD),), (BLANK, *rows), tuple(keys))


def _told(state: ReviewState) -> list[tuple[Text, Look]]:
    ignored = sum(resolution.ignored is not None for resolution in state.resolutions.values())
    posted = len(state.resolutions) - ignored
    remembered = sum(resolution.remember for resolution in state.resolutions.values())
    told: list[tuple[Text, Look]] = []
    if state.certain:
        certain = _CERTAIN if state.accepted else _CERTAIN_LEFT
        told.append((certain.format(count=len(state.certain)), Look.PLAIN if state.accepted else Look.DOUBT))
    for count, text in ((posted, _POSTED), (ignored, _IGNORED), (remembered, _REMEMBERED)):
        if count:
            told.append((text.format(count=count), Look.PLAIN))
    if state.undecided:
        told.append((_OPEN.format(count=len(state.undecided)), Look.DIM))
    return told


def _enter(state: ReviewState) -> Text:
    """What leaving does: it writes only where something was decided."""
    if state.resolutions or state.rejected or (state.accepted and state.certain):
        return Text("enter and leave", "入账并退出")
    return Text("leave, nothing is written", "退出，不写入")


_LEAVING = Text("Leaving the review", "退出核对")
_CERTAIN = Text("Certain lines that are entered: {count}", "入账：确定的 {count} 笔")
_CERTAIN_LEFT = Text(
    "Certain lines that are NOT entered yet: {count}; p enters them too", "确定的 {count} 笔尚未入账：按 p 一并入账"
)
_POSTED = Text("Lines that you decided, and that are entered: {count}", "入账：您处理的 {count} 笔")
_IGNORED = Text("Lines that are no customer's money: {count}", "非货款：{count} 笔")
_REMEMBERED = Text("Payers that are remembered: {count}", "记住付款方：{count} 个")
_OPEN = Text("Lines that stay open, for the next time: {count}", "留待下次：{count} 笔")
_DISCARD = Text("Discard all that you decided?", "放弃全部处理结果？")
_DISCARDED = Text("Nothing of this review is written.", "本次核对不写入任何内容。")
