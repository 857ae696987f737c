"""Customers' money in the hands of reps: received by them, and not handed in yet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from salesbook.model.money import to_minor
from salesbook.model.policy import Policy
from salesbook.rules.held_money import HeldMovement


def held_movements(connection: sqlite3.Connection, policy: Policy, until: date = date.max) -> Iterator[HeldMovement]:
    """All that reps received and handed in ``until`` a day, as it was known then.

    A hand-in and the one that reverses it are as if they had not been.
    """
    received = connection.execute(
        "SELECT entry.id, entry.date, json_extract(data, '$.received_by'), unit.currency, "
        "json_extract(data, '$.amount'), json_extract(data, '$.reverses') "
        "FROM entry JOIN unit ON unit.id = entry.id AND unit.kind = entry.kind "
        "WHERE entry.kind = 'payments' AND json_extract(data, '$.received_by') IS NOT NULL AND entry.date <= ?",
        (until.isoformat(),),
    )
    for entry, day, rep, currency, amount, reverses in received:
        given_back = (reverses,) if reverses else ()
        minor = to_minor(Decimal(amount), currency)
        yield HeldMovement(entry, date.fromisoformat(day), rep, currency, minor, given_back)
    handed_in = connection.execute(
        "WITH known AS (SELECT id, data, json_extract(data, '$.reverses') AS reverses FROM entry "
        "WHERE kind = 'handins' AND facts <> '' AND date <= ?) "
        "SELECT data FROM known WHERE reverses IS NULL "
        "AND id NOT IN (SELECT reverses FROM known WHERE reverses IS NOT NULL)",
        (until.isoformat(),),
    )
    for (text,) in handed_in:
        handin = json.loads(text)
        account = policy.account_currency.get(handin.get("account") or "")
        currency = handin.get("currency") or account or policy.currency
        yield HeldMovement(
            entry=handin["id"],
            date=date.fromisoformat(handin["date"]),
            rep=handin["rep"],
            currency=currency,
            amount=-to_minor(Decimal(handin["amount"]), currency),
            payments=tuple(handin.get("payments") or ()),
            handed_in=True,
        )
