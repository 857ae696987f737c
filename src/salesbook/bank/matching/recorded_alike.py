"""Recorded payments that a line may be, so that what it pays must not be entered once more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from salesbook.bank.matching.case import Case
from salesbook.bank.matching.hypothesis import Claim
from salesbook.bank.receivables import RecordedPayment
from salesbook.i18n import Text

Doubt = tuple[tuple[Claim, ...], Text]
"""A doubt that holds unless another line takes one of the claims."""

_ONE = Text("it may be {payment}, which is recorded already", "可能就是已登记的 {payment}")
_SEVERAL = Text("it may be {payments}, which are recorded already", "可能就是已登记的 {payments}")
_DAYS, _DAYS_OF_OTHERS = 45, 5
"""How far the day of a recorded payment, of the same customer or another, may lie from the line's for the two to be
one."""
_MOST_OF_A_DAY = 8
_SIZES = (2, 3)


def recorded_alike(case: Case, customer: str) -> list[Doubt]:
    """Payments, and sets of them, that a line of ``customer`` may be."""
    return [*_single(case, customer), *_sets(case, customer)]


def may_be_of(case: Case, customer: str) -> bool:
    """Whether the line may be the payment of ``customer`` although its payer is known: by its name or what it cites."""
    payer = case.payer
    if payer.certain is None or any(case.book.same_group(customer, each) for each in payer.customers):
        return True
    return any(case.book.owners[order] == customer for each in case.cited_in_full for order in each.orders)


def _single(case: Case, customer: str) -> Iterator[Doubt]:
    for payment in case.book.payments_by_amount.get(case.amount, ()):
        days = _DAYS if case.book.same_group(payment.customer, customer) else _DAYS_OF_OTHERS
        if abs((payment.date - case.line.date).days) <= days and may_be_of(case, payment.customer):
            yield (("entry", payment.id),), _ONE.format(payment=payment.id)


def _sets(case: Case, customer: str) -> Iterator[Doubt]:
    """Two or three payments of the customer of one day."""
    by_day: dict[object, list[RecordedPayment]] = defaultdict(list)
    for payment in case.ledger.recorded_of.get(customer, ()):
        near = abs((payment.date - case.line.date).days) <= _DAYS
        if near and 0 < payment.amount < case.amount and payment.account in {None, case.book.account}:
            by_day[payment.date].append(payment)
    for payments in by_day.values():
        if len(payments) <= _MOST_OF_A_DAY:
            yield from _of_day(case, payments)


def _of_day(case: Case, payments: Sequence[RecordedPayment]) -> Iterator[Doubt]:
    for size in _SIZES:
        for chosen in combinations(payments, size):
            if sum(each.amount for each in chosen) == case.amount:
                claims = tuple(("entry", each.id) for each in chosen)
                yield claims, _SEVERAL.format(payments=", ".join(each.id for each in chosen))
