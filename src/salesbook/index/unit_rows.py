"""What the index keeps of units: rows of its tables, worked out with the rules from the units' sources alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from salesbook.index import problems as problem_rows
from salesbook.index.histories import Histories
from salesbook.index.months import MonthSums, summed
from salesbook.index.order_figures import opening_row, order_row
from salesbook.index.outstanding import Row, outstanding_rows
from salesbook.index.unit_sources import UnitSources
from salesbook.model.commission_basis import CommissionBasis
from salesbook.model.money import MAX_DIGITS
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem
from salesbook.rules.codes import TOO_LARGE
from salesbook.rules.earnings import Earning, opening_earnings, order_earnings
from salesbook.rules.money_checks import money_problems
from salesbook.rules.movement import Backlog, Balance, Flow, Movements
from salesbook.rules.order_checks import opening_problems, order_problems
from salesbook.rules.order_movements import opening_movements, order_movements
from salesbook.rules.settlement import money_currency, money_movements


@dataclass(slots=True)
class UnitRows:
    """Rows of some units, by the table that they belong in, and sums of them by month.

    Of a ``trial`` only those are kept that checks look into.
    """

    trial: bool = False
    unit: list[Row] = field(default_factory=list)
    flow: list[Row] = field(default_factory=list)
    balance: list[Row] = field(default_factory=list)
    outstanding: list[Row] = field(default_factory=list)
    backlog: list[Row] = field(default_factory=list)
    order_standing: list[Row] = field(default_factory=list)
    earning: list[Row] = field(default_factory=list)
    problem: list[Row] = field(default_factory=list)
    sums: MonthSums = field(default_factory=lambda: MonthSums({}, {}))

    def keep(
        self, unit: str, dated: date, movements: Movements, found: list[Problem], earnings: Iterable[Earning] = ()
    ) -> Movements:
        """Take in what a unit of the day ``dated`` moves and what is wrong with it; returns what is kept of it.

        Amounts that no sum could hold are wrong.
        """
        if not movements.exact:
            movements, found = Movements(), [*found, TOO_LARGE.problem(entry=unit, digits=MAX_DIGITS)]
        balances = [_balance_row(unit, balance) for balance in movements.balances]
        self.balance += balances
        self.problem += [problem_rows.row_of(f"unit:{unit}", problem) for problem in found]
        if not self.trial:
            self.flow += [_flow_row(unit, flow) for flow in movements.flows]
            self.outstanding += outstanding_rows(dated.isoformat(), balances)
            self.backlog += [_backlog_row(unit, backlog) for backlog in movements.backlogs]
            self.earning += [_earning_row(unit, earning) for earning in earnings]
        return movements


def unit_rows(policy: Policy, sources: UnitSources, *, trial: bool = False) -> UnitRows:
    """The rows of all units that the sources are of."""
    rows = UnitRows(trial)
    histories = Histories(policy, sources)
    for unit, kind in sources.kinds.items():
        if kind == "orders":
            _order(unit, histories, rows)
        elif kind == "openings":
            _opening(unit, histories, rows)
        else:
            _payment_or_credit(unit, kind, histories, rows)
    if not trial:
        rows.sums = summed(rows.flow, rows.balance)
    return rows


def _order(unit: str, histories: Histories, rows: UnitRows) -> None:
    history = histories.order(unit)
    if history is None:
        return
    ordered = history.facts.ordered
    rows.unit.append(_unit_row(unit, "orders", ordered.date, ordered.customer, history.currency))
    earnings = order_earnings(history, histories.policy.commission_bases)
    before = len(rows.balance)
    kept = rows.keep(unit, ordered.date, order_movements(history), order_problems(history), earnings)
    if not rows.trial:
        known_by = histories.sources.known_by
        rows.order_standing.append(order_row(unit, history, kept.flows, rows.balance[before:], known_by))


def _opening(unit: str, histories: Histories, rows: UnitRows) -> None:
    opened = histories.opening(unit)
    if opened is None:
        return
    policy = histories.policy
    currency = opened.currency or policy.currency
    given = list(histories.settlements_on(unit))
    rows.unit.append(_unit_row(unit, "openings", opened.date, opened.customer, currency))
    collected = CommissionBasis.COLLECTED in policy.commission_bases
    earnings = opening_earnings(opened, given, currency, policy) if collected else ()
    movements = opening_movements(opened, given, currency, policy)
    before = len(rows.balance)
    kept = rows.keep(unit, opened.date, movements, opening_problems(opened, given, currency), earnings)
    if not rows.trial:
        known_by = histories.sources.known_by
        rows.order_standing.append(opening_row(opened, currency, kept.flows, rows.balance[before:], known_by))


def _payment_or_credit(unit: str, kind: str, histories: Histories, rows: UnitRows) -> None:
    money = histories.money(unit)
    if money is None:
        return
    policy, source = histories.policy, money.source
    currencies = histories.target_currencies(money)
    currency = money_currency(money, policy, currencies)
    rows.unit.append(_unit_row(unit, kind, source.date, source.customer, currency))
    settled = histories.settled_by(money)
    movements = money_movements(money, settled, currency, policy)
    rows.keep(unit, source.date, movements, money_problems(money, settled, currency, currencies))


def _unit_row(id: str, kind: str, day: date, customer: str, currency: str) -> Row:
    return (id, kind, day.isoformat(), customer, currency)


def _flow_row(unit: str, flow: Flow) -> Row:
    responsible = flow.responsible
    return (
        unit,
        flow.date.isoformat(),
        str(flow.measure),
        str(flow.axis),
        flow.key,
        responsible.customer if responsible else None,
        responsible.day.isoformat() if responsible else None,
        flow.customer,
        flow.currency,
        flow.amount,
    )


def _balance_row(unit: str, balance: Balance) -> Row:
    item = balance.item
    return (
        unit,
        balance.date.isoformat(),
        str(balance.standing),
        balance.customer,
        balance.currency,
        item.part if item else None,
        item.event if item else None,
        item.arose.isoformat() if item else None,
        item.due.isoformat() if item else None,
        int(item.retention) if item else None,
        balance.amount,
    )


def _backlog_row(unit: str, backlog: Backlog) -> Row:
    return (unit, backlog.since.isoformat(), backlog.until.isoformat(), *backlog.figures)


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
