"""Targets: what a rep, a team or the company is to reach in a period."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import model_validator

from salesbook.model.entry import Entry, Reference, contradiction
from salesbook.model.fields import Amount, CurrencyCode, Identifier, Month, Quarter, Whole, Words, Year
from salesbook.model.kinds.parts import MonthWeights


class Target(Entry):
    """A target of one period; of a rep, of a team, or, with neither, of the company."""

    UNIQUE_IN = "targets"

    rep: Identifier | None = None
    team: Words | None = None
    month: Month | None = None
    quarter: Quarter | None = None
    year: Year | None = None
    currency: CurrencyCode | None = None
    sales: Amount | None = None
    collected: Amount | None = None
    orders: Whole | None = None
    new_customers: Whole | None = None
    weights: MonthWeights | None = None

    @model_validator(mode="after")
    def _one_period(self) -> Target:
        if sum(period is not None for period in (self.month, self.quarter, self.year)) != 1:
            raise contradiction(
                "a target is for one `month`, `quarter` or `year`", "目标须写 `month`、`quarter`、`year` 之一"
            )
        if self.rep is not None and self.team is not None:
            raise contradiction("a target is for a `rep` or a `team`", "目标针对 `rep` 或 `team`，不能同时写")
        return self

    @model_validator(mode="after")
    def _weight_each_month(self) -> Target:
        if self.weights is not None and len(self.weights) != self._months:
            raise contradiction(
                "`weights` are 12 numbers for a `year`, 3 for a `quarter`, none for a `month`",
                "`weights`：年度目标写 12 个数，季度目标写 3 个数，月度目标不写",
            )
        return self

    @property
    def _months(self) -> int:
        """Over how many months weights spread it."""
        return 12 if self.year else 3 if self.quarter else 0

    def key(self) -> str:
        """Whose it is and of which period: targets have no id."""
        whose = f"rep:{self.rep}" if self.rep else f"team:{self.team}" if self.team else "company"
        return f"{whose}:{self.month or self.quarter or self.year}:{self.currency or ''}"

    def references(self) -> Iterator[Reference]:
        """Its rep."""
        if self.rep is not None:
            yield Reference("rep", "reps", self.rep)


MODEL = Target
