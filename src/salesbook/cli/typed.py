"""Amounts, rates and days that a user typed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from salesbook.cli.entering import Entering
from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.model.money import fits, parse_amount
from salesbook.recording.orders import percent, with_decimals


def amount_or_refuse(session: Session, words: str, currency: str, what: str) -> Decimal:
    """An amount of money with its currency's decimals; ends the command where ``words`` are none.

    ``what`` is the option or argument that they were given for.
    """
    amount = parse_amount(words)
    if amount is None:
        session.refuse(
            Text("{what}: {words} is no amount; write 1234.50", "{what}：{words} 不是金额，请写 1234.50").format(
                what=what, words=words
            )
        )
    if not fits(amount, currency):
        session.refuse(
            Text("{what}: {words} has more decimals than {currency}", "{what}：{words} 的小数位多于 {currency}").format(
                what=what, words=words, currency=currency
            )
        )
    return with_decimals(amount, currency)


def quantity_or_refuse(session: Session, words: str, what: str) -> Decimal:
    """A quantity or price; ends the command where ``words`` are none."""
    number = parse_amount(words)
    if number is None:
        session.refuse(Text("{what}: {words} is no number", "{what}：{words} 不是数字").format(what=what, words=words))
    return number


def rate_or_refuse(session: Session, words: str, what: str) -> str:
    """A rate as files write it, ``13%``; the percent sign may be left out. Ends the command where there is none."""
    number = parse_amount(words.strip().removesuffix("%").removesuffix("％"))
    if number is None:
        session.refuse(
            Text("{what}: {words} is no rate; write 13%", "{what}：{words} 不是比率，请写 13%").format(
                what=what, words=words
            )
        )
    return percent(number / 100)


def pair_of(words: str) -> tuple[str, str | None]:
    """``SO-1=500`` as its two sides; the second is None where there is no ``=``."""
    name, sign, value = words.partition("=")
    return name.strip(), value.strip() if sign else None


def only_one(entering: Entering, options: Sequence[tuple[str, object]]) -> str | None:
    """Which of some options was given; ends the command where several were."""
    given = [name for name, value in options if value]
    if len(given) > 1:
        entering.session.refuse(
            Text("choose one of {options}", "{options} 只能选一个").format(options=", ".join(given))
        )
    return given[0] if given else None
