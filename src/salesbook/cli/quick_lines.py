"""Lines of an order as a clerk types them: ``P-100 10 @128.50 -5%``, ``text:运费 1 @60 9%``."""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from salesbook.i18n import Text
from salesbook.model.money import parse_amount
from salesbook.model.named_tuple import NamedTuple

_TEXT = re.compile(r"(?:text|文字)[:：](.+)", re.IGNORECASE | re.DOTALL)
_PERCENT = re.compile(r"[-+]?[0-9]+(?:\.[0-9]{1,6})?%")


class TypedLine(NamedTuple):
    """A line as typed: what is left out is None. ``discount`` and ``tax`` are rates as files write them, ``5%``."""

    product: str | None
    text: str | None
    quantity: Decimal
    price: Decimal | None
    discount: str | None
    tax: str | None


def split_words(line: str) -> list[str]:
    """The words of one option ``--line``; quotes hold words together."""
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()


def parse_lines(words: Sequence[str]) -> list[TypedLine] | Text:
    """The lines that ``words`` say, one after the other, or what cannot be understood.

    A line is a product (or ``text:`` and words for one without product), its quantity, and, in any order: ``@`` and
    the price, the discount with a minus (``-5%``), the tax rate (``13%``). A text line without quantity has 1.
    """
    lines: list[TypedLine] = []
    rest = [unicodedata.normalize("NFKC", word).replace("−", "-") for word in words]
    raw = list(words)
    while rest:
        line, taken = _line(raw, rest)
        if isinstance(line, Text):
            return line
        lines.append(line)
        raw, rest = raw[taken:], rest[taken:]
    return lines


def _line(raw: Sequence[str], words: Sequence[str]) -> tuple[TypedLine | Text, int]:
    """The first line of ``words``, and how many words it took; ``raw`` are the same words as typed."""
    what = raw[0]
    described = _TEXT.fullmatch(what)
    quantity = parse_amount(words[1]) if len(words) > 1 else None
    if quantity is None and described is None:
        return _no_quantity(what, words), 0
    position = 1 if quantity is None else 2
    price: Decimal | None = None
    rates: dict[str, str] = {}
    while position < len(words):
        word = words[position]
        if word.startswith("@"):
            price = parse_amount(word[1:])
            if price is None:
                return Text("{word} is no price", "{word} 不是单价").format(word=raw[position]), 0
        elif _PERCENT.fullmatch(word):
            name = "discount" if word.startswith("-") else "tax"
            if name in rates:
                return Text("{what} has two rates: {word}", "{what} 有两个比率：{word}").format(
                    what=what, word=raw[position]
                ), 0
            rates[name] = word.lstrip("+-")
        else:
            break
        position += 1
    line = TypedLine(
        product=None if described else what,
        text=described[1] if described else None,
        quantity=Decimal(1) if quantity is None else quantity,
        price=price,
        discount=rates.get("discount"),
        tax=rates.get("tax"),
    )
    return line, position


def _no_quantity(what: str, words: Sequence[str]) -> Text:
    if len(words) > 1:
        return Text(
            "{what}: {word} is no quantity; a line is PRODUCT QUANTITY @PRICE -DISCOUNT%, such as P-100 10 @128.50 -5%",
            "{what}：{word} 不是数量；一行写作 产品 数量 @单价 -折扣%，如 P-100 10 @128.50 -5%",
        ).format(what=what, word=words[1])
    return Text(
        "how many of {what}? write {what} 10; a line without product is text:{what} @60",
        "{what} 的数量是多少？请写 {what} 10；无产品的行写 text:{what} @60",
    ).format(what=what)
