"""What reps are due for a month, and how each amount of it comes about."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period
from salesbook.model.policy import Policy
from salesbook.reports.commission_data import rep_data
from salesbook.reports.commission_derivation import derivation_tables
from salesbook.reports.commission_figures import month_commissions
from salesbook.reports.commission_tables import flat_table, summary_table
from salesbook.reports.commission_words import plan_in_words
from salesbook.reports.provenance import provenance
from salesbook.table import Document


def commission_report(
    book: IndexedBook, policy: Policy, period: Period, explained: Sequence[str] | None = None
) -> Document:
    """The commission of a month for all reps; with ``explained``, some reps, all that theirs is made of."""
    found = month_commissions(book, policy, period)
    shown = [each for each in found if explained is None or each.rep in explained]
    currencies = list(dict.fromkeys(each.currency for each in shown)) or [policy.currency]
    tables = [
        summary_table(book, [each for each in shown if each.currency == currency], currency) for currency in currencies
    ]
    if explained is not None:
        tables += [table for each in shown for table in derivation_tables(each)]
    return Document(
        name="commission",
        title=Text("Commission {month}", "业务提成 {month}").format(month=period.name),
        tables=tuple(tables),
        facts=provenance(book),
        notes=tuple(plan_in_words(plan) for plan in book.plans.plans),
        data={
            "month": period.name,
            "reps": [rep_data(book, each, counted=explained is not None) for each in shown],
        },
        flat=flat_table(book, shown),
    )
