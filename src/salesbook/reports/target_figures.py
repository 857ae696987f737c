"""What was reached of targets, and where a running period leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from salesbook.index.attained import Activity, Reached
from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period
from salesbook.model.money import part_of
from salesbook.model.policy import Policy
from salesbook.reports.period_figures import ratio
from salesbook.reports.targets import COMPANY, FIELDS, all_targets, target_currencies
from salesbook.rules.targets import PeriodTarget, SetBy


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a period has passed: days until a day, it included, of all its days; 0 before it begins."""

    elapsed: int
    days: int

    @property
    def is_running(self) -> bool:
        """Whether it has begun, and days are left."""
        return 0 < self.elapsed < self.days


@dataclass(frozen=True, slots=True)
class Attainment:
    """One measure of somebody: what is to be reached (None: nothing was set) and what was; minor units or a count."""

    target: PeriodTarget | None
    reached: int
    progress: Progress

    @property
    def rate(self) -> Decimal | None:
        """Reached ÷ target."""
        return None if self.target is None else ratio(self.reached, self.target.amount)

    @property
    def rest(self) -> int | None:
        """What is still to be reached; 0 where the target is."""
        return None if self.target is None else max(0, self.target.amount - self.reached)

    @property
    def projection(self) -> int | None:
        """Where a running period ends if it goes on day by day as until now."""
        if not self.progress.is_running:
            return None
        return part_of(self.reached, self.progress.days, self.progress.elapsed)

    @property
    def projected_rate(self) -> Decimal | None:
        """Projection ÷ target."""
        if self.target is None or self.projection is None:
            return None
        return ratio(self.projection, self.target.amount)

    @property
    def needed(self) -> Decimal | None:
        """What each day left of a running period must bring to reach the target."""
        if self.rest is None or not self.progress.is_running:
            return None
        return Decimal(self.rest) / (self.progress.days - self.progress.elapsed)


Attainments = dict[str, Attainment]
"""By measure, in the order of ``FIELDS``."""


@dataclass(frozen=True, slots=True)
class CurrencyAttainments:
    """One currency: by rep and by team (None: what belongs to none), of all reps together, and of the company.

    The target of all reps together is the sum of theirs, the company's is its own.
    """

    currency: str
    reps: dict[str | None, Attainments]
    teams: dict[str | None, Attainments]
    together: Attainments
    company: Attainments

    def measures_set(self) -> list[str]:
        """The measures of which anybody has a target."""
        everybody = (*self.reps.values(), *self.teams.values(), self.company)
        return [field for field in FIELDS if any(each[field].target is not None for each in everybody)]


def attainments(book: IndexedBook, policy: Policy, period: Period, day: date) -> list[CurrencyAttainments]:
    """What was reached of the targets of ``period`` until ``day``; the book's currency first, others with targets.

    Reps count for the team that they are in on the last day of the period.
    """
    progress = Progress(min(max((day - period.first).days + 1, 0), period.days), period.days)
    until = period._replace(last=min(period.last, day))
    activity = Activity.of(book, policy, until)
    by_rep = activity.reached_by(lambda rep: rep)
    by_team = activity.reached_by(lambda rep: team_of(book, rep, period.last))
    in_all = activity.reached_by(lambda rep: None)
    others = [each for each in target_currencies(book, policy.currency) if each != policy.currency]
    found: list[CurrencyAttainments] = []
    for currency in (policy.currency, *others):
        targets = all_targets(book, period, currency, policy.currency)
        reps = {owner.rep: found for owner, found in targets.items() if owner.rep is not None}
        teams = {owner.team: found for owner, found in targets.items() if owner.team is not None}
        reached = in_all.get((None, currency), Reached())
        found_here = CurrencyAttainments(
            currency,
            reps=_rows(reps, _in_currency(by_rep, currency), progress),
            teams=_rows(teams, _in_currency(by_team, currency), progress),
            together=_attainments(_sum(reps.values()), reached, progress),
            company=_attainments(targets.get(COMPANY, {}), reached, progress),
        )
        if currency == policy.currency or found_here.measures_set():
            found.append(found_here)
    return found


def team_of(book: IndexedBook, rep: str | None, day: date) -> str | None:
    """The team of a rep on a day; None for nobody's and where it has none."""
    known = book.reps.get(rep) if rep is not None else None
    return known.team_on(day) if known else None


def _in_currency(reached: Mapping[tuple[str | None, str], Reached], currency: str) -> dict[str | None, Reached]:
    return {whose: each for (whose, of), each in reached.items() if of == currency}


def _rows(
    targets: Mapping[str, Mapping[str, PeriodTarget]], reached: Mapping[str | None, Reached], progress: Progress
) -> dict[str | None, Attainments]:
    """By id, None last; whoever has neither a target nor reached anything is left out."""
    keys = sorted(targets.keys() | reached.keys(), key=lambda key: (key is None, key or ""))
    rows = {key: _attainments(targets.get(key or "", {}), reached.get(key, Reached()), progress) for key in keys}
    return {key: row for key, row in rows.items() if any(each.target or each.reached for each in row.values())}


def _attainments(targets: Mapping[str, PeriodTarget], reached: Reached, progress: Progress) -> Attainments:
    return {field: Attainment(targets.get(field), getattr(reached, field), progress) for field in FIELDS}


def _sum(targets: Iterable[Mapping[str, PeriodTarget]]) -> dict[str, PeriodTarget]:
    sums: dict[str, PeriodTarget] = {}
    for of_one in targets:
        for field, target in of_one.items():
            before = sums[field].amount if field in sums else 0
            sums[field] = PeriodTarget(before + target.amount, SetBy.OWN)
    return sums
