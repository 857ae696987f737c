"""Reps: who sells and collects."""

from __future__ import annotations

from pydantic import Field, model_validator

from salesbook.model.entry import Identified, Part, contradiction
from salesbook.model.fields import Day, Flag, Words


class Membership(Part):
    """The team of a rep from a day on (from the beginning where none is named)."""

    team: Words
    from_: Day | None = Field(default=None, alias="from")


class Rep(Identified):
    """Somebody who sells and collects; who left is not active. Who changes teams has ``teams`` by date."""

    UNIQUE_IN = "reps"

    name: Words
    team: Words | None = None
    teams: list[Membership] = Field(default_factory=list)
    active: Flag = True
    phone: Words | None = None
    joined: Day | None = None
    left: Day | None = None

    @model_validator(mode="after")
    def _team_or_teams(self) -> Rep:
        if self.team is not None and self.teams:
            raise contradiction("`team` and `teams` exclude each other", "`team` 与 `teams` 不能同时出现")
        return self


MODEL = Rep
