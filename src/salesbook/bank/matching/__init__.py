"""What each bank line was: pure, from the lines and what the book knows, without files or clock.

Every kind of explanation (``kinds``) proposes what could explain a line, each with the terms that speak for it, as
logarithms (``case``, ``new_payment``). They compete with each other and with chance (``weighing``), and all lines
together, so that nothing is given out twice (``joint``, ``choosing``). Only what is almost certain and has no doubt is
posted; all else is left to a person with what speaks for it (``deciding``).
"""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.bank.decision import Decision
from salesbook.bank.identity import Line
from salesbook.bank.matching.deciding import Progress, decide_all, untold
from salesbook.bank.receivables import Receivables

__all__ = ["Progress", "match", "untold"]


def match(lines: Sequence[Line], book: Receivables, tell: Progress = untold) -> list[Decision]:
    """A decision for each line, in their order; only booked lines that are not matched yet are to be given.

    ``tell`` hears how far it has come.
    """
    return decide_all(lines, book, tell)
