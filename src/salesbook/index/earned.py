"""What counted for commission in a period, read from the index; and what free money paid by its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from salesbook.index.book import IndexedBook
from salesbook.index.histories import opening_fact, order_history
from salesbook.index.standing import Whose, settles_oldest, unsettled_on
from salesbook.model.commission_basis import CommissionBasis
from salesbook.model.dates import Period
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy
from salesbook.rules.collections_earned import waiting_on
from salesbook.rules.document_flows import DocumentWorth, spread_over_lines
from salesbook.rules.earnings import Earning, split_by_rep
from salesbook.rules.free_money import FreeSource, paid_oldest
from salesbook.rules.movement import Measure, Responsible
from salesbook.rules.valuation import net_of_gross


def earned_in(book: IndexedBook, policy: Policy, basis: CommissionBasis, period: Period) -> list[Earning]:
    """All that counted on a basis in a period, each with the rep it belongs to; customers after merging."""
    found = [*_stored(book, basis, period)]
    if basis is CommissionBasis.COLLECTED:
        found += _by_free_money(book, policy, period)
    return [_resolved(book, each) for each in found]


def _resolved(book: IndexedBook, earning: Earning) -> Earning:
    """An earning with the rep and customer that it belongs to now."""
    whose = earning.responsible
    rep = book.customers.rep_on(whose.customer, whose.day.isoformat()) if whose else earning.rep
    return earning._replace(rep=rep, responsible=None, customer=book.customers.canonical(earning.customer))


def _stored(book: IndexedBook, basis: CommissionBasis, period: Period) -> Iterator[Earning]:
    rows = book.connection.execute(
        "SELECT unit.id, unit.date, earning.date, entry, rep, rep_of, rep_on, product, earning.customer, "
        "earning.currency, gross, net, received, due, quantity FROM earning JOIN unit ON unit.id = earning.unit "
        "WHERE basis = ? AND earning.date BETWEEN ? AND ? ORDER BY earning.date, entry, unit.id, earning.rowid",
        (basis, period.first.isoformat(), period.last.isoformat()),
    )
    for unit, ordered, day, entry, rep, rep_of, rep_on, product, customer, currency, *amounts in rows:
        gross, net, received, due, quantity = amounts
        sold = book.products.get(product)
        yield Earning(
            date=date.fromisoformat(day),
            basis=basis,
            entry=entry,
            order=unit,
            rep=rep,
            responsible=Responsible(rep_of, date.fromisoformat(rep_on)) if rep_of else None,
            product=product,
            customer=customer,
            currency=currency,
            gross=gross,
            net=net,
            received=date.fromisoformat(received) if received else None,
            due=date.fromisoformat(due) if due else None,
            quantity=Decimal(quantity),
            cost=sold.cost_on(date.fromisoformat(ordered)) if sold else None,
        )


class _Payment(NamedTuple):
    """A payment's free money on an item of an order, or opening."""

    entry: str
    received: date
    currency: str
    order: str
    due: date | None


def _by_free_money(book: IndexedBook, policy: Policy, period: Period) -> Iterator[Earning]:
    """What free money pays at the period's end, less what it paid before the period."""
    before, after = _paid_free(book, policy, period.opening_day), _paid_free(book, policy, period.last)
    moved = {each: after.get(each, 0) - before.get(each, 0) for each in before | after}
    for payment in sorted((each for each, amount in moved.items() if amount), key=_in_order):
        yield from _free_earnings(book, policy, payment, moved[payment], period.last)


def _in_order(payment: _Payment) -> tuple[date, str, str, date]:
    return payment.received, payment.entry, payment.order, payment.due or date.max


def _paid_free(book: IndexedBook, policy: Policy, day: date) -> dict[_Payment, int]:
    """What free money of payments pays as of ``day``, where it pays the oldest items; minor units."""
    sources = free_sources(book, policy, day)
    if not any(source.receipt for each in sources.values() for source in each):
        return {}
    unsettled = unsettled_on(book, day)
    paid: dict[_Payment, int] = defaultdict(int)
    for whose, of_customer in sources.items():
        if settles_oldest(book, policy, whose[0]):
            for each in paid_oldest(unsettled[whose].items, of_customer):
                if each.source.receipt:
                    source, item = each.source, each.item
                    paid[_Payment(source.entry, source.received, whose[1], item.order, item.due)] += each.amount
    return paid


def free_sources(book: IndexedBook, policy: Policy, day: date) -> dict[Whose, list[FreeSource]]:
    """Money that was given to nothing as of ``day``: of payments, or beyond what an order can take."""
    rows = book.connection.execute(
        "SELECT unit.id, unit.kind, balance.customer, balance.currency, unit.date, sum(amount), "
        "(SELECT json_extract(data, '$.reverses') FROM entry WHERE entry.kind = unit.kind AND entry.id = unit.id) "
        "FROM balance JOIN unit ON unit.id = balance.unit WHERE balance.standing = 'free' AND balance.date <= ? "
        "GROUP BY unit.id, balance.customer, balance.currency HAVING sum(amount) <> 0",
        (day.isoformat(),),
    )
    sources: dict[Whose, list[FreeSource]] = defaultdict(list)
    for id, kind, customer, currency, since, amount, reverses in rows:
        source = FreeSource(id, date.fromisoformat(since), amount, receipt=kind == "payments", reverses=reverses)
        of_source = _beyond_order(book, policy, source, day) if kind == "orders" else [source]
        sources[book.customers.canonical(customer), currency] += of_source
    return sources


def _beyond_order(book: IndexedBook, policy: Policy, beyond: FreeSource, day: date) -> list[FreeSource]:
    """What an order cannot take, by the payments that it came from; what is left of it came from credits."""
    history = order_history(book.connection, policy, beyond.entry)
    waiting = waiting_on(history, day) if history is not None else []
    of_credits = beyond._replace(amount=beyond.amount - sum(each.amount for each in waiting))
    return [of_credits, *(FreeSource(each.origin, each.received, each.amount, receipt=True) for each in waiting)]


def _free_earnings(book: IndexedBook, policy: Policy, payment: _Payment, amount: int, day: date) -> Iterator[Earning]:
    """What ``amount`` of a payment counts for the reps of the order that it pays on ``day``."""
    basis = CommissionBasis.COLLECTED
    history = order_history(book.connection, policy, payment.order)
    if history is not None:
        worth = tuple(spread_over_lines(amount, history, day))
        document = DocumentWorth(payment.entry, day, Measure.COLLECTED, worth)
        for each in split_by_rep(history, basis, document, payment.currency):
            yield each._replace(received=payment.received, due=payment.due)
        return
    opened = opening_fact(book.connection, payment.order)
    if opened is not None:
        yield Earning(
            date=day,
            basis=basis,
            entry=payment.entry,
            order=payment.order,
            rep=opened.rep,
            responsible=None if opened.rep else Responsible(opened.customer, opened.date),
            product=None,
            customer=opened.customer,
            currency=payment.currency,
            gross=amount,
            net=net_of_gross(amount, policy.tax),
            received=payment.received,
            due=payment.due,
        )
