"""Items or sets less a bank fee, less odd cents, or less the cash discount that terms allow."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from salesbook.bank.decision import CreditReason, Weight
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.hypothesis import Hypothesis, Pay
from salesbook.bank.matching.kinds.usual_set import PRIORS
from salesbook.bank.matching.new_payment import less, new_payment, whole
from salesbook.bank.matching.payables import Payable, settling
from salesbook.i18n import Text
from salesbook.model.money import grouped, part_of

_ITEM = Weight(Text("one item is paid at once", "一次付清一笔"), math.log(0.45))
_CITED = Weight(Text("just what is cited is paid", "恰好付清所写单据"), math.log(0.3))
_FEE = Weight(Text("a bank took a fee", "银行扣了手续费"), math.log(0.02))
_ROUNDING = Weight(Text("odd cents were left out", "抹去零头"), math.log(0.04))
_DISCOUNT = Weight(Text("the cash discount was taken", "享受了现金折扣"), math.log(0.6))
_LATE_DISCOUNT = Weight(Text("the cash discount was taken too late", "逾期享受现金折扣"), math.log(0.02))
_MISSING = Text("just so much is missing", "恰好少付这么多")
_REASON = {
    CreditReason.FEE: Text("{orders} less a fee of {missing}", "{orders} 扣除手续费 {missing}"),
    CreditReason.ROUNDING: Text("{orders} less {missing} of rounding", "{orders} 抹零 {missing}"),
    CreditReason.DISCOUNT: Text("{orders} less cash discount of {missing}", "{orders} 扣除现金折扣 {missing}"),
}
_TOO_LATE = Text("the days of the cash discount are over: it needs approval", "现金折扣期已过，需审批")
_ODD = Text("an odd amount for a fee", "手续费金额异常")
_RATHER_DISCOUNT = Text("just so many percent are missing: rather a discount", "少付部分恰为整数百分比，更像折扣")
_OF_MANY = Text("so many items less something come to many sums", "多笔款项扣减后可凑成许多金额")
_MOST_WITH_FEE = 3
_USUAL_DISCOUNTS = (10, 20, 30, 50)
"""Per mille."""
_UNIT = 100
"""What payments less a discount may be rounded to."""
_STEPS = ((10, 0.1), (50, 0.1), (100, 0.15), (500, 0.5))
"""What fees are multiples of, in minor units, and how many are of just that and nothing rounder; the rest are odd."""
_OF_ODD_FEES = 0.15
_OF_TARIFFS = 50
"""Banks' tariffs are in halves of a unit; other fees are asked about, unless the memo cites what is paid."""


def propose(case: Case) -> Iterator[Hypothesis]:
    """Each base whose amount is missed by a fee or a rounding that is allowed, or by its cash discount."""
    most = max(case.book.fee_max, case.book.rounding_max)
    for candidate in case.payer.candidates:
        customer = candidate.customer
        for payables, prior, choices in _bases(case, customer, case.amount + 1, case.amount + most):
            yield from _short(case, customer, payables, prior, choices)
        yield from _discounted(case, customer)


def _bases(case: Case, customer: str, least: int, most: int) -> Iterator[tuple[Sequence[Payable], Weight, int]]:
    """What is usually paid at once and comes to an amount in this range, with how usual that is, among how many."""
    payables = case.ledger.payables(customer)
    if most < least:
        return
    for item in payables.items_between(least, most):
        yield [item], _ITEM, len(payables.items)
    for found in payables.sets_between(least, most):
        yield found.payables, PRIORS[found.kind], len(payables.items)
    stated = {id: amount for each in case.cited(customer).own for id, amount in each.orders.items() if amount}
    for order in case.open_cited(customer):
        for amount in sorted({*order.amounts, min(stated.get(order.id, order.due), order.unsettled)}):
            if least <= amount <= most:
                yield [payable for payable, _ in settling(order, amount)], _CITED, 1
    named = case.cited(customer).orders
    cited = [item for item in payables.owed if item.order.id in named] if named else []
    if len(cited) > 1 and least <= sum(each.amount for each in cited) <= most:
        yield cited, _CITED, 1


def _short(case: Case, customer: str, payables: Sequence[Payable], prior: Weight, choices: int) -> Iterator[Hypothesis]:
    missing = sum(each.amount for each in payables) - case.amount
    book = case.book
    if missing <= book.rounding_max and _is_rounded(case.amount, missing):
        flags = [_OF_MANY] if len(payables) > 1 and not case.cited(customer).proves(_orders(payables)) else []
        yield _less(case, customer, payables, missing, CreditReason.ROUNDING, [prior, _ROUNDING], choices, flags)
    elif missing <= book.fee_max:
        usual = Weight(_MISSING, math.log(_how_usual(missing) / book.fee_max))
        cited = case.cited(customer).proves(_orders(payables))
        flags = [_ODD] if missing % _OF_TARIFFS and not cited else []
        if len(payables) > _MOST_WITH_FEE and not cited:
            flags.append(_OF_MANY)
        if any(_is_share(missing, missing + case.amount, per_mille) for per_mille in _USUAL_DISCOUNTS):
            flags.append(_RATHER_DISCOUNT)
        yield _less(case, customer, payables, missing, CreditReason.FEE, [prior, _FEE, usual], choices, flags)


def _orders(payables: Sequence[Payable]) -> list[str]:
    return [each.order.id for each in payables]


def _is_share(missing: int, whole: int, per_mille: int) -> bool:
    """Whether just so much is missing as a discount of ``per_mille`` would be, or as much as makes a round payment."""
    paid = whole - missing
    return abs(part_of(whole, per_mille, 1000) - missing) <= (1 if paid % _UNIT else _UNIT)


def _is_rounded(paid: int, missing: int) -> bool:
    """Whether what was paid is round just because so much was left out."""
    return any(paid % step == 0 and missing < step for step in (10, 100, 1_000, 10_000))


def _how_usual(fee: int) -> float:
    """How usual just this fee is, where 1 is as usual as any."""
    return next((step * share for step, share in reversed(_STEPS) if fee % step == 0), _OF_ODD_FEES)


def _less(
    case: Case,
    customer: str,
    payables: Sequence[Payable],
    missing: int,
    reason: CreditReason,
    terms: Sequence[Weight],
    choices: int,
    flags: Sequence[Text] = (),
) -> Hypothesis:
    """What is missing is taken off the last that can bear it."""
    bearer = next((each for each in reversed(payables) if each.amount > missing), payables[-1])
    pays = [less(each, missing, reason) if each is bearer else whole(each) for each in payables]
    return new_payment(
        case,
        customer,
        pays,
        terms[0],
        choices,
        reasons=[_REASON[reason].format(orders=_ids(pays), missing=grouped(missing, case.book.currency))],
        flags=flags,
        terms=terms[1:],
    )


def _ids(pays: Sequence[Pay]) -> str:
    return ", ".join(dict.fromkeys(each.payable.order.id for each in pays))


def _discounted(case: Case, customer: str) -> Iterator[Hypothesis]:
    """Items and sets less their cash discounts, within the days or past them."""
    payables = case.ledger.payables(customer)
    for found in payables.less_discount(case.amount):
        in_days = all(
            each.discount_until is None or case.line.date <= each.discount_until for each in found if each.discount
        )
        pays = [less(each, each.discount, CreditReason.DISCOUNT) if each.discount else whole(each) for each in found]
        missing = sum(each.discount for each in found)
        yield new_payment(
            case,
            customer,
            pays,
            _ITEM,
            len(payables.items),
            reasons=[
                _REASON[CreditReason.DISCOUNT].format(orders=_ids(pays), missing=grouped(missing, case.book.currency))
            ],
            flags=[] if in_days else [_TOO_LATE],
            terms=[_DISCOUNT if in_days else _LATE_DISCOUNT],
        )
