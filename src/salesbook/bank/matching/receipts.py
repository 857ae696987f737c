"""Explanations by what is open: orders that the memo cites, and amounts that only one thing has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from salesbook.bank.decision import Explanation, Share
from salesbook.bank.matching.evidence import ANOTHER_CUSTOMER, CERTAIN, LIKELY, POSSIBLE, Evidence
from salesbook.bank.receivables import OpenOrder
from salesbook.bank.words import PART_WORDS, says
from salesbook.i18n import Text
from salesbook.model.money import plain


def by_receivables(evidence: Evidence) -> list[Explanation]:
    """All explanations by a new payment."""
    return [*_cited_orders(evidence), *_exact_amounts(evidence)]


def _cited_orders(evidence: Evidence) -> Iterator[Explanation]:
    """The orders that the memo cites, where what is open of them is just this amount."""
    book = evidence.book
    owners = {book.owners[order] for order in evidence.cited if order in book.owners}
    orders = sorted((book.orders[order] for order in evidence.cited if order in book.orders), key=lambda each: each.id)
    if not orders or len(owners) > 1:
        return
    owner = owners.pop()
    listed = ", ".join(order.id for order in orders)
    reasons = [Text("the memo cites {orders}", "附言写明 {orders}").format(orders=listed)]
    flags: list[Text] = []
    if evidence.payer.customers and not evidence.pays_for(owner):
        flags.append(ANOTHER_CUSTOMER.format(name=evidence.name(owner)))
    elif evidence.payer.reason:
        reasons.append(evidence.payer.reason)
    shares = _exactly(orders, evidence.line.amount)
    if shares is None:
        open_amount = plain(sum(order.unsettled for order in orders), evidence.book.currency)
        flags.append(
            Text("what is open of {orders} is {open}", "{orders} 未结 {open}").format(orders=listed, open=open_amount)
        )
        if says(evidence.line.memo, PART_WORDS):
            flags.append(Text("the memo speaks of a part", "附言表明是部分付款"))
        shares, advance = _oldest_first(orders, evidence.line.amount)
    else:
        advance = 0
        reasons.append(Text("the amount is exactly what is open of it", "金额与未结金额完全一致"))
    yield Explanation(
        customer=owner,
        orders=shares,
        advance=advance,
        confidence=LIKELY if flags else CERTAIN,
        reasons=tuple(reasons),
        flags=tuple(flags),
    )


def _exactly(orders: Sequence[OpenOrder], amount: int) -> tuple[Share, ...] | None:
    """The shares of ``orders``, where all that is open of them, or all of their totals, is just ``amount``."""
    if any(order.unsettled <= 0 for order in orders):
        return None
    for amounts in (
        [sum(order.items) for order in orders],
        [order.unsettled for order in orders],
        [order.items[0] if order.items else 0 for order in orders] if len(orders) == 1 else [0],
    ):
        fits = all(0 < each <= order.unsettled for each, order in zip(amounts, orders, strict=True))
        if fits and sum(amounts) == amount:
            return tuple(_share(order, each) for order, each in zip(orders, amounts, strict=True))
    return None


def _exact_amounts(evidence: Evidence) -> Iterator[Explanation]:
    """All that has just this amount, of the one customer that the payer is."""
    customer = evidence.payer.only
    if customer is None or evidence.payer.reason is None:
        return
    orders = sorted(
        (order for order in evidence.book.orders.values() if order.customer == customer and order.unsettled > 0),
        key=lambda order: (order.date, order.id),
    )
    sums: dict[tuple[Share, ...], Text] = {}
    for order in orders:
        for item in order.items:
            if item == evidence.line.amount and item <= order.unsettled:
                what = Text("it is exactly an open item of {order}", "与 {order} 的一笔未清款项金额一致")
                sums.setdefault((_share(order, item),), what.format(order=order.id))
        for amount in {sum(order.items), order.unsettled}:
            if amount == evidence.line.amount:
                what = Text("it is exactly what is open of {order}", "与 {order} 的未结金额一致")
                sums.setdefault((_share(order, amount),), what.format(order=order.id))
    owing = [order for order in orders if sum(order.items) > 0]
    if len(owing) > 1 and sum(sum(order.items) for order in owing) == evidence.line.amount:
        everything = tuple(_share(order, sum(order.items)) for order in owing)
        sums.setdefault(everything, Text("it is exactly all that is open of the customer", "与该客户全部未清金额一致"))
    flags: list[Text] = []
    if len(sums) > 1:
        flags.append(Text("several things have just this amount", "有多项金额与此相同"))
    if says(evidence.line.memo, PART_WORDS):
        flags.append(Text("the memo speaks of a part", "附言表明是部分付款"))
    for shares, what in sums.items():
        others = sorted(evidence.cited - {share.order for share in shares})
        contradicts = [_CITES_OTHERS.format(orders=", ".join(others))] if others else []
        yield Explanation(
            customer=customer,
            orders=shares,
            confidence=LIKELY if flags or contradicts else CERTAIN,
            reasons=(evidence.payer.reason, what),
            flags=(*flags, *contradicts),
        )


_CITES_OTHERS = Text("the memo cites {orders}", "附言写的是 {orders}")


def _share(order: OpenOrder, amount: int) -> Share:
    return Share(order.id, amount, order.opening)


def _oldest_first(orders: Sequence[OpenOrder], amount: int) -> tuple[tuple[Share, ...], int]:
    """Give ``amount`` to the oldest orders as far as they can take it; the rest is an advance."""
    shares: list[Share] = []
    for order in sorted(orders, key=lambda each: (each.date, each.id)):
        pays = min(amount, max(0, order.unsettled))
        if pays > 0:
            shares.append(_share(order, pays))
            amount -= pays
    return tuple(shares), amount


def proposal(evidence: Evidence) -> Explanation:
    """For a person to decide: the customer's oldest orders first, or nothing where the payer is unknown."""
    customer = evidence.payer.only
    if customer is None:
        why = (
            Text("the payer fits several customers: {customers}", "付款方与多个客户相符：{customers}").format(
                customers=", ".join(evidence.payer.customers)
            )
            if evidence.payer.customers
            else Text("nobody of this name or account is known", "没有这个名称或账号的客户")
        )
        return Explanation(flags=(why,))
    orders = [order for order in evidence.book.orders.values() if order.customer == customer and sum(order.items) > 0]
    shares, advance = _oldest_first(orders, evidence.line.amount)
    return Explanation(
        customer=customer,
        orders=shares,
        advance=advance,
        confidence=POSSIBLE,
        reasons=(evidence.payer.reason,) if evidence.payer.reason else (),
        flags=(Text("nothing open has just this amount", "没有金额一致的未清款项"),),
    )
