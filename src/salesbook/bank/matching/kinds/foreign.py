"""An order in another currency than the account's: how much of it is paid only a person, or a rate, can say."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from salesbook.bank.decision import Explanation, Share, Weight
from salesbook.bank.matching import doubts
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.hypothesis import Hypothesis
from salesbook.i18n import Text
from salesbook.model.money import grouped

_CITED = Weight(Text("the memo cites an order in another currency", "附言写明另一币种的订单"), math.log(0.3))
_PRIOR = Weight(Text("an order in another currency is paid", "支付另一币种的订单"), math.log(0.01))
_ANY_AMOUNT = Text("it could be any amount", "金额可以是任意的")
_REASON = Text("{order} has {amount} open", "{order} 有 {amount} 未结")
_RATE = Text("the order is in {currency}: its rate is not known", "订单币种为 {currency}，汇率未知")
_MOST = 3
_DECIMAL = re.compile(r"(?<![\d.,])\d[\d,]*\.\d{2,6}(?!\d)")
_CLOSE = 5_000
"""A rate of four decimals hits an amount to one in so many."""


def propose(case: Case) -> Iterator[Hypothesis]:
    """The foreign orders that the memo cites, or the oldest one of a candidate."""
    for candidate in case.payer.candidates:
        customer = candidate.customer
        orders = case.ledger.foreign_of.get(customer, ())
        numbers = {order for each in case.cited(customer).own for order in each.orders}
        cited = [order for order in orders if order.id in numbers]
        for order in cited[:_MOST] or orders[:1]:
            whole = order.due or order.unsettled
            memo = case.line.memo
            open_amount = stated_part(memo, whole, case.amount) or whole
            weighed = case.cited(customer).weigh([order.id])
            amount = f"{order.currency} {grouped(open_amount, order.currency)}"
            unknown_rate = _RATE.format(currency=order.currency)
            yield Hypothesis(
                explanation=Explanation(
                    customer=customer,
                    orders=(Share(order.id, open_amount, order.opening, paid=case.amount),),
                    reasons=(_REASON.format(order=order.id, amount=amount), *candidate.reasons),
                    flags=(
                        *([] if states(memo, open_amount, case.amount) else [unknown_rate]),
                        *doubts.of_payer(case, customer, [order.id]),
                        *doubts.of_citations(case, customer, [order.id]),
                    ),
                ),
                terms=(
                    case.payer_term(customer),
                    _CITED if cited else _PRIOR,
                    Weight(_ANY_AMOUNT, case.log_chance),
                    *((weighed,) if weighed else ()),
                ),
                claims={("order", order.id): open_amount},
                key=("foreign", order.id),
            )


def stated_part(memo: str | None, most: int, paid: int) -> int | None:
    """The amount of at most ``most`` that a memo states together with the rate by which it is what was paid.

    A rate is stated to some decimals only, and the paid amount may have been worked out by more.
    """
    numbers = _numbers(memo)
    for amount, rate in permutations(numbers, 2):
        foreign = int(amount * 100)
        left_out = Decimal((0, (1,), int(rate.as_tuple().exponent))) / 2
        if amount * 100 == foreign and 0 < foreign <= most and abs(rate * foreign - paid) <= rate + foreign * left_out:
            return foreign
    return None


def states(memo: str | None, foreign: int, paid: int) -> bool:
    """Whether a memo states the amount in the other currency, or the rate by which it is what was paid."""
    return any(each * 100 == foreign or abs(each * foreign - paid) * _CLOSE <= paid for each in _numbers(memo))


def _numbers(memo: str | None) -> list[Decimal]:
    """The numbers with decimals in a memo."""
    return [Decimal(each.replace(",", "")) for each in _DECIMAL.findall(unicodedata.normalize("NFKC", memo or ""))]
