"""The measures of each team, its targets and rates: its reps', on the period's last day, together."""

from __future__ import annotations

from collections import defaultdict

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.flows import orders_in
from salesbook.model.money import plain
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.parts.target_columns import TARGET_COLUMNS, target_cells, target_data, without_targets
from salesbook.reports.period_figures import Figures, Key, added
from salesbook.reports.period_rows import (
    cell,
    column,
    kept,
    largest_first,
    measures_data,
)
from salesbook.reports.targets import NO_TARGET
from salesbook.table import Column, JsonValue, Role, Row, Table

_COLUMNS = ("orders", "sales", "collected", "collection_rate", "closing_receivable", "overdue", "dso")


def _build(scope: Scope) -> Section:
    found = {currency: _by_team(scope, currency) for currency in scope.currencies}
    return Section(
        tables=[
            _table(scope, currency, teams) for currency, teams in found.items() if _has_teams(scope) and kept(teams)
        ],
        by_currency={currency: {"by_team": _data(scope, currency, teams)} for currency, teams in found.items()},
    )


def _has_teams(scope: Scope) -> bool:
    return any(_team_of(scope, rep) for rep in scope.book.reps)


def _by_team(scope: Scope, currency: str) -> dict[Key, Figures]:
    """The figures of each team, an order counted once for each; None for reps, and what is nobody's, without a team."""
    rows: dict[Key, list[Figures]] = defaultdict(list)
    for rep, figures in scope.figures[currency].by_rep.items():
        rows[_team_of(scope, rep)].append(figures)
    teams = {team: added(each) for team, each in rows.items()}
    if sum(each["orders"] for each in teams.values()) != scope.figures[currency].totals["orders"]:
        _count_shared_once(scope, currency, teams)
    return teams


def _count_shared_once(scope: Scope, currency: str, teams: dict[Key, Figures]) -> None:
    """Reps who share an order have one each; where they are of one team, it has one."""
    counted = {
        (_team_of(scope, order.rep), order.order)
        for order in orders_in(scope.book, scope.period.first, scope.period.last)
        if order.currency == currency
    }
    for team, figures in teams.items():
        figures.amounts["orders"] = sum(team == of for of, _ in counted)


def _team_of(scope: Scope, rep: Key) -> Key:
    known = scope.book.reps.get(rep) if rep is not None else None
    return known.team_on(scope.period.last) if known else None


def _table(scope: Scope, currency: str, teams: dict[Key, Figures]) -> Table:
    targets = scope.targets[currency].teams
    rows = [
        Row(
            (
                terms.NONE if team is None else team,
                *(cell(figures, measure, currency) for measure in _COLUMNS),
                *target_cells(targets.get(team or "", NO_TARGET), figures, currency),
            )
        )
        for team, figures in largest_first(kept(teams, always=tuple(targets)))
    ]
    totals = scope.figures[currency].totals
    company = scope.targets[currency].company
    last = (*(cell(totals, measure, currency) for measure in _COLUMNS), *target_cells(company, totals, currency))
    table = Table(
        name=f"teams-{currency}",
        title=Text("By team ({currency})", "按团队（{currency}）").format(currency=currency),
        columns=(Column("team", terms.TEAM), *(column(measure) for measure in _COLUMNS), *TARGET_COLUMNS),
        rows=(*rows, Row((terms.TOTAL, *last), Role.TOTAL)),
        notes=(
            Text(
                "Reps belong to the team that they are in on the last day. A team's target is what was set for it, "
                "the total's what was set for the company.",
                "业务员按期末所在团队归属。团队目标为团队自身设定的目标，合计行的目标为公司目标。",
            ),
        ),
    )
    return table if targets or company != NO_TARGET else without_targets(table)


def _data(scope: Scope, currency: str, teams: dict[Key, Figures]) -> JsonValue:
    targets = scope.targets[currency].teams
    return [
        {
            "team": team,
            **measures_data(figures, currency),
            **target_data(targets.get(team or "", NO_TARGET), figures, currency),
            "commission": plain(_commission(scope, currency, team), currency),
        }
        for team, figures in kept(teams, always=tuple(targets))
    ]


def _commission(scope: Scope, currency: str, team: Key) -> int:
    commissions = scope.commissions.get(currency, {})
    return sum(earned for rep, earned in commissions.items() if _team_of(scope, rep) == team)


PART = Part("teams", Text("By team", "按团队"), _build)
