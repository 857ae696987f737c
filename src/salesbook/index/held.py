"""Customers' money in the hands of reps: received by them, and not handed in yet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from salesbook.model.money import to_minor
from salesbook.model.policy import Policy

if TYPE_CHECKING:
    from salesbook.rules.held_money import HeldMovement


def held_movements(
    connection: sqlite3.Connection, policy: Policy, until: date = date.max, reps: Collection[str] | None = None
) -> Iterator[HeldMovement]:
    """All that reps (some, or all) received and handed in ``until`` a day, as it was known then.

    A hand-in and the one that reverses it are as if they had not been.
    """
    among = "TRUE" if reps is None else "rep IN (SELECT value FROM json_each(:reps))"
    parameters = {"until": until.isoformat(), "reps": json.dumps(sorted(reps or ()))}
    received = connection.execute(
        "SELECT entry.id, entry.date, json_extract(data, '$.received_by') AS rep, unit.currency, "
        "json_extract(data, '$.amount'), json_extract(data, '$.reverses') "
        "FROM entry INDEXED BY entry_received_by JOIN unit ON unit.id = entry.id AND unit.kind = entry.kind "
        f"WHERE entry.kind = 'payments' AND rep IS NOT NULL AND {among} AND entry.date <= :until",
        parameters,
    ).fetchall()
    handed_in = connection.execute(
        "WITH known AS (SELECT id, data, json_extract(data, '$.rep') AS rep, "
        "json_extract(data, '$.reverses') AS reverses FROM entry "
        "WHERE kind = 'handins' AND facts <> '' AND date <= :until) "
        f"SELECT data FROM known WHERE reverses IS NULL AND {among} "
        "AND id NOT IN (SELECT reverses FROM known WHERE reverses IS NOT NULL)",
        parameters,
    ).fetchall()
    if not received and not handed_in:
        return
    from salesbook.rules.held_money import HeldMovement  # in few books reps receive money

    for entry, day, rep, currency, amount, reverses in received:
        given_back = (reverses,) if reverses else ()
        minor = to_minor(Decimal(amount), currency)
        yield HeldMovement(entry, date.fromisoformat(day), rep, currency, minor, given_back)
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
