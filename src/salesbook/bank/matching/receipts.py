"""Explanations by what is open: orders that the memo cites, and amounts that only one thing has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from salesbook.bank.decision import Explanation, Share
from salesbook.bank.matching.evidence import (
    ANOTHER_CUSTOMER,
    CERTAIN,
    CITES_OTHERS,
    COMMON,
    LIKELY,
    POSSIBLE,
    Evidence,
)
from salesbook.bank.receivables import OpenOrder
from salesbook.bank.words import PART_WORDS, says
from salesbook.i18n import Text
from salesbook.model.money import grouped


def by_receivables(evidence: Evidence) -> list[Explanation]:
    """All explanations by a new payment."""
    return [*_cited_orders(evidence), *_exact_amounts(evidence)]


def _cited_orders(evidence: Evidence) -> Iterator[Explanation]:
    """The orders that the memo cites, where an amount that each can be paid with makes up just this one."""
    book, payer = evidence.book, evidence.payer
    open_orders = sorted(
        (book.orders[order] for order in evidence.cited_orders if order in book.orders),
        key=lambda each: (each.date, each.id),
    )
    owners = {order.customer for order in open_orders}
    owner = min(owners, default="")
    if not owners or not all(book.same_group(owner, each) for each in owners):
        return
    customer = payer.certain if payer.certain and evidence.pays_for(owner) else owner
    settled = evidence.not_meant(order.id for order in open_orders)
    flags = [_SETTLED.format(numbers=", ".join(settled))] if settled else []
    flags += _doubts_of_payer(evidence, owner)
    found = list(islice(_sets_of(evidence, open_orders), _MOST_SETS))
    reasons = [_CITED]
    if len(found) != 1:
        amount = grouped(sum(order.unsettled for order in open_orders), book.currency)
        flags.append(_AMBIGUOUS if found else _OPEN_OF.format(amount=amount))
        if says(evidence.line.memo, PART_WORDS):
            flags.append(_SPEAKS_OF_PART)
        shares, advance = (found[0], 0) if found else _oldest_first(open_orders, evidence.line.amount)
    else:
        shares, advance = found[0], 0
        reasons.append(_ALL_OF_ORDER)
    if payer.reason and payer.certain == customer:
        reasons.append(payer.reason)
    yield Explanation(
        customer=customer,
        orders=shares,
        advance=advance,
        confidence=LIKELY if flags else CERTAIN,
        reasons=tuple(reasons),
        flags=tuple(flags),
    )


_CITED = Text("the memo cites its number", "附言写明其号码")
_SETTLED = Text("nothing is open of {numbers}, which the memo cites", "附言所写的 {numbers} 已无未结金额")
_OPEN_OF = Text("{amount} is open of it", "未结金额是 {amount}")
_AMBIGUOUS = Text("what it cites can make up this amount in several ways", "附言所写的单据可有多种组合凑成这一金额")
_SPEAKS_OF_PART = Text("the memo speaks of a part", "附言表明是部分付款")
_MOST_SETS = 2
_MOST_CITED = 5
"""Cited orders of which every choice of amounts is tried; of more only all that is open."""


def _sets_of(evidence: Evidence, orders: Sequence[OpenOrder]) -> Iterator[tuple[Share, ...]]:
    """All ways to make up the line's amount from cited orders, such that no cited number is left out."""
    stated = {order: amount for citation in evidence.cited for order, amount in citation.orders.items() if amount}
    if len(orders) > _MOST_CITED:
        choices = [{order.due or order.unsettled} for order in orders]
    else:
        choices = [_choices(order, stated.get(order.id)) for order in orders]
    for amounts in product(*choices):
        if sum(amounts) == evidence.line.amount:
            shares = tuple(_share(order, each) for order, each in zip(orders, amounts, strict=True) if each)
            paid = {share.order for share in shares}
            if all(
                paid & citation.orders.keys()
                for citation in evidence.cited
                if any(order.id in citation.orders for order in orders)
            ):
                yield shares


def _choices(order: OpenOrder, stated: int | None) -> set[int]:
    """What may be paid of a cited order: nothing, what it can be paid with, what its invoice states."""
    return {0, *order.amounts} | ({stated} if stated and 0 < stated <= order.unsettled else set())


def _doubts_of_payer(evidence: Evidence, owner: str) -> list[Text]:
    """Why a memo that cites an order of ``owner`` may not be this payer's."""
    if evidence.payer.customers:
        return [] if evidence.pays_for(owner) else [ANOTHER_CUSTOMER.format(name=evidence.name(owner))]
    near = [
        order.id
        for order in evidence.book.orders_by_amount.get(evidence.line.amount, ())
        if order.customer != owner and any(_one_slip(order.id, each) for each in evidence.cited_orders)
    ]
    return [_ONE_DIGIT_AWAY.format(orders=", ".join(near))] if near else []


_ONE_DIGIT_AWAY = Text(
    "{orders} has this amount too, and its number is one slip away", "{orders} 金额也相同，单号只差一处"
)


def _one_slip(one: str, other: str) -> bool:
    """Whether two numbers differ in one character, or in two neighbours that changed places."""
    if len(one) != len(other):
        return False
    differing = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) == 1:
        return True
    first, second = differing[0], differing[-1]
    return len(differing) == 2 and second == first + 1 and one[first] + one[second] == other[second] + other[first]


def _exact_amounts(evidence: Evidence) -> Iterator[Explanation]:
    """All that has just this amount, of the customers that the payer may be."""
    for customer in evidence.payer.customers:
        yield from _exact_amounts_of(evidence, customer)


def _exact_amounts_of(evidence: Evidence, customer: str) -> Iterator[Explanation]:
    amount = evidence.line.amount
    sets: dict[tuple[Share, ...], Text] = {}
    for order in evidence.book.orders_by_amount.get(amount, ()):
        if order.customer == customer:
            what = (
                _ITEM
                if any(item.amount == amount for item in order.items) and amount != order.unsettled
                else _ALL_OF_ORDER
            )
            sets[_share(order, amount),] = what
    owing = [order for order in evidence.book.orders_of.get(customer, ()) if order.due > 0]
    if len(owing) > 1 and sum(order.due for order in owing) == amount:
        sets[tuple(_share(order, order.due) for order in owing)] = _ALL_OF_CUSTOMER
    doubts = _doubts_of_amount(evidence, customer, sets)
    for shares, what in sets.items():
        others = evidence.not_meant(share.order for share in shares)
        flags = [*doubts, *([CITES_OTHERS.format(numbers=", ".join(others))] if others else [])]
        if any(evidence.book.orders[share.order].date > evidence.line.date for share in shares):
            flags.append(_LATER)
        yield Explanation(
            customer=customer,
            orders=shares,
            confidence=LIKELY if flags else CERTAIN,
            reasons=(evidence.payer.reason, what) if evidence.payer.reason else (what,),
            flags=tuple(flags),
        )


_ITEM = Text("just an open item of it", "金额与一笔未清款项一致")
_ALL_OF_ORDER = Text("just what is open", "金额与未结一致")
_ALL_OF_CUSTOMER = Text("just all that the customer has open", "金额与该客户全部未清一致")
_LATER = Text("the order is of a later day", "订单日期晚于到账日")


def _doubts_of_amount(evidence: Evidence, customer: str, sets: dict[tuple[Share, ...], Text]) -> list[Text]:
    """Why an amount that fits may prove nothing."""
    book, amount = evidence.book, evidence.line.amount
    doubts = [evidence.payer.doubt] if evidence.payer.doubt else []
    if len(sets) > 1:
        doubts.append(Text("several things have just this amount", "有多项金额与此相同"))
    elif any(len(shares) == 1 for shares in sets) and book.others_add_up_to(customer, amount):
        doubts.append(Text("other open orders add up to it as well", "另有几笔未清订单合计也是这一金额"))
    others = [order for order in book.orders_by_amount.get(amount, ()) if order.customer != customer]
    if len(others) >= COMMON:
        doubts.append(Text("many orders have this amount", "许多订单都是这一金额"))
    group = [order.id for order in others if book.same_group(order.customer, customer)]
    if group:
        text = Text("{orders} of its group has this amount too", "同集团的 {orders} 金额也相同")
        doubts.append(text.format(orders=", ".join(group)))
    if says(evidence.line.memo, PART_WORDS):
        doubts.append(_SPEAKS_OF_PART)
    return doubts


def _share(order: OpenOrder, amount: int) -> Share:
    return Share(order.id, amount, order.opening)


def _oldest_first(orders: Sequence[OpenOrder], amount: int) -> tuple[tuple[Share, ...], int]:
    """Give ``amount`` to ``orders``, oldest first, as far as they can take it; the rest is an advance."""
    shares: list[Share] = []
    for order in orders:
        pays = min(amount, max(0, order.unsettled))
        if pays > 0:
            shares.append(_share(order, pays))
            amount -= pays
    return tuple(shares), amount


def proposal(evidence: Evidence) -> Explanation:
    """For a person to decide: the customer's oldest orders first, or nothing where the payer is unknown."""
    customer, payer = evidence.payer.only, evidence.payer
    if customer is None:
        return Explanation(flags=(payer.doubt,) if payer.doubt else ())
    owing = [order for order in evidence.book.orders_of.get(customer, ()) if order.due > 0]
    shares, advance = _oldest_first(owing, evidence.line.amount)
    nothing = Text("nothing open has just this amount", "没有金额一致的未清款项")
    return Explanation(
        customer=customer,
        orders=shares,
        advance=advance,
        confidence=POSSIBLE,
        reasons=(payer.reason,) if payer.reason else (),
        flags=(payer.doubt, nothing) if payer.doubt else (nothing,),
    )
