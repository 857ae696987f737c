"""Reps: who sells and collects."""

from __future__ import annotations

from salesbook.model.entry import Identified
from salesbook.model.fields import Day, Flag, Words


class Rep(Identified):
    """Somebody who sells and collects; who left is not active."""

    UNIQUE_IN = "reps"

    name: Words
    team: Words | None = None
    active: Flag = True
    phone: Words | None = None
    joined: Day | None = None
    left: Day | None = None


MODEL = Rep
