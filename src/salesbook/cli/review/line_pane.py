"""One line to review: what the bank says, what it may be, and the keys that decide it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from salesbook.bank.decision import Explanation
from salesbook.bank.reviewing.resolution import Part, is_complete
from salesbook.bank.reviewing.state import ReviewState, reject, skip, undo
from salesbook.cli.review.deciding import Task, decided
from salesbook.cli.review.describing import explanation_rows, heading, line_rows, summary
from salesbook.cli.review.frame import BLANK, Drawing, Look, Row, Size, Span, apart, paragraph, span
from salesbook.cli.review.pane import Pane, Setting, Turn, view_of_line
from salesbook.i18n import Text

_MOST = 9
"""Proposals that are shown: those that one key can name."""

_LIKELIEST = 99
"""Percent that are shown at most: what has doubts is not certain, however near its figure comes."""


@dataclass(frozen=True, slots=True)
class LinePane:
    """The line that the state looks at; ``cursor`` is the proposal whose particulars are shown."""

    cursor: int = 0

    @property
    def typing(self) -> bool:
        """No text is typed here."""
        return False

    def press(self, key: str, state: ReviewState, setting: Setting) -> Turn:
        """Decide the line, or look at another."""
        from salesbook.cli.review.leave_pane import LeavePane

        proposals = _proposals(state)
        if key.isdecimal() and 1 <= int(key) <= len(proposals):
            return _accept(state, setting, proposals[int(key) - 1])
        if action := _KEYS.get(key):
            return action(self, state, setting)
        match key:
            case "up" | "down" if proposals:
                step = 1 if key == "down" else -1
                return Turn(state, LinePane(max(0, min(self.cursor + step, len(proposals) - 1))))
            case "enter" if proposals:
                return _accept(state, setting, proposals[min(self.cursor, len(proposals) - 1)])
            case "n" if proposals:
                after = reject(state, min(self.cursor, len(proposals) - 1))
                return _after(after, state, self, _REJECTED)
            case "q" | "esc":
                return Turn(state, LeavePane())
            case _:
                return Turn(state, self)

    def draw(self, state: ReviewState, setting: Setting, size: Size) -> Drawing:
        """The line, and below it the proposals, one of them with all that speaks for it and against it."""
        line, view = state.line, view_of_line(state)
        if line is None:
            raise ValueError("no line is looked at")
        proposals = _proposals(state)
        rows = [*line_rows(line, view.currency, setting, size.columns), BLANK]
        focus = 0
        if not proposals:
            rows += paragraph(setting.words(_UNKNOWN), size.columns, look=Look.BAD)
        for at, proposal in enumerate(proposals):
            here = at == min(self.cursor, len(proposals) - 1)
            if here:
                focus = len(rows) if at else 0
            rows += _proposal(at, proposal, state, setting, size, here=here)
        done, all_lines = len(state.resolutions), len(state.queue)
        position = state.queue.index(line.id or "") + 1
        left = Text("Line {at} of {all}", "第 {at} 笔，共 {all} 笔").format(at=position, all=all_lines)
        right = Text("{done} decided, {open} open", "已处理 {done}，未处理 {open}").format(
            done=done, open=len(state.undecided)
        )
        title = apart(
            (span(setting.words(left), Look.BOLD), span(f"  {setting.account(line.account)}")),
            (span(setting.words(right), Look.DIM),),
            size.columns,
        )
        return Drawing(title, tuple(rows), _shown_keys(proposals, line.amount), focus)


def _proposals(state: ReviewState) -> tuple[Explanation, ...]:
    return state.proposals[state.current][:_MOST] if state.current else ()


def _proposal(
    at: int, proposal: Explanation, state: ReviewState, setting: Setting, size: Size, *, here: bool
) -> list[Row]:
    view = view_of_line(state)
    number = Span(f"{'>' if here else ' '} {at + 1}  ", Look.BOLD)
    if not here:
        return [(number, span(summary(proposal, view, setting), Look.DIM))]
    likely = f"{min(int(proposal.confidence * 100), _LIKELIEST)}%" if proposal.confidence else ""
    head = (number, span(heading(proposal, view, setting), Look.BOLD))
    return [
        apart(head, (span(likely, Look.DIM),), size.columns),
        *explanation_rows(proposal, view, setting, size.columns),
    ]


def _accept(state: ReviewState, setting: Setting, proposal: Explanation) -> Turn:
    """Take a proposal; one that says no more than a customer leads to the choice of its items."""
    from salesbook.cli.review.items_pane import items_of
    from salesbook.cli.review.party_pane import Party

    line = state.line
    if line is None:
        raise ValueError("no line is looked at")
    if is_complete(proposal, line.amount):
        return decided(state, setting, (Part(line.amount, proposal),))
    customer = proposal.customer or ""
    return Turn(state, items_of(Task.whole(line), Party(customer), state), _CHOOSE)


def _after(made: ReviewState | Text, state: ReviewState, pane: Pane, notice: Text | None = None) -> Turn:
    return Turn(state, pane, made) if isinstance(made, Text) else Turn(made, LinePane(), notice)


def _choose(pane: LinePane, state: ReviewState, setting: Setting) -> Turn:
    from salesbook.cli.review.party_pane import PartyPane

    return Turn(state, PartyPane.of(state, Task.of(state)))


def _advance(pane: LinePane, state: ReviewState, setting: Setting) -> Turn:
    from salesbook.cli.review.party_pane import PartyPane

    return Turn(state, PartyPane.of(state, Task.of(state), advance=True))


def _split(pane: LinePane, state: ReviewState, setting: Setting) -> Turn:
    from salesbook.cli.review.amount_pane import AmountPane

    return Turn(state, AmountPane(Task.of(state)))


def _ignore(pane: LinePane, state: ReviewState, setting: Setting) -> Turn:
    from salesbook.cli.review.reason_pane import ReasonPane

    return Turn(state, ReasonPane())


def _skip(pane: LinePane, state: ReviewState, setting: Setting) -> Turn:
    return Turn(skip(state), LinePane())


def _back(pane: LinePane, state: ReviewState, setting: Setting) -> Turn:
    return Turn(skip(state, -1), LinePane())


def _undo(pane: LinePane, state: ReviewState, setting: Setting) -> Turn:
    return undone(state, pane)


def _decided(pane: LinePane, state: ReviewState, setting: Setting) -> Turn:
    from salesbook.cli.review.decided_pane import DecidedPane

    return Turn(state, DecidedPane())


def undone(state: ReviewState, pane: Pane) -> Turn:
    """The last decision taken back; the pane is that of its line."""
    from salesbook.cli.review.summary_pane import SummaryPane

    before = undo(state)
    if isinstance(before, Text):
        return Turn(state, pane, before)
    return Turn(before, LinePane() if before.current else SummaryPane(), _UNDONE)


_KEYS: dict[str, Callable[[LinePane, ReviewState, Setting], Turn]] = {
    "c": _choose,
    "a": _advance,
    "s": _split,
    "i": _ignore,
    "space": _skip,
    "right": _skip,
    "left": _back,
    "b": _back,
    "u": _undo,
    "v": _decided,
}


def _shown_keys(proposals: tuple[Explanation, ...], amount: int) -> tuple[tuple[str, Text], ...]:
    accept = [("Enter", Text("accept", "接受"))] if proposals else []
    if len(proposals) > 1:
        accept.append((f"1-{len(proposals)}", Text("accept that one", "接受该项")))
    refund = amount < 0
    return (
        *accept,
        *([("n", Text("not this", "不是这项"))] if proposals else []),
        ("c", Text("choose items", "选择款项")),
        ("s", Text("split", "拆分")),
        ("a", Text("refund of an advance", "退预收款") if refund else Text("advance", "预收款")),
        ("i", Text("ignore", "非货款")),
        ("Space", Text("skip", "跳过")),
        ("b", Text("back", "上一笔")),
        ("u", Text("undo", "撤销")),
        ("v", Text("decided", "已处理")),
        ("q", Text("leave", "退出")),
        ("?", Text("help", "帮助")),
    )


_UNKNOWN = Text(
    "Nothing in the book explains this line. Choose what it is for (c), or ignore it (i).",
    "账簿中没有可以说明这笔流水的内容。请选择款项（c），或标为非货款（i）。",
)
_REJECTED = Text("It is noted that this is not it.", "已记下：不是这项。")
_CHOOSE = Text("The proposal names only the customer: choose its items.", "建议只到客户：请选择款项。")
_UNDONE = Text("Taken back.", "已撤销。")
