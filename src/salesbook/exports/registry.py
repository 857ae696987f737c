"""The forms that a book can be given out in."""

from __future__ import annotations

from salesbook.exports.form import Form
from salesbook.i18n import Text

FORMS = (
    Form("hledger", Text("a journal for hledger and Ledger", "hledger、Ledger 日记账"), "salesbook.exports.hledger"),
    Form(
        "beancount",
        Text("a journal for beancount", "beancount 日记账"),
        "salesbook.exports.beancount",
    ),
)


def by_name(name: str) -> Form | None:
    """The form called ``name``."""
    return next((form for form in FORMS if form.name == name), None)
