"""How hard a world is: every difficulty has a weight in each grade."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

GRADES = ("easy", "typical", "hard", "adversarial")

Weights = Mapping[str, tuple[float, float, float, float]]

PAYER: Weights = {
    # who the bank says paid
    "exact": (86, 60, 34, 20),
    "alias": (4, 5, 5, 5),
    "legal form": (2, 4, 6, 7),
    "truncated": (1, 3, 6, 7),
    "traditional": (0, 1, 3, 4),
    "latin": (0, 2, 4, 5),
    "branch": (1, 2, 4, 5),
    "nickname": (0, 2, 5, 7),
    "registered payer": (4, 6, 7, 7),
    "shared payer": (0, 0.5, 3, 5),
    "contact": (0, 1, 3, 4),
    "person": (0, 1, 3, 5),
    "third party": (0, 1.5, 4, 6),
    "third party known": (1, 3, 3, 3),
    "on behalf": (0, 1.5, 3, 4),
    "through wallet": (0, 0.5, 1, 1.5),
    "account only": (0.5, 1.5, 3, 3),
    "empty": (0.5, 3, 5, 7),
    "other customer": (0, 0, 1, 2),
}
ACCOUNT: Weights = {
    # the account beside the name
    "none": (30, 35, 40, 40),
    "own": (60, 40, 22, 14),
    "masked": (5, 10, 14, 16),
    "unknown": (5, 15, 24, 30),
}
SETTLES: Weights = {
    # what the money is for
    "single": (62, 44, 30, 24),
    "pair": (8, 8, 7, 6),
    "few": (3, 5, 6, 6),
    "many": (0.5, 2, 3, 3),
    "month": (4, 5, 5, 5),
    "all open": (3, 3, 3, 3),
    "oldest": (2, 2.5, 3, 3),
    "fee": (1, 2, 3.5, 4),
    "rounding": (1, 2, 3, 3.5),
    "discount": (1, 2, 3, 3),
    "late discount": (0, 0.5, 1.5, 2.5),
    "credit note": (0.5, 1.5, 2, 2),
    "part": (1, 3, 6, 8),
    "over": (0.5, 1.5, 3, 4),
    "advance": (1, 2, 3, 3),
    "on account": (0.5, 2.5, 5, 7),
    "deposit": (3, 4, 4, 4),
    "retention": (0, 1, 1.5, 1.5),
    "group": (0.5, 1.5, 3, 4),
    "foreign": (0, 0.5, 1, 1.5),
    "unexplained": (0, 1, 3, 5),
}
MEMO: Weights = {
    # what the memo says of it
    "none": (18, 20, 22, 22),
    "vague": (22, 30, 32, 30),
    "says": (10, 8, 6, 5),
    "cites": (48, 36, 24, 18),
    "cites part": (0, 1, 3, 4),
    "cites tail": (1, 2, 4, 5),
    "cites slip": (0, 1, 3, 4),
    "cites settled": (0, 0.5, 2, 4),
    "cites wrong": (0, 0.5, 2, 5),
    "trap": (0, 0.5, 1.5, 3),
}
KIND: Weights = {
    # what a line is at all
    "receipt": (76, 66, 62, 62),
    "recorded": (8, 9, 8, 8),
    "recorded elsewhere": (0, 1, 2, 2),
    "recorded batch": (0.5, 1, 1.5, 1.5),
    "hand-in": (1, 1.5, 1.5, 1.5),
    "held": (0.5, 1, 1.5, 1.5),
    "bill": (0.5, 1, 1.5, 1.5),
    "refund": (0.5, 0.7, 1, 1),
    "refund new": (0, 0.3, 0.5, 1),
    "twins": (0, 0.4, 1, 1.5),
    "bounced": (0.2, 0.6, 1, 1.5),
    "ignored": (12.8, 15, 14, 12),
    "stranger": (0, 2, 4, 5),
}


@dataclass(frozen=True)
class Grade:
    """A grade and what it means for the book; shares are fractions."""

    name: str
    similar: float
    """Customers whose name resembles another's."""
    repeated: float
    """Orders with an amount that other orders have too."""
    round: float
    """Orders with a round amount."""
    citable: float
    """Orders with an invoice number, contract or order number of the customer."""
    distracted: float
    """Memos with a number that means nothing here."""
    registered: float
    """Customers whose account is known."""
    late: float
    """Recorded payments whose day is off."""
    suppliers: int
    """How many customers are suppliers too."""

    def choose(self, rng: random.Random, weights: Weights) -> str:
        """One of the alternatives, as often as this grade has it."""
        column = GRADES.index(self.name)
        return rng.choices(list(weights), [each[column] for each in weights.values()])[0]


_VALUES = {
    "easy": Grade("easy", 0.02, 0.02, 0.05, 0.9, 0.02, 0.8, 0.3, 0),
    "typical": Grade("typical", 0.12, 0.08, 0.10, 0.8, 0.06, 0.55, 0.5, 1),
    "hard": Grade("hard", 0.35, 0.20, 0.20, 0.7, 0.15, 0.4, 0.6, 2),
    "adversarial": Grade("adversarial", 0.60, 0.35, 0.35, 0.65, 0.25, 0.3, 0.7, 4),
}


def grade_named(name: str) -> Grade:
    """The grade of that name."""
    return _VALUES[name]
