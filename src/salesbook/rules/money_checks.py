"""What can be wrong with a payment or credit and all that hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from salesbook.model.facts import Received
from salesbook.model.money import fits, plain, to_minor
from salesbook.model.problem import Problem
from salesbook.rules import codes
from salesbook.rules.settlement import MoneyFacts, Settlement, dishonoured_on


def money_problems(
    facts: MoneyFacts, settled: Iterable[Settlement], currency: str, target_currency: Mapping[str, str]
) -> list[Problem]:
    """All findings about one payment or credit, which ``settled`` so much in its ``currency``.

    Each has the entry and field that it concerns.
    """
    return [
        *_amounts(facts, currency, target_currency),
        *_given_out(facts, settled, currency),
        *_dates(facts),
        *_bill(facts),
    ]


def _amounts(facts: MoneyFacts, currency: str, target_currency: Mapping[str, str]) -> Iterator[Problem]:
    source = facts.source
    if not fits(source.amount, currency):
        yield codes.TOO_FINE.problem(entry=source.entry, field="amount", amount=f"{source.amount:f}", currency=currency)
    for given in facts.given:
        target = target_currency.get(given.target, currency)
        if target != currency and given.paid is None:
            yield codes.PAID_MISSING.problem(
                entry=given.entry,
                field="orders",
                target=given.target,
                target_currency=target,
                currency=currency,
            )
        if not fits(given.amount, target):
            yield codes.TOO_FINE.problem(entry=given.entry, field="orders", amount=f"{given.amount:f}", currency=target)


def _given_out(facts: MoneyFacts, settled: Iterable[Settlement], currency: str) -> Iterator[Problem]:
    """A positive source gives out at most what it has, on every day; a negative one takes back at most itself."""
    source = facts.source
    amount = to_minor(source.amount, currency)
    least, most = min(amount, 0), max(amount, 0)
    bounced = dishonoured_on(facts)
    given = 0
    for day, that_day in groupby(settled, key=lambda each: each.date):
        for last in that_day:
            given += last.paid
        if bounced and day > bounced[0]:
            yield codes.AFTER_DISHONOUR.problem(entry=last.entry, field="orders", money=source.entry, date=bounced[0])
        elif not least <= given <= most:
            yield codes.OUT_OF_MONEY.problem(
                entry=last.entry,
                field="orders",
                money=source.entry,
                amount=plain(amount, currency),
                given=plain(given, currency),
                date=day,
            )


def _dates(facts: MoneyFacts) -> Iterator[Problem]:
    source = facts.source
    early = {(given.entry, given.date) for given in facts.given if given.date < source.date}
    early |= {(event.entry, event.date) for event in facts.events if event.date < source.date}
    for entry, day in sorted(early):
        yield codes.BEFORE_MONEY.problem(
            entry=entry, field="date", date=day, money=source.entry, money_date=source.date
        )


def _bill(facts: MoneyFacts) -> Iterator[Problem]:
    source = facts.source
    method = source.method if isinstance(source, Received) else source.reason
    if method != "bill":
        for event in facts.events:
            yield codes.NOT_A_BILL.problem(entry=event.entry, field="payment", money=source.entry, method=method)
