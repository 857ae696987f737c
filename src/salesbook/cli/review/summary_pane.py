"""The first screen: what the statements hold, by how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from salesbook.bank.decision import Verdict
from salesbook.bank.reviewing.resolution import is_complete
from salesbook.bank.reviewing.state import ReviewState, accept_certain
from salesbook.cli.review.frame import BLANK, Drawing, Look, Row, Size, Span, column, paragraph, span
from salesbook.cli.review.pane import Setting, Turn
from salesbook.i18n import Text
from salesbook.model.money import grouped

_LABEL = 34
_COUNT = 6
_SUM = 17


@dataclass(frozen=True, slots=True)
class SummaryPane:
    """Counts and sums."""

    @property
    def typing(self) -> bool:
        """No text is typed here."""
        return False

    def press(self, key: str, state: ReviewState, setting: Setting) -> Turn:
        """Accept what is certain, look at it, begin the review, leave."""
        from salesbook.cli.review.certain_pane import CertainPane
        from salesbook.cli.review.leave_pane import LeavePane
        from salesbook.cli.review.line_pane import LinePane

        onward = LinePane() if state.undecided else LeavePane()
        match key:
            case "p" if state.certain and not state.accepted:
                return Turn(accept_certain(state), onward, _accepted(len(state.certain)))
            case "l" if state.certain:
                return Turn(state, CertainPane())
            case "enter" | "r":
                return Turn(state, onward)
            case "q" | "esc":
                return Turn(state, LeavePane())
            case _:
                return Turn(state, self)

    def draw(self, state: ReviewState, setting: Setting, size: Size) -> Drawing:
        """A table for each currency, and the proof of each statement."""
        title = setting.words(Text("Bank reconciliation", "银行对账"))
        rows: list[Row] = []
        for currency in sorted({view.currency for view in state.views.values()}):
            rows += [*_table(state, setting, currency), BLANK]
        for found in setting.found:
            rows += paragraph(setting.words(_statement(found.file, setting.account(found.account))), size.columns)
            if found.proof.ok is False:
                rows += paragraph(setting.words(_NOT_PROVEN), size.columns, first="  ! ", look=Look.BAD)
            if found.missing:
                missing = setting.words(_MISSING.format(count=len(found.missing)))
                rows += paragraph(missing, size.columns, first="  ! ", look=Look.DOUBT)
        return Drawing((span(title, Look.BOLD),), tuple(rows), _keys(state))


def _statement(file: str, account: str) -> Text:
    return Text("{file}: account {account}", "{file}：账户 {account}").format(file=file, account=account)


_MISSING = Text("Recorded payments that the bank does not show: {count}", "已登记而银行未出现的收款：{count} 笔")
_NOT_PROVEN = Text(
    "not proven: opening balance and lines do not come to the closing balance",
    "验算不符：期初余额加发生额不等于期末余额",
)


def _accepted(count: int) -> Text:
    return Text(
        "Certain lines that will be entered when you leave: {count}.", "{count} 笔确定的流水将在退出时入账。"
    ).format(count=count)


def _keys(state: ReviewState) -> tuple[tuple[str, Text], ...]:
    keys: list[tuple[str, Text]] = []
    if state.undecided:
        keys.append(("Enter", Text("review line by line", "逐笔核对")))
    if state.certain and not state.accepted:
        keys.append(("p", Text("post all that is certain", "确定的全部入账")))
    if state.certain:
        keys.append(("l", Text("look at it first", "先看确定的明细")))
    return (*keys, ("q", Text("leave", "退出")), ("?", Text("help", "帮助")))


def _table(state: ReviewState, setting: Setting, currency: str) -> list[Row]:
    groups = _groups(state, currency)
    heading = _cells("", Text("lines", "笔数"), Text("money in", "收入"), Text("money out", "支出"), setting)
    rows: list[Row] = [(Span(heading, Look.DIM),)]
    for label, ids, look in groups:
        if ids:
            rows.append((Span(_sums(label, ids, state, currency, setting), look),))
    everything = [id for _, ids, _ in groups for id in ids]
    total = Text("Total, {currency}", "合计（{currency}）").format(currency=currency)
    known = sum(each.count(Verdict.KNOWN) for each in setting.found if each.currency == currency)
    rows.append((Span(_sums(total, everything, state, currency, setting), Look.BOLD),))
    if known:
        before = Text("Matched before: {count}", "另有 {count} 笔此前已匹配").format(count=known)
        rows.append((span(setting.words(before), Look.DIM),))
    return rows


def _groups(state: ReviewState, currency: str) -> list[tuple[Text, list[str], Look]]:
    of_currency = [id for id, line in state.lines.items() if state.views[line.account].currency == currency]
    certain = [id for id in of_currency if id in state.certain]
    waiting = [id for id in of_currency if id in state.undecided]
    known = [id for id in waiting if _explained(state, id)]
    return [
        (
            Text("Certain", "确定"),
            [id for id in certain if state.certain[id].verdict is Verdict.POST],
            Look.GOOD,
        ),
        (
            Text("Not receipts", "非货款"),
            [id for id in certain if state.certain[id].best.ignored is not None],
            Look.DIM,
        ),
        (Text("To review, with a proposal", "待核对（有建议）"), known, Look.DOUBT),
        (Text("To review, unknown", "待核对（无法说明）"), [id for id in waiting if id not in known], Look.BAD),
        (Text("Decided by you", "已由您处理"), [id for id in of_currency if id in state.resolutions], Look.PLAIN),
    ]


def _explained(state: ReviewState, id: str) -> bool:
    return any(is_complete(each, state.lines[id].amount) for each in state.proposals[id])


def _sums(label: Text, ids: Iterable[str], state: ReviewState, currency: str, setting: Setting) -> str:
    amounts = [state.lines[id].amount for id in ids]
    return _cells(
        label,
        str(len(amounts)),
        grouped(sum(amount for amount in amounts if amount > 0), currency),
        grouped(sum(amount for amount in amounts if amount < 0), currency),
        setting,
    )


def _cells(label: Text | str, count: Text | str, money_in: Text | str, money_out: Text | str, setting: Setting) -> str:
    words = [each if isinstance(each, str) else setting.words(each) for each in (label, count, money_in, money_out)]
    numbers = zip(words[1:], (_COUNT, _SUM, _SUM), strict=True)
    return column(words[0], _LABEL) + "".join(column(word, width, right=True) for word, width in numbers)
