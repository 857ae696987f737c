from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from salesbook.cli.asking import ask_until
from salesbook.cli.bilingual import both
from salesbook.cli.credit_fields import CreditFields, of_goods, of_many_orders, of_money
from salesbook.cli.entering import Entering, EntryCommand
from salesbook.cli.in_the_book import OpenedBook
from salesbook.cli.party import Party, party_or_refuse
from salesbook.cli.rebated_orders import days_or_refuse
from salesbook.cli.typed import pair_of
from salesbook.i18n import Text
from salesbook.model.money import grouped, to_minor
from salesbook.recording.duplicates import in_the_index_and_not_before
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
_OVER_ORDERS = ("rebate", "allowance", "discount")


@app.command(
    "add-credit",
    cls=EntryCommand,
    help=both(
        "Enter what lowers a debt without cash: salesbook add-credit SO-2611-0003 return 1:2 (2 of line 1 came back), "
        "add-credit SO-2611-0003 rounding 0.10, add-credit HDJM rebate 500. Reasons: return, exchange, allowance, "
        "rebate, discount, fee, rounding, write-off, recovery, offset. A rebate over many orders is spread by what was "
        "delivered: add-credit HDJM rebate 5000 --from 2026-01-01 --to 2026-12-31, or --over SO-2611-0003,SO-2611-0004; "
        "what they cannot take any more stays with the customer.",
        "录入不收现金而减少应收的事项：salesbook add-credit SO-2611-0003 退货 1:2（第 1 行退回 2 件），add-credit SO-2611-0003 "
        "尾差 0.10，add-credit HDJM 返利 500。原因：退货、换货、折让、返利、现金折扣、手续费、尾差、坏账核销、坏账收回、抵销。多张订单的返利按发货额分摊："
        "add-credit HDJM 返利 5000 --from 2026-01-01 --to 2026-12-31，或 --over SO-2611-0003,SO-2611-0004；"
        "订单已付清而分不下的部分留在客户名下。",
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
    over: Annotated[
        list[str] | None,
        typer.Option("--over", metavar="ORDER,…", help=both("Orders it is spread over", "按发货额分摊到这些订单")),
    ] = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help=both("By deliveries from then on", "按该日起的发货分摊")),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help=both("By deliveries until then", "按该日止的发货分摊"))
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
    days = days_or_refuse(book, first, last)
    spread = bool(over or days)
    if spread and (why not in _OVER_ORDERS or goods or order):
        session.refuse(
            Text(
                "--over, --from and --to spread a rebate, allowance or discount; without --order",
                "--over、--from、--to 用于分摊返利、折让或现金折扣，不与 --order 同用",
            )
        )
    if goods:
        credit = of_goods(book, _order_of(book, buyer, order or ()), why, goods, amount)
    elif spread:
        credit = of_many_orders(book, buyer, amount, currency, over or (), days)
    else:
        credit = of_money(book, buyer, why, amount, order or (), currency, paid)
    if not credit.amount and why != "exchange":
        session.refuse(Text("a credit of nothing is none", "贷项金额不能为零"))
    shown = grouped(to_minor(credit.amount, credit.currency), credit.currency)
    fields = {"date": entering.day, "customer": buyer.customer, "reason": why, **credit.fields}
    entering.enter(
        [entering.draft("credits", fields)],
        f"{buyer.name} {why} {shown}",
        verify=in_the_index_and_not_before,
        more=_told(buyer, why, shown, credit),
    )


def _told(buyer: Party, why: str, shown: str, credit: CreditFields) -> Text:
    told = Text("{customer}, {reason}: {amount}", "{customer}，{reason}：{amount}").format(
        customer=buyer.name, reason=_REASONS[why], amount=shown
    )
    orders = len(credit.fields["orders"])
    if orders > 1:
        told = Text("{told}, over {orders} {orders:order|orders}", "{told}，分给 {orders} 张订单").format(
            told=told, orders=orders
        )
    if credit.not_given:
        left = grouped(credit.not_given, credit.currency)
        told = Text("{told}; {left} stays with the customer", "{told}；{left} 留在客户名下").format(
            told=told, left=left
        )
    return told


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
