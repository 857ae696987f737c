"""What was reached of the targets of a month, quarter or year, by rep, by team and of the company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period
from salesbook.model.money import Money
from salesbook.model.policy import Policy
from salesbook.reports.period_rows import rep_namer
from salesbook.reports.provenance import provenance
from salesbook.reports.target_figures import Attainment, Attainments, CurrencyAttainments, attainments
from salesbook.reports.target_tables import amount_of, flat_table, needed_per_day, rep_table, team_table
from salesbook.reports.targets import FIELDS
from salesbook.table import Document, JsonValue, Table


class TargetsBy(StrEnum):
    """Whose targets make a row."""

    REP = "rep"
    TEAM = "team"


def targets_report(book: IndexedBook, policy: Policy, period: Period, day: date, by: TargetsBy | None) -> Document:
    """Targets of ``period`` and what was reached of them until ``day``; the tables by rep, by team, or both."""
    found = attainments(book, policy, period, day)
    own, *others = (_data(book, each) for each in found)
    progress = found[0].company["sales"].progress
    return Document(
        name="targets",
        title=Text("Targets {name}", "目标完成情况 {name}").format(name=period.name),
        tables=list(_tables(book, found, by)),
        facts=(
            (
                Text("Period", "期间"),
                Text("{first} to {last}", "{first} 至 {last}").format(first=period.first, last=period.last),
            ),
            (
                Text("As of", "截至"),
                Text("{day}, {elapsed} of {days} {days:day|days}", "{day}，已过 {elapsed} 天，共 {days} 天").format(
                    day=min(day, period.last), elapsed=progress.elapsed, days=progress.days
                ),
            ),
            *provenance(book),
        ),
        notes=_notes(found, period),
        data={
            "period": {"name": period.name, "from": period.first.isoformat(), "to": period.last.isoformat()},
            "as_of": min(day, period.last).isoformat(),
            "days": {"elapsed": progress.elapsed, "all": progress.days},
            **own,
            "others": others,
        },
        flat=flat_table(book, found),
    )


def _tables(book: IndexedBook, found: Sequence[CurrencyAttainments], by: TargetsBy | None) -> Iterator[Table]:
    """By team, only measures of which a team or the company has a target; where they have none, all for comparison."""
    for each in found:
        measures = each.measures_set()
        of_teams = [measure for measure in measures if _set_for_teams(each, measure)]
        for measure in measures:
            if by is not TargetsBy.TEAM:
                yield rep_table(book, each, measure)
            if by is None and any(row[measure].target for row in each.teams.values()):
                yield team_table(each, measure)
            if by is TargetsBy.TEAM and (measure in of_teams or not of_teams):
                yield team_table(each, measure)


def _set_for_teams(found: CurrencyAttainments, measure: str) -> bool:
    return any(row[measure].target for row in (*found.teams.values(), found.company))


def _notes(found: Sequence[CurrencyAttainments], period: Period) -> tuple[Text, ...]:
    if not any(each.measures_set() for each in found):
        return (
            Text(
                "No targets are set for {name}; salesbook add-target sets them.",
                "{name} 未设目标，可用 salesbook add-target 录入。",
            ).format(name=period.name),
        )
    notes = [
        Text(
            "Sales and collections are those of the report of the period. A customer is new with its first order of "
            "all, for each rep of that order. A team's and the company's target is what was set for it, not the sum of "
            "its reps'.",
            "销售额、回款与期间报表一致；客户首次下单即为新客户，计入该订单的业务员。"
            "团队与公司的目标以单独设定为准，不由业务员目标相加。",
        )
    ]
    if found[0].company["sales"].progress.is_running:
        notes.append(
            Text(
                "At this pace: reached ÷ days passed × days of the period, by calendar days.",
                "按进度预计 = 完成 ÷ 已过天数 × 期间天数（按日历天）。",
            )
        )
    return tuple(notes)


def _data(book: IndexedBook, found: CurrencyAttainments) -> dict[str, JsonValue]:
    name = rep_namer(book)
    return {
        "currency": found.currency,
        "by_rep": [
            {"rep": rep, "name": name(rep) if rep else None, **_measures(each, found.currency)}
            for rep, each in found.reps.items()
        ],
        "by_team": [{"team": team, **_measures(each, found.currency)} for team, each in found.teams.items()],
        "all_reps": _measures(found.together, found.currency),
        "company": _measures(found.company, found.currency),
    }


def _measures(found: Attainments, currency: str) -> dict[str, JsonValue]:
    return {field: _measure(found[field], (currency, field)) for field in FIELDS}


def _measure(attainment: Attainment, of: tuple[str, str]) -> dict[str, JsonValue]:
    target = attainment.target
    return {
        "target": _plain(amount_of(target.amount if target else None, of)),
        "reached": _plain(amount_of(attainment.reached, of)),
        "attainment": attainment.rate,
        "rest": _plain(amount_of(attainment.rest, of)),
        "needed_per_day": _plain(needed_per_day(attainment, of)),
        "projection": _plain(amount_of(attainment.projection, of)),
        "projected_attainment": attainment.projected_rate,
        "set_by": target.set_by.value if target else None,
        "months_lacking": target.lacking if target else None,
    }


def _plain(figure: JsonValue | Money) -> JsonValue:
    """An amount as files write it; all else as it is."""
    return str(figure) if isinstance(figure, Money) else figure
