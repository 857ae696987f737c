"""The review as one value: a state, the pane over it, what was last told; a key makes the next of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from salesbook.bank.reviewing.state import ReviewState
from salesbook.cli.review.frame import Drawing, Row, Size, filled
from salesbook.cli.review.help_pane import HelpPane
from salesbook.cli.review.leave_pane import LeavePane
from salesbook.cli.review.pane import End, Pane, Setting
from salesbook.cli.review.summary_pane import SummaryPane
from salesbook.i18n import Text


@dataclass(frozen=True, slots=True)
class Dialogue:
    """``end`` is None while the review goes on."""

    setting: Setting
    state: ReviewState
    pane: Pane = field(default_factory=SummaryPane)
    notice: Text | None = None
    end: End | None = None

    def press(self, key: str) -> Dialogue:
        """What comes of a key.

        Ctrl-C shows what will be entered and asks; a second one ends at once and keeps decisions for the next time.
        """
        if key == "ctrl-c":
            if isinstance(self.pane, LeavePane):
                return replace(self, end=End.LATER)
            return replace(self, pane=LeavePane(), notice=None)
        if key == "?" and not self.pane.typing:
            return replace(self, pane=HelpPane(self.pane), notice=None)
        turn = self.pane.press(key, self.state, self.setting)
        return Dialogue(self.setting, turn.state, turn.pane, turn.notice, turn.end)

    def draw(self, size: Size) -> Drawing:
        """What the pane shows."""
        return self.pane.draw(self.state, self.setting, size)

    def screen(self, size: Size) -> tuple[list[Row], tuple[int, int]]:
        """All rows of a screen, and where the cursor stands (column, row)."""
        return filled(self.draw(size), self.notice, size, self.setting.language)


Watching = Callable[[Dialogue], None]
"""What is told of the dialogue after each key, before it is shown."""
