"""The JSON of what led to an aging; its keys are public and never renamed."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.model.dates import Period
from salesbook.model.money import plain
from salesbook.reports.aging_data import amounts_by_key
from salesbook.reports.aging_figures import SUMS, aging_total
from salesbook.reports.aging_movement import MOVED, Movement, MovementRow
from salesbook.reports.aging_view import AgingView
from salesbook.table import JsonValue


def movement_data(view: AgingView, period: Period, names: Sequence[str], movement: Movement) -> dict[str, JsonValue]:
    """What led from the aging of the opening day to that of the view, in one currency."""
    keys, currency = (*names, *SUMS), movement.currency
    return {
        "movement": {
            "from": period.first.isoformat(),
            "to": period.last.isoformat(),
            "opening_day": period.opening_day.isoformat(),
            "rows": [{view.by.value: row.key, "name": row.name, **_moved(row, currency)} for row in movement.rows],
            "totals": _moved(movement.total, currency),
        },
        "opening": {
            "as_of": period.opening_day.isoformat(),
            "rows": [
                {view.by.value: row.key, "name": row.name, **amounts_by_key(keys, row.amounts, currency)}
                for row in movement.opening
            ],
            "totals": amounts_by_key(keys, aging_total(movement.opening, len(keys)), currency),
        },
    }


def _moved(row: MovementRow, currency: str) -> dict[str, JsonValue]:
    return {
        "opening_receivable": plain(row.opening_receivable, currency),
        **{measure: plain(row.moved[measure], currency) for measure in MOVED},
        "advances_change": plain(row.advances_change, currency),
        "closing_receivable": plain(row.closing_receivable, currency),
    }
