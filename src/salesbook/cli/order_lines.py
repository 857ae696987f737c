"""From a line as typed to a line of an order."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from salesbook.cli.asking import ask_until
from salesbook.cli.entering import Entering
from salesbook.cli.quick_lines import TypedLine
from salesbook.cli.whom import PRODUCT, master_or_refuse
from salesbook.i18n import Text
from salesbook.model.money import parse_amount
from salesbook.recording.masters import Master
from salesbook.recording.orders import percent, with_decimals

if TYPE_CHECKING:
    from salesbook.model.settings import Settings


def line_fields(entering: Entering, settings: Settings, typed: TypedLine, currency: str) -> dict[str, object]:
    """A typed line as an order's: price and tax from the product where they are left out.

    Ends the command where there is no such product, or no price for it.
    """
    product = master_or_refuse(entering, PRODUCT, typed.product, "--line") if typed.text is None else None
    what = {"product": product.id} if product else {"text": typed.text}
    rate = typed.tax or (product.data.get("tax") if product else None) or percent(settings.tax)
    priced = {
        "qty": typed.quantity,
        "price": with_decimals(_price(entering, settings, typed, product, currency), currency),
    }
    return {**what, **priced, **({"discount": typed.discount} if typed.discount else {}), "tax": rate}


def _price(entering: Entering, settings: Settings, typed: TypedLine, product: Master | None, currency: str) -> Decimal:
    if typed.price is not None:
        return typed.price
    listed = product.data.get("price") if product else None
    if isinstance(listed, Decimal) and currency == settings.currency:
        return listed
    session, what = entering.session, product.id if product else typed.text
    if not session.asks:
        session.refuse(
            Text("{what} needs a price in {currency}: @128.50", "{what} 需要 {currency} 单价：@128.50").format(
                what=what, currency=currency
            )
        )

    def parse(answer: str) -> Decimal | Text:
        price = parse_amount(answer)
        return Text("that is no price", "这不是单价") if price is None else price

    return ask_until(session, Text("Price of {what}", "{what} 的单价").format(what=what), parse)
