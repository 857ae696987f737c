"""What is to be reached in a period: as it was set, as its months add up, or as its share of a quarter or year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from salesbook.model.money import spread
from salesbook.model.named_tuple import NamedTuple

_MILLIONTHS = 6
# Weights have at most six decimals, as all quantities.


class SetBy(StrEnum):
    """Where the target of a period comes from."""

    OWN = "own"  # an entry for just that period
    MONTHS = "months"  # its months have targets, together or some of them
    SHARE = "share"  # the months' shares of the entry of a quarter or year


class SetTarget(NamedTuple):
    """What an entry sets of one measure, in minor units or as a count.

    ``weights`` spread it over the months of its period, 3 of a quarter or 12 of a year; without any it is not spread.
    """

    amount: int
    weights: tuple[Decimal, ...] = ()


class PeriodTarget(NamedTuple):
    """The target of a period in one measure, in minor units or as a count.

    Where it is the sum of its months, ``lacking`` is how many of them have none.
    """

    amount: int
    set_by: SetBy
    lacking: int = 0


def period_target(entries: Mapping[str, SetTarget], months: Sequence[str]) -> PeriodTarget | None:
    """The target of the period that consists of ``months``, ``2026-10``, ``2026-11`` …; None where nothing is set.

    ``entries`` are the targets of one rep, team or company by the period they name: ``2026-11``, ``2026-Q4``, ``2026``.
    An entry of the period comes first; then the sum of its months, of which each is what its own entry says, else its
    share of its quarter's entry, else of its year's. Shares are rounded cumulatively, so that the months of a quarter
    or year add up to its entry.
    """
    own = entries.get(_name(months))
    if own is not None:
        return PeriodTarget(own.amount, SetBy.OWN)
    found = [target for month in months for target in (_month_target(entries, month),) if target is not None]
    if not found:
        return None
    shares = all(target.set_by is SetBy.SHARE for target in found)
    set_by = SetBy.SHARE if shares else SetBy.MONTHS
    return PeriodTarget(sum(target.amount for target in found), set_by, lacking=len(months) - len(found))


def _month_target(entries: Mapping[str, SetTarget], month: str) -> PeriodTarget | None:
    if month in entries:
        return PeriodTarget(entries[month].amount, SetBy.OWN)
    for longer, position in _longer_periods(month):
        entry = entries.get(longer)
        if entry is not None and entry.weights:
            weights = [int(weight.scaleb(_MILLIONTHS)) for weight in entry.weights]
            return PeriodTarget(spread(entry.amount, weights)[position], SetBy.SHARE)
    return None


def _longer_periods(month: str) -> Iterator[tuple[str, int]]:
    """The quarter and the year of a month, and which month of them it is, from 0."""
    year, number = month[:4], int(month[5:]) - 1
    yield f"{year}-Q{number // 3 + 1}", number % 3
    yield year, number


def _name(months: Sequence[str]) -> str:
    """How a target names the period of ``months``; empty where it is no month, quarter or year."""
    if len(months) == 1:
        return months[0]
    if not months or months[0][:4] != months[-1][:4]:
        return ""
    year, first = months[0][:4], int(months[0][5:])
    if len(months) == 3 and first % 3 == 1:
        return f"{year}-Q{first // 3 + 1}"
    return year if len(months) == 12 else ""
