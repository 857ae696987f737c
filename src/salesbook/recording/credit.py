"""Whether a customer may still order: its credit limit and its overdue debts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.model.money import plain, to_minor
from salesbook.model.problem import Problem
from salesbook.recording.codes import CUSTOMER_OVERDUE, OVER_LIMIT
from salesbook.recording.masters import Master
from salesbook.recording.verification import Verify, nothing_more

if TYPE_CHECKING:
    from salesbook.model.settings import Settings


def credit_check(settings: Settings, customer: Master, day: date, total: int, currency: str) -> Verify:
    """What verifies an order of ``total`` (minor units): nothing where no rule asks for the book's figures."""
    block = settings.credit.block
    own_currency = customer.data.get("currency") or settings.currency
    limit = customer.data.get("credit_limit")
    if block == "over_limit" and limit is not None and currency == own_currency:
        limited = to_minor(limit, currency)
        return lambda root, _: _over_limit(root, customer, day, total, limited, currency)
    if block == "overdue":
        return lambda root, _: _overdue(root, customer, day, currency)
    return nothing_more


def _over_limit(root: Path, customer: Master, day: date, total: int, limit: int, currency: str) -> list[Problem]:
    from salesbook.index.book import open_book
    from salesbook.index.exposure import exposure

    exposed = exposure(open_book(root), customer.id, day, currency) + total
    if exposed <= limit:
        return []
    return [
        OVER_LIMIT.problem(
            total=plain(total, currency),
            customer=customer.name,
            exposure=plain(exposed, currency),
            limit=plain(limit, currency),
            currency=currency,
        )
    ]


def _overdue(root: Path, customer: Master, day: date, currency: str) -> list[Problem]:
    from salesbook.index.book import open_book
    from salesbook.index.exposure import overdue

    owed = overdue(open_book(root), customer.id, day, currency)
    if owed <= 0:
        return []
    return [CUSTOMER_OVERDUE.problem(customer=customer.name, overdue=plain(owed, currency), currency=currency)]
