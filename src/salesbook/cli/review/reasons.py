"""Why a line is no customer's money: the usual reasons, as people read them."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.reports.taken_for import IGNORED

FOR_MONEY_IN = ("interest", "transfer", "settlement", "supplier", "tax", "loan", "reversal")
FOR_MONEY_OUT = ("payment out", "fee", "transfer", "tax", "loan", "reversal")
"""The words that a match keeps; what the person types himself is kept as it is."""


def ignored_label(word: str) -> Text:
    """A reason as people read it."""
    return IGNORED.get(word, verbatim(word))
