"""The amount of a credit and what it gives to orders: of goods that came back, of money, or spread over many orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from salesbook.cli.giving import Gift, amount_of, gifts_or_refuse, target_or_refuse
from salesbook.cli.in_the_book import OpenedBook
from salesbook.cli.party import Party
from salesbook.cli.pieces import numbered_lines
from salesbook.cli.rebated_orders import Days, spread_gifts
from salesbook.cli.typed import amount_or_refuse, pair_of
from salesbook.i18n import Text
from salesbook.model.money import to_decimal, to_minor
from salesbook.recording.order_figures import returned_value, room, written_off
from salesbook.rules.order_state import OrderHistory


@dataclass(frozen=True, slots=True)
class CreditFields:
    """A credit's ``amount`` and ``orders`` as its entry writes them, and its currency.

    ``not_given`` is what of a credit over many orders none of them can take, in minor units.
    """

    fields: dict[str, Any]
    currency: str
    not_given: int = 0

    @property
    def amount(self) -> Decimal:
        """The whole credit."""
        amount: Decimal = self.fields["amount"]
        return amount


def of_goods(
    book: OpenedBook, history: OrderHistory, why: str, words: Sequence[str], amount: str | None
) -> CreditFields:
    """A return at the value of its goods, or at the amount that was typed; an exchange at none.

    What the order is not owed any more (it is paid) stays with the customer.
    """
    pieces = numbered_lines(book.session, history, words)
    value = sum(returned_value(history, number, quantity) for number, quantity in pieces)
    worth = to_decimal(0 if why == "exchange" else value, history.currency)
    if amount is not None and why != "exchange":
        worth = amount_or_refuse(book.session, amount, history.currency, "AMOUNT")
    lines = [{"line": Decimal(number), "qty": quantity} for number, quantity in pieces]
    taken = min(worth, to_decimal(room(history), history.currency))
    given = {"order": history.facts.ordered.entry, "amount": taken, "lines": lines}
    return CreditFields({"amount": worth, "orders": [given]}, history.currency)


def of_many_orders(
    book: OpenedBook, buyer: Party, amount: str | None, currency: str | None, over: Sequence[str], days: Days | None
) -> CreditFields:
    """A credit spread over orders by what was delivered of each; what they cannot take stays with the customer."""
    own = book.policy.currency
    money = currency.upper() if currency else own
    total = amount_or_refuse(book.session, _asked_amount(book, amount), money, "AMOUNT")
    if total <= 0:
        book.session.refuse(Text("what is spread over orders is above zero", "分摊到订单的金额须大于零"))
    gifts = spread_gifts(book, buyer, to_minor(total, money), money, over, days)
    fields = {
        "amount": total,
        "currency": money if money != _currency_without(gifts, own) else None,
        "orders": [gift.fields(money) for gift in gifts],
    }
    return CreditFields(fields, money, to_minor(total, money) - sum(gift.amount for gift in gifts))


def of_money(
    book: OpenedBook,
    buyer: Party,
    why: str,
    amount: str | None,
    orders: Sequence[str],
    currency: str | None,
    paid: str | None,
) -> CreditFields:
    """A credit of an amount, and its currency.

    Without amount it is what the order's customer still owes on it, a recovery what of it was written off.
    """
    session = book.session
    typed = list(orders) or ([buyer.order.facts.ordered.entry] if buyer.order else [])
    of_order = target_or_refuse(book, pair_of(typed[0])[0]).currency if typed else book.policy.currency
    money = currency.upper() if currency else of_order
    if amount is None and not any(pair_of(each)[1] for each in typed):
        if buyer.order is None or orders:
            amount = _asked_amount(book, amount)
        elif why == "recovery":
            amount = f"{to_decimal(written_off(buyer.order), money):f}"
        else:
            amount = f"{to_decimal(buyer.order.state(date.max).receivable, money):f}"
    total = amount_or_refuse(session, amount, money, "AMOUNT") if amount else None
    if why == "recovery" and total is not None:
        total = -abs(total)
    gifts = gifts_or_refuse(book, typed, None if total is None else to_minor(total, money), money, paid)
    fields = {
        "amount": amount_of(gifts, money) if total is None else total,
        "currency": money if money != of_order else None,
        "orders": [gift.fields(money) for gift in gifts],
    }
    return CreditFields(fields, money)


def _asked_amount(book: OpenedBook, amount: str | None) -> str:
    return book.entering.asked(amount, Text("Amount", "金额"), "AMOUNT")


def _currency_without(gifts: Sequence[Gift], own: str) -> str:
    """The currency that a credit has where it says none: that of the first order it is given to."""
    return gifts[0].target.currency if gifts else own
