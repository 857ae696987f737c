"""Whose money it is: a customer, or a rep who hands in, found by a few letters."""

from __future__ import annotations

from dataclasses import dataclass, replace

from salesbook.bank.receivables import Receivables
from salesbook.bank.reviewing.choosing import Rest, parts_of
from salesbook.bank.reviewing.search import find_customers, sounds_like
from salesbook.bank.reviewing.state import ReviewState
from salesbook.cli.review.deciding import Task, explained
from salesbook.cli.review.describing import parts_rows
from salesbook.cli.review.frame import Drawing, Look, Row, Size, Span, column, row, span
from salesbook.cli.review.pane import Setting, Turn, amount_of, moved, typed_with, view_of_line
from salesbook.i18n import Text
from salesbook.model.money import grouped

_MOST = 50
"""Parties that are listed; who wants others types more letters."""


@dataclass(frozen=True, slots=True)
class Party:
    """A customer, or a rep."""

    id: str
    rep: bool = False


@dataclass(frozen=True, slots=True)
class PartyPane:
    """A search; ``found`` are the parties that what was typed fits, at first those that the proposals name."""

    task: Task
    advance: bool
    found: tuple[Party, ...]
    typed: str = ""
    cursor: int = 0

    @property
    def typing(self) -> bool:
        """Characters are text."""
        return True

    @classmethod
    def of(cls, state: ReviewState, task: Task, *, advance: bool = False) -> PartyPane:
        """For the line looked at."""
        pane = cls(task, advance, ())
        return replace(pane, found=pane._fitting(state, ""))

    def press(self, key: str, state: ReviewState, setting: Setting) -> Turn:
        """Type, move, choose."""
        from salesbook.cli.review.items_pane import items_of
        from salesbook.cli.review.line_pane import LinePane

        found = self.found
        if (to := moved(self.cursor, key, len(found))) is not None:
            return Turn(state, replace(self, cursor=max(to, 0)))
        if key == "esc":
            return Turn(state, LinePane())
        if key == "enter" and found:
            chosen = found[min(self.cursor, len(found) - 1)]
            if not self.advance:
                return Turn(state, items_of(self.task, chosen, state))
            currency = view_of_line(state).currency
            parts = parts_of(self.task.money, (), chosen.id, currency, Rest.ADVANCE)
            return Turn(state, self, parts) if isinstance(parts, Text) else explained(state, setting, self.task, parts)
        typed = typed_with(self.typed, key)
        if typed is None:
            return Turn(state, self)
        return Turn(state, replace(self, typed=typed, cursor=0, found=self._fitting(state, typed)))

    def _fitting(self, state: ReviewState, typed: str) -> tuple[Party, ...]:
        """Customers, then reps; where nothing is typed the customers that the proposals name."""
        view = view_of_line(state)
        proposals = state.proposals[state.current] if state.current else ()
        customers = (
            [each.id for each in find_customers(view.customers.values(), typed)]
            if typed.strip()
            else dict.fromkeys(each.customer for each in proposals if each.customer)
        )
        return (*(Party(id) for id in customers), *self._reps(view, typed))[:_MOST]

    def _reps(self, view: Receivables, typed: str) -> list[Party]:
        """Reps whose money is still to be seen, and whom the letters fit."""
        if self.advance or self.task.money < 0:
            return []
        reps = dict.fromkeys((*(handin.rep for handin in view.handins), *(payment.rep for payment in view.held)))
        words = typed.strip().casefold()
        return [Party(id, rep=True) for id in reps if words in id or _fits(view.reps.get(id, id), words)]

    def draw(self, state: ReviewState, setting: Setting, size: Size) -> Drawing:
        """The search, what was found, and the parts that are explained already."""
        view = view_of_line(state)
        found = self.found
        question = _WHOSE_ADVANCE if self.advance else _WHOSE
        amount = amount_of(self.task.money, view.currency)
        title = f"{setting.words(question)}  {amount}"
        rows: list[Row] = parts_rows(
            [(part.amount, part.explanation) for part in self.task.parts], view, setting, size.columns
        )
        focus = 0
        for at, party in enumerate(found):
            here = at == min(self.cursor, len(found) - 1)
            focus = len(rows) if here else focus
            rows.append(_party_row(party, view, setting, here=here))
        if not found:
            rows.append(row(setting.words(_NOBODY if self.typed.strip() else _TYPE), look=Look.DIM))
        keys = (("↑↓", Text("move", "移动")), ("Enter", Text("choose", "选择")), ("Esc", Text("back", "返回")))
        return Drawing((span(title, Look.BOLD),), tuple(rows), keys, focus, (_SEARCH, self.typed))


def _party_row(party: Party, view: Receivables, setting: Setting, *, here: bool) -> Row:
    mark = "> " if here else "  "
    look = Look.BOLD if here else Look.PLAIN
    if party.rep:
        money = sum(handin.amount for handin in view.handins if handin.rep == party.id)
        money += sum(payment.amount for payment in view.held if payment.rep == party.id)
        label = Text("rep, to hand in", "业务员，待交款")
        name, id = view.reps.get(party.id, party.id), party.id
    else:
        money = sum(order.due for order in view.orders_of.get(party.id, ()))
        label = Text("open", "未结")
        name, id = view.customers[party.id].name if party.id in view.customers else party.id, party.id
    text = f"{mark}{column(id, 12)} {column(name, 33)} {column(grouped(money, view.currency), 15, right=True)}"
    return (Span(text, look), Span(" "), span(setting.words(label), Look.DIM))


def _fits(name: str, words: str) -> bool:
    return words in name.casefold() or sounds_like(name, words)


_WHOSE = Text("Whose money is it?", "这笔款是谁的？")
_WHOSE_ADVANCE = Text("Whose advance is it?", "这是谁的预收款？")
_SEARCH = Text("Name, id, alias or pinyin", "名称、编号、别名或拼音")
_NOBODY = Text("Nobody fits.", "没有符合的客户。")
_TYPE = Text("Type a few letters.", "请输入几个字母或汉字。")
