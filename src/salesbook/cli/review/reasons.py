"""Why a line is no customer's money: the usual reasons, as people read them."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.i18n.text import verbatim

IGNORED = {
    "interest": Text("interest", "利息"),
    "transfer": Text("transfer between own accounts", "内部转账"),
    "fee": Text("bank fee", "银行手续费"),
    "tax": Text("taxes", "税款"),
    "supplier": Text("refund from a supplier", "供应商退款"),
    "payment out": Text("payment to others", "对外付款"),
    "reversal": Text("receipt and its reversal", "收款及退回"),
    "loan": Text("loan", "借款"),
}
"""By the word that a match keeps; what the person types himself is kept as it is."""

FOR_MONEY_IN = ("interest", "transfer", "supplier", "tax", "loan", "reversal")
FOR_MONEY_OUT = ("payment out", "fee", "transfer", "tax", "loan", "reversal")


def ignored_label(word: str) -> Text:
    """A reason as people read it."""
    return IGNORED.get(word, verbatim(word))
