"""Reps: who sells and collects."""

from __future__ import annotations

from salesbook.model.entry import Identified
from salesbook.model.fields import Day, Flag, Words
from salesbook.model.findings import Wrong, contradiction
from salesbook.model.part import Part, field


class Membership(Part):
    """The team of a rep from a day on (from the beginning where none is named)."""

    team: Words
    from_: Day | None = None


class Rep(Identified):
    """Somebody who sells and collects; who left is not active. Who changes teams has ``teams`` by date."""

    UNIQUE_IN = "reps"

    name: Words
    team: Words | None = None
    teams: list[Membership] = field(default_factory=list)
    active: Flag = True
    phone: Words | None = None
    joined: Day | None = None
    left: Day | None = None

    def inconsistency(self) -> Wrong | None:
        """He has one team, or teams by date."""
        if self.team is not None and self.teams:
            return contradiction("`team` and `teams` exclude each other", "`team` 与 `teams` 不能同时出现")
        return None


MODEL = Rep
