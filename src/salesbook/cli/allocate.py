from __future__ import annotations

from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.entering import Entering, EntryCommand
from salesbook.cli.giving import gifts_or_refuse
from salesbook.cli.in_the_book import OpenedBook
from salesbook.i18n import Text
from salesbook.model.money import grouped

app = typer.Typer()


@app.command(
    "allocate",
    cls=EntryCommand,
    help=both(
        "Give money that came in earlier to orders: salesbook allocate PY-2611-0007 SO-2612-0002=1756.90; without "
        "amount as much as there is and the order can take; below zero takes back.",
        "把已收未分的款项分给订单：salesbook allocate PY-2611-0007 SO-2612-0002=1756.90；不写金额则尽量多分；负数为收回。",
    ),
)
def allocate(
    context: typer.Context,
    money: Annotated[
        str | None, typer.Argument(metavar="PAYMENT|CREDIT", help=both("What is given out", "收款或贷项"))
    ] = None,
    orders: Annotated[
        list[str] | None, typer.Argument(metavar="ORDER[=AMOUNT]…", help=both("Who gets it", "订单与金额"))
    ] = None,
    paid: Annotated[
        str | None,
        typer.Option(
            "--paid",
            metavar="AMOUNT",
            help=both("What an order in another currency takes of it", "用于其他币种订单的款额"),
        ),
    ] = None,
) -> None:
    entering = Entering.begin(context)
    book = OpenedBook(entering)
    money = entering.asked(money, Text("Payment or credit", "收款或贷项编号"), "PAYMENT|CREDIT")
    orders = orders or [entering.asked(None, Text("Order", "订单号"), "ORDER")]
    kind = "credits" if book.is_a("credits", money) else "payments"
    source = book.id_or_refuse(kind, money)
    currency = book.currency_of(source)
    gifts = gifts_or_refuse(book, orders, max(0, book.not_given_out(source)), currency, paid)
    fields = {
        "date": entering.day,
        kind.removesuffix("s"): source,
        "orders": [gift.fields(currency) for gift in gifts],
    }
    targets = ", ".join(gift.target.id for gift in gifts)
    shown = grouped(sum(gift.used for gift in gifts), currency)
    entering.enter(
        [entering.draft("allocations", fields)],
        f"{source} → {targets} {shown}",
        more=Text("{source} gives {amount} to {targets}", "{source} 分给 {targets} 共 {amount}").format(
            source=source, amount=shown, targets=targets
        ),
    )
