"""What payments and credits settle, and what of them is not given out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from salesbook.model.facts import BillEvent, Credited, Given, Piece, Received
from salesbook.model.money import to_minor
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Basis, Policy
from salesbook.rules.movement import Axis, Balance, Flow, Measure, Movements, Responsible, Standing
from salesbook.rules.valuation import net_of_gross

_REP, _FREE, _COLLECTED, _RETURNS = Axis.REP, Standing.FREE, Measure.COLLECTED, Measure.RETURNS
# Names of this module: before Python 3.12, to find a member in its class takes several times as long as to use it.

RETURN_REASONS = frozenset({"return", "allowance", "rebate", "discount"})
"""Credits that lower sales."""

INVOICED_REASONS = frozenset({"return", "allowance", "rebate"})
"""Credits that count as invoiced where invoices decide."""

_MEASURE_OF_REASON = {
    **dict.fromkeys(RETURN_REASONS, _RETURNS),
    **dict.fromkeys(("write-off", "recovery"), Measure.WRITTEN_OFF),
    **dict.fromkeys(("fee", "rounding", "offset"), Measure.OTHER_SETTLED),
}


class Settlement(NamedTuple):
    """Money of one payment or credit given to an order or opening (negative: taken back) on a day.

    ``amount`` is in minor units of the target's currency, ``paid`` of ``currency``, the source's.
    ``reason`` is that of a credit, None for a payment. ``allocated``: given by an allocation, later. ``received`` is
    the day of the payment or credit itself, ``origin`` the one whose money moves: what a reversal reverses, else
    itself.
    """

    entry: str
    received: date
    date: date
    source: str
    origin: str
    customer: str
    target: str
    amount: int
    paid: int
    currency: str
    reason: str | None
    allocated: bool
    pieces: tuple[Piece, ...]


class MoneyFacts(NamedTuple):
    """A payment or credit and all that hangs on it. ``given`` holds its own and the allocations' pieces."""

    source: Received | Credited
    given: Sequence[Given]
    events: Sequence[BillEvent]


def measure_of(reason: str | None) -> Measure:
    """The measure that a payment (None) or credit counts in. An exchange is none of them: it moves goods only."""
    return _COLLECTED if reason is None else _MEASURE_OF_REASON[reason]


def money_currency(facts: MoneyFacts, policy: Policy, target_currency: Mapping[str, str]) -> str:
    """Its own currency, else its account's, else that of the first order it pays by itself, else the book's.

    What allocations pay later does not count: it would change a currency of the past.
    """
    source = facts.source
    if source.currency:
        return source.currency
    account = source.account if isinstance(source, Received) else None
    if account and account in policy.account_currency:
        return policy.account_currency[account]
    paid = (given.target for given in facts.given if given.entry == source.entry)
    return next((target_currency[target] for target in paid if target in target_currency), policy.currency)


def dishonoured_on(facts: MoneyFacts) -> tuple[date, str] | None:
    """The day from which a dishonoured bill no longer settles, and the entry that says so."""
    days = [(event.date, event.entry) for event in facts.events if event.event == "dishonoured"]
    return min(days) if days else None


def settlements(facts: MoneyFacts, policy: Policy, target_currency: Mapping[str, str]) -> list[Settlement]:
    """What it settles, in order of date; a dishonoured bill takes back all that it gave until then."""
    currency = money_currency(facts, policy, target_currency)
    source = facts.source
    reason = source.reason if isinstance(source, Credited) else None
    origin = source.reverses or source.entry
    result: list[Settlement] = []
    for given in facts.given:
        in_target = target_currency.get(given.target, currency)
        amount = to_minor(given.amount, in_target)
        if given.paid is None:
            paid = amount if in_target == currency else to_minor(given.amount, currency)
        else:
            paid = to_minor(given.paid, currency)
        result.append(
            Settlement(
                entry=given.entry,
                date=given.date,
                source=source.entry,
                origin=origin,
                received=source.date,
                customer=source.customer,
                target=given.target,
                amount=amount,
                paid=paid,
                currency=currency,
                reason=reason,
                allocated=given.entry != source.entry,
                pieces=given.pieces,
            )
        )
    if bounced := dishonoured_on(facts):
        day, entry = bounced
        result += [
            each._replace(entry=entry, date=day, amount=-each.amount, paid=-each.paid, allocated=True, pieces=())
            for each in result
            if each.date <= day
        ]
    return sorted(result, key=lambda each: (each.date, each.entry))


def money_movements(facts: MoneyFacts, settled: Iterable[Settlement], currency: str, policy: Policy) -> Movements:
    """What a payment or credit moves by itself, in its ``currency``: what it has not given out by what it ``settled``.

    As a measure (collected, returns …) that part belongs to the customer's rep on the source's own date;
    an allocation of a payment moves *collected* on its own date, an allocation of a credit moves nothing.
    """
    source = facts.source
    amount = to_minor(source.amount, currency)
    reason = source.reason if isinstance(source, Credited) else None
    free = {source.date: amount}
    counted = {source.date: amount}
    for each in settled:
        free[each.date] = free.get(each.date, 0) - each.paid
        if reason is None or not each.allocated:
            counted[each.date] = counted.get(each.date, 0) - each.paid
    if bounced := dishonoured_on(facts):
        day = bounced[0]
        free[day] = free.get(day, 0) - amount
        counted[day] = counted.get(day, 0) - amount
    customer, measure = source.customer, measure_of(reason)
    flows = [
        Flow(
            day,
            measure,
            axis,
            None,
            Responsible(customer, source.date) if axis is _REP else None,
            customer,
            currency,
            moved,
        )
        for day, moved in sorted(counted.items())
        if moved
        for axis in _axes(measure)
    ]
    flows += _returned_net(counted[source.date], measure, source, currency, policy)
    balances = [Balance(day, _FREE, customer, currency, None, moved) for day, moved in sorted(free.items()) if moved]
    return Movements(tuple(flows), tuple(balances))


def _axes(measure: Measure) -> Sequence[Axis]:
    return (_REP, Axis.PRODUCT) if measure is _RETURNS else (_REP,)


def _returned_net(
    amount: int, measure: Measure, source: Received | Credited, currency: str, policy: Policy
) -> tuple[Flow, ...]:
    if measure is not _RETURNS or not amount or policy.sales_basis is Basis.INVOICED:
        return ()
    net = -net_of_gross(amount, policy.tax)
    responsible = Responsible(source.customer, source.date)
    return (
        Flow(source.date, Measure.SALES_NET, _REP, None, responsible, source.customer, currency, net),
        Flow(source.date, Measure.SALES_NET, Axis.PRODUCT, None, None, source.customer, currency, net),
    )
