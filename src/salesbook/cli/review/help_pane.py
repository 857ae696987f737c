"""What the keys do, at more length."""

from __future__ import annotations

from dataclasses import dataclass, replace

from salesbook.bank.reviewing.state import ReviewState
from salesbook.cli.review.frame import BLANK, Drawing, Look, Row, Size, column, paragraph, span
from salesbook.cli.review.pane import Pane, Setting, Turn, moved
from salesbook.i18n import Text


@dataclass(frozen=True, slots=True)
class HelpPane:
    """Over the pane that it was called from."""

    behind: Pane
    top: int = 0

    @property
    def typing(self) -> bool:
        """No text is typed here."""
        return False

    def press(self, key: str, state: ReviewState, setting: Setting) -> Turn:
        """Scroll; any other key goes back."""
        if (to := moved(self.top, key, 2 * len(_HELP), page=15)) is not None:
            return Turn(state, replace(self, top=to))
        return Turn(state, self.behind)

    def draw(self, state: ReviewState, setting: Setting, size: Size) -> Drawing:
        """A paragraph for each key."""
        rows: list[Row] = []
        for key, text in _HELP:
            rows += paragraph(setting.words(text), size.columns, first=column(key, 8))
        rows += [BLANK, *paragraph(setting.words(_KEPT), size.columns)]
        keys = (("↑↓", Text("scroll", "滚动")), ("Esc", Text("back", "返回")))
        return Drawing((span(setting.words(_TITLE), Look.BOLD),), tuple(rows), keys, min(self.top, len(rows) - 1))


_TITLE = Text("Help", "帮助")
_HELP = (
    ("Enter", Text("Take the proposal that is shown in full.", "接受当前展开的建议。")),
    ("1-9", Text("Take the proposal of that number.", "接受该序号的建议。")),
    ("n", Text("It is not this: the proposal is never made again for this line.", "不是这项：对本笔流水不再提出。")),
    (
        "c",
        Text(
            "Choose a customer, then what the money is for. Where it does not come out, you say what the difference "
            "is: a part payment, a fee, rounding, a cash discount, a write-off, an advance, or another part.",
            "先选客户，再选款项。金额不等时，说明差额：部分付款、手续费、抹零、现金折扣、坏账核销、预收款或另作一部分。",
        ),
    ),
    (
        "s",
        Text(
            "Split: say how much the first part is, then what each part is for.",
            "拆分：先输入第一部分的金额，再逐一说明。",
        ),
    ),
    ("a", Text("The whole amount is an advance of a customer.", "全额作为客户的预收款。")),
    (
        "i",
        Text(
            "It is no customer's money; give the reason. Of a transfer between own accounts you choose the other line.",
            "不是货款；说明原因。内部转账可选择对应的另一笔流水。",
        ),
    ),
    ("Space", Text("Leave it open and look at the next.", "暂不处理，看下一笔。")),
    ("b", Text("Back to the line before.", "回到上一笔。")),
    ("u", Text("Take the last decision back; again for the one before.", "撤销上一个操作；可连续撤销。")),
    ("v", Text("What was decided so far; a line of it can be opened again.", "查看已处理的流水；可重新处理其中一笔。")),
    ("q", Text("Leave. You are shown what will be entered first.", "退出。先显示将要入账的内容。")),
)
_KEPT = Text(
    "What you decide is entered when you leave, in one commit. Should the terminal be closed before, the next "
    "`salesbook reconcile` of these lines goes on where you were.",
    "退出时一次性入账，形成一次提交。若终端中途关闭，下次对这些流水运行 `salesbook reconcile` 时接着进行。",
)
