"""Drafting orders: what a customer's and a product's entries say where the clerk said nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from salesbook.model.facts import Ordered
from salesbook.model.money import exponent
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem
from salesbook.rules.order_checks import order_problems
from salesbook.rules.order_state import OrderFacts, OrderHistory

_UNNUMBERED = "-"


def responsible_rep(customer: Mapping[str, Any], day: date) -> str | None:
    """The rep who must collect from a customer (its raw data) on a day."""
    dated = [each for each in customer.get("reps") or () if (each.get("from") or date.min) <= day]
    if dated:
        latest = max(dated, key=lambda each: each.get("from") or date.min)
        return str(latest["rep"])
    rep = customer.get("rep")
    return str(rep) if rep else None


def with_decimals(amount: Decimal, currency: str) -> Decimal:
    """``amount`` written with its currency's decimals at least: ``999`` as ``999.00``."""
    decimals = exponent(currency)
    _, _, given = amount.as_tuple()
    return amount.quantize(Decimal(1).scaleb(-decimals)) if isinstance(given, int) and -given < decimals else amount


def percent(fraction: Decimal) -> str:
    """A fraction as files write a rate: ``13%``."""
    shown = (fraction * 100).normalize()
    return f"{shown:f}%"


def order_history(fields: Mapping[str, Any], policy: Policy) -> OrderHistory | list[Problem]:
    """An order that has no number yet, as the rules see it, or what is wrong with it."""
    from salesbook.model.kinds.orders import Order
    from salesbook.model.part import validate

    order, problems = validate(Order, {"id": _UNNUMBERED, **fields})
    if order is None:
        return problems
    ordered = next(fact for fact in order.facts() if isinstance(fact, Ordered))
    history = OrderHistory(OrderFacts(ordered), policy)
    return order_problems(history) or history
