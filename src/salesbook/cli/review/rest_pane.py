"""What becomes of the difference between what was ticked and the money."""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.bank.receivables import Receivables
from salesbook.bank.reviewing.choosing import IF_OVER, IF_SHORT, Rest, parts_of
from salesbook.bank.reviewing.state import ReviewState
from salesbook.cli.review.deciding import explained
from salesbook.cli.review.describing import RESTS
from salesbook.cli.review.frame import BLANK, Drawing, Look, Row, Size, Span, paragraph, span
from salesbook.cli.review.items_pane import ItemsPane
from salesbook.cli.review.pane import Setting, Turn, amount_of, moved, view_of_line
from salesbook.i18n import Text
from salesbook.model.money import grouped


@dataclass(frozen=True, slots=True)
class RestPane:
    """The ways that fit: for money short of the items, or over."""

    items: ItemsPane
    cursor: int = 0

    @property
    def typing(self) -> bool:
        """No text is typed here."""
        return False

    @property
    def _short(self) -> int:
        """How much more was ticked than there is money; below zero if less."""
        return abs(self.items.chosen) - abs(self.items.task.money)

    @property
    def ways(self) -> tuple[Rest, ...]:
        """What may become of the difference."""
        if self._short > 0:
            only_recorded = all(each.choice.source.recorded for each in self.items.ticked)
            return () if only_recorded else IF_SHORT
        if not self.items.ticked:
            return (Rest.ADVANCE,)
        return (Rest.SPLIT,) if self.items.party.rep or self.items.task.money < 0 else IF_OVER

    def press(self, key: str, state: ReviewState, setting: Setting) -> Turn:
        """Choose a way, or go back to the items."""
        ways = self.ways
        if key == "esc" or (key == "enter" and not ways):
            return Turn(state, self.items)
        if (to := moved(self.cursor, key, len(ways))) is not None:
            return Turn(state, RestPane(self.items, max(to, 0)))
        if key.isdecimal() and 1 <= int(key) <= len(ways):
            return self._chosen(ways[int(key) - 1], state, setting)
        return self._chosen(ways[self.cursor], state, setting) if key == "enter" else Turn(state, self)

    def _chosen(self, way: Rest, state: ReviewState, setting: Setting) -> Turn:
        items = self.items
        customer = None if items.party.rep else items.party.id
        parts = parts_of(items.task.money, items.ticked, customer, view_of_line(state).currency, way)
        return Turn(state, self, parts) if isinstance(parts, Text) else explained(state, setting, items.task, parts)

    def draw(self, state: ReviewState, setting: Setting, size: Size) -> Drawing:
        """The sums, and the ways."""
        view = view_of_line(state)
        chosen, money = amount_of(self.items.chosen, view.currency), amount_of(self.items.task.money, view.currency)
        told = Text("Ticked: {chosen}. Money: {money}.", "所选 {chosen}，到账 {money}。").format(
            chosen=chosen, money=money
        )
        difference = amount_of(abs(self._short), view.currency)
        question = _IS_SHORT if self._short > 0 else (_IS_OVER if self.items.ticked else _NOTHING_TICKED)
        asked = question.format(difference=difference)
        rows: list[Row] = [*paragraph(setting.words(told), size.columns), BLANK]
        for at, way in enumerate(self.ways):
            here = at == self.cursor
            meaning = _REFUND if way is Rest.ADVANCE and self.items.task.money < 0 else RESTS[way]
            text = f"{'>' if here else ' '} {at + 1}  {setting.words(meaning)}"
            warning = self._warning(way, view, setting)
            rows.append((Span(text, Look.BOLD if here else Look.PLAIN), Span("  "), span(warning, Look.DOUBT)))
        if not self.ways:
            rows += paragraph(setting.words(_RECORDED_IS_MORE), size.columns, look=Look.BAD)
        keys = (("1-9", Text("choose", "选择")), ("Enter", Text("accept", "确定")), ("Esc", Text("back", "返回")))
        return Drawing((span(setting.words(asked), Look.BOLD),), tuple(rows), keys, 2 + self.cursor)

    def _warning(self, way: Rest, view: Receivables, setting: Setting) -> str:
        """Where a deduction is more than the book's settings expect."""
        usual = {Rest.FEE: view.fee_max, Rest.ROUNDING: view.rounding_max}.get(way)
        if usual is None or self._short <= usual:
            return ""
        text = Text("! more than the usual {most}", "！超过常规上限 {most}")
        return setting.words(text.format(most=grouped(usual, view.currency)))


_REFUND = Text("refund of the customer's free money", "退还该客户的余款")
_IS_SHORT = Text("{difference} is missing. What became of it?", "少收 {difference}，如何处理？")
_IS_OVER = Text("{difference} is left over. What is it?", "多收 {difference}，如何处理？")
_NOTHING_TICKED = Text("Nothing is ticked. What is the money?", "未勾选款项，这笔款如何处理？")
_RECORDED_IS_MORE = Text(
    "What is recorded comes to more than the line. Correct the recorded entry first, or tick less.",
    "已登记的金额大于本笔流水。请先更正登记，或减少勾选。",
)
