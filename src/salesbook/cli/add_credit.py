from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import typer

from salesbook.cli.asking import ask_until
from salesbook.cli.bilingual import both
from salesbook.cli.entering import Entering, EntryCommand
from salesbook.cli.giving import amount_of, gifts_or_refuse, target_or_refuse
from salesbook.cli.in_the_book import OpenedBook
from salesbook.cli.party import Party, party_or_refuse
from salesbook.cli.pieces import numbered_lines
from salesbook.cli.typed import amount_or_refuse, pair_of
from salesbook.i18n import Text
from salesbook.model.money import grouped, to_decimal, to_minor
from salesbook.recording.order_figures import returned_value, room
from salesbook.rules.order_state import OrderHistory

app = typer.Typer()

_REASONS = {
    "return": Text("return", "退货"),
    "exchange": Text("exchange", "换货"),
    "allowance": Text("allowance", "折让"),
    "rebate": Text("rebate", "返利"),
    "discount": Text("discount", "现金折扣"),
    "fee": Text("fee", "手续费"),
    "rounding": Text("rounding", "尾差"),
    "write-off": Text("write-off", "坏账核销"),
    "recovery": Text("recovery", "坏账收回"),
    "offset": Text("offset", "抵销"),
}
_OTHER_WORDS = {"抹零": "rounding", "坏账": "write-off", "收回": "recovery", "折扣": "discount", "对冲": "offset"}
_OF_GOODS = ("return", "exchange")


@app.command(
    "add-credit",
    cls=EntryCommand,
    help=both(
        "Enter what lowers a debt without cash: salesbook add-credit SO-2611-0003 return 1:2 (2 of line 1 came back), "
        "add-credit SO-2611-0003 rounding 0.10, add-credit HDJM rebate 500. Reasons: return, exchange, allowance, "
        "rebate, discount, fee, rounding, write-off, recovery, offset.",
        "录入不收现金而减少应收的事项：salesbook add-credit SO-2611-0003 退货 1:2（第 1 行退回 2 件），add-credit SO-2611-0003 "
        "尾差 0.10，add-credit HDJM 返利 500。原因：退货、换货、折让、返利、现金折扣、手续费、尾差、坏账核销、坏账收回、抵销。",
    ),
)
def add_credit(
    context: typer.Context,
    party: Annotated[
        str | None, typer.Argument(metavar="CUSTOMER|ORDER", help=both("Whose debt", "客户或订单"))
    ] = None,
    cause: Annotated[str | None, typer.Argument(metavar="REASON", help=both("Why", "原因"))] = None,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[AMOUNT | LINE:QTY…]", help=both("How much, or the goods that came back", "金额，或退回的货物")
        ),
    ] = None,
    line: Annotated[
        list[str] | None,
        typer.Option("--line", "-l", metavar="LINE", help=both('Goods that came back: "1 2"', '退回的货物，如 "1 2"')),
    ] = None,
    order: Annotated[
        list[str] | None,
        typer.Option(
            "--order", "-o", metavar="ORDER[=AMOUNT]", help=both("What an order gets of it", "分给订单的金额")
        ),
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help=both("If not the order's", "币种，默认为订单的"))
    ] = None,
    paid: Annotated[
        str | None,
        typer.Option(
            "--paid",
            metavar="AMOUNT",
            help=both("What an order in another currency takes of it", "用于其他币种订单的本笔款额"),
        ),
    ] = None,
) -> None:
    entering = Entering.begin(context)
    session, book = entering.session, OpenedBook(entering)
    buyer = party_or_refuse(entering, book, party, [pair_of(each)[0] for each in order or ()])
    why = _reason(entering, cause)
    amount, goods = _amount_and_goods(words or (), line or ())
    if goods and why not in _OF_GOODS:
        session.refuse(Text("goods come back by return or exchange", "只有退货和换货可写货物"))
    if goods:
        fields = _of_goods(entering, _order_of(book, buyer, order or ()), why, goods, amount)
        money = book.order(str(fields["orders"][0]["order"])).currency
    else:
        fields, money = _of_money(entering, book, buyer, why, amount, order or (), currency, paid)
        if not fields["amount"] and why != "exchange":
            session.refuse(Text("a credit of nothing is none", "贷项金额不能为零"))
    shown = grouped(to_minor(fields["amount"], money), money)
    entering.enter(
        [entering.draft("credits", {"date": entering.day, "customer": buyer.customer, "reason": why, **fields})],
        f"{buyer.name} {why} {shown}",
        more=Text("{customer}, {reason}: {amount}", "{customer}，{reason}：{amount}").format(
            customer=buyer.name, reason=_REASONS[why], amount=shown
        ),
    )


def _amount_and_goods(words: Sequence[str], lines: Sequence[str]) -> tuple[str | None, list[str]]:
    goods = [word for word in words if ":" in word or "：" in word] + [":".join(each.split()) for each in lines]
    amounts = [word for word in words if ":" not in word and "：" not in word]
    return (amounts[0] if amounts else None), goods


def _reason(entering: Entering, words: str | None) -> str:
    def parse(answer: str) -> str | Text:
        named = [reason for reason, text in _REASONS.items() if answer in (reason, text.zh)]
        found = named[0] if named else _OTHER_WORDS.get(answer)
        known = Text(", ".join(_REASONS), "、".join(text.zh for text in _REASONS.values()))
        return found or Text("the reason is one of {known}", "原因须是：{known}").format(known=known)

    session = entering.session
    if words is None and not session.asks:
        entering.missing("REASON")
    found = parse(words) if words else ask_until(session, Text("Reason", "原因"), parse)
    if isinstance(found, Text):
        session.refuse(found)
    return found


def _order_of(book: OpenedBook, buyer: Party, orders: Sequence[str]) -> OrderHistory:
    """The one order whose goods came back; ends the command where none is named."""
    if orders:
        return book.order(pair_of(orders[0])[0])
    if buyer.order is None:
        book.session.refuse(Text("goods come back from an order: name it", "请写明退回货物所属的订单"))
    return buyer.order


def _of_goods(
    entering: Entering, history: OrderHistory, why: str, words: Sequence[str], amount: str | None
) -> dict[str, Any]:
    """A return at the value of its goods, or at the amount that was typed; an exchange at none.

    What the order is not owed any more (it is paid) stays with the customer.
    """
    pieces = numbered_lines(entering.session, history, words)
    value = sum(returned_value(history, number, quantity) for number, quantity in pieces)
    worth = to_decimal(0 if why == "exchange" else value, history.currency)
    if amount is not None and why != "exchange":
        worth = amount_or_refuse(entering.session, amount, history.currency, "AMOUNT")
    lines = [{"line": Decimal(number), "qty": quantity} for number, quantity in pieces]
    taken = min(worth, to_decimal(room(history), history.currency))
    return {
        "amount": worth,
        "orders": [{"order": history.facts.ordered.entry, "amount": taken, "lines": lines}],
    }


def _of_money(
    entering: Entering,
    book: OpenedBook,
    buyer: Party,
    why: str,
    amount: str | None,
    orders: Sequence[str],
    currency: str | None,
    paid: str | None,
) -> tuple[dict[str, Any], str]:
    """A credit of an amount, and its currency; without amount it is what the order's customer still owes on it."""
    session = entering.session
    typed = list(orders) or ([buyer.order.facts.ordered.entry] if buyer.order else [])
    of_order = target_or_refuse(book, pair_of(typed[0])[0]).currency if typed else book.policy.currency
    money = currency.upper() if currency else of_order
    if amount is None and not any(pair_of(each)[1] for each in typed):
        if buyer.order is None or orders:
            entering.missing("AMOUNT")
        amount = f"{to_decimal(buyer.order.state(date.max).receivable, money):f}"
    total = amount_or_refuse(session, amount, money, "AMOUNT") if amount else None
    if why == "recovery" and total is not None:
        total = -abs(total)
    gifts = gifts_or_refuse(book, typed, None if total is None else to_minor(total, money), money, paid)
    return {
        "amount": amount_of(gifts, money) if total is None else total,
        "currency": money if money != of_order else None,
        "orders": [gift.fields(money) for gift in gifts],
    }, money
