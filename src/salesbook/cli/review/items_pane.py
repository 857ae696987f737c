"""What the money is for: the open items and recorded entries of one party, to be ticked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from salesbook.bank.receivables import Receivables
from salesbook.bank.reviewing.choosing import (
    Choice,
    Source,
    Ticked,
    choices_of_customer,
    choices_of_rep,
    oldest_first,
    parts_of,
)
from salesbook.bank.reviewing.state import ReviewState
from salesbook.cli.review.deciding import Task, explained
from salesbook.cli.review.describing import due_words, name_of
from salesbook.cli.review.frame import Drawing, Look, Row, Size, Span, apart, column, row, span
from salesbook.cli.review.pane import Setting, Turn, amount_of, moved, typed_with, view_of_line
from salesbook.cli.review.party_pane import Party, PartyPane
from salesbook.i18n import Text
from salesbook.model.money import grouped, parse_amount, to_minor


@dataclass(frozen=True, slots=True)
class ItemsPane:
    """``ticked`` are amounts by position in ``choices``; ``wanted`` filters them, ``amount`` is typed for one of them.

    ``wanted`` and ``amount`` are None while they are not typed.
    """

    task: Task
    party: Party
    choices: tuple[Choice, ...]
    ticked: tuple[Ticked, ...] = ()
    cursor: int = 0
    filter: str = ""
    filtering: bool = False
    amount: str | None = None

    @property
    def typing(self) -> bool:
        """Whether characters are text."""
        return self.filtering or self.amount is not None

    def press(self, key: str, state: ReviewState, setting: Setting) -> Turn:
        """Tick, filter, change an amount, finish."""
        if self.amount is not None:
            return self._type_amount(key, state)
        shown = self._shown(view_of_line(state).currency)
        if (to := moved(self.cursor, key, len(shown))) is not None:
            return Turn(state, replace(self, cursor=max(to, 0)))
        if self.filtering:
            return self._type_filter(key, state)
        here = shown[min(self.cursor, len(shown) - 1)] if shown else None
        match key:
            case "space" | "x" if here:
                return Turn(state, self._toggled(here))
            case "o":
                return Turn(state, replace(self, ticked=oldest_first(self.choices, self.task.money)))
            case "0":
                return Turn(state, replace(self, ticked=()))
            case "/":
                return Turn(state, replace(self, filtering=True, filter="", cursor=0))
            case "e" if here and here.source in {Source.ITEM, Source.TO_COME}:
                return Turn(state, replace(self, amount=""))
            case "enter":
                return self._finished(state, setting)
            case "esc" if self.filter:
                return Turn(state, replace(self, filter="", cursor=0))
            case "esc":
                return Turn(state, PartyPane.of(state, self.task))
            case _:
                return Turn(state, self)

    def _type_filter(self, key: str, state: ReviewState) -> Turn:
        if key in {"enter", "esc"}:
            return Turn(state, replace(self, filtering=False, filter="" if key == "esc" else self.filter))
        typed = typed_with(self.filter, key)
        return Turn(state, self if typed is None else replace(self, filter=typed, cursor=0))

    def _type_amount(self, key: str, state: ReviewState) -> Turn:
        own = view_of_line(state).currency
        if key == "esc":
            return Turn(state, replace(self, amount=None))
        if key != "enter":
            typed = typed_with(self.amount or "", key)
            return Turn(state, self if typed is None else replace(self, amount=typed))
        here = self._shown(own)[self.cursor]
        currency = here.currency or own
        given = parse_amount(self.amount or "")
        minor = 0 if given is None else to_minor(given, currency)
        if not 0 < minor <= here.amount:
            most = Text("an amount from 0.01 to {most}", "请输入不超过 {most} 的金额").format(
                most=grouped(here.amount, currency)
            )
            return Turn(state, self, most)
        others = tuple(each for each in self.ticked if each.choice is not here)
        return Turn(state, replace(self, amount=None, ticked=(*others, Ticked(here, minor))))

    def _shown(self, currency: str) -> tuple[Choice, ...]:
        """The choices that the filter fits: a part of the number, or of the amount."""
        wanted = self.filter.strip().casefold().replace(",", "")
        amounts = {each: grouped(each.amount, currency).replace(",", "") for each in self.choices}
        return tuple(each for each in self.choices if wanted in each.id.casefold() or wanted in amounts[each])

    def _toggled(self, choice: Choice) -> ItemsPane:
        others = tuple(each for each in self.ticked if each.choice is not choice)
        if len(others) == len(self.ticked):
            others = (*others, Ticked(choice, choice.amount))
        order = {each: at for at, each in enumerate(self.choices)}
        return replace(self, ticked=tuple(sorted(others, key=lambda each: order[each.choice])))

    def _finished(self, state: ReviewState, setting: Setting) -> Turn:
        """The choice explains the money; else the difference is asked for."""
        from salesbook.cli.review.rest_pane import RestPane

        currency = view_of_line(state).currency
        customer = None if self.party.rep else self.party.id
        parts = parts_of(self.task.money, self.ticked, customer, currency)
        if not isinstance(parts, Text):
            return explained(state, setting, self.task, parts)
        if self.foreign:
            return Turn(state, self, parts)
        if not self.ticked and customer is None:
            return Turn(state, self, _NOTHING_TICKED)
        return Turn(state, RestPane(self))

    @property
    def chosen(self) -> int:
        """What the money must be for all that is ticked, in minor units."""
        return sum(each.amount for each in self.ticked if each.choice.currency is None)

    @property
    def foreign(self) -> tuple[Ticked, ...]:
        """What is ticked in another currency: how much of the money it takes is not told by its amount."""
        return tuple(each for each in self.ticked if each.choice.currency is not None)

    def draw(self, state: ReviewState, setting: Setting, size: Size) -> Drawing:
        """The choices, and in the title what they come to and what is missing."""
        view = view_of_line(state)
        shown = self._shown(view.currency)
        rows: list[Row] = []
        cursor = min(self.cursor, len(shown) - 1)
        for at, choice in enumerate(shown):
            rows.append(self._choice_row(choice, view, setting, here=at == cursor))
        if not rows:
            rows.append(row(setting.words(_NONE_FIT if self.filter else _NONE_OPEN), look=Look.DIM))
        entry = None
        if self.amount is not None:
            entry = (Text("Amount of {id}", "{id} 的金额").format(id=shown[cursor].id), self.amount)
        elif self.filtering or self.filter:
            entry = (Text("Number or amount", "单号或金额"), self.filter)
        return Drawing(self._title(view, setting, size), tuple(rows), self._keys(), max(cursor, 0), entry)

    def _title(self, view: Receivables, setting: Setting, size: Size) -> Row:
        name = view.reps.get(self.party.id, self.party.id) if self.party.rep else name_of(view, self.party.id)
        if self.foreign:
            currency = self.foreign[0].choice.currency or ""
            abroad = amount_of(sum(each.amount for each in self.foreign), currency)
            told = Text("{foreign} by {money}", "{foreign}，以 {money} 支付").format(
                foreign=abroad, money=amount_of(self.task.money, view.currency)
            )
            return apart((span(name, Look.BOLD),), (span(setting.words(told), Look.DOUBT),), size.columns)
        left = self.task.money - self.chosen
        state = _EXACT if left == 0 else (_LEFT if left * self.task.money > 0 else _TOO_MUCH)
        sums = Text("{chosen} of {money}, {state}", "已选 {chosen} / {money}，{state}").format(
            chosen=grouped(self.chosen, view.currency),
            money=grouped(self.task.money, view.currency),
            state=state.format(amount=grouped(abs(left), view.currency)),
        )
        look = Look.GOOD if left == 0 else Look.DOUBT
        return apart((span(name, Look.BOLD),), (span(setting.words(sums), look),), size.columns)

    def _keys(self) -> tuple[tuple[str, Text], ...]:
        if self.typing:
            return (("Enter", Text("done", "确定")), ("Esc", Text("back", "返回")))
        return (
            ("Space", Text("tick", "勾选")),
            ("o", Text("oldest first", "从最早的起")),
            ("e", Text("part of it", "只付一部分")),
            ("0", Text("none", "全不选")),
            ("/", Text("search", "查找")),
            ("Enter", Text("done", "确定")),
            ("Esc", Text("back", "返回")),
        )

    def _choice_row(self, choice: Choice, view: Receivables, setting: Setting, *, here: bool) -> Row:
        ticked = next((each for each in self.ticked if each.choice is choice), None)
        mark = f"{'>' if here else ' '} [{'x' if ticked else ' '}] "
        currency = choice.currency or view.currency
        amount = grouped(choice.amount, currency)
        text = f"{mark}{column(choice.id, 16)} {column(amount, 15, right=True)}"
        notes = [choice.currency or "", _note(choice, setting)]
        if ticked and ticked.amount != choice.amount:
            part = Text("only {amount}", "其中 {amount}").format(amount=grouped(ticked.amount, currency))
            notes.insert(0, setting.words(part))
        if not self.party.rep and choice.owner != self.party.id:
            notes.append(name_of(view, choice.owner))
        look = Look.BOLD if here else Look.PLAIN
        return (Span(text, look), Span("  "), span("  ".join(filter(None, notes)), Look.DIM))


def items_of(task: Task, party: Party, state: ReviewState) -> ItemsPane:
    """The pane for what is left of a party; what the parts of the task take already is not offered again."""
    view = view_of_line(state).after([part.explanation for part in task.parts])
    if party.rep:
        return ItemsPane(task, party, choices_of_rep(view, party.id))
    return ItemsPane(task, party, choices_of_customer(view, party.id, money_in=task.money > 0))


def _note(choice: Choice, setting: Setting) -> str:
    day = choice.day.isoformat() if choice.day else "—"
    match choice.source:
        case Source.ITEM:
            return due_words(choice.day, setting) if choice.day else setting.words(_UNBILLED)
        case Source.TO_COME:
            return setting.words(_TO_COME)
        case Source.FREE:
            return setting.words(_FREE.format(day=day))
        case source:
            return setting.words(_RECORDED[source].format(day=day))


_RECORDED = {
    Source.PAYMENT: Text("payment recorded on {day}", "{day} 登记的收款"),
    Source.HANDIN: Text("hand-in of {day}", "{day} 交款"),
    Source.BILL_EVENT: Text("bill collected, due {day}", "已托收票据，{day} 到期"),
    Source.BILL: Text("bill in hand, due {day}", "在手票据，{day} 到期"),
    Source.HELD: Text("received by the rep on {day}", "业务员 {day} 收款"),
}
_UNBILLED = Text("owed, not due yet", "已发生，未到收款条件")
_TO_COME = Text("ordered, not owed yet", "已订货，尚未应收")
_EXACT = Text("exact", "相符")
_LEFT = Text("{amount} left", "还差 {amount}")
_TOO_MUCH = Text("{amount} too much", "超出 {amount}")
_FREE = Text("free money of {day}, to be taken up", "{day} 的余款，可冲抵")
_NOTHING_TICKED = Text("Tick what the money is for first.", "请先勾选款项。")
_NONE_OPEN = Text("Nothing is open here.", "没有未结款项。")
_NONE_FIT = Text("Nothing fits.", "没有符合的款项。")
