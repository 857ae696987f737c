"""What the index keeps of units: rows of its tables, worked out with the rules from the units' sources alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from salesbook.index import problems as problem_rows
from salesbook.index.customer_months import CustomerSums, customer_sums
from salesbook.index.day_texts import DayTexts
from salesbook.index.histories import Histories
from salesbook.index.months import MonthSums, summed
from salesbook.index.order_figures import opening_row, order_row
from salesbook.index.outstanding import Row, outstanding_rows
from salesbook.index.unit_movements import Unit, moved_units
from salesbook.index.unit_sources import KnownBy, UnitSources
from salesbook.model.facts import Opened, Received
from salesbook.model.money import to_minor
from salesbook.model.policy import Policy
from salesbook.rules.earnings import Earning
from salesbook.rules.movement import Axis, Backlog, Balance, Flow, Measure, Standing
from salesbook.rules.order_state import OrderHistory
from salesbook.rules.settlement import MoneyFacts


@dataclass(slots=True)
class UnitRows:
    """Rows of some units, by the table that they belong in, and sums of them by month, also by customer.

    Of what is only tried there are none but those that checks look into.
    """

    unit: list[Row]
    balance: list[Row]
    problem: list[Row]
    flow: list[Row] = field(default_factory=list)
    outstanding: list[Row] = field(default_factory=list)
    backlog: list[Row] = field(default_factory=list)
    order_standing: list[Row] = field(default_factory=list)
    receipt: list[Row] = field(default_factory=list)
    earning: list[Row] = field(default_factory=list)
    sums: MonthSums = field(default_factory=lambda: MonthSums({}, {}))
    of_customers: CustomerSums = field(default_factory=lambda: CustomerSums({}, {}))


def unit_rows(policy: Policy, sources: UnitSources, *, trial: bool = False) -> UnitRows:
    """The rows of all units that the sources are of."""
    days = DayTexts()
    units = moved_units(Histories(policy, sources), earnings=not trial)
    said = [(unit.id, unit.kind, days[unit.date], unit.customer, unit.currency) for unit in units]
    balances = [_balance_rows(unit.id, unit.movements.balances, days) for unit in units]
    rows = UnitRows(
        unit=said,
        balance=[*chain.from_iterable(balances)],
        problem=[problem_rows.row_of(f"unit:{unit.id}", problem) for unit in units for problem in unit.problems],
    )
    if trial:
        return rows
    flows = [_flow_rows(unit.id, unit.movements.flows, days) for unit in units]
    rows.flow = [*chain.from_iterable(flows)]
    for row, moved in zip(said, balances, strict=True):
        rows.outstanding += outstanding_rows(row[2], moved)
    for unit in units:
        rows.backlog += _backlog_rows(unit.id, unit.movements.backlogs, days)
    rows.order_standing = _standing_rows(units, said, flows, balances, sources.known_by)
    rows.receipt = _receipt_rows(units, days)
    rows.earning = [_earning_row(unit.id, earning) for unit in units for earning in unit.earnings]
    rows.sums = summed(rows.flow, rows.balance)
    rows.of_customers = customer_sums(rows.unit, rows.flow, rows.balance)
    return rows


_WORDS = {word: word.value for words in (Measure, Axis, Standing) for word in words}
"""The texts of measures, axes and standings: plain ones, which rows share."""


def _flow_rows(unit: str, flows: Iterable[Flow], days: DayTexts) -> list[Row]:
    return [
        (
            unit,
            days[day],
            _WORDS[measure],
            _WORDS[axis],
            key,
            responsible.customer if responsible else None,
            days[responsible.day] if responsible else None,
            customer,
            currency,
            amount,
        )
        for day, measure, axis, key, responsible, customer, currency, amount in flows
    ]


def _balance_rows(unit: str, balances: Iterable[Balance], days: DayTexts) -> list[Row]:
    rows: list[Row] = []
    for day, standing, customer, currency, item, amount in balances:
        part: Row = (None, None, None, None, None)
        if item is not None:
            part = (item.part, item.event, days[item.arose], days[item.due], int(item.retention))
        rows.append((unit, days[day], _WORDS[standing], customer, currency, *part, amount))
    return rows


def _backlog_rows(unit: str, backlogs: Iterable[Backlog], days: DayTexts) -> list[Row]:
    return [(unit, days[each.since], days[each.until], *each.figures) for each in backlogs]


def _earning_row(unit: str, earning: Earning) -> tuple[object, ...]:
    return (
        unit,
        earning.date.isoformat(),
        earning.basis,
        earning.entry,
        earning.rep,
        earning.responsible.customer if earning.responsible else None,
        earning.responsible.day.isoformat() if earning.responsible else None,
        earning.product,
        earning.customer,
        earning.currency,
        earning.gross,
        earning.net,
        earning.received.isoformat() if earning.received else None,
        earning.due.isoformat() if earning.due else None,
        str(earning.quantity),
    )


def _standing_rows(
    units: Iterable[Unit],
    said: Iterable[Row],
    flows: Iterable[Sequence[Row]],
    balances: Iterable[Sequence[Row]],
    known_by: Mapping[str, KnownBy],
) -> list[Row]:
    """The rows of orders and openings, given the others that each unit has."""
    rows: list[Row] = []
    for unit, row, moved, balanced in zip(units, said, flows, balances, strict=True):
        if isinstance(unit.facts, OrderHistory):
            rows.append(order_row(row, unit.facts, moved, balanced, known_by))
        elif isinstance(unit.facts, Opened):
            rows.append(opening_row(row, moved, balanced, known_by))
    return rows


def _receipt_rows(units: Iterable[Unit], days: DayTexts) -> list[Row]:
    return [
        (
            unit.id,
            days[unit.date],
            unit.currency,
            unit.facts.source.method,
            to_minor(unit.facts.source.amount, unit.currency),
            unit.facts.source.reverses,
        )
        for unit in units
        if isinstance(unit.facts, MoneyFacts) and isinstance(unit.facts.source, Received)
    ]
