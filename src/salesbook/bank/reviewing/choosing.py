"""What a line's money may be for, and what comes of a person's choice among it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from salesbook.bank.decision import CreditReason, Explanation, NewCredit, Share, TakenUp
from salesbook.bank.receivables import OpenOrder, Receivables
from salesbook.bank.reviewing.resolution import Part
from salesbook.i18n import Text
from salesbook.model.money import grouped, spread


class Source(StrEnum):
    """What a choice is.

    ``ITEM`` is open, ``TO_COME`` is what an order may take beyond that; ``FREE`` is money of the customer that no order
    has, an advance or a credit note, which may be taken up. The others are recorded, and seen at the bank now.
    """

    PAYMENT = "payments"
    HANDIN = "handins"
    BILL_EVENT = "bills"
    BILL = "collects"
    HELD = "hands_in"
    ITEM = "item"
    TO_COME = "to come"
    FREE = "free"

    @property
    def recorded(self) -> bool:
        """Whether the book has it already, so that its amount is what it is."""
        return self not in {Source.ITEM, Source.TO_COME, Source.FREE}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be ticked; ``day`` is when it is due, or dated if recorded.

    ``amount`` in minor units is what it takes of the line's money: below zero what is taken up beside it. ``currency``
    is that of ``amount`` where it is not the line's; how much of the line's money it takes is then not told.
    """

    source: Source
    id: str
    owner: str
    amount: int
    day: date | None = None
    opening: bool = False
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Ticked:
    """A choice, and how much of it."""

    choice: Choice
    amount: int


class Rest(StrEnum):
    """What becomes of the difference, where what is ticked is more than the money, or less."""

    OPEN = "open"
    """The last items are paid in part, the rest of them stays open."""
    FEE = "fee"
    ROUNDING = "rounding"
    DISCOUNT = "discount"
    WRITE_OFF = "write-off"
    ADVANCE = "advance"
    """What is too much is an advance of the customer."""
    SPLIT = "split"
    """What is too much is another part of the line."""


IF_SHORT = (Rest.OPEN, Rest.FEE, Rest.ROUNDING, Rest.DISCOUNT, Rest.WRITE_OFF)
"""For items that come to more than the money."""
IF_OVER = (Rest.ADVANCE, Rest.SPLIT)
"""For items that come to less."""


def choices_of_customer(view: Receivables, customer: str, *, money_in: bool) -> tuple[Choice, ...]:
    """Its recorded payments and bills first, then what is open of its orders by due date, then what is to come.

    Items of other customers of its group follow its own; last stands the money that may be taken up.
    """
    found = [*_recorded_of(view, customer, money_in=money_in)]
    if money_in:
        group = [each for each in view.orders_of if view.same_group(each, customer)]
        for owner in sorted(group, key=lambda each: (each != customer, each)):
            found += _open_of(view.orders_of[owner])
        abroad = [order for order in view.foreign if view.same_group(order.customer, customer)]
        found += (
            replace(choice, currency=order.currency)
            for order in sorted(abroad, key=lambda each: (each.date, each.id))
            for choice in _open_of([order])
        )
        found += (
            Choice(Source.FREE, money.id, money.customer, -money.amount, money.date)
            for money in view.free
            if view.same_group(money.customer, customer)
        )
    return tuple(found)


def _recorded_of(view: Receivables, customer: str, *, money_in: bool) -> Iterator[Choice]:
    for payment in view.payments:
        if view.same_group(payment.customer, customer) and (payment.amount > 0) == money_in:
            yield Choice(Source.PAYMENT, payment.id, payment.customer, payment.amount, payment.date)
    for bill in view.bills if money_in else ():
        if bill.customer == customer and bill.event:
            yield Choice(Source.BILL_EVENT, bill.event, customer, bill.amount, bill.matures)
        elif bill.customer == customer:
            yield Choice(Source.BILL, bill.payment, customer, bill.amount, bill.matures)


def _open_of(orders: Sequence[OpenOrder]) -> list[Choice]:
    items = [
        Choice(Source.ITEM, order.id, order.customer, item.amount, item.due or item.arose, order.opening)
        for order in orders
        for item in order.items
    ]
    coming = [
        Choice(Source.TO_COME, order.id, order.customer, order.unsettled - order.due, order.date, order.opening)
        for order in orders
        if order.unsettled > order.due
    ]
    return [*sorted(items, key=lambda each: (each.day or date.max, each.id)), *coming]


def choices_of_rep(view: Receivables, rep: str) -> tuple[Choice, ...]:
    """His hand-ins that the bank has not shown, and payments that he received and has not handed in."""
    handins = (Choice(Source.HANDIN, each.id, rep, each.amount, each.date) for each in view.handins if each.rep == rep)
    held = (Choice(Source.HELD, each.id, rep, each.amount, each.date) for each in view.held if each.rep == rep)
    return (*handins, *held)


def oldest_first(choices: Sequence[Choice], money: int) -> tuple[Ticked, ...]:
    """Open items, as they stand, until the money is used up; of the last one only what is left of it."""
    ticked: list[Ticked] = []
    for choice in choices:
        if choice.source is Source.ITEM and choice.currency is None and money > 0:
            ticked.append(Ticked(choice, min(choice.amount, money)))
            money -= ticked[-1].amount
    return tuple(ticked)


def parts_of(
    money: int, ticked: Sequence[Ticked], customer: str | None, currency: str, rest: Rest | None = None
) -> tuple[Part, ...] | Text:
    """What the choice makes of ``money``: parts that come to it, or to less with ``Rest.SPLIT``.

    ``customer`` is whose new payment it is. The problem, in words, is a difference that ``rest`` does not settle.
    """
    if any(each.choice.currency for each in ticked):
        return _in_another_currency(money, ticked, customer)
    recorded = [each for each in ticked if each.choice.source.recorded]
    items = [each for each in ticked if each.choice.source in {Source.ITEM, Source.TO_COME}]
    free = [each for each in ticked if each.choice.source is Source.FREE]
    cleared = _clearing(recorded)
    left = money - sum(part.amount for part in cleared)
    if cleared and not items and not free and (left == 0 or (rest is Rest.SPLIT and left * money > 0)):
        return cleared
    if not items and rest is not Rest.ADVANCE:
        return _differs(left, currency)
    if customer is None or (left <= 0 and money > 0):
        return _differs(left - sum(each.amount for each in items), currency)
    new = _new_payment(left, items, free, customer, currency, rest)
    return new if isinstance(new, Text) else (*cleared, new)


def _clearing(recorded: Sequence[Ticked]) -> tuple[Part, ...]:
    """A part for what each kind of recorded entries explains, each bill and each rep's money by itself."""
    together: dict[tuple[Source, str], list[Choice]] = defaultdict(list)
    for each in recorded:
        choice = each.choice
        alone = {Source.BILL: choice.id, Source.HELD: choice.owner}.get(choice.source, "")
        together[choice.source, alone].append(choice)
    return tuple(
        Part(sum(each.amount for each in choices), _cleared(source, choices))
        for (source, _), choices in together.items()
    )


def _cleared(source: Source, choices: Sequence[Choice]) -> Explanation:
    ids = tuple(each.id for each in choices)
    owners = {each.owner for each in choices}
    owner = owners.pop() if len(owners) == 1 else None
    match source:
        case Source.PAYMENT:
            return Explanation(customer=owner, payments=ids, confidence=Decimal(1))
        case Source.HANDIN:
            return Explanation(rep=owner, handins=ids, confidence=Decimal(1))
        case Source.BILL_EVENT:
            return Explanation(customer=owner, bills=ids, confidence=Decimal(1))
        case Source.BILL:
            return Explanation(customer=owner, collects=ids, confidence=Decimal(1))
        case Source.HELD:
            return Explanation(rep=owner, hands_in=ids, confidence=Decimal(1))
        case _:
            raise ValueError(f"not recorded: {source}")


def _new_payment(
    money: int, items: Sequence[Ticked], free: Sequence[Ticked], customer: str, currency: str, rest: Rest | None
) -> Part | Text:
    """A payment for the items: of the money first, then of what is taken up; ``rest`` settles what is then missing.

    The first items are paid first, so that the last ones bear what is missing.
    """
    if money < 0:
        refund = Explanation(customer=customer, advance=money, confidence=Decimal(1))
        return Part(money, refund) if rest is Rest.ADVANCE and not items else _differs(money, currency)
    total = sum(each.amount for each in items)
    sources = {each.choice.id: -each.amount for each in free}
    left = money + sum(sources.values()) - total
    advance, missing = max(money - total, 0), max(-left, 0)
    if missing and (not items or rest not in IF_SHORT):
        return _differs(-missing, currency)
    if sources and total <= money:
        return _differs(left, currency)
    if advance and (rest not in IF_OVER or (rest is Rest.SPLIT and not total)):
        return _differs(advance, currency)
    if advance and rest is Rest.SPLIT:
        money, advance = total, 0
    paid = list(_paid(items, {_MONEY: money - advance, **sources, _MISSING: missing}))
    explanation = Explanation(
        customer=customer,
        orders=tuple(Share(id, amount, opening) for fund, id, amount, opening in paid if fund == _MONEY),
        credits=()
        if rest in {None, Rest.OPEN}
        else tuple(
            NewCredit(id, amount, CreditReason(rest), opening) for fund, id, amount, opening in paid if fund == _MISSING
        ),
        taken_up=tuple(TakenUp(fund, id, amount, opening) for fund, id, amount, opening in paid if fund in sources),
        advance=advance,
        confidence=Decimal(1),
    )
    return Part(money, explanation)


def _in_another_currency(money: int, ticked: Sequence[Ticked], customer: str | None) -> tuple[Part, ...] | Text:
    """All of the money pays orders in one other currency, each by what it is of them all."""
    if customer is None or money <= 0 or len({each.choice.currency for each in ticked}) > 1:
        return _ONE_CURRENCY
    given = _by_order(ticked)
    openings = {each.choice.id: each.choice.opening for each in ticked}
    paid = spread(money, list(given.values()))
    if not all(paid):
        return _ONE_CURRENCY
    shares = tuple(
        Share(order, amount, openings[order], part) for (order, amount), part in zip(given.items(), paid, strict=True)
    )
    return (Part(money, Explanation(customer=customer, orders=shares, confidence=Decimal(1))),)


_ONE_CURRENCY = Text(
    "items in another currency are paid by themselves; split the line for others",
    "外币款项须单独勾选；另有其他款项时请先拆分",
)


_MONEY, _MISSING = "", "?"
"""Funds that are no entry: the line's money, and what nobody pays."""


def _paid(items: Sequence[Ticked], funds: Mapping[str, int]) -> Iterator[tuple[str, str, int, bool]]:
    """Which fund pays how much of which order (or opening), each fund used up before the next."""
    waiting = [(fund, amount) for fund, amount in reversed(list(funds.items())) if amount]
    openings = {each.choice.id: each.choice.opening for each in items}
    for order, asked in _by_order(items).items():
        open_amount = asked
        while open_amount:
            fund, amount = waiting.pop()
            used = min(open_amount, amount)
            open_amount -= used
            if amount > used:
                waiting.append((fund, amount - used))
            yield fund, order, used, openings[order]


def _by_order(items: Sequence[Ticked]) -> Counter[str]:
    given = Counter[str]()
    for each in items:
        given[each.choice.id] += each.amount
    return given


def _differs(left: int, currency: str) -> Text:
    amount = grouped(abs(left), currency)
    if left < 0:
        return Text("{amount} more is chosen than the money", "所选比金额多 {amount}").format(amount=amount)
    return Text("{amount} of the money is not explained yet", "金额中还有 {amount} 未说明").format(amount=amount)
