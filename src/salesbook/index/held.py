"""Customers' money in the hands of reps: received by them, and not handed in yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from salesbook.model.fact_codec import decode_facts
from salesbook.model.facts import HandedIn, Received
from salesbook.model.money import to_minor
from salesbook.model.policy import Policy


@dataclass(frozen=True, slots=True)
class HeldMovement:
    """What a rep received (positive) or handed in (negative) on a day, in minor units."""

    entry: str
    date: date
    rep: str
    currency: str
    amount: int
    payments: tuple[str, ...] = ()


def held_movements(connection: sqlite3.Connection, policy: Policy) -> Iterator[HeldMovement]:
    """All that reps received and handed in; a hand-in and the one that reverses it are as if they had not been."""
    received = connection.execute(
        "SELECT entry.facts, unit.currency FROM entry JOIN unit ON unit.id = entry.id "
        "WHERE entry.kind = 'payments' AND json_extract(entry.data, '$.received_by') IS NOT NULL"
    )
    for facts, currency in received:
        for fact in decode_facts(facts):
            if isinstance(fact, Received) and fact.received_by:
                amount = to_minor(fact.amount, currency)
                yield HeldMovement(fact.entry, fact.date, fact.received_by, currency, amount)
    handed_in = connection.execute(
        "SELECT facts FROM entry WHERE kind = 'handins' AND facts <> '' AND json_extract(data, '$.reverses') IS NULL "
        "AND id NOT IN (SELECT json_extract(data, '$.reverses') FROM entry WHERE kind = 'handins' AND facts <> '' "
        "AND json_extract(data, '$.reverses') IS NOT NULL)"
    )
    for (facts,) in handed_in:
        for fact in decode_facts(facts):
            if isinstance(fact, HandedIn):
                account = policy.account_currency.get(fact.account or "")
                currency = fact.currency or account or policy.currency
                amount = -to_minor(fact.amount, currency)
                yield HeldMovement(fact.entry, fact.date, fact.rep, currency, amount, fact.payments)
