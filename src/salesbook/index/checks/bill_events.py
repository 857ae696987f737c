"""What becomes of bills: once, in a possible order, at the bill's amount and not before its day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from salesbook.i18n import Text
from salesbook.index.codes_documents import BILL_AMOUNT, BILL_ENDED, BILL_TOO_EARLY
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem

_PAID_OUT = ("discounted", "collected")
_PASSED_ON = ("endorsed", "discounted")
_STATES = {
    "endorsed": Text("endorsed", "已背书"),
    "discounted": Text("discounted", "已贴现"),
    "collected": Text("collected", "已托收"),
    "dishonoured": Text("dishonoured", "已拒付"),
}

_Event = dict[str, Any]


def find(connection: sqlite3.Connection, policy: Policy) -> Iterator[Problem]:
    """All problems of the events in force; one that was reversed, and its reversal, never were."""
    del policy
    rows = connection.execute("SELECT data FROM entry WHERE kind = 'bills' AND facts <> '' ORDER BY date, id")
    events: list[_Event] = [json.loads(data) for (data,) in rows]
    mistaken = {each["reverses"] for each in events if each.get("reverses")}
    last: dict[str, _Event] = {}
    for event in events:
        if event.get("reverses") or event["id"] in mistaken:
            continue
        earlier = last.get(event["payment"])
        last[event["payment"]] = event
        if earlier is not None and not (event["event"] == "dishonoured" and earlier["event"] in _PASSED_ON):
            yield BILL_ENDED.problem(
                entry=event["id"],
                field="event",
                payment=event["payment"],
                state=_STATES[earlier["event"]],
                date=earlier["date"],
                earlier=earlier["id"],
            )
        elif event["event"] in _PAID_OUT:
            yield from _paid_out(connection, event)


def _paid_out(connection: sqlite3.Connection, event: _Event) -> Iterator[Problem]:
    row = connection.execute(
        "SELECT data FROM entry WHERE kind = 'payments' AND id = ? AND facts <> ''", (event["payment"],)
    ).fetchone()
    payment: dict[str, Any] = json.loads(row[0]) if row else {}
    if event.get("amount") and payment and Decimal(event["amount"]) != Decimal(payment["amount"]):
        yield BILL_AMOUNT.problem(
            entry=event["id"],
            field="amount",
            amount=event["amount"],
            payment=event["payment"],
            bill=payment["amount"],
        )
    matures = (payment.get("bill") or {}).get("matures")
    if event["event"] == "collected" and matures and event["date"] < matures:
        yield BILL_TOO_EARLY.problem(
            entry=event["id"], field="date", date=event["date"], payment=event["payment"], matures=matures
        )
