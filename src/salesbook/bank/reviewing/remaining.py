"""Whether what a person decides can be carried out with what is left of a book's receivables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from salesbook.bank.decision import Explanation
from salesbook.bank.receivables import OpenOrder, Receivables
from salesbook.i18n import Text
from salesbook.model.money import grouped


def cannot_take(view: Receivables, explanations: Sequence[Explanation]) -> Text | None:
    """Why ``explanations`` cannot be carried out together: what they take is not, or no longer, there."""
    recorded = _recorded(view)
    wanted = Counter(
        id
        for each in explanations
        for id in (*each.payments, *each.handins, *each.bills, *each.collects, *each.hands_in)
    )
    if gone := sorted(id for id, times in wanted.items() if times > 1 or id not in recorded):
        return _TAKEN.format(ids=", ".join(gone))
    given, free = Counter[str](), Counter[str]()
    for each in explanations:
        for id, amount in settled_by(each):
            given[id] += amount
        for taken_up in each.taken_up:
            free[taken_up.source] += taken_up.amount
        if each.customer is not None and each.advance < 0:
            free[each.customer] -= each.advance
    for id, amount in given.items():
        order = _order(view, id)
        if order is None:
            return _SETTLED.format(order=id)
        if amount > order.unsettled:
            more = grouped(amount - order.unsettled, order.currency)
            return _TOO_MUCH.format(order=id, more=more, currency=order.currency)
    there = Counter[str]()
    for money in view.free:
        there[money.id] += money.amount
        there[money.customer] += money.amount
    if short := sorted(id for id, amount in free.items() if amount > there[id]):
        return _NOT_FREE.format(ids=", ".join(short))
    return None


def settled_by(explanation: Explanation) -> Iterator[tuple[str, int]]:
    """Each order (or opening) that gets something, by payment, credit or what is taken up, and how much."""
    yield from ((share.order, share.amount) for share in explanation.orders)
    yield from ((credit.order, credit.amount) for credit in explanation.credits)
    yield from ((taken_up.order, taken_up.amount) for taken_up in explanation.taken_up)


def _recorded(view: Receivables) -> frozenset[str]:
    bills = (bill.event or bill.payment for bill in view.bills)
    return frozenset(
        (
            *(payment.id for payment in view.payments),
            *(handin.id for handin in view.handins),
            *(payment.id for payment in view.held),
            *bills,
        )
    )


def _order(view: Receivables, id: str) -> OpenOrder | None:
    return view.orders.get(id) or next((order for order in view.foreign if order.id == id), None)


_TAKEN = Text("{ids} is taken already, or was matched meanwhile", "{ids} 已被其他流水占用，或已匹配")
_SETTLED = Text("{order} can take no more money", "{order} 已结清，不能再收款")
_TOO_MUCH = Text(
    "{order} would get {more} {currency} more than it can take", "{order} 将超出可收金额 {more} {currency}"
)
_NOT_FREE = Text("{ids} has less money free than that", "{ids} 的可用余额不足")
