"""Decisions of a review as data, so that they outlive the process that asked for them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from salesbook.bank.decision import CreditReason, Explanation, NewCredit, Share, TakenUp
from salesbook.bank.reviewing.resolution import Part, Resolution

_IDS = ("payments", "handins", "bills", "collects", "hands_in")
_WORDS = ("customer", "rep", "ignored", "counterpart")


def encode(resolution: Resolution) -> dict[str, Any]:
    """A resolution as JSON can hold it; why it was proposed is left out."""
    return {
        "parts": [{"amount": part.amount, **_encoded(part.explanation)} for part in resolution.parts],
        "rejected": sorted(resolution.rejected),
        "remember": resolution.remember,
    }


def decode(data: Mapping[str, Any]) -> Resolution:
    """The resolution of ``encode``. Raises ``KeyError``, ``TypeError`` or ``ValueError`` where it is none."""
    parts = tuple(Part(int(each["amount"]), _decoded(each)) for each in data["parts"])
    return Resolution(parts, frozenset(data["rejected"]), bool(data["remember"]))


def _encoded(explanation: Explanation) -> dict[str, Any]:
    plain = {name: value for name in (*_IDS, *_WORDS) if (value := getattr(explanation, name)) not in (None, ())}
    return {
        **{name: list(value) if name in _IDS else value for name, value in plain.items()},
        "orders": [[each.order, each.amount, each.opening, each.paid] for each in explanation.orders],
        "credits": [[each.order, each.amount, each.reason.value, each.opening] for each in explanation.credits],
        "taken_up": [[each.source, each.order, each.amount, each.opening] for each in explanation.taken_up],
        "advance": explanation.advance,
    }


def _decoded(data: Mapping[str, Any]) -> Explanation:
    named: dict[str, Any] = {name: tuple(data.get(name, ())) for name in _IDS}
    named |= {name: data.get(name) for name in _WORDS}
    return Explanation(
        **named,
        orders=tuple(Share(order, amount, opening, paid) for order, amount, opening, paid in data["orders"]),
        credits=tuple(
            NewCredit(order, amount, CreditReason(reason), opening)
            for order, amount, reason, opening in data["credits"]
        ),
        taken_up=tuple(TakenUp(*each) for each in data["taken_up"]),
        advance=int(data["advance"]),
        confidence=Decimal(1),
    )
