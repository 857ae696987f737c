"""What is due to a rep for a month, after what was settled before: corrections come as differences, never rewrites."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.model.named_tuple import NamedTuple


class Settled(NamedTuple):
    """What was paid out for a month, in minor units; ``amount`` is the sum of the others, or 0 where that is below."""

    earned: int
    differences: int
    carried: int

    @property
    def amount(self) -> int:
        """What was paid."""
        return max(0, self.earned + self.differences + self.carried)

    @property
    def left(self) -> int:
        """What is below zero and goes on to the next month."""
        return min(0, self.earned + self.differences + self.carried)


class EarnedMonth(NamedTuple):
    """One month of a rep: what it earned as figured now, and how it was settled, if it was; minor units."""

    earned: int
    settled: Settled | None = None


def due(months: Sequence[EarnedMonth]) -> Settled:
    """What is due for the last of ``months``, which follow each other from the first that earned anything.

    A settled one stays as it was. Else: what it earned; what the settled ones before it would come to now, less what
    they were settled at; and what is below zero from before. Months before the first settled one were paid elsewhere,
    and so was one between that was left out: only what is below zero goes on.
    """
    *before, last = months
    if last.settled is not None:
        return last.settled
    settled = [each for each in before if each.settled is not None]
    differences = sum(each.earned for each in settled)
    left = 0
    for each in before:
        if each.settled is not None:
            differences -= each.settled.earned + each.settled.differences
            left = each.settled.left
        else:
            left = min(0, each.earned + left)
    return Settled(last.earned, differences, left)
