"""The scale of a chart's axis: round steps, and short words for large numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from salesbook.i18n import Language
from salesbook.render.cells import percent
from salesbook.table import CellType

_STEPS = 5
"""About so many steps on an axis."""
_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_LARGE = {
    Language.EN: ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"), (Decimal(10) ** 3, "k")),
    Language.ZH: ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")),
}


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from ``low`` to ``high`` with a line at each of ``ticks``; 0 is always on it."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]

    def share(self, number: Decimal) -> float:
        """Where a number lies between ``low`` (0.0) and ``high`` (1.0): a place on a picture, no amount."""
        return float((number - self.low) / (self.high - self.low))


def scale_of(numbers: Iterable[Decimal]) -> Scale:
    """A scale that holds all numbers and 0, in steps of 1, 2, 2.5 or 5 of some power of ten."""
    found = [Decimal(0), *numbers]
    low, high = min(found), max(found)
    if low == high:
        high = Decimal(1)
    step = _step((high - low) / _STEPS)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    ticks = tuple(step * each for each in range(int(first), int(last) + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def _step(least: Decimal) -> Decimal:
    power = Decimal(10) ** least.adjusted()
    return next(each * power for each in _ROUND if each * power >= least)


def tick_words(tick: Decimal, kind: CellType, language: Language) -> str:
    """A number of an axis in few letters: ``1.5m``, ``150万``, ``80.0%``."""
    if kind is CellType.RATE:
        return percent(tick)
    for size, letters in _LARGE[language]:
        if abs(tick) >= size:
            return f"{(tick / size).normalize():f}{letters}"
    return f"{tick.normalize() + 0:f}"
