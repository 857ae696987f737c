"""What is entered for reconciled lines, and what takes it back: new entries, never rewritten ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from salesbook.bank.decision import Explanation, Verdict
from salesbook.bank.reconciliation import ReconciledLine, Reconciliation
from salesbook.model.kinds import KINDS, Kind
from salesbook.model.money import to_decimal
from salesbook.recording.draft import Draft

_KINDS: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}
_METHODS = {"alipay": "alipay", "wechat": "wechat"}


def drafts_of(found: Reconciliation, today: date) -> list[Draft]:
    """Every booked line that the book lacks; for each that was decided its match, with a payment where that is new."""
    drafts: list[Draft] = []
    for line in found.lines:
        if not line.id:
            continue
        if not line.recorded:
            drafts.append(Draft(_KINDS["bank"], _bank_line(line, found.currency)))
        if line.decision.verdict in {Verdict.POST, Verdict.IGNORE}:
            drafts += _decided(line, found, today)
    return drafts


def _bank_line(line: ReconciledLine, currency: str) -> dict[str, object]:
    stated = line.statement
    fields: dict[str, object] = {
        "id": line.id,
        "account": line.line.account,
        "date": stated.date,
        "amount": to_decimal(line.line.amount, currency),
        "payer": stated.payer,
        "payer_account": stated.payer_account,
        "memo": stated.memo,
        "reference": stated.reference,
        "balance": stated.balance,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _decided(line: ReconciledLine, found: Reconciliation, today: date) -> Iterator[Draft]:
    best = line.decision.best
    match: dict[str, object] = {"date": today, "line": line.id}
    if best.ignored is not None:
        match["ignored"] = best.ignored
    elif best.payments or best.handins or best.bills:
        match |= {
            name: list(ids)
            for name, ids in (("payments", best.payments), ("handins", best.handins), ("bills", best.bills))
            if ids
        }
    elif best.collects:
        collected = Draft(_KINDS["bills"], _collection(line, best, found.currency))
        yield collected
        match["bills"] = [collected]
    else:
        payment = Draft(_KINDS["payments"], _payment(line, best, found))
        yield payment
        match["payments"] = [payment]
    yield Draft(_KINDS["matches"], match)


def _payment(line: ReconciledLine, best: Explanation, found: Reconciliation) -> dict[str, object]:
    orders = [
        {"opening" if share.opening else "order": share.order, "amount": to_decimal(share.amount, found.currency)}
        for share in best.orders
    ]
    return {
        "date": line.line.date,
        "customer": best.customer,
        "amount": to_decimal(line.line.amount, found.currency),
        "method": next((method for name, method in _METHODS.items() if found.format.startswith(name)), "bank"),
        "account": found.account,
        "orders": orders or None,
        "line": line.id,
    }


def _collection(line: ReconciledLine, best: Explanation, currency: str) -> dict[str, object]:
    return {
        "date": line.line.date,
        "payment": best.collects[0],
        "event": "collected",
        "account": line.line.account,
        "amount": to_decimal(line.line.amount, currency),
    }


def undo_drafts(
    matches: Sequence[Mapping[str, Any]], payments: Mapping[str, Mapping[str, Any]], today: date
) -> list[Draft]:
    """Entries that undo ``matches``: their lines are open again, and payments entered from those lines reversed.

    A reversal has the date of its payment: what was never so counts on no day, and the line can be entered anew.
    ``payments`` are raw data by id; one that somebody entered himself stays, it only waits for its line again. So does
    the collection of a bill: that it was collected is true.
    """
    drafts: list[Draft] = []
    for match in {match["id"]: match for match in matches}.values():
        for id in match.get("payments") or ():
            payment = payments.get(id)
            if payment and payment.get("line") == match["line"]:
                drafts.append(Draft(_KINDS["payments"], _reversal(payment)))
        undo = {"date": today, "line": match["line"], "reverses": match["id"]}
        drafts.append(Draft(_KINDS["matches"], undo))
    return drafts


def _reversal(payment: Mapping[str, Any]) -> dict[str, object]:
    fields: dict[str, object] = {
        "date": date.fromisoformat(payment["date"]),
        "customer": payment["customer"],
        "amount": -payment["amount"],
        "currency": payment.get("currency"),
        "method": payment.get("method"),
        "account": payment.get("account"),
        "orders": [
            {name: -value if name in {"amount", "paid"} else value for name, value in piece.items() if name != "lines"}
            for piece in payment.get("orders") or ()
        ]
        or None,
        "reverses": payment["id"],
    }
    return {name: value for name, value in fields.items() if value is not None}
