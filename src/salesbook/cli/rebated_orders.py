"""Which orders a credit is spread over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from salesbook.cli.days import day_or_refuse
from salesbook.cli.giving import Gift, target_or_refuse
from salesbook.cli.in_the_book import OpenedBook
from salesbook.cli.party import Party
from salesbook.i18n import Text
from salesbook.index.histories import order_history
from salesbook.recording.rebates import delivered_between, spread_over
from salesbook.rules.order_state import OrderHistory

Days = tuple[date, date]


def days_or_refuse(book: OpenedBook, first: str | None, last: str | None) -> Days | None:
    """The days of deliveries from ``first`` to ``last``, typed; None where neither is given."""
    if first is None and last is None:
        return None
    since = day_or_refuse(book.session, first, "--from") if first else date.min
    until = day_or_refuse(book.session, last, "--to") if last else book.entering.day
    if since > until:
        book.session.refuse(Text("{first} is after {last}", "{first} 晚于 {last}").format(first=since, last=until))
    return since, until


def spread_gifts(
    book: OpenedBook, buyer: Party, amount: int, currency: str, over: Sequence[str], days: Days | None
) -> list[Gift]:
    """What each order gets of an ``amount`` (minor units): its share by deliveries, as far as it can take it.

    ``over`` are the orders, several in one word after commas too; without them all of the customer with deliveries in
    these days. Ends the command where nothing was delivered.
    """
    first, last = days or (date.min, book.entering.day)
    histories = [book.order(name) for word in over for name in word.replace("，", ",").split(",") if name]
    if not histories:
        histories = _delivered(book, buyer, currency, first, last)
    other = sorted({history.currency for history in histories} - {currency})
    if other:
        book.session.refuse(
            Text("the credit is in {currency}, orders are in {other}", "贷项币种是 {currency}，订单有 {other}").format(
                currency=currency, other=", ".join(other)
            )
        )
    if not any(delivered_between(history, first, last) > 0 for history in histories):
        book.session.refuse(
            Text("nothing was delivered until {last} to spread it by", "截至 {last} 没有发货，无法分摊").format(
                last=last
            )
        )
    targets = [target_or_refuse(book, history.facts.ordered.entry) for history in histories]
    shares = spread_over(amount, histories, first, last)
    return [
        Gift(target, min(share, target.room))
        for target, share in zip(targets, shares, strict=True)
        if min(share, target.room) > 0
    ]


def _delivered(book: OpenedBook, buyer: Party, currency: str, first: date, last: date) -> list[OrderHistory]:
    customers = book.index.customers
    ours = sorted(id for id in customers.by_id if customers.canonical(id) == customers.canonical(buyer.customer))
    marks = ", ".join("?" * len(ours))
    rows = book.index.connection.execute(
        f"SELECT id FROM unit WHERE kind = 'orders' AND customer IN ({marks}) AND currency = ? AND date <= ? "
        "ORDER BY date, id",
        (*ours, currency, last.isoformat()),
    ).fetchall()
    histories = (order_history(book.index.connection, book.policy, id) for (id,) in rows)
    return [each for each in histories if each is not None and delivered_between(each, first, last) > 0]
