"""The JSON of commission."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from salesbook.index.book import IndexedBook
from salesbook.model.money import plain, round_half_up
from salesbook.reports.commission_figures import RepCommission
from salesbook.reports.commission_words import rep_name
from salesbook.rules.commission import Commission, Counted
from salesbook.table import JsonValue


def rep_data(book: IndexedBook, found: RepCommission, *, counted: bool) -> dict[str, JsonValue]:
    """What one rep is due in one currency; with ``counted`` every piece that it is made of."""

    def amount(minor: int) -> str:
        return plain(minor, found.currency)

    return {
        "rep": found.rep,
        "name": rep_name(book, found.rep),
        "currency": found.currency,
        "plans": [_plan_data(plan, counted=counted) for plan in found.plans],
        "earned": amount(found.due.earned),
        "differences": amount(found.due.differences),
        "carried": amount(found.due.carried),
        "due": amount(found.due.amount),
        "settled": found.settled,
    }


def _plan_data(plan: Commission, *, counted: bool) -> dict[str, JsonValue]:
    def amount(minor: int) -> str:
        return plain(minor, plan.currency)

    attainment = plan.reached.attainment
    target = plan.reached.target
    data: dict[str, JsonValue] = {
        "plan": plan.plan.name,
        "basis": plan.plan.basis.value,
        "base": amount(plan.base),
        "reached": amount(plan.reached.actual),
        "target": None if target is None else amount(target),
        "attainment": None if attainment is None else _four(attainment),
        "paid": [
            {
                "from": None if paid.threshold is None else f"{paid.threshold:f}",
                "products": list(paid.exception.products) if paid.exception else [],
                "customers": list(paid.exception.customers) if paid.exception else [],
                "base": amount(round_half_up(paid.base)),
                "rate": paid.rate,
                "amount": amount(paid.amount),
            }
            for paid in plan.paid
        ],
        "bonuses": [{"measure": bonus.measure, "amount": amount(minor)} for bonus, minor in plan.bonuses],
        "cap": None if plan.cap is None else amount(plan.cap),
        "earned": amount(plan.earned),
    }
    if counted:
        data["counted"] = [_counted_data(each, plan.currency) for each in plan.counted]
    return data


def _four(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def _counted_data(each: Counted, currency: str) -> dict[str, JsonValue]:
    earning = each.earning
    return {
        "date": earning.date.isoformat(),
        "entry": earning.entry,
        "order": earning.order,
        "customer": earning.customer,
        "product": earning.product,
        "received": earning.received.isoformat() if earning.received else None,
        "due": earning.due.isoformat() if earning.due else None,
        "late": earning.late,
        "base": plain(each.base, currency),
        "factor": each.factor,
        "rate": each.exception.rate if each.exception else None,
    }
