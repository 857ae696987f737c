"""What a commission plan pays for what counted in a period, with every step of the reckoning kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from salesbook.model.commission import Bonus, CommissionPlan, RateException, TierMeasure, TierMode, Tiers
from salesbook.model.commission_basis import CommissionBasis
from salesbook.model.money import round_half_up, to_minor
from salesbook.model.named_tuple import NamedTuple
from salesbook.rules.earnings import Earning


class Counted(NamedTuple):
    """One earning under a plan: ``base`` in minor units, of which ``factor`` counts; its own rate where one is set."""

    earning: Earning
    base: int
    factor: Decimal
    exception: RateException | None

    @property
    def counts(self) -> Fraction:
        """What of it is paid for, in minor units, not rounded."""
        return self.base * Fraction(self.factor)


class Paid(NamedTuple):
    """What one rate pays: ``base`` minor units, not rounded, times ``rate`` make ``amount``, rounded half up.

    ``threshold`` is that of the tier's step, None for an exception. ``exception`` likewise.
    """

    base: Fraction
    rate: Decimal
    amount: int
    threshold: Decimal | None = None
    exception: RateException | None = None


class Attained(NamedTuple):
    """What a rep reached of a target, both in minor units (or counts); ``target`` None: none was set."""

    actual: int
    target: int | None

    @property
    def attainment(self) -> Fraction | None:
        """The part of the target that was reached; None without one above 0."""
        return Fraction(self.actual, self.target) if self.target and self.target > 0 else None


class Commission(NamedTuple):
    """What a plan pays one rep for a period, in minor units: ``paid`` by rates, ``bonuses``, and at most ``cap``."""

    plan: CommissionPlan
    currency: str
    counted: tuple[Counted, ...]
    reached: Attained
    paid: tuple[Paid, ...]
    bonuses: tuple[tuple[Bonus, int], ...]
    cap: int | None

    @property
    def base(self) -> int:
        """What counted, before lateness lowered it."""
        return sum(each.base for each in self.counted)

    @property
    def uncapped(self) -> int:
        """All rates and bonuses."""
        return sum(each.amount for each in self.paid) + sum(amount for _, amount in self.bonuses)

    @property
    def earned(self) -> int:
        """What the period earned; below zero where more was taken back than counted."""
        return self.uncapped if self.cap is None else min(self.uncapped, self.cap)


def commission(
    plan: CommissionPlan,
    earnings: Sequence[Earning],
    currency: str,
    attained: Mapping[str, Attained],
    own_currency: str,
) -> Commission:
    """What ``plan`` pays for one rep's ``earnings`` of a period in ``currency``.

    ``attained`` by measure (sales, collected, orders, new_customers). The plan's amounts (steps by amount, bonuses,
    cap) are of the book's currency: in another one the lowest step's rate counts, and there is neither bonus nor cap.
    """
    counted = tuple(_counted(plan, each, own_currency) for each in earnings)
    of_tiers = [each for each in counted if each.exception is None]
    reached = _reached(plan, of_tiers, attained)
    own = currency == own_currency
    base = sum((each.counts for each in of_tiers), Fraction(0))
    paid = [*_by_tiers(plan.tiers, base, reached, currency, own=own), *_by_exceptions(counted)]
    return Commission(
        plan=plan,
        currency=currency,
        counted=counted,
        reached=reached,
        paid=tuple(paid),
        bonuses=tuple(_bonuses(plan, attained, currency)) if own else (),
        cap=to_minor(plan.cap, currency) if own and plan.cap is not None else None,
    )


def _counted(plan: CommissionPlan, earning: Earning, own_currency: str) -> Counted:
    base = earning.net if plan.net else earning.gross
    if plan.basis is CommissionBasis.MARGIN:
        base = _margin(earning, own_currency)
    factor = Decimal(1)
    for late in sorted(plan.late, key=lambda each: each.over):
        if earning.late > late.over:
            factor = late.factor
    exception = next((each for each in plan.exceptions if _concerns(each, earning)), None)
    return Counted(earning, base, factor, exception)


def _margin(earning: Earning, own_currency: str) -> int:
    """Net less cost. What has no cost known in its currency has no margin, to pay for or to take back."""
    if earning.cost is None or earning.currency != own_currency:
        return 0
    return earning.net - to_minor(earning.cost * earning.quantity, own_currency)


def _concerns(exception: RateException, earning: Earning) -> bool:
    products, customers = exception.products, exception.customers
    return (not products or earning.product in products) and (not customers or earning.customer in customers)


def _reached(plan: CommissionPlan, of_tiers: Sequence[Counted], attained: Mapping[str, Attained]) -> Attained:
    """What decides the step: the amount that the tiers pay for, or what the target's measure came to."""
    if plan.tiers.by is TierMeasure.AMOUNT:
        return Attained(sum(each.base for each in of_tiers), None)
    measure = "collected" if plan.basis is CommissionBasis.COLLECTED else "sales"
    return attained.get(measure, Attained(0, None))


def _by_tiers(tiers: Tiers, base: Fraction, reached: Attained, currency: str, *, own: bool) -> list[Paid]:
    """Each step that is reached, with its part of ``base``; without a target, or in another currency, the lowest."""
    lowest = tiers.steps[0]
    unit: int | None = reached.target if tiers.by is TierMeasure.ATTAINMENT else to_minor(Decimal(1), currency)
    taken_back = base < 0 or reached.actual <= 0
    if unit is None or unit <= 0 or taken_back or (tiers.by is TierMeasure.AMOUNT and not own):
        return [_paid(base, lowest.rate, lowest.threshold)]
    in_reach = [(step, begins) for step in tiers.steps if (begins := Fraction(step.threshold) * unit) <= reached.actual]
    if not in_reach:
        return [_paid(base, Decimal(0))]
    if tiers.mode is TierMode.WHOLE:
        highest = in_reach[-1][0]
        return [_paid(base, highest.rate, highest.threshold)]
    ends = [*(begins for _, begins in in_reach[1:]), Fraction(reached.actual)]
    return [
        _paid(base * (end - begins) / reached.actual, step.rate, step.threshold)
        for (step, begins), end in zip(in_reach, ends, strict=True)
    ]


def _by_exceptions(counted: Sequence[Counted]) -> list[Paid]:
    sums: dict[RateException, Fraction] = {}
    for each in counted:
        if each.exception is not None:
            sums[each.exception] = sums.get(each.exception, Fraction(0)) + each.counts
    return [_paid(base, exception.rate, exception=exception) for exception, base in sums.items()]


def _paid(
    base: Fraction, rate: Decimal, threshold: Decimal | None = None, exception: RateException | None = None
) -> Paid:
    return Paid(base, rate, round_half_up(base * Fraction(rate)), threshold, exception)


def _bonuses(plan: CommissionPlan, attained: Mapping[str, Attained], currency: str) -> list[tuple[Bonus, int]]:
    return [
        (bonus, to_minor(bonus.amount, currency))
        for bonus in plan.bonuses
        if (measure := attained.get(bonus.measure)) is not None
        and (attainment := measure.attainment) is not None
        and attainment >= Fraction(bonus.attainment)
    ]
