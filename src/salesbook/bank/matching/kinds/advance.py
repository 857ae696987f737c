"""Money of a customer for nothing in particular: an advance, or a sum on account."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from salesbook.bank.decision import Weight
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.hypothesis import Hypothesis
from salesbook.bank.matching.new_payment import new_payment
from salesbook.bank.matching.shares import is_usual_share
from salesbook.bank.names import plain_name
from salesbook.bank.words import ADVANCE_WORDS, ARREARS_WORDS, ON_ACCOUNT_WORDS, PREPAID_WORDS, says
from salesbook.i18n import Text

_ADVANCE = Weight(Text("it is paid for nothing in particular", "付款未指明用途"), math.log(0.02))
_ANY_AMOUNT = Text("it could be any amount", "金额可以是任意的")
_SAYS_SO = Weight(Text("the memo speaks of an advance", "附言写明预付"), 3.0)
_SAYS_PREPAID = Weight(Text("the memo says that it is paid ahead", "附言写明是预付款"), 5.5)
_SAYS_ON_ACCOUNT = Weight(Text("the memo says that it is paid on account", "附言写明是往来款或还欠款"), 2.0)
_SAYS_ARREARS = Weight(Text("the memo says that it pays what is owed for longer", "附言写明是偿还欠款"), 5.5)
_NOTHING_OWED = Weight(Text("the customer owes nothing", "该客户没有欠款"), 3.0)
HABIT = Text("the customer pays on account", "该客户习惯按总额付款")
_NO_SIGN = Text("nothing open has just this amount", "没有金额一致的未清款项")
_ANOTHER_TOO = Text("the name may also be that of {customers}", "户名也可能是：{customers}")
_BY_SOUND = Text(
    "{name} is written by its sound, which others may share", "户名只写了 {name} 的读音，同音者可能另有其人"
)
_SHARE_OF_ORDER = Text("it is a usual deposit of {orders}", "恰为 {orders} 的常见定金比例")
_ASKED_BY_OTHERS = Text("{customers} has something open of just this amount", "{customers} 恰有这一金额的未清款项")
_FEWEST = 2
"""How many earlier round sums must have been laid on what was oldest."""
_ROUND = 100_000
"""Whole thousands, in minor units."""
_HUNDREDS = 10_000
_LESS = 3
"""How many times smaller than any before such a sum may be."""


def propose(case: Case) -> Iterator[Hypothesis]:
    """The whole amount as an advance, of each candidate."""
    for candidate in case.payer.candidates:
        customer = candidate.customer
        habit = on_account(case, customer)
        signs = list(_signs(case, customer, habit))
        prepaid = _SAYS_PREPAID in signs
        plain = prepaid or _SAYS_ARREARS in signs
        flags = [] if plain or len(signs) > 1 else [_NO_SIGN]
        if not flags:
            flags += [*_others_of_the_name(case, customer), *_asked_by_others(case, customer)]
        if prepaid:
            flags += _shares_of_orders(case, customer)
        yield new_payment(
            case,
            customer,
            [],
            _ADVANCE,
            advance=case.amount,
            reasons=[sign.what for sign in signs],
            flags=flags,
            terms=[Weight(_ANY_AMOUNT, case.log_chance), *signs],
        )


def _signs(case: Case, customer: str, habit: float) -> Iterator[Weight]:
    """What tells that it is for nothing in particular."""
    memo = case.line.memo
    if says(memo, PREPAID_WORDS):
        yield _SAYS_PREPAID
    elif says(memo, ADVANCE_WORDS):
        yield _SAYS_SO
    if says(memo, ON_ACCOUNT_WORDS) and habit:
        yield _SAYS_ON_ACCOUNT
    elif says(memo, ARREARS_WORDS) and _is_round_part_of_debt(case, customer):
        yield _SAYS_ARREARS
    if not case.ledger.payables(customer).owed:
        yield _NOTHING_OWED
    if habit:
        yield Weight(HABIT, math.log(habit / (1.05 - habit) / 0.02))


def _is_round_part_of_debt(case: Case, customer: str) -> bool:
    """Whether it is a round sum, and the customer owes more than that."""
    return case.amount % _ROUND == 0 and case.amount < sum(each.amount for each in case.ledger.payables(customer).owed)


def _others_of_the_name(case: Case, customer: str) -> Iterator[Text]:
    """That the name on the line is a part of another customer's: no amount tells here which of them is meant."""
    name, book = plain_name(case.line.payer), case.book
    others = [
        other.name
        for other in book.customers.values()
        if name and not book.same_group(other.id, customer) and any(name in plain_name(each) for each in other.names)
    ]
    if case.payer.of_account & {customer}:
        return
    if others:
        yield _ANOTHER_TOO.format(customers=", ".join(others))
    elif name.isascii() and not plain_name(case.name(customer)).isascii():
        yield _BY_SOUND.format(name=case.name(customer))


def _asked_by_others(case: Case, customer: str) -> Iterator[Text]:
    """That it is an odd amount, and just what another customer's order asks for."""
    owners = {case.book.owners.get(order) for order in case.ledger.orders_asking(case.amount)} - {customer, None}
    if case.amount % _HUNDREDS and owners:
        yield _ASKED_BY_OTHERS.format(customers=", ".join(case.name(owner) for owner in sorted(filter(None, owners))))


def _shares_of_orders(case: Case, customer: str) -> Iterator[Text]:
    """That it is rather the deposit of an order that the customer has."""
    orders = case.book.orders_of.get(customer, ())
    shared = [order.id for order in orders if is_usual_share(case.amount, order.unsettled)]
    if shared:
        yield _SHARE_OF_ORDER.format(orders=", ".join(shared))


def on_account(case: Case, customer: str) -> float:
    """How usual it is that a round sum like this of the customer is paid on account; 0 where nothing shows it."""
    past = [each for each in case.book.past_payments.get(customer, ()) if not each.of_statement]
    if case.amount % _ROUND or not past:
        return 0.0
    times = Counter(order for each in past for order, _ in each.given)
    round_sums = [each for each in past if each.amount % _ROUND == 0]
    on_account = [each.amount for each in round_sums if all(times[order] > 1 for order, _ in each.given)]
    if len(on_account) < _FEWEST or case.amount * _LESS < min(on_account):
        return 0.0
    return len(on_account) / (len(round_sums) + 0.5)
