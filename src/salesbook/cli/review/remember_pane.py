"""Whether who paid is to be remembered as a payer of the customer."""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.bank.reviewing.memory import Memory, resembles
from salesbook.bank.reviewing.resolution import Part
from salesbook.bank.reviewing.state import ReviewState
from salesbook.cli.review.deciding import resolved
from salesbook.cli.review.describing import name_of
from salesbook.cli.review.frame import BLANK, Drawing, Look, Size, paragraph, span
from salesbook.cli.review.pane import Setting, Turn, view_of_line
from salesbook.i18n import Text


@dataclass(frozen=True, slots=True)
class RememberPane:
    """The line is decided either way; ``parts`` are what it was taken for."""

    parts: tuple[Part, ...]
    memory: Memory

    @property
    def typing(self) -> bool:
        """No text is typed here."""
        return False

    def press(self, key: str, state: ReviewState, setting: Setting) -> Turn:
        """Yes, no, or the likelier one."""
        from salesbook.cli.review.line_pane import LinePane

        match key:
            case "y" | "n":
                return resolved(state, self.parts, remember=key == "y")
            case "enter":
                return resolved(state, self.parts, remember=resembles(state, self.memory))
            case "esc":
                return Turn(state, LinePane())
            case _:
                return Turn(state, self)

    def draw(self, state: ReviewState, setting: Setting, size: Size) -> Drawing:
        """Who paid for whom, and what comes of remembering it."""
        view, memory = view_of_line(state), self.memory
        payer = " ".join(filter(None, (memory.payer.name, memory.payer.account)))
        customer = f"{name_of(view, memory.customer)} ({memory.customer})"
        asked = _ASKED.format(payer=payer, customer=customer)
        rows = [*paragraph(setting.words(asked), size.columns, look=Look.BOLD), BLANK]
        rows += paragraph(setting.words(_MEANING), size.columns)
        yes = resembles(state, self.memory)
        keys = (
            ("Enter / y" if yes else "y", Text("remember", "记住")),
            ("n" if yes else "Enter / n", Text("only this time", "仅此一次")),
            ("Esc", Text("back", "返回")),
        )
        return Drawing((span(setting.words(_TITLE), Look.BOLD),), tuple(rows), keys)


_TITLE = Text("Remember the payer?", "记住付款方？")
_ASKED = Text("{payer} paid for {customer}.", "{payer} 为 {customer} 付款。")
_MEANING = Text(
    "Remembered, it is written to the customer's payers, and later lines from it count as this customer's. "
    "Do not remember who pays for several customers, or paid just this once.",
    "记住后将写入该客户的付款方，以后来自它的流水都视为该客户的款项。为多个客户付款的，或只代付这一次的，请勿记住。",
)
