from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any

import typer

from salesbook.cli.accounts import account_or_refuse, currency_of_account, only_account
from salesbook.cli.bilingual import both
from salesbook.cli.days import day_or_refuse
from salesbook.cli.entering import Entering, EntryCommand
from salesbook.cli.giving import Gift, amount_of, gifts_or_refuse, target_or_refuse
from salesbook.cli.in_the_book import OpenedBook
from salesbook.cli.party import Party, party_and_amount, party_or_refuse
from salesbook.cli.typed import amount_or_refuse, pair_of
from salesbook.cli.whom import REP, master_or_refuse
from salesbook.i18n import Text
from salesbook.model.money import grouped, to_minor
from salesbook.recording.duplicates import in_the_index_and_not_before
from salesbook.recording.given import given_by
from salesbook.recording.verification import in_the_index

app = typer.Typer()

_METHODS = {
    "银行": "bank",
    "转账": "bank",
    "现金": "cash",
    "支票": "cheque",
    "承兑": "bill",
    "汇票": "bill",
    "支付宝": "alipay",
    "微信": "wechat",
    "刷卡": "card",
    "其他": "other",
}


@app.command(
    "add-payment",
    cls=EntryCommand,
    help=both(
        "Enter a payment: salesbook add-payment HDJM 5000 --order SO-2611-0003=1285; with an order in place of the "
        "customer it pays that. Below zero it is a refund, of an order with --order, else of the customer's advances: "
        "add-payment HDJM -500 --order SO-2611-0003. What no order gets stays with the customer.",
        "录入收款：salesbook add-payment HDJM 5000 --order SO-2611-0003=1285；也可直接写订单号代替客户。"
        "负数为退款：写 --order 则退该订单的款，否则退预收款，如 add-payment HDJM -500 --order SO-2611-0003。"
        "未分给订单的部分留在客户名下。",
    ),
)
def add_payment(
    context: typer.Context,
    party: Annotated[str | None, typer.Argument(metavar="CUSTOMER|ORDER", help=both("Who paid", "客户或订单"))] = None,
    amount: Annotated[str | None, typer.Argument(metavar="AMOUNT", help=both("How much", "金额"))] = None,
    order: Annotated[
        list[str] | None,
        typer.Option(
            "--order", "-o", metavar="ORDER[=AMOUNT]", help=both("What an order gets of it", "分给订单的金额")
        ),
    ] = None,
    account: Annotated[
        str | None, typer.Option("--account", "-a", metavar="ACCOUNT", help=both("Where it came in", "收款账户"))
    ] = None,
    received_by: Annotated[
        str | None, typer.Option("--received-by", metavar="REP", help=both("The rep who took it", "代收的业务员"))
    ] = None,
    method: Annotated[
        str | None,
        typer.Option(
            "--method",
            "-m",
            metavar="METHOD",
            help=both(
                "bank, cash, cheque, bill, alipay, wechat, card, other",
                "方式：bank、cash、cheque、bill、alipay、wechat、card、other",
            ),
        ),
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help=both("If not the account's", "币种，默认为账户的"))
    ] = None,
    paid: Annotated[
        str | None,
        typer.Option(
            "--paid",
            metavar="AMOUNT",
            help=both("What an order in another currency takes of it", "用于其他币种订单的本笔款额"),
        ),
    ] = None,
    bill: Annotated[
        str | None, typer.Option("--bill", metavar="NO", help=both("The number of the bill", "票据号码"))
    ] = None,
    matures: Annotated[
        str | None, typer.Option("--matures", metavar="DAY", help=both("When the bill is due", "票据到期日"))
    ] = None,
    drawer: Annotated[
        str | None, typer.Option("--drawer", metavar="NAME", help=both("Who drew the bill", "出票人"))
    ] = None,
    reverses: Annotated[
        str | None,
        typer.Option(
            "--reverses", metavar="PAYMENT", help=both("The payment that bounced or was a mistake", "所冲收款")
        ),
    ] = None,
) -> None:
    entering = Entering.begin(context)
    session, book = entering.session, OpenedBook(entering)
    if bill is None and (matures or drawer):
        session.refuse(Text("--matures and --drawer go with --bill", "--matures、--drawer 须与 --bill 同用"))
    old = book.data("payments", reverses) if reverses else {}
    party, amount = party_and_amount(book, party, amount, named=bool(old or order))
    payer = party_or_refuse(entering, book, party or old.get("customer"), [pair_of(each)[0] for each in order or ()])
    typed = _typed_orders(book, payer, order or (), old if amount is None else {})
    means = _means(entering, book, account, received_by, method, bill, old)
    money = _currency(book, currency or old.get("currency"), means.get("account"), typed)
    if amount is None and old:
        amount = f"{old['amount']:f}"
    total = _amount(entering, amount, money, typed, reversing=bool(old))
    gifts = gifts_or_refuse(book, typed, None if total is None else to_minor(total, money), money, paid)
    total = amount_of(gifts, money) if total is None else total
    if not total:
        session.refuse(Text("a payment of nothing is none", "收款金额不能为零"))
    fields = {
        "date": entering.day,
        "customer": payer.customer,
        "amount": total,
        "currency": money if money != _currency(book, None, means.get("account"), typed) else None,
        **means,
        "orders": [gift.fields(money) for gift in gifts],
        "reverses": old.get("id"),
        "bill": _bill(entering, bill, matures, drawer),
    }
    refund = total < 0
    if not refund:
        _point_out_equals(entering, book, payer.customer, total)
    shown = grouped(to_minor(total, money), money) + (f" {money}" if money != book.policy.currency else "")
    entering.enter(
        [entering.draft("payments", fields)],
        f"{payer.name} {shown}",
        verify=in_the_index_and_not_before if refund else in_the_index,
        more=_told(payer, shown, to_minor(total, money) - sum(gift.used for gift in gifts), gifts, money),
    )


def _typed_orders(book: OpenedBook, payer: Party, orders: Sequence[str], old: dict[str, Any]) -> list[str]:
    """What ``--order`` says; else the order named first; else all that the reversed payment has given."""
    if orders:
        return list(orders)
    if old:
        return [f"{target}={-amount:f}" for target, amount in given_by(book.index, old["id"]).items() if amount]
    return [payer.order.facts.ordered.entry] if payer.order else []


def _means(
    entering: Entering,
    book: OpenedBook,
    account: str | None,
    received_by: str | None,
    method: str | None,
    bill: str | None,
    old: dict[str, Any],
) -> dict[str, Any]:
    """How it was paid and where it is: as said, or as the reversed payment was, or as can only be."""
    if old and not (account or received_by or method):
        return {name: old.get(name) for name in ("method", "account", "received_by")}
    way = _METHODS.get(method or "", method) or ("bill" if bill else "cash" if received_by else "bank")
    place = account_or_refuse(book, account) if account else None
    if place is None and way == "bank" and not received_by:
        place = only_account(book)
    rep = master_or_refuse(entering, REP, received_by, "--received-by").id if received_by else None
    return {"method": way, "account": place, "received_by": rep}


def _currency(book: OpenedBook, given: str | None, account: str | None, orders: Sequence[str]) -> str:
    if given:
        return given.upper()
    if of_account := currency_of_account(book, account):
        return of_account
    return target_or_refuse(book, pair_of(orders[0])[0]).currency if orders else book.policy.currency


def _amount(
    entering: Entering, typed: str | None, currency: str, orders: Sequence[str], *, reversing: bool
) -> Decimal | None:
    """What was paid; None: as much as the orders take. A reversal is below zero however it was typed."""
    if typed is not None:
        amount = amount_or_refuse(entering.session, typed, currency, "AMOUNT")
        return -abs(amount) if reversing else amount
    if orders:
        return None
    words = entering.asked(None, Text("Amount", "金额"), "AMOUNT")
    return amount_or_refuse(entering.session, words, currency, "AMOUNT")


def _bill(entering: Entering, number: str | None, matures: str | None, drawer: str | None) -> dict[str, object] | None:
    if number is None:
        return None
    day = day_or_refuse(entering.session, matures, "--matures") if matures else None
    fields = {"number": number, "drawer": drawer, "matures": day}
    return {name: value for name, value in fields.items() if value is not None}


def _point_out_equals(entering: Entering, book: OpenedBook, customer: str, total: Decimal) -> None:
    """A payment entered twice is a common slip; two equal ones on a day may well be right."""
    rows = book.index.connection.execute(
        "SELECT id FROM entry WHERE kind = 'payments' AND date = ? AND json_extract(data, '$.customer') = ? "
        "AND json_extract(data, '$.amount') = ? ORDER BY id",
        (entering.day.isoformat(), customer, f"{total:f}"),
    ).fetchall()
    if rows:
        text = Text(
            "{ids} has the same customer, day and amount: entered twice?",
            "{ids} 的客户、日期、金额相同，请确认是否重复录入",
        )
        entering.session.note(text.format(ids=", ".join(row[0] for row in rows)))


def _told(payer: Party, shown: str, free: int, gifts: Sequence[Gift], currency: str) -> Text:
    if not gifts or free <= 0:
        return Text("{payer}: {amount}", "{payer}：{amount}").format(payer=payer.name, amount=shown)
    return Text(
        "{payer}: {amount}, of which {free} is given to no order", "{payer}：{amount}，其中 {free} 未分给订单"
    ).format(payer=payer.name, amount=shown, free=grouped(free, currency))
