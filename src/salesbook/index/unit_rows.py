"""What the index keeps of units: rows of its tables, worked out with the rules from the units' sources alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from salesbook.index import problems as problem_rows
from salesbook.index.customer_months import CustomerSums, customer_sums
from salesbook.index.day_texts import DayTexts
from salesbook.index.histories import Histories
from salesbook.index.months import MonthSums, summed
from salesbook.index.order_figures import opening_row, order_row
from salesbook.index.outstanding import Row, outstanding_rows
from salesbook.index.unit_sources import UnitSources
from salesbook.model.commission_basis import CommissionBasis
from salesbook.model.facts import Received
from salesbook.model.money import MAX_DIGITS, to_minor
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem
from salesbook.rules.codes import TOO_LARGE
from salesbook.rules.earnings import Earning, opening_earnings, order_earnings
from salesbook.rules.money_checks import money_problems
from salesbook.rules.movement import Axis, Backlog, Balance, Flow, Measure, Movements, Standing
from salesbook.rules.order_checks import opening_problems, order_problems
from salesbook.rules.order_movements import opening_movements, order_movements
from salesbook.rules.settlement import money_currency, money_movements


@dataclass(slots=True)
class UnitRows:
    """Rows of some units, by the table that they belong in, and sums of them by month, also by customer.

    Of a ``trial`` only those are kept that checks look into.
    """

    trial: bool = False
    unit: list[Row] = field(default_factory=list)
    flow: list[Row] = field(default_factory=list)
    balance: list[Row] = field(default_factory=list)
    outstanding: list[Row] = field(default_factory=list)
    backlog: list[Row] = field(default_factory=list)
    order_standing: list[Row] = field(default_factory=list)
    receipt: list[Row] = field(default_factory=list)
    earning: list[Row] = field(default_factory=list)
    problem: list[Row] = field(default_factory=list)
    sums: MonthSums = field(default_factory=lambda: MonthSums({}, {}))
    of_customers: CustomerSums = field(default_factory=lambda: CustomerSums({}, {}))

    def keep(self, unit: _Unit, movements: Movements, found: list[Problem], earnings: Iterable[Earning] = ()) -> _Kept:
        """Take in what a unit moves and what is wrong with it; returns the rows that are kept of what it moves.

        Amounts that no sum could hold are wrong.
        """
        id, days = unit.id, unit.days
        if not movements.exact:
            movements, found = Movements(), [*found, TOO_LARGE.problem(entry=id, digits=MAX_DIGITS)]
        kept = _Kept([], _balance_rows(id, movements.balances, days))
        self.unit.append((id, unit.kind, days[unit.date], unit.customer, unit.currency))
        self.balance += kept.balances
        self.problem += [problem_rows.row_of(f"unit:{id}", problem) for problem in found]
        if not self.trial:
            kept.flows.extend(_flow_rows(id, movements.flows, days))
            self.flow += kept.flows
            self.outstanding += outstanding_rows(days[unit.date], kept.balances)
            self.backlog += _backlog_rows(id, movements.backlogs, days)
            self.earning += [_earning_row(id, earning) for earning in earnings]
        return kept


class _Unit(NamedTuple):
    """A unit: what is said of it, and the texts of days that its rows share with others."""

    id: str
    kind: str
    date: date
    customer: str
    currency: str
    days: DayTexts


class _Kept(NamedTuple):
    """Rows of what a unit moves."""

    flows: list[Row]
    balances: list[Row]


def unit_rows(policy: Policy, sources: UnitSources, *, trial: bool = False) -> UnitRows:
    """The rows of all units that the sources are of."""
    rows = UnitRows(trial)
    histories, days = Histories(policy, sources), DayTexts()
    for unit, kind in sources.kinds.items():
        if kind == "orders":
            _order(unit, histories, rows, days)
        elif kind == "openings":
            _opening(unit, histories, rows, days)
        else:
            _payment_or_credit(unit, kind, histories, rows, days)
    if not trial:
        rows.sums = summed(rows.flow, rows.balance)
        rows.of_customers = customer_sums(rows.unit, rows.flow, rows.balance)
    return rows


def _order(id: str, histories: Histories, rows: UnitRows, days: DayTexts) -> None:
    history = histories.order(id)
    if history is None:
        return
    ordered = history.facts.ordered
    unit = _Unit(id, "orders", ordered.date, ordered.customer, history.currency, days)
    earnings = order_earnings(history, histories.policy.commission_bases)
    kept = rows.keep(unit, order_movements(history), order_problems(history), earnings)
    if not rows.trial:
        known_by = histories.sources.known_by
        rows.order_standing.append(order_row(rows.unit[-1], history, kept.flows, kept.balances, known_by))


def _opening(id: str, histories: Histories, rows: UnitRows, days: DayTexts) -> None:
    opened = histories.opening(id)
    if opened is None:
        return
    policy = histories.policy
    currency = opened.currency or policy.currency
    given = list(histories.settlements_on(id))
    unit = _Unit(id, "openings", opened.date, opened.customer, currency, days)
    collected = CommissionBasis.COLLECTED in policy.commission_bases
    earnings = opening_earnings(opened, given, currency, policy) if collected else ()
    movements = opening_movements(opened, given, currency, policy)
    kept = rows.keep(unit, movements, opening_problems(opened, given, currency), earnings)
    if not rows.trial:
        known_by = histories.sources.known_by
        rows.order_standing.append(opening_row(rows.unit[-1], kept.flows, kept.balances, known_by))


def _payment_or_credit(id: str, kind: str, histories: Histories, rows: UnitRows, days: DayTexts) -> None:
    money = histories.money(id)
    if money is None:
        return
    policy, source = histories.policy, money.source
    currencies = histories.target_currencies(money)
    currency = money_currency(money, policy, currencies)
    settled = histories.settled_by(money)
    movements = money_movements(money, settled, currency, policy)
    unit = _Unit(id, kind, source.date, source.customer, currency, days)
    rows.keep(unit, movements, money_problems(money, settled, currency, currencies))
    if isinstance(source, Received) and not rows.trial:
        amount = to_minor(source.amount, currency)
        rows.receipt.append((id, days[source.date], currency, source.method, amount, source.reverses))


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
