"""What is still to be done about an order: goods to deliver, goods to invoice, value to be charged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from salesbook.rules.invoicing import Invoicing
from salesbook.rules.movement import Backlog
from salesbook.rules.order_state import OrderState

FOR_EVER = date.max
"""The end of what has not ended."""


def backlogs(states: Iterable[tuple[date, OrderState]]) -> list[Backlog]:
    """The backlogs of an order whose states change on these days, in order; none for days with nothing to be done."""
    before, begun = _NOTHING, date.min
    found: list[Backlog] = []
    for day, state in states:
        figures = _figures(state)
        if figures != before:
            if before != _NOTHING:
                found.append(Backlog(begun, day, *before))
            before, begun = figures, day
    if before != _NOTHING:
        found.append(Backlog(begun, FOR_EVER, *before))
    return found


_Figures = tuple[int, int, int, int, int]
_NOTHING: _Figures = (0, 0, 0, 0, 0)


def _figures(state: OrderState) -> _Figures:
    """The figures of a backlog, in their order."""
    if not state.delivered and not state.invoiced:
        return state.open_lines, state.total, 0, 0, state.uncharged
    billing = Invoicing(max(0, state.delivered), max(0, state.returned), state.invoiced)
    undelivered = state.total - state.delivered
    return state.open_lines, undelivered, billing.not_invoiced, billing.not_delivered, state.uncharged
