"""What becomes of bills: once, in a possible order, at the bill's amount and not before its day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from decimal import Decimal

from salesbook.i18n import Text
from salesbook.index.checks.documents import Document, documents, naming
from salesbook.index.checks.subjects import Finding, Subjects
from salesbook.index.codes_documents import BILL_AMOUNT, BILL_ENDED, BILL_TOO_EARLY
from salesbook.index.touched import Touched
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


def find(connection: sqlite3.Connection, policy: Policy, payments: Subjects) -> Iterator[Finding]:
    """All problems of the events in force of each payment; one that was reversed, and its reversal, never were."""
    del policy
    ids = None if payments.some is None else naming(connection, "bills", payments.some, "payment")
    if ids is not None:
        ids |= naming(connection, "bills", ids, "reverses")
    events = documents(connection, "bills", ids)
    mistaken = {each["reverses"] for each in events if each.get("reverses")}
    last: dict[str, Document] = {}
    for event in events:
        payment = event["payment"]
        if event.get("reverses") or event["id"] in mistaken or payment not in payments:
            continue
        earlier = last.get(payment)
        last[payment] = event
        for problem in _problems(connection, event, earlier):
            yield Finding(payment, problem)


def reached(connection: sqlite3.Connection, touched: Touched) -> set[str]:
    """Touched payments, those of touched events, and those of events that these reverse."""
    events = list(touched.data("bills"))
    reversed_events = documents(connection, "bills", {each["reverses"] for each in events if each.get("reverses")})
    return touched.ids("payments") | {each["payment"] for each in (*events, *reversed_events)}


def _problems(connection: sqlite3.Connection, event: Document, earlier: Document | None) -> Iterator[Problem]:
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


def _paid_out(connection: sqlite3.Connection, event: Document) -> Iterator[Problem]:
    payment = next(iter(documents(connection, "payments", {event["payment"]})), {})
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
