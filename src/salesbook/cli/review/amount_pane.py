"""How much of a line its first part is, where the line is split."""

from __future__ import annotations

from dataclasses import dataclass, replace

from salesbook.bank.reviewing.state import ReviewState
from salesbook.cli.review.deciding import Task
from salesbook.cli.review.describing import line_rows
from salesbook.cli.review.frame import Drawing, Look, Size, span
from salesbook.cli.review.pane import Setting, Turn, amount_of, typed_with, view_of_line
from salesbook.i18n import Text
from salesbook.model.money import parse_amount, to_minor


@dataclass(frozen=True, slots=True)
class AmountPane:
    """An amount is typed; what is left of the line is asked for afterwards."""

    task: Task
    typed: str = ""

    @property
    def typing(self) -> bool:
        """Characters are text."""
        return True

    def press(self, key: str, state: ReviewState, setting: Setting) -> Turn:
        """Type the amount."""
        from salesbook.cli.review.line_pane import LinePane
        from salesbook.cli.review.party_pane import PartyPane

        if key == "esc":
            return Turn(state, LinePane())
        if key != "enter":
            typed = typed_with(self.typed, key)
            return Turn(state, self if typed is None else replace(self, typed=typed))
        currency, money = view_of_line(state).currency, self.task.money
        given = parse_amount(self.typed)
        part = 0 if given is None else abs(to_minor(given, currency))
        if not 0 < part < abs(money):
            most = amount_of(abs(money), currency)
            return Turn(state, self, _BELOW.format(most=most))
        first = replace(self.task, money=part if money > 0 else -part)
        return Turn(state, PartyPane.of(state, first))

    def draw(self, state: ReviewState, setting: Setting, size: Size) -> Drawing:
        """The line, and the question."""
        view = view_of_line(state)
        rows = line_rows(state.line, view.currency, setting, size.columns) if state.line else []
        keys = (("Enter", Text("go on", "继续")), ("Esc", Text("back", "返回")))
        title = (span(setting.words(_SPLIT), Look.BOLD),)
        return Drawing(title, tuple(rows), keys, entry=(_FIRST, self.typed))


_SPLIT = Text("Split the line", "拆分本笔流水")
_FIRST = Text("Amount of the first part", "第一部分的金额")
_BELOW = Text("an amount below {most}", "请输入小于 {most} 的金额")
