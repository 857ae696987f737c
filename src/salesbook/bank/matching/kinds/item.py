"""One item, one invoice, or all of one order: just its amount."""

from __future__ import annotations

import math
from collections.abc import Iterator

from salesbook.bank.decision import Weight
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.hypothesis import Hypothesis
from salesbook.bank.matching.new_payment import new_payment, whole
from salesbook.bank.matching.payables import Payable
from salesbook.i18n import Text

_ITEM = Weight(Text("one item is paid at once", "一次付清一笔"), math.log(0.45))
_AHEAD = Weight(Text("an order is paid before anything is due", "未到应收即付清订单"), math.log(0.04))
_INVOICE = Weight(Text("one invoice is paid at once", "一次付清一张发票"), math.log(0.2))
_OF_GROUP = Weight(Text("a company of the group is paid for", "代同集团公司付款"), math.log(0.02))
_REASON = Text("just an open item of {order}", "金额与 {order} 的一笔未清款项一致")
_REASON_INVOICE = Text("just an open invoice of {order}", "金额与 {order} 的一张未付发票一致")


def propose(case: Case) -> Iterator[Hypothesis]:
    """Items of this amount: of the candidates, and of their groups."""
    for candidate in case.payer.candidates:
        yield from _of_customer(case, candidate.customer)
        for member in case.ledger.group_members.get(candidate.customer, ()):
            yield from _of_group_member(case, candidate.customer, member)


def _of_customer(case: Case, customer: str) -> Iterator[Hypothesis]:
    payables = case.ledger.payables(customer)
    for payable in meant(case, customer, payables.by_amount.get(case.amount, ())):
        prior = _AHEAD if payable.ahead else _ITEM
        reason = _REASON.format(order=payable.order.id)
        yield new_payment(case, customer, [whole(payable)], prior, len(payables.items), reasons=[reason])
    for payable in payables.invoices_by_amount.get(case.amount, ()):
        reason = _REASON_INVOICE.format(order=payable.order.id)
        yield new_payment(case, customer, [whole(payable)], _INVOICE, len(payables.items), reasons=[reason])


def _of_group_member(case: Case, customer: str, member: str) -> Iterator[Hypothesis]:
    payables = case.ledger.payables(member)
    for payable in meant(case, customer, payables.by_amount.get(case.amount, ())):
        reason = _REASON.format(order=payable.order.id)
        yield new_payment(case, customer, [whole(payable)], _OF_GROUP, len(payables.items), reasons=[reason])


def meant(case: Case, customer: str, equal: tuple[Payable, ...]) -> Iterator[Payable]:
    """Of items of one amount those that are cited, else the oldest: equal ones are one explanation."""
    cited = case.cited(customer).orders
    yield from [each for each in equal if each.order.id in cited] or equal[:1]
