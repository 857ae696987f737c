"""Several recorded payments that the bank shows as one sum: cheques paid in together, a day's takings of a wallet."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from salesbook.bank.decision import Explanation, Weight
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.hypothesis import Hypothesis
from salesbook.bank.matching.kinds.recorded_payment import of_candidate, payer_term
from salesbook.bank.matching.subset_sums import SUMS_BY_CHANCE, Chosen, SubsetSums
from salesbook.bank.payer import is_own
from salesbook.bank.receivables import RecordedPayment
from salesbook.bank.words import BANK_WORDS, says
from salesbook.i18n import Text

_PRIOR = Weight(Text("recorded payments were paid in together", "几笔已登记收款合并入账"), math.log(0.1))
_FEW_PRIOR = Weight(Text("a few recorded payments were paid in together", "少数几笔已登记收款合并入账"), math.log(0.02))
_CHOSEN = Text("so many others of its kind could have fitted", "同类中可能吻合者的数目")
_BEFORE, _AFTER = timedelta(10), timedelta(2)
_MOST = 60
_MOST_RUNS = 8
_FEWEST_TO_SUM = 2
_SURE_SUM = 2
_PAID_IN_TOGETHER = timedelta(3)
_MANY = 5
_REASON = Text(
    "{count} payments recorded for {first} to {last} come to just this amount",
    "登记于 {first} 至 {last} 的 {count} 笔收款合计与此一致",
)
_SEVERAL = Text("several of the recorded payments come to this amount", "已登记收款有多种组合凑成这一金额")
_DAYS_APART = Text("they are of days far apart", "各笔日期相距较远")
_NAMES_ONE = Text("the line names one payer, the payments are of several", "流水只有一个付款方，所含收款属于多个客户")


def propose(case: Case) -> Iterator[Hypothesis]:
    """All of a day, of some days in a row, or of one customer; else a few of them."""
    line = case.line
    first, last = line.date - _BEFORE, line.date + _AFTER
    groups = [group for group in case.ledger.batches(line.amount) if first <= group[0].date and group[-1].date <= last]
    if groups or not case.payer.customers:  # else nobody's but the candidates' payments are of interest
        near = _possible(case, case.ledger.recorded_between(first, last))
        amounts = Counter(each.amount for each in near)
        for group in groups:
            twins = any(amounts[each.amount] > sum(other.amount == each.amount for other in group) for each in group)
            yield _together(case, group, _PRIOR, _MOST_RUNS, [_SEVERAL] if twins else [])
        if not case.payer.customers and len(near) <= _MOST:
            yield from _few(case, near)
    for customer in case.payer.customers:
        own = _possible(case, case.ledger.recorded_of_group_between(customer, first, last))
        if len(own) >= _FEWEST_TO_SUM:
            yield from _few(case, own)


def _possible(case: Case, payments: Sequence[RecordedPayment]) -> list[RecordedPayment]:
    """Those that may be a part of what the line shows."""
    accounts = {None, case.book.account}
    return [each for each in payments if each.account in accounts and 0 < each.amount < case.amount]


def _few(case: Case, near: Sequence[RecordedPayment]) -> Iterator[Hypothesis]:
    """Two to four payments."""
    by_amount: dict[int, list[RecordedPayment]] = defaultdict(list)
    for payment in near:
        by_amount[payment.amount].append(payment)
    sums = SubsetSums({amount: len(equal) for amount, equal in by_amount.items()})
    found = sums.few(case.amount)
    for chosen in found:
        payments = tuple(payment for amount, count in Counter(chosen).items() for payment in by_amount[amount][:count])
        flags = [_SEVERAL] if _several(found, by_amount) else []
        if len(chosen) > _SURE_SUM and sums.found_near(len(chosen), case.amount):
            flags.append(SUMS_BY_CHANCE)
        yield _together(case, payments, _FEW_PRIOR, math.comb(len(near), len(chosen)), flags)


def _several(found: Sequence[Chosen], by_amount: Mapping[int, Sequence[RecordedPayment]]) -> bool:
    """Whether other payments would do as well: another sum, or one of equal amount."""
    return len(found) > 1 or any(len(by_amount[amount]) > chosen.count(amount) for chosen in found for amount in chosen)


def _together(
    case: Case, payments: tuple[RecordedPayment, ...], prior: Weight, choices: int, flags: Sequence[Text]
) -> Hypothesis:
    customers = {each.customer for each in payments}
    days = sorted(each.date for each in payments)
    return Hypothesis(
        explanation=Explanation(
            customer=customers.pop() if len(customers) == 1 else None,
            payments=tuple(each.id for each in payments),
            reasons=(_REASON.format(count=len(payments), first=days[0], last=days[-1]),),
            flags=(*_doubts(case, payments), *flags),
        ),
        terms=(_payer(case, payments), prior, Weight(_CHOSEN, -math.log(max(1, choices)))),
        claims={("entry", each.id): 1 for each in payments},
        key=("payments", *sorted(each.id for each in payments)),
    )


def _payer(case: Case, payments: Sequence[RecordedPayment]) -> Weight:
    customers = sorted({each.customer for each in payments})
    if len(customers) == 1:
        return payer_term(case, customers[0])
    return Weight(payer_term(case, customers[0]).what, math.log(case.somebody_else))


def _doubts(case: Case, payments: Sequence[RecordedPayment]) -> Iterator[Text]:
    customers = {each.customer for each in payments}
    own = is_own(case.line, case.book.own_accounts, case.book.company) or says(case.line.payer, BANK_WORDS)
    if case.payer.contradiction:
        yield case.payer.contradiction
    named = case.payer.named and not own
    days = [each.date for each in payments]
    if len(customers) > 1 and max(days) - min(days) > _PAID_IN_TOGETHER and len(payments) < _MANY:
        yield _DAYS_APART
    if named and len(customers) > 1:
        yield _NAMES_ONE
    elif named and not (case.payer.certain and of_candidate(case, *customers)):
        yield case.payer.doubt or _NAMES_ONE
