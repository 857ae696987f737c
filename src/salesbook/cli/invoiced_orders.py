"""Which orders an invoice is for, and what of it belongs to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from salesbook.cli.in_the_book import OpenedBook
from salesbook.cli.party import Party
from salesbook.cli.typed import amount_or_refuse, pair_of
from salesbook.i18n import Text
from salesbook.index.histories import order_history
from salesbook.model.money import to_minor
from salesbook.recording.invoices import Share
from salesbook.rules.invoicing import invoicing
from salesbook.rules.order_state import OrderHistory


@dataclass(frozen=True, slots=True)
class ChosenOrders:
    """What was typed of an invoice's orders.

    ``named`` as ``ORDER`` or ``ORDER=AMOUNT``, ``left_out`` of all that could be on it; ``amount`` the whole invoice's;
    ``until`` the last day of deliveries that it covers; ``currency`` that of its orders.
    """

    named: Sequence[str]
    left_out: Sequence[str]
    amount: str | None
    until: date
    currency: str | None


def shares_or_refuse(
    book: OpenedBook, buyer: Party, chosen: ChosenOrders, repeated: Mapping[str, int] | None = None
) -> list[Share]:
    """What of the invoice belongs to which order; ``repeated`` are the amounts where nothing else is said.

    Without them it is what is delivered and not invoiced. Ends the command where that is not clear.
    """
    asked = [(book.order(name), given) for name, given in map(pair_of, chosen.named)]
    if not asked and buyer.order is not None:
        asked = [(buyer.order, None)]
    if not asked and repeated is not None:
        asked = [(book.order(order), None) for order, amount in repeated.items() if amount]
    if not asked:
        asked = [(history, None) for history in _to_invoice(book, buyer, chosen)]
    if chosen.amount is not None and len(asked) > 1:
        book.session.refuse(
            Text("say what of it belongs to each order: {options}", "请写明各订单的金额：{options}").format(
                options=" ".join(f"--order {each.facts.ordered.entry}=…" for each, _ in asked)
            )
        )
    return [
        (history, _amount(book, history, given or chosen.amount, chosen.until, repeated)) for history, given in asked
    ]


def by_currency(shares: Sequence[Share]) -> dict[str, list[Share]]:
    """The shares of each currency: an invoice has one."""
    found: dict[str, list[Share]] = {}
    for share in shares:
        found.setdefault(share[0].currency, []).append(share)
    return found


def _amount(
    book: OpenedBook, history: OrderHistory, given: str | None, until: date, repeated: Mapping[str, int] | None
) -> int:
    order = history.facts.ordered.entry
    if given is not None:
        return to_minor(amount_or_refuse(book.session, given, history.currency, order), history.currency)
    if repeated is not None:
        return repeated.get(order) or _refuse_not_on_it(book, order)
    proposed = invoicing(history, date.max, until).not_invoiced
    if not proposed:
        book.session.refuse(
            Text(
                "nothing of {order} that went out until {until} is left to invoice; say how much: --order "
                "{order}=AMOUNT",
                "{order} 截至 {until} 没有已发未开票的金额，请写明：--order {order}=金额",
            ).format(order=order, until=until)
        )
    return proposed


def _refuse_not_on_it(book: OpenedBook, order: str) -> NoReturn:
    book.session.refuse(
        Text(
            "nothing of {order} is left on that invoice; say how much: --order {order}=AMOUNT",
            "该发票上 {order} 已无余额，请写明：--order {order}=金额",
        ).format(order=order)
    )


def _to_invoice(book: OpenedBook, buyer: Party, chosen: ChosenOrders) -> list[OrderHistory]:
    """The orders of a customer of which something is delivered and not invoiced; ends the command without any."""
    left_out = {book.id_or_refuse("orders", each) for each in chosen.left_out}
    customers = book.index.customers
    ours = {id for id in customers.by_id if customers.canonical(id) == customers.canonical(buyer.customer)}
    marks = ", ".join("?" * len(ours))
    rows = book.index.connection.execute(
        f"SELECT id FROM unit WHERE kind = 'orders' AND customer IN ({marks}) AND date <= ? ORDER BY date, id",
        (*sorted(ours), chosen.until.isoformat()),
    ).fetchall()
    histories = (order_history(book.index.connection, book.policy, id) for (id,) in rows if id not in left_out)
    found = [
        history
        for history in histories
        if history is not None
        and chosen.currency in (None, history.currency)
        and invoicing(history, date.max, chosen.until).not_invoiced
    ]
    return found or _refuse_nothing(book, buyer, chosen)


def _refuse_nothing(book: OpenedBook, buyer: Party, chosen: ChosenOrders) -> NoReturn:
    book.session.refuse(
        Text(
            "nothing of {customer} that went out until {until} is left to invoice; name an order: --order ORDER=AMOUNT",
            "{customer} 截至 {until} 没有已发未开票的订单，请指定：--order 订单=金额",
        ).format(customer=buyer.name, until=chosen.until)
    )
