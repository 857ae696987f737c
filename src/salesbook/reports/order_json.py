"""The story of an order as data, for other programs."""

from __future__ import annotations

from salesbook.model.money import plain
from salesbook.reports import story
from salesbook.reports.order_view import OrderView, order_lines, sums
from salesbook.reports.words import terms_in_words
from salesbook.rules.order_state import Item
from salesbook.rules.settlement import Settlement
from salesbook.table import JsonValue


def order_json(view: OrderView) -> dict[str, JsonValue]:
    """The order with all that hangs on it; amounts in its currency."""
    history, currency = view.history, view.history.currency
    return {
        "as_of": view.day.isoformat(),
        **story.entry_json(view.entry),
        "customer": {"id": view.stands.customer, "name": view.book.customers.name(view.stands.customer)},
        "reps": [{"rep": share.rep, "share": share.share} for share in history.facts.ordered.shares],
        "terms": history.facts.ordered.terms if isinstance(history.facts.ordered.terms, str) else None,
        "terms_in_words": terms_in_words(history.terms).en,
        "currency": currency,
        "lines": [
            {
                "line": line.number,
                "product": line.product,
                "name": line.name,
                "ordered": f"{line.ordered:f}",
                "delivered": f"{line.delivered:f}",
                "open": f"{line.ordered - line.delivered:f}",
                "price": f"{line.price:f}",
                "discount": line.discount,
                "tax": line.tax,
                "amount": plain(line.gross, currency),
            }
            for line in order_lines(view)
        ],
        "changes": _of_kind(view, "changes"),
        "deliveries": _of_kind(view, "deliveries"),
        "invoices": _of_kind(view, "invoices"),
        "settlements": [_settlement_json(each, currency) for each in view.settlements],
        "bills": _of_kind(view, "bills"),
        "items": [_item_json(view, item) for item in view.stands.state.items],
        "sums": {key: plain(amount, currency) for key, amount in sums(view).items()},
    }


def _of_kind(view: OrderView, kind: str) -> list[JsonValue]:
    return story.entries_json(each for each in view.documents if each.kind == kind)


def _settlement_json(settlement: Settlement, currency: str) -> JsonValue:
    return {
        "date": settlement.date.isoformat(),
        "entry": settlement.entry,
        "source": settlement.source,
        "reason": settlement.reason,
        "allocated": settlement.allocated,
        "amount": plain(settlement.amount, currency),
        "paid": plain(settlement.paid, settlement.currency),
        "paid_currency": settlement.currency,
    }


def _item_json(view: OrderView, item: Item) -> JsonValue:
    currency = view.history.currency
    return {
        "part": item.key.part,
        "event": item.key.event,
        "arose": item.key.arose.isoformat(),
        "due": item.key.due.isoformat(),
        "retention": item.key.retention,
        "amount": plain(item.amount, currency),
        "paid": plain(item.amount - item.open, currency),
        "open": plain(item.open, currency),
        "receivable": plain(item.receivable, currency),
        "days_overdue": (view.day - item.key.due).days if item.open else None,
    }
