"""Commission plans as the rules need them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from enum import StrEnum

from salesbook.model.commission_basis import CommissionBasis
from salesbook.model.named_tuple import NamedTuple


class TierMeasure(StrEnum):
    """What decides the tier: the amount of the basis, or the attainment of the target."""

    AMOUNT = "amount"
    ATTAINMENT = "attainment"


class TierMode(StrEnum):
    """``MARGINAL``: each step's rate for what lies in it. ``WHOLE``: the rate of the step reached for all."""

    MARGINAL = "marginal"
    WHOLE = "whole"


class CommissionPeriod(StrEnum):
    """How long a plan adds up before it pays."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class TierStep(NamedTuple):
    """From ``threshold`` on (an amount of the book's currency, or an attainment as a fraction) ``rate`` counts."""

    threshold: Decimal
    rate: Decimal


class Tiers(NamedTuple):
    """Rates by steps, lowest threshold first."""

    by: TierMeasure
    mode: TierMode
    steps: tuple[TierStep, ...]


class RateException(NamedTuple):
    """Another rate for some products of some customers; an empty list means all."""

    products: tuple[str, ...]
    customers: tuple[str, ...]
    rate: Decimal


class LateFactor(NamedTuple):
    """What counts of a receipt that came more than ``over`` days after its item was due."""

    over: int
    factor: Decimal


class Bonus(NamedTuple):
    """An amount (of the book's currency) for reaching ``attainment``, a fraction, of the target of ``measure``."""

    measure: str
    attainment: Decimal
    amount: Decimal


class CommissionPlan(NamedTuple):
    """How commission is figured. Rates are fractions, ``cap`` an amount of the book's currency.

    ``reps`` None: all. ``net``: amounts count without tax. ``first`` and ``last`` are the days from and until which it
    is in force, None: ever.
    """

    name: str
    reps: tuple[str, ...] | None
    teams: tuple[str, ...]
    basis: CommissionBasis
    net: bool
    period: CommissionPeriod
    tiers: Tiers
    exceptions: tuple[RateException, ...] = ()
    late: tuple[LateFactor, ...] = ()
    bonuses: tuple[Bonus, ...] = ()
    cap: Decimal | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None

    def in_force(self, day: datetime.date) -> bool:
        """Whether it pays for a period that ends on ``day``."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class CommissionPlans(NamedTuple):
    """All plans of a book, in the order of its settings."""

    plans: tuple[CommissionPlan, ...] = ()

    @property
    def bases(self) -> tuple[CommissionBasis, ...]:
        """What any of them pays for."""
        return tuple(sorted({plan.basis for plan in self.plans}))

    def of(self, rep: str, team: str | None, day: datetime.date) -> tuple[CommissionPlan, ...]:
        """A rep's plans in force on ``day``: those that name him, else those that name his team, else those for all."""
        plans = [plan for plan in self.plans if plan.in_force(day)]
        named = tuple(plan for plan in plans if plan.reps is not None and rep in plan.reps)
        by_team = tuple(plan for plan in plans if team is not None and team in plan.teams)
        for_all = tuple(plan for plan in plans if plan.reps is None and not plan.teams)
        return named or by_team or for_all
