"""What is still to be done about an order: goods to deliver, goods to invoice, value to be charged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, pairwise

from salesbook.rules.invoicing import Invoicing
from salesbook.rules.movement import Backlog
from salesbook.rules.order_state import OrderState

FOR_EVER = date.max
"""The end of what has not ended."""


def backlogs(states: Iterable[tuple[date, OrderState]]) -> Iterator[Backlog]:
    """The backlogs of an order whose states change on these days, in order; none for days with nothing to be done."""
    days = [*states, (FOR_EVER, OrderState())]
    each_day = [_backlog(since, until, state) for (since, state), (until, _) in pairwise(days)]
    for figures, alike in groupby(each_day, key=lambda each: each.figures):
        spans = list(alike)
        if any(figures):
            yield Backlog(spans[0].since, spans[-1].until, *figures)


def _backlog(since: date, until: date, state: OrderState) -> Backlog:
    billing = Invoicing(max(0, state.delivered), max(0, state.returned), state.invoiced)
    return Backlog(
        since=since,
        until=until,
        lines=state.open_lines,
        undelivered=state.total - state.delivered,
        uninvoiced=billing.not_invoiced,
        invoiced_ahead=billing.not_delivered,
        uncharged=state.uncharged,
    )
