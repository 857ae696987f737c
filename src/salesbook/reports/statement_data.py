"""The JSON of a statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding
from salesbook.model.capital_amounts import in_capitals
from salesbook.model.dates import Period
from salesbook.model.money import plain
from salesbook.reports.statement_figures import CustomerBalance
from salesbook.table import JsonValue


def statement_data(
    book: IndexedBook,
    customer: str,
    period: Period,
    balances: Sequence[CustomerBalance],
    stands: Mapping[str, CustomerStanding],
) -> JsonValue:
    """The balances of one customer, and where it stands in each currency."""
    return {
        "customer": customer,
        "name": book.customers.name(customer),
        "period": {"from": period.first.isoformat(), "to": period.last.isoformat()},
        "balances": [_balance_data(each, stands[each.currency], period.last) for each in balances],
    }


def _balance_data(balance: CustomerBalance, standing: CustomerStanding, day: date) -> JsonValue:
    currency = balance.currency
    return {
        "currency": currency,
        "opening": plain(balance.opening, currency),
        "charged": plain(balance.charged, currency),
        "settled": plain(balance.settled, currency),
        "closing": plain(balance.closing, currency),
        "in_capitals": in_capitals(balance.closing, currency),
        "receivable": plain(standing.receivable, currency),
        "overdue": plain(standing.overdue(day), currency),
        "advances": plain(standing.advances, currency),
        "deposits_due": plain(standing.deposits_due, currency),
        "movements": [
            {
                "date": each.date.isoformat(),
                "kind": each.kind.value,
                "documents": list(each.documents),
                "order": each.order,
                "other": each.other,
                "known_as": each.known_as,
                "amount": plain(each.amount, currency),
            }
            for each in balance.movements
        ],
        "items": [
            {
                "order": item.order,
                "document": item.event or None,
                "due": item.due.isoformat() if item.due else None,
                "days_overdue": (day - item.due).days if item.due else None,
                "amount": plain(item.amount, currency),
            }
            for item in standing.items
        ],
    }
