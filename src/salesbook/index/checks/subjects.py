"""What a check judges one by one: ids of entries, numbers, reps, customers."""

from __future__ import annotations

import json
from dataclasses import dataclass

from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Problem


class Finding(NamedTuple):
    """A problem, and the subject that was judged when it was found."""

    subject: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Subjects:
    """The subjects that a check is to judge; ``some`` is None for all that the book has."""

    some: frozenset[str] | None = None

    def among(self, column: str) -> str:
        """The condition in SQL that a column is one of them, to be executed with the ``parameters``."""
        return "TRUE" if self.some is None else f"{column} IN (SELECT value FROM json_each(:subjects))"

    @property
    def parameters(self) -> dict[str, str]:
        """What ``among`` asks for."""
        return {"subjects": json.dumps(sorted(self.some or ()))}

    def __contains__(self, subject: str) -> bool:
        return self.some is None or subject in self.some
