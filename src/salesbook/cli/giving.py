"""What a payment, credit or allocation gives to orders and opening balances: ``SO-2611-0003=1285``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from salesbook.cli.in_the_book import OpenedBook
from salesbook.cli.typed import amount_or_refuse, pair_of
from salesbook.i18n import Text
from salesbook.model.money import grouped, to_decimal, to_minor
from salesbook.recording.order_figures import room, settled


@dataclass(frozen=True, slots=True)
class Target:
    """An order or opening balance, what it can still take, and what it has been given; minor units."""

    field: str
    id: str
    customer: str
    currency: str
    room: int
    settled: int


@dataclass(frozen=True, slots=True)
class Gift:
    """What a target is given; negative: taken back. ``paid`` is what that takes of money in another currency."""

    target: Target
    amount: int
    paid: int | None = None

    @property
    def used(self) -> int:
        """What it takes of the money, in the money's currency."""
        return self.amount if self.paid is None else self.paid

    def fields(self, money_currency: str) -> dict[str, object]:
        """As ``orders`` of a payment, credit or allocation writes it."""
        given: dict[str, object] = {
            self.target.field: self.target.id,
            "amount": to_decimal(self.amount, self.target.currency),
        }
        return given if self.paid is None else {**given, "paid": to_decimal(self.paid, money_currency)}


def target_or_refuse(book: OpenedBook, words: str) -> Target:
    """The order or opening balance that ``words`` mean; ends the command where there is none."""
    if not book.is_a("orders", words) and book.is_a("openings", words):
        return _opening(book, words)
    history = book.order(words)
    ordered = history.facts.ordered
    return Target("order", ordered.entry, ordered.customer, history.currency, room(history), settled(history))


def _opening(book: OpenedBook, words: str) -> Target:
    data = book.data("openings", words)
    currency = book.currency_of(data["id"])
    left = book.index.connection.execute(
        "SELECT coalesce(sum(amount), 0) FROM balance WHERE unit = ? AND standing = 'open'", (data["id"],)
    ).fetchone()[0]
    amount = to_minor(data["amount"], currency)
    return Target("opening", data["id"], data["customer"], currency, max(0, left), amount - left)


def gifts_or_refuse(
    book: OpenedBook, typed: Sequence[str], available: int | None, currency: str, paid: str | None
) -> list[Gift]:
    """What ``typed`` targets get of money in ``currency``; ends the command where that cannot be said.

    One without amount takes as much as it can, of what is ``available`` (None: all it can take); below zero, of a
    refund, it gives back as much as it was given. ``paid`` is what the one target in another currency takes.
    """
    targets = [(target_or_refuse(book, name), given) for name, given in map(pair_of, typed)]
    foreign = [target for target, _ in targets if target.currency != currency]
    if len(foreign) > 1 or (foreign and paid is None):
        book.session.refuse(
            Text(
                "{target} is in {currency}, the money in {money}: say with --paid how much of it that takes, one order "
                "an entry",
                "{target} 的币种是 {currency}，款项是 {money}：请用 --paid 写明用去多少，每条只限一张这样的订单",
            ).format(target=foreign[0].id, currency=foreign[0].currency, money=currency)
        )
    if paid is not None and not foreign:
        book.session.refuse(Text("--paid is for an order in another currency", "--paid 只用于其他币种的订单"))
    gifts: list[Gift] = []
    left = available
    for target, given in targets:
        gift = _gift(book, target, given, left, currency, paid)
        gifts.append(gift)
        left = None if left is None else left - gift.used
    return gifts


def _gift(
    book: OpenedBook, target: Target, given: str | None, left: int | None, currency: str, paid: str | None
) -> Gift:
    session = book.session
    own = target.currency == currency
    refund = left is not None and left < 0
    if given is not None:
        amount = to_minor(amount_or_refuse(session, given, target.currency, target.id), target.currency)
    elif refund:
        amount = -(min(target.settled, -(left or 0)) if own else target.settled)
    else:
        amount = target.room if left is None or not own else min(target.room, left)
    if given is None and amount == 0:
        session.refuse(
            Text(
                "{target} can take nothing more (open: {room}); say how much: {target}=AMOUNT",
                "{target} 已不能再分（可分：{room}），请写明：{target}=金额",
            ).format(target=target.id, room=grouped(target.room, target.currency))
        )
    if own:
        return Gift(target, amount)
    taken = to_minor(amount_or_refuse(session, paid or "", currency, "--paid"), currency)
    return Gift(target, amount, -abs(taken) if amount < 0 else taken)


def amount_of(gifts: Sequence[Gift], currency: str) -> Decimal:
    """What all of them take of the money together."""
    return to_decimal(sum(gift.used for gift in gifts), currency)
