"""Orders that the memo cites: just what they come to, a part of it, or more with the rest as an advance."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from salesbook.bank.citations import Strength
from salesbook.bank.decision import Weight
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.hypothesis import Hypothesis, Pay
from salesbook.bank.matching.kinds.advance import HABIT, on_account
from salesbook.bank.matching.new_payment import new_payment
from salesbook.bank.matching.payables import settling
from salesbook.bank.matching.shares import is_usual_share
from salesbook.bank.receivables import OpenOrder
from salesbook.bank.words import PART_WORDS, says
from salesbook.i18n import Text
from salesbook.model.money import grouped

_EXACT = Weight(Text("just what is cited is paid", "恰好付清所写单据"), math.log(0.3))
_WITH_ANOTHER = Weight(Text("another line pays the rest of it", "其余部分由另一笔流水支付"), math.log(0.05))
_PART = Weight(Text("a part of what is cited is paid", "只付所写单据的一部分"), math.log(0.05))
_MORE = Weight(Text("more than is cited is paid", "付款多于所写单据"), math.log(0.03))
_ANY_AMOUNT = Text("it could be any amount", "金额可以是任意的")
_REASON = Text("just what is open of {orders}, which the memo cites", "金额与附言所写 {orders} 的未结一致")
_REASON_REST = Text(
    "just what another line leaves of {orders}, which the memo cites",
    "金额恰为附言所写 {orders} 在另一笔流水之外的余额",
)
_REASON_PART = Text("a part of {orders}, which the memo cites", "附言所写 {orders} 的一部分")
_REASON_MORE = Text("more than {orders}, which the memo cites, can take", "多于附言所写 {orders} 的未结金额")
_OPEN_OF = Text("{amount} is open of it", "未结金额是 {amount}")
_NEARLY = Text("{missing} is missing: a deduction needs approval", "少付 {missing}，扣款需审批")
_REST_FITS = Text("the remainder is the amount of another open item", "差额与另一笔未清款项一致")
_AMOUNT_FITS = Text("another open item has just this amount", "另有一笔未清款项金额与此一致")
_SPEAKS_OF_PART = Text("the memo speaks of a part", "附言表明是部分付款")
_ODD_PART = Text("an odd amount for a part payment", "部分付款的金额既非整数也非整比例")
_ODD_EXCESS = Text("an unusual amount for an overpayment", "多付的金额不合常情")
_MORE_THAN_ITEM = Text("it is a little more than one item of it", "略多于其中一笔")
_MOST_CITED = 5
_MOST_SETS = 4
_MOST_WAYS = 4_000
_NEARLY_ALL = 0.03
"""What is missing up to this share of the whole is rather a deduction than a part payment."""


def propose(case: Case) -> Iterator[Hypothesis]:
    """What the memo cites of each candidate and its group."""
    for candidate in case.payer.candidates:
        orders = case.open_cited(candidate.customer)
        if orders:
            exact = list(islice(_exact(case, candidate.customer, orders), _MOST_SETS))
            yield from exact
            if not exact:
                yield from _inexact(case, candidate.customer, orders)


def _exact(case: Case, customer: str, orders: Sequence[OpenOrder]) -> Iterator[Hypothesis]:
    stated = _stated(case, customer)
    choices = [_choices(order, stated.get(order.id)) for order in orders]
    rests = [case.companions.rests(case, order) for order in orders]
    if len(orders) > _MOST_CITED:
        choices = [each[1:] for each in choices]
    wider = [sorted({*each, *of_order}) for each, of_order in zip(choices, rests, strict=True)]
    for amounts in _coming_to(case.amount, choices):
        pays = _pays(orders, amounts)
        yield new_payment(case, customer, pays, _EXACT, reasons=[_REASON.format(orders=_ids(pays))])
    for amounts in _coming_to(case.amount, wider) if wider != choices else ():
        if not all(amount in of_order for amount, of_order in zip(amounts, choices, strict=True)):
            pays = _pays(orders, amounts)
            yield new_payment(case, customer, pays, _WITH_ANOTHER, reasons=[_REASON_REST.format(orders=_ids(pays))])


def _coming_to(total: int, choices: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    """Every way to take one of each of ``choices`` that comes to ``total``; choices smallest first.

    What is left to be chosen bounds the search; of very many orders only the first few thousand ways are tried.
    """
    least = [0, *accumulate(each[0] for each in reversed(choices))][::-1]
    most = [0, *accumulate(each[-1] for each in reversed(choices))][::-1]
    open_ways: list[tuple[int, ...]] = [()]
    for _ in range(_MOST_WAYS):
        if not open_ways:
            return
        way = open_ways.pop()
        if len(way) == len(choices):
            yield way
            continue
        rest = total - sum(way)
        for amount in choices[len(way)]:
            if least[len(way) + 1] <= rest - amount <= most[len(way) + 1]:
                open_ways.append((*way, amount))


def _stated(case: Case, customer: str) -> dict[str, int]:
    """What the cited invoices ask for, by order."""
    stated: dict[str, int] = defaultdict(int)
    for citation in case.cited(customer).own:
        for order, amount in citation.orders.items():
            stated[order] += amount or 0
    return {order: amount for order, amount in stated.items() if amount > 0}


def _choices(order: OpenOrder, stated: int | None) -> list[int]:
    """What may be paid of a cited order: nothing, what it can be paid with, what its invoice states."""
    return sorted({0, *order.amounts, *((stated,) if stated and 0 < stated <= order.unsettled else ())})


def _pays(orders: Sequence[OpenOrder], amounts: Sequence[int]) -> list[Pay]:
    return [
        Pay(payable, paid, cited=True)
        for order, amount in zip(orders, amounts, strict=True)
        if amount
        for payable, paid in settling(order, amount)
    ]


def _ids(pays: Sequence[Pay]) -> str:
    return ", ".join(dict.fromkeys(each.payable.order.id for each in pays))


def _inexact(case: Case, customer: str, orders: Sequence[OpenOrder]) -> Iterator[Hypothesis]:
    """Less, or more, than what is cited can take."""
    stated = _stated(case, customer)
    rooms = [min(stated.get(order.id) or order.due or order.unsettled, order.unsettled) for order in orders]
    room = sum(rooms)
    left = min(case.amount, room)
    amounts: list[int] = []
    for each in rooms:
        amounts.append(min(left, each))
        left -= amounts[-1]
    pays = _pays(orders, amounts)
    any_amount = Weight(_ANY_AMOUNT, case.log_chance)
    reason = (_REASON_PART if case.amount < room else _REASON_MORE).format(orders=_ids(pays))
    yield new_payment(
        case,
        customer,
        pays,
        _PART if case.amount < room else _MORE,
        advance=max(0, case.amount - room),
        reasons=[reason],
        flags=list(_doubts(case, customer, orders, room)),
        terms=[any_amount],
        trusts_citation=not says(case.line.memo, PART_WORDS),
    )


def _doubts(case: Case, customer: str, orders: Sequence[OpenOrder], room: int) -> Iterator[Text]:
    """Why less or more than is cited may mean something else."""
    book, rest = case.book, abs(room - case.amount)
    sure = case.payer.certain == customer
    one = len(orders) == 1 and len(case.cited(customer).own) == 1
    full = all(each.strength is Strength.FULL for each in case.cited(customer).own)
    if not (sure and one and full):
        yield _OPEN_OF.format(amount=grouped(room, book.currency))
    if case.amount in case.ledger.payables(customer).by_amount or case.ledger.payables(customer).has_set(case.amount):
        yield _AMOUNT_FITS
    for whole in sorted({room, *(amount for order in orders for amount in order.amounts)}):
        missing = whole - case.amount
        if 0 < missing <= max(_NEARLY_ALL * whole, book.fee_max):
            yield _NEARLY.format(missing=grouped(missing, book.currency))
            break
    if rest in case.ledger.payables(customer).by_amount or case.ledger.payables(customer).has_set(rest):
        yield _REST_FITS
    usual = _is_usual_part(case.amount, room) or case.companions.is_paid_by_another(case, customer, rest)
    if case.amount < room and not (usual or says(case.line.memo, PART_WORDS)):
        yield _ODD_PART
    if case.amount > room and (case.amount % _WHOLE_HUNDREDS or rest > room):
        yield _ODD_EXCESS
    if case.amount > room and on_account(case, customer):
        yield HABIT
    if case.amount < room and any(0 < case.amount - each <= each // 10 for order in orders for each in order.amounts):
        yield _MORE_THAN_ITEM
    if case.amount > room and says(case.line.memo, PART_WORDS):
        yield _SPEAKS_OF_PART


_WHOLE_HUNDREDS = 10_000


def _is_usual_part(amount: int, whole: int) -> bool:
    """Whether an amount, or what it leaves, is round or a usual share of the whole, to a unit."""
    parts = (amount, whole - amount)
    return any(part % _WHOLE_HUNDREDS == 0 for part in parts) or is_usual_share(amount, whole)
