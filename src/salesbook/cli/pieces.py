"""Quantities of an order's lines as a clerk types them: ``1:5``, ``P-100:5``, or a line or product alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from salesbook.cli.session import Session
from salesbook.cli.typed import quantity_or_refuse
from salesbook.i18n import Text
from salesbook.rules.order_state import OrderHistory
from salesbook.rules.order_timeline import Quantities


def typed_pieces(
    session: Session, history: OrderHistory, words: Sequence[str], left: Quantities
) -> list[tuple[int, Decimal]]:
    """Lines and quantities; a line or product alone is all that is left of it. Ends the command on what is neither."""
    pieces = []
    for word in words:
        name, quantity = _split(word)
        line = _line(session, history, name)
        if quantity is not None:
            pieces.append((line, quantity_or_refuse(session, quantity, word)))
        elif line in left:
            pieces.append((line, left[line]))
        else:
            session.refuse(Text("nothing is left of line {line}", "第 {line} 行没有剩余").format(line=line))
    return pieces


def numbered_lines(session: Session, history: OrderHistory, words: Sequence[str]) -> list[tuple[int, Decimal]]:
    """Lines and quantities, each with its quantity; ends the command where one is missing."""
    pieces = []
    for word in words:
        name, quantity = _split(word)
        if quantity is None:
            session.refuse(Text("{word} needs a quantity: {word}:5", "{word} 缺少数量：{word}:5").format(word=word))
        pieces.append((_line(session, history, name), quantity_or_refuse(session, quantity, word)))
    return pieces


def _split(word: str) -> tuple[str, str | None]:
    name, sign, quantity = unicodedata.normalize("NFKC", word).rpartition(":")
    return (name, quantity) if sign else (quantity, None)


def _line(session: Session, history: OrderHistory, name: str) -> int:
    """The number of the line that is meant by its number or its product."""
    lines = history.timeline.lines
    order = history.facts.ordered.entry
    of_product = [number for number, line in lines.items() if (line.product or "").casefold() == name.casefold()]
    if name.isdecimal() and int(name) in lines and not of_product:
        return int(name)
    if not of_product:
        session.refuse(
            Text("{order} has no line {name}; there are: {lines}", "{order} 没有 {name} 这一行，现有：{lines}").format(
                order=order,
                name=name,
                lines=", ".join(f"{number} {line.product or ''}".strip() for number, line in lines.items()),
            )
        )
    if len(of_product) > 1:
        session.refuse(
            Text("{name} is on several lines of {order}: {lines}", "{order} 有多行是 {name}：{lines}").format(
                name=name, order=order, lines=", ".join(str(number) for number in of_product)
            )
        )
    return of_product[0]
