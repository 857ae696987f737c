"""Payment terms: parts of an order's total, each with the event that makes it due."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from salesbook.model.dates import last_day, months_from
from salesbook.model.named_tuple import NamedTuple


class Event(StrEnum):
    """What a part of the terms waits for."""

    ORDER = "order"
    DELIVERY = "delivery"
    INVOICE = "invoice"
    ACCEPTANCE = "acceptance"


class TermPart(NamedTuple):
    """One part: ``share`` (a fraction of the order's total) due after an event, or on the fixed day ``due``.

    The due date is the event's date, moved to the next ``statement_day`` on or after it, plus ``days``,
    moved to the next ``pay_day`` on or after. ``discount`` (a fraction) is granted on what is paid within
    ``discount_days`` of the event. ``retention`` marks 质保金.
    """

    share: Decimal
    after: Event | None = None
    days: int = 0
    statement_day: int | None = None
    pay_day: int | None = None
    due: date | None = None
    retention: bool = False
    discount: Decimal = Decimal(0)
    discount_days: int = 0

    def due_date(self, event: date) -> date:
        """When what arose on ``event`` is due."""
        if self.due is not None:
            return self.due
        day = event
        if self.statement_day is not None:
            day = next_day_of_month(day, self.statement_day)
        day += timedelta(days=self.days)
        if self.pay_day is not None:
            day = next_day_of_month(day, self.pay_day)
        return day


def next_day_of_month(day: date, number: int) -> date:
    """The next day with that number on or after ``day``; a day that a month lacks is its last."""
    here = date(day.year, day.month, min(number, last_day(day.year, day.month)))
    if here >= day:
        return here
    year, month = months_from(day.year, day.month, 1)
    return date(year, month, min(number, last_day(year, month)))
