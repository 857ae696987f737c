"""An item or a set less what the customer has free: a credit note, or an advance, that is taken up with it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from salesbook.bank.decision import TakenUp, Weight
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.hypothesis import Hypothesis, Pay
from salesbook.bank.matching.kinds.item import meant
from salesbook.bank.matching.kinds.usual_set import PRIORS
from salesbook.bank.matching.new_payment import new_payment
from salesbook.bank.matching.payables import Payable
from salesbook.bank.receivables import FreeMoney
from salesbook.i18n import Text
from salesbook.model.money import grouped

_ITEM = Weight(Text("one item is paid at once", "一次付清一笔"), math.log(0.45))
_CREDIT = Weight(Text("a credit note is deducted", "扣减贷项"), math.log(0.2))
_ADVANCE = Weight(Text("an advance is deducted", "扣减预收款"), math.log(0.05))
_REASON = Text("{orders} less {source} of {amount}", "{orders} 扣减 {source} 的 {amount}")


def propose(case: Case) -> Iterator[Hypothesis]:
    """For each candidate and each sum it has free what comes to the amount with it."""
    for candidate in case.payer.candidates:
        for free in case.ledger.free_of.get(candidate.customer, ()):
            yield from _with(case, candidate.customer, free)


def _with(case: Case, customer: str, free: FreeMoney) -> Iterator[Hypothesis]:
    payables = case.ledger.payables(customer)
    total = case.amount + free.amount
    bases: list[tuple[Sequence[Payable], Weight]] = [
        ((each,), _ITEM) for each in meant(case, customer, payables.by_amount.get(total, ()))
    ]
    bases += [(found.payables, PRIORS[found.kind]) for found in payables.sets(total)]
    for base, prior in bases:
        pays, taken = _divided(base, free)
        amount = grouped(free.amount, case.book.currency)
        orders = ", ".join(dict.fromkeys(each.payable.order.id for each in pays))
        yield new_payment(
            case,
            customer,
            pays,
            prior,
            len(payables.items) * len(case.ledger.free_of[customer]),
            taken_up=taken,
            reasons=[_REASON.format(orders=orders, source=free.id, amount=amount)],
            terms=[_CREDIT if free.credit else _ADVANCE],
        )


def _divided(payables: Sequence[Payable], free: FreeMoney) -> tuple[list[Pay], tuple[TakenUp, ...]]:
    """The free money goes to the oldest, the line pays the rest."""
    left = free.amount
    pays: list[Pay] = []
    taken: list[TakenUp] = []
    for each in payables:
        given = min(left, each.amount)
        left -= given
        pays.append(Pay(each, each.amount - given, given))
        if given:
            taken.append(TakenUp(free.id, each.order.id, given, each.order.opening))
    return pays, tuple(taken)
