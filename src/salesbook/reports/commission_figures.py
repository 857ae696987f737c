"""The commission of every rep for a month: what plans pay by today's book, and what was settled before."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from salesbook.index.attained import reached_by_reps
from salesbook.index.book import IndexedBook
from salesbook.index.earned import earned_in
from salesbook.model.commission import CommissionPeriod, CommissionPlan
from salesbook.model.dates import Period, month, months_from, quarter, year
from salesbook.model.money import to_minor
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy
from salesbook.reports.targets import FIELDS, rep_targets
from salesbook.rules.commission import Attained, Commission, commission
from salesbook.rules.commission_settling import EarnedMonth, Settled, due
from salesbook.rules.earnings import Earning

Whose = tuple[str, str]
"""A rep and a currency."""


class RepCommission(NamedTuple):
    """What one rep is due for a month in one currency: by plan as figured now, and what that comes to.

    ``settled`` is the id of the entry that paid it out; ``due`` then stays as it says.
    """

    rep: str
    currency: str
    plans: tuple[Commission, ...]
    due: Settled
    settled: str | None = None

    @property
    def earned(self) -> int:
        """What the month earned, as figured now; minor units."""
        return sum(each.earned for each in self.plans)


class SettledEntry(NamedTuple):
    """An entry that settled a month."""

    id: str
    month: str
    settled: Settled


def month_commissions(book: IndexedBook, policy: Policy, period: Period) -> list[RepCommission]:
    """What every rep earned in ``period``, a month, and is due for it; by rep, the book's currency first."""
    entries = settled_entries(book, policy)
    months = list(_months(book, entries, period))
    by_month = [plan_commissions(book, policy, each) for each in months]
    whose = {*entries, *(each for plans in by_month for each in plans)}
    found: list[RepCommission] = []
    for rep, currency in sorted(whose, key=lambda each: (each[1] != policy.currency, each[1], each[0])):
        of_rep = {each.month: each for each in entries.get((rep, currency), ())}
        earned = [
            EarnedMonth(
                sum(each.earned for each in plans.get((rep, currency), ())),
                of_rep[one.name].settled if one.name in of_rep else None,
            )
            for one, plans in zip(months, by_month, strict=True)
        ]
        own = of_rep.get(period.name)
        one_rep = RepCommission(
            rep, currency, by_month[-1].get((rep, currency), ()), due(earned), own.id if own else None
        )
        if one_rep.plans or one_rep.settled or one_rep.due.differences or one_rep.due.carried:
            found.append(one_rep)
    return found


def earned_commissions(book: IndexedBook, policy: Policy, period: Period) -> dict[Whose, int]:
    """What each rep earned in the months of ``period``, minor units: as it was settled, else as plans pay today."""
    settled = {
        (whose, each.month): each.settled.earned
        for whose, entries in settled_entries(book, policy).items()
        for each in entries
    }
    sums: dict[Whose, int] = defaultdict(int)
    for one in _months_within(period):
        paid = plan_commissions(book, policy, one)
        for whose in paid.keys() | {whose for whose, month_ in settled if month_ == one.name}:
            today = sum(each.earned for each in paid.get(whose, ()))
            sums[whose] += settled.get((whose, one.name), today)
    return dict(sums)


def plan_commissions(book: IndexedBook, policy: Policy, period: Period) -> dict[Whose, tuple[Commission, ...]]:
    """What each plan pays each rep for a month; one by the quarter or year pays with its last month."""
    found: dict[Whose, list[Commission]] = defaultdict(list)
    for plan in book.plans.plans:
        span = _span(plan, period)
        if span is None:
            continue
        earnings = _by_rep(book, plan, earned_in(book, policy, plan.basis, span), span.last)
        attained = _attained(book, policy, span)
        for whose in sorted(earnings.keys() | _with_bonus(book, plan, attained, policy.currency, span.last)):
            counted, reached = earnings.get(whose, ()), attained.get(whose, {})
            paid = commission(_after_merging(book, plan), counted, whose[1], reached, policy.currency)
            if paid.counted or paid.earned:
                found[whose].append(paid)
    return {whose: tuple(plans) for whose, plans in found.items()}


def _after_merging(book: IndexedBook, plan: CommissionPlan) -> CommissionPlan:
    """A plan whose exceptions name customers as they are known now."""
    return plan._replace(
        exceptions=tuple(
            each._replace(customers=tuple(dict.fromkeys(book.customers.canonical(id) for id in each.customers)))
            for each in plan.exceptions
        ),
    )


def _span(plan: CommissionPlan, period: Period) -> Period | None:
    """The period of a plan that ends with a month; None where it goes on."""
    year_, number = period.last.year, period.last.month
    if plan.period is CommissionPeriod.MONTH:
        return period
    if plan.period is CommissionPeriod.QUARTER:
        return quarter(year_, number // 3) if number % 3 == 0 else None
    return year(year_) if number == 12 else None


def _by_rep(
    book: IndexedBook, plan: CommissionPlan, earnings: Iterable[Earning], day: date
) -> dict[Whose, list[Earning]]:
    """The earnings of the reps whom a plan is for in a period that ends on ``day``."""
    found: dict[Whose, list[Earning]] = defaultdict(list)
    for each in earnings:
        if each.rep is not None and plan in _plans_of(book, each.rep, day):
            found[each.rep, each.currency].append(each)
    return dict(found)


def _plans_of(book: IndexedBook, rep: str, day: date) -> tuple[CommissionPlan, ...]:
    """The plans of a rep for a period that ends on ``day``, when he is in his team of that day."""
    known = book.reps.get(rep)
    return book.plans.of(rep, known.team_on(day) if known else None, day)


def _with_bonus(
    book: IndexedBook, plan: CommissionPlan, attained: Mapping[Whose, object], currency: str, day: date
) -> set[Whose]:
    """Reps who may have reached a bonus without anything that counts."""
    reps = {rep for rep, own in attained if own == currency and plan.bonuses}
    return {(rep, currency) for rep in reps if plan in _plans_of(book, rep, day)}


def _attained(book: IndexedBook, policy: Policy, period: Period) -> dict[Whose, dict[str, Attained]]:
    """By rep and currency, what was reached of each measure, and its target."""
    reached = reached_by_reps(book, policy, period)
    found: dict[Whose, dict[str, Attained]] = {}
    for (rep, currency), each in reached.items():
        if rep is not None:
            found[rep, currency] = {
                measure: Attained(getattr(each, measure), None)
                for measure in ("sales", "collected", "orders", "new_customers")
            }
    for currency in {currency for _, currency in found} | {policy.currency}:
        for rep, target in rep_targets(book, period, currency, policy.currency).items():
            measures = found.setdefault((rep, currency), {})
            for field in FIELDS:
                before = measures.get(field, Attained(0, None))
                measures[field] = before._replace(target=getattr(target, field))
    return found


def settled_entries(book: IndexedBook, policy: Policy) -> dict[Whose, list[SettledEntry]]:
    """What was settled, by rep and currency."""
    rows = book.connection.execute(
        "SELECT id, data FROM entry WHERE kind = 'commissions' AND facts <> '' ORDER BY date, id"
    )
    found: dict[Whose, list[SettledEntry]] = defaultdict(list)
    for id, text in rows:
        data = json.loads(text)
        currency = data.get("currency") or policy.currency
        amounts = [to_minor(Decimal(data.get(name) or 0), currency) for name in ("earned", "differences", "carried")]
        found[data["rep"], currency].append(SettledEntry(id, data["month"], Settled(*amounts)))
    return dict(found)


def _months(book: IndexedBook, entries: Mapping[Whose, list[SettledEntry]], period: Period) -> Iterator[Period]:
    """The months that ``period`` depends on: from the first settled one, else the first that earned anything."""
    settled = min((each.month for found in entries.values() for each in found), default=None)
    if settled is not None:
        first = date.fromisoformat(f"{settled}-01")
    else:
        row = book.connection.execute("SELECT min(date) FROM earning").fetchone()
        first = date.fromisoformat(row[0]) if row[0] else period.first
    yield from _months_within(Period(min(first, period.first).replace(day=1), period.last, period.name))


def _months_within(period: Period) -> Iterator[Period]:
    """The calendar months that end within a period."""
    number = (period.first.year, period.first.month)
    while (current := month(*number)).last <= period.last:
        yield current
        number = months_from(*number, 1)
