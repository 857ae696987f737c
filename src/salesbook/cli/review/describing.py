"""Lines and explanations in words, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from salesbook.bank.decision import Explanation
from salesbook.bank.identity import Line
from salesbook.bank.receivables import OpenOrder, Receivables
from salesbook.bank.reviewing.choosing import Rest
from salesbook.cli.review.frame import BLANK, Look, Row, Span, column, paragraph, span
from salesbook.cli.review.pane import Setting, amount_of
from salesbook.i18n import Text
from salesbook.model.money import grouped
from salesbook.render.width import display_width, printable, wrap
from salesbook.reports.words import REASONS, ignored_label

RESTS = {
    Rest.OPEN: Text("part payment: the rest stays open", "部分付款：余额仍挂账"),
    Rest.FEE: Text("bank fee, kept on the way", "手续费（汇款途中扣除）"),
    Rest.ROUNDING: Text("rounding", "尾差（抹零）"),
    Rest.DISCOUNT: Text("cash discount", "现金折扣"),
    Rest.WRITE_OFF: Text("write-off: it will not be paid", "坏账核销：不再收取"),
    Rest.ADVANCE: Text("advance of the customer", "作为该客户的预收款"),
    Rest.SPLIT: Text("another part: choose what it is next", "另作一部分：接着选择其用途"),
}
_AMOUNT = 14
_ID = 14
_LEAST_NOTE = 10


def line_rows(line: Line, currency: str, setting: Setting, width: int) -> list[Row]:
    """What the bank says of a line."""
    direction = Text("money in", "收入") if line.amount > 0 else Text("money out", "支出")
    payer = " ".join(filter(None, (line.payer, line.payer_account)))
    facts = [
        (Text("Date", "日期"), line.date.isoformat(), Look.PLAIN),
        (Text("Amount", "金额"), f"{amount_of(line.amount, currency)}  {setting.words(direction)}", Look.BOLD),
        (Text("Other party", "对方"), payer or setting.words(_NOT_TOLD), Look.PLAIN if payer else Look.DIM),
        (Text("Memo", "摘要"), line.memo or setting.words(_NOT_TOLD), Look.PLAIN if line.memo else Look.DIM),
    ]
    if line.reference:
        facts.append((Text("Reference", "流水号"), line.reference, Look.DIM))
    label = max(display_width(setting.words(name)) for name, _, _ in facts) + 2
    rows: list[Row] = []
    for name, value, look in facts:
        rows += paragraph(value, width, first=column(setting.words(name), label), look=look)
    return rows


_NOT_TOLD = Text("(not told)", "（无）")


def heading(explanation: Explanation, view: Receivables, setting: Setting) -> str:
    """Whose money it is, or why nobody's."""
    if explanation.ignored is not None:
        label = Text("not a receipt: {why}", "非货款：{why}").format(why=ignored_label(explanation.ignored))
        return setting.words(label)
    if explanation.customer is not None:
        return f"{name_of(view, explanation.customer)} ({explanation.customer})"
    if explanation.rep is not None:
        rep = view.reps.get(explanation.rep, explanation.rep)
        return setting.words(Text("{rep} hands in", "{rep} 交款").format(rep=rep))
    return setting.words(_RECORDED)


_RECORDED = Text("recorded already", "已登记")


def name_of(view: Receivables, customer: str) -> str:
    """A customer's name."""
    known = view.customers.get(customer)
    return known.name if known else customer


def summary(explanation: Explanation, view: Receivables, setting: Setting) -> str:
    """What an explanation says, on one line."""
    words = [heading(explanation, view, setting)]
    recorded = (*explanation.payments, *explanation.handins, *explanation.bills, *explanation.collects)
    words += [*recorded, *explanation.hands_in]
    words += [f"{share.order} {_amount(view, share.order, share.amount)}" for share in explanation.orders]
    words += [
        f"{setting.words(REASONS[credit.reason])} {grouped(credit.amount, view.currency)}"
        for credit in explanation.credits
    ]
    if explanation.advance:
        words.append(f"{setting.words(_ADVANCE)} {grouped(explanation.advance, view.currency)}")
    return "  ".join(words)


_ADVANCE = Text("advance", "预收款")


def row_of(line: Line, explanations: Sequence[Explanation], view: Receivables, setting: Setting, *, here: bool) -> Row:
    """A line in a list: what it is, and of money that is no customer's whose it is."""
    words = [summary(each, view, setting) for each in explanations]
    if any(each.ignored is not None for each in explanations):
        words += filter(None, (line.payer or line.memo,))
    amount = column(grouped(line.amount, view.currency), 16, right=True)
    text = f"{'>' if here else ' '} {line.date} {amount}  {'; '.join(words)}"
    return (span(text, Look.BOLD if here else Look.PLAIN),)


def explanation_rows(
    explanation: Explanation, view: Receivables, setting: Setting, width: int, indent: int = 5
) -> list[Row]:
    """All that an explanation says: entries with amounts, reasons, doubts."""
    rows: list[Row] = []
    for what, amount, note in _entries(explanation, view, setting):
        text = f"{' ' * indent}{column(what, _ID)} {column(amount, _AMOUNT, right=True)}  "
        first, *others = wrap(printable(note), max(width - display_width(text), _LEAST_NOTE))
        rows.append((Span(text), Span(first, Look.DIM)))
        rows += [(Span(" " * display_width(text)), Span(other, Look.DIM)) for other in others]
    for mark, texts, look in (("+", explanation.reasons, Look.GOOD), ("!", explanation.flags, Look.DOUBT)):
        for said in texts:
            rows += paragraph(setting.words(said), width, first=f"{' ' * indent}{mark} ", look=look)
    return rows


def _entries(explanation: Explanation, view: Receivables, setting: Setting) -> Iterator[tuple[str, str, str]]:
    """What it clears, makes or pays: the entry, the amount, and what is to be known of it."""
    yield from _recorded(explanation, view, setting)
    for share in explanation.orders:
        note = _share_note(view, share.order, share.amount, setting)
        if share.paid is not None:
            paid = Text("by {paid}", "以 {paid} 支付").format(paid=amount_of(share.paid, view.currency))
            note = f"{setting.words(paid)}  {note}"
        yield share.order, _amount(view, share.order, share.amount), note
    for credit in explanation.credits:
        label = setting.words(REASONS[credit.reason])
        yield credit.order, _amount(view, credit.order, credit.amount), label
    for taken_up in explanation.taken_up:
        source = Text("taken up from {source}", "用 {source} 的余额冲抵").format(source=taken_up.source)
        yield taken_up.order, _amount(view, taken_up.order, taken_up.amount), setting.words(source)
    if explanation.advance:
        yield setting.words(_ADVANCE), grouped(explanation.advance, view.currency), ""
    if explanation.counterpart is not None:
        yield _other_line(explanation.counterpart, view, setting)


def _other_line(id: str, view: Receivables, setting: Setting) -> tuple[str, str, str]:
    """The other line of a transfer by its account, amount and date; of a reversal, on this account, by its id."""
    other = next((each for each in view.other_lines if each.id == id), None)
    if other is None:
        return "", "", setting.words(Text("the other line of it: {id}", "对应的另一笔流水：{id}").format(id=id))
    note = Text("the other line of it, {day} on {account}", "对应的另一笔流水：{day}，{account}").format(
        day=other.date, account=setting.accounts.get(other.account) or other.account
    )
    return other.account, grouped(other.amount, other.currency), setting.words(note)


def _recorded(explanation: Explanation, view: Receivables, setting: Setting) -> Iterator[tuple[str, str, str]]:
    whose = {payment.id: name_of(view, payment.customer) for payment in view.payments}
    whose |= {payment.id: name_of(view, payment.customer) for payment in view.held}
    amounts: dict[str, tuple[int, date | None]] = {
        **{payment.id: (payment.amount, payment.date) for payment in view.payments},
        **{handin.id: (handin.amount, handin.date) for handin in view.handins},
        **{payment.id: (payment.amount, payment.date) for payment in view.held},
        **{bill.event or bill.payment: (bill.amount, bill.matures) for bill in view.bills},
    }
    for ids, label in (
        (explanation.payments, Text("payment recorded on {day}", "{day} 登记的收款")),
        (explanation.handins, Text("hand-in of {day}", "{day} 的交款")),
        (explanation.bills, Text("bill collected, due {day}", "已托收票据，{day} 到期")),
        (explanation.collects, Text("bill in hand, due {day}", "在手票据，{day} 到期")),
        (explanation.hands_in, Text("received by the rep on {day}", "业务员 {day} 收款")),
    ):
        for id in ids:
            amount, day = amounts.get(id, (None, None))
            shown = "" if amount is None else grouped(amount, view.currency)
            owner = whose.get(id, "") if explanation.customer is None else ""
            yield id, shown, "  ".join(filter(None, (setting.words(label.format(day=day or "—")), owner)))


def _share_note(view: Receivables, id: str, amount: int, setting: Setting) -> str:
    order = _order(view, id)
    if order is None:
        return ""
    due = min((item.due for item in order.items if item.due), default=None)
    words = [due_words(due, setting)] if due else []
    if amount < order.due:
        part = Text("of {due}", "未结 {due}").format(due=grouped(order.due, order.currency))
        words.append(setting.words(part))
    elif amount > order.due:
        words.append(setting.words(Text("{due} open", "未结 {due}").format(due=grouped(order.due, order.currency))))
    return "  ".join(words)


def due_words(due: date, setting: Setting) -> str:
    """``due 2026-10-31``, with the days overdue."""
    late = (setting.today - due).days
    if late > 0:
        return setting.words(
            Text("due {due}, {late} {late:day|days} late", "{due} 到期，逾期 {late} 天").format(due=due, late=late)
        )
    return setting.words(Text("due {due}", "{due} 到期").format(due=due))


def _order(view: Receivables, id: str) -> OpenOrder | None:
    return view.orders.get(id) or next((order for order in view.foreign if order.id == id), None)


def _amount(view: Receivables, order: str, minor: int) -> str:
    """An amount of an order; with its currency where that is not the line's."""
    currency = _currency(view, order)
    return grouped(minor, currency) if currency == view.currency else amount_of(minor, currency)


def _currency(view: Receivables, id: str) -> str:
    order = _order(view, id)
    return order.currency if order else view.currency


def parts_rows(parts: Sequence[tuple[int, Explanation]], view: Receivables, setting: Setting, width: int) -> list[Row]:
    """Parts that were decided already of a line that is being split."""
    rows: list[Row] = []
    for amount, explanation in parts:
        text = f"{column(grouped(amount, view.currency), _AMOUNT, right=True)}  {summary(explanation, view, setting)}"
        rows += paragraph(text, width, look=Look.DIM)
    return [*rows, BLANK] if rows else rows
