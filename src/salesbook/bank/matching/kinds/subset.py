"""Two, three or four items of a customer that happen to add up to the amount."""

from __future__ import annotations

import math
from collections.abc import Iterator

from salesbook.bank.decision import Weight
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.doubts import of_uncited
from salesbook.bank.matching.hypothesis import Hypothesis
from salesbook.bank.matching.kinds.usual_set import paid_unnamed
from salesbook.bank.matching.new_payment import new_payment, whole
from salesbook.bank.matching.payables import CustomerPayables, Payable
from salesbook.bank.matching.subset_sums import SUMS_BY_CHANCE, Chosen
from salesbook.i18n import Text

_PRIORS = {
    2: Weight(Text("two items are paid together", "两笔一起付"), math.log(0.03)),
    3: Weight(Text("three items are paid together", "三笔一起付"), math.log(0.015)),
    4: Weight(Text("four items are paid together", "四笔一起付"), math.log(0.0075)),
}
_MOST_ITEMS = {2: 400, 3: 80, 4: 30}
"""Different amounts of a customer beyond which sums of so many prove nothing, and take long."""
_ROUND = 100_000
"""Whole thousands in minor units, which are often paid for something else."""
_HUNDREDS = 10_000
_REASON = Text("just {orders} together", "金额与 {orders} 合计一致")
_OTHERS = Text("one of them is the sum of two other open items", "其中一笔恰为另外两笔未清款项之和")
_LIKELY = 0.02
"""How likely a customer must be the payer to be searched for sums."""


def propose(case: Case) -> Iterator[Hypothesis]:
    """Sums of few items, of the likely candidates; of four only where nothing simpler has the amount."""
    for candidate in case.payer.candidates:
        customer = candidate.customer
        if case.payer.chances[customer] >= _LIKELY:
            yield from _of_customer(case, customer)


def _of_customer(case: Case, customer: str) -> Iterator[Hypothesis]:
    payables = case.ledger.payables(customer)
    sums = payables.subset_sums
    simple = case.amount in payables.by_amount or payables.has_set(case.amount)
    for size in (2, 3) if simple else (2, 3, 4):
        if not size <= len(payables.owed) or len(payables.counts) > _MOST_ITEMS[size]:
            continue
        found = sums.of_size(size, case.amount)
        near = bool(found) and size > 2 and sums.found_near(size, case.amount)
        for chosen in found:
            by_chance = case.amount % _ROUND == 0 or near or _mostly_round(chosen)
            doubts = [SUMS_BY_CHANCE] if by_chance else [_OTHERS] if sums.exchangeable(chosen) else []
            pays = [whole(each) for each in _oldest(case, customer, payables, chosen)]
            paid = [each.payable.order.id for each in pays]
            yield new_payment(
                case,
                customer,
                pays,
                _PRIORS[size],
                math.comb(len(payables.owed), size),
                reasons=[_REASON.format(orders=", ".join(paid))],
                flags=[
                    *of_uncited(case, customer, [each.payable for each in pays]),
                    *([] if case.cited(customer).proves(paid) else [*doubts, *paid_unnamed(case, customer)]),
                ],
            )


def _mostly_round(chosen: Chosen) -> bool:
    """Whether two or more of three or four are round: other round ones would do as well."""
    return len(chosen) > 2 and sum(amount % _HUNDREDS == 0 for amount in chosen) > 1


def _oldest(case: Case, customer: str, payables: CustomerPayables, chosen: Chosen) -> Iterator[Payable]:
    """For each amount the oldest item of it, first those that are cited."""
    cited = case.cited(customer).orders
    used: set[str] = set()
    for amount in chosen:
        equal = [each for each in payables.by_amount[amount] if each.key not in used and not each.ahead]
        payable = min(equal, key=lambda each: each.order.id not in cited)
        used.add(payable.key)
        yield payable
