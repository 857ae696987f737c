"""Sales, collections and receivables of each customer."""

from __future__ import annotations

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.period_rows import kept, measures_data, measures_table, named
from salesbook.table import Column, Deferred, JsonValue, Table

_COLUMNS = ("orders", "sales", "collected", "closing_receivable", "overdue", "advances")


def _build(scope: Scope) -> Section:
    return Section(
        tables=[_table(scope, currency) for currency in scope.currencies],
        by_currency={currency: {"by_customer": _data(scope, currency)} for currency in scope.currencies},
    )


def _table(scope: Scope, currency: str) -> Table:
    figures = scope.figures[currency]
    return measures_table(
        f"customers-{currency}",
        Text("By customer ({currency})", "按客户（{currency}）").format(currency=currency),
        (Column("customer", terms.CUSTOMER), scope.book.customers.name),
        (_COLUMNS, currency),
        (figures.by_customer, figures.totals),
    )


def _data(scope: Scope, currency: str) -> JsonValue:
    return Deferred(
        lambda: [
            {**named("customer", customer, scope.book.customers.name), **measures_data(row, currency)}
            for customer, row in kept(scope.figures[currency].by_customer)
        ]
    )


PART = Part("customers", Text("By customer", "按客户"), _build)
