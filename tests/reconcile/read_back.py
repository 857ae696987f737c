"""What a match and the entries that it lists say, read as an explanation: told anew from the format's meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from salesbook.bank.decision import CreditReason, Explanation, NewCredit, Share, TakenUp

Entries = Mapping[str, Sequence[dict[str, Any]]]
"""All entries of a book, by kind."""


def minor(amount: str) -> int:
    return int(Decimal(amount) * 100)


def explanation_of(match: Mapping[str, Any], entries: Entries) -> Explanation:
    """Parts of it in the order of their ids; currencies have two decimals."""
    if match.get("ignored"):
        return Explanation(ignored=match["ignored"], counterpart=match.get("counterpart"))
    by_id = {entry["id"]: (kind, entry) for kind in entries for entry in entries[kind] if "id" in entry}
    listed = [by_id[id] for kind in KINDS for id in match.get(kind, ())]
    made = {kind: [entry for of, entry in listed if of == kind and made_by(match, entry)] for kind in KINDS}
    cleared = {
        kind: tuple(entry["id"] for of, entry in listed if of == kind and not made_by(match, entry)) for kind in KINDS
    }
    shares = [share(piece) for payment in made["payments"] for piece in payment.get("orders", ())]
    given = sum(each.amount if each.paid is None else each.paid for each in shares)
    (customer,) = {entry["customer"] for entry in made["payments"]} or {None}
    (rep,) = {entry["rep"] for entry in made["handins"]} or {None}
    return Explanation(
        customer=customer,
        payments=cleared["payments"],
        handins=cleared["handins"],
        bills=cleared["bills"],
        collects=tuple(entry["payment"] for entry in made["bills"]),
        hands_in=tuple(id for entry in made["handins"] for id in entry["payments"]),
        rep=rep,
        orders=tuple(sorted(shares, key=lambda each: each.order)),
        credits=tuple(sorted((credit(entry) for entry in made["credits"]), key=lambda each: (each.order, each.reason))),
        taken_up=tuple(
            sorted(
                (taken_up(entry, piece) for entry in made["allocations"] for piece in entry["orders"]),
                key=lambda each: (each.source, each.order),
            )
        ),
        advance=sum(minor(entry["amount"]) for entry in made["payments"]) - given,
    )


KINDS = ("payments", "handins", "bills", "credits", "allocations")


def made_by(match: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("line") == match["line"])


def share(piece: Mapping[str, Any]) -> Share:
    order, opening = piece.get("order") or piece["opening"], "opening" in piece
    return Share(order, minor(piece["amount"]), opening, minor(piece["paid"]) if "paid" in piece else None)


def credit(entry: Mapping[str, Any]) -> NewCredit:
    (piece,) = entry["orders"]
    given = share(piece)
    assert given.amount == minor(entry["amount"])
    return NewCredit(given.order, given.amount, CreditReason(entry["reason"]), given.opening)


def taken_up(entry: Mapping[str, Any], piece: Mapping[str, Any]) -> TakenUp:
    given = share(piece)
    return TakenUp(entry.get("payment") or entry["credit"], given.order, given.amount, given.opening)
