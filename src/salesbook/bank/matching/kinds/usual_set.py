"""Items that people pay at once: all of an order, an invoice, a month, all that is open, the oldest."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from salesbook.bank.decision import Weight
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.doubts import of_uncited
from salesbook.bank.matching.hypothesis import Hypothesis
from salesbook.bank.matching.new_payment import new_payment, whole
from salesbook.bank.matching.payables import CustomerPayables, Payable, PayableSet, SetKind
from salesbook.bank.months import names_month
from salesbook.i18n import Text

PRIORS: Mapping[SetKind, Weight] = {
    SetKind.ORDER: Weight(Text("all of one order is paid at once", "一次付清整张订单"), math.log(0.15)),
    SetKind.INVOICE: Weight(
        Text("one invoice over several orders is paid", "付清涉及多张订单的一张发票"), math.log(0.2)
    ),
    SetKind.ALL: Weight(Text("all that is open is paid at once", "一次付清全部未清款项"), math.log(0.08)),
    SetKind.MONTH: Weight(Text("all of a month is paid at once", "一次付清一个月的款项"), math.log(0.1)),
    SetKind.OPEN_THEN: Weight(
        Text("all that was open then is paid at once", "一次付清当时全部未清款项"), math.log(0.06)
    ),
    SetKind.OLDEST: Weight(Text("the oldest are paid together", "最早的几笔一起付清"), math.log(0.05)),
}
_REASONS: Mapping[SetKind, Text] = {
    SetKind.ORDER: Text("just all that is open of {orders}", "金额与 {orders} 的全部未结一致"),
    SetKind.INVOICE: Text("just an open invoice over {orders}", "金额与涉及 {orders} 的一张未付发票一致"),
    SetKind.ALL: Text("just all that the customer has open", "金额与该客户全部未清一致"),
    SetKind.MONTH: Text("just what the customer has open of {month}", "金额与该客户 {month} 的全部未清一致"),
    SetKind.OPEN_THEN: Text("just all that the customer had open then", "金额与该客户当时全部未清一致"),
    SetKind.OLDEST: Text("just the {count} oldest open items", "金额与最早的 {count} 笔未清款项合计一致"),
}
_AS_WELL = Text("with {orders} in place of a part of it the sum is the same", "其中一部分换成 {orders}，合计不变")
_PAID_UNNAMED = Text(
    "money of this statement that names no order has paid the oldest items, perhaps others than were meant",
    "本对账单另有未指明订单的款项已冲抵最早欠款，付款方所指未必是那几笔",
)


_STAND_FOR_THEMSELVES = frozenset((SetKind.ORDER, SetKind.INVOICE))
_NO_GUESSES = frozenset((SetKind.ORDER, SetKind.INVOICE, SetKind.ALL, SetKind.MONTH))
"""Sets that mean something by themselves, whatever of them is cited."""


def propose(case: Case) -> Iterator[Hypothesis]:
    """Sets of just this amount, of the candidates."""
    for candidate in case.payer.candidates:
        payables = case.ledger.payables(candidate.customer)
        for found in payables.sets(case.amount):
            fixed = found.kind in {SetKind.ORDER, SetKind.INVOICE}
            pays = [whole(each)._replace(fixed=fixed) for each in found.payables]
            choices = choices_of(payables, found)
            prior = PRIORS[found.kind]
            flags = list(_doubts(case, candidate.customer, payables, found))
            yield new_payment(case, candidate.customer, pays, prior, choices, reasons=[reason_of(found)], flags=flags)


def _doubts(case: Case, customer: str, payables: CustomerPayables, found: PayableSet) -> Iterator[Text]:
    """Why something else than this set may be paid."""
    if found.kind not in _NO_GUESSES:
        yield from of_uncited(case, customer, found.payables)
    if case.cited(customer).proves(each.order.id for each in found.payables):
        return
    doubts = [
        *(_exchangeable(payables, found) if found.month else ()),
        *([] if found.kind in _STAND_FOR_THEMSELVES else paid_unnamed(case, customer)),
    ]
    if not (found.month and names_month(case.line.memo, *found.month)):
        yield from doubts


def _exchangeable(payables: CustomerPayables, found: PayableSet) -> Iterator[Text]:
    """That an order outside the month comes to the same as what is of the month, or the other way round.

    Where it is one item for one item they are equal, and as good as each other.
    """
    of_month = {each.key for each in found.payables}
    items, orders = _amounts(found.payables)
    other_items, other_orders = _amounts([each for each in payables.owed if each.key not in of_month])
    others = [
        *(id for amount in orders for id in (*other_items[amount], *other_orders[amount])),
        *(id for amount in items for id in other_orders[amount]),
    ]
    if others:
        yield _AS_WELL.format(orders=", ".join(dict.fromkeys(others)))


_Amounts = defaultdict[int, list[str]]
"""Orders by amount."""


def _amounts(payables: Sequence[Payable]) -> tuple[_Amounts, _Amounts]:
    """The orders of single items, and the orders of which several items come to an amount together."""
    items: _Amounts = defaultdict(list)
    of_order: dict[str, list[int]] = defaultdict(list)
    for each in payables:
        items[each.amount].append(each.order.id)
        of_order[each.order.id].append(each.amount)
    together: _Amounts = defaultdict(list)
    for order, amounts in of_order.items():
        if len(amounts) > 1:
            together[sum(amounts)].append(order)
    return items, together


def paid_unnamed(case: Case, customer: str) -> Iterator[Text]:
    """That money of the statement which names no order has paid the oldest: it may have been meant for others."""
    past = case.book.past_payments.get(customer, ())
    unnamed = any(each.of_statement and each.amount > sum(amount for _, amount in each.given) for each in past)
    if unnamed and customer in case.book.pays_oldest:
        yield _PAID_UNNAMED


def choices_of(payables: CustomerPayables, chosen: PayableSet) -> int:
    """Among how many sets of its kind one was chosen."""
    if chosen.kind is SetKind.ALL:
        return 1
    if chosen.kind is SetKind.MONTH:
        return len({(each.day.year, each.day.month) for each in payables.owed})
    return len(payables.items)


def reason_of(chosen: PayableSet) -> Text:
    """What the set is."""
    orders = ", ".join(dict.fromkeys(each.order.id for each in chosen.payables))
    month = "{}-{:02}".format(*chosen.month) if chosen.month else ""
    return _REASONS[chosen.kind].format(orders=orders, month=month, count=len(chosen.payables))
