from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from salesbook.book.settings_file import read_settings
from salesbook.cli.bilingual import both
from salesbook.cli.days import day_or_refuse
from salesbook.cli.entering import Entering, EntryCommand
from salesbook.cli.session import FINDINGS
from salesbook.cli.typed import amount_or_refuse
from salesbook.cli.whom import CUSTOMER, REP, master_or_refuse
from salesbook.i18n import Text
from salesbook.model.money import grouped, to_minor
from salesbook.recording.orders import responsible_rep

if TYPE_CHECKING:
    from salesbook.model.settings import Settings

app = typer.Typer()


@app.command(
    "add-opening",
    cls=EntryCommand,
    help=both(
        "Enter what a customer owed when the book began: salesbook add-opening HDJM 58000 --date 2025-01-01 --due "
        "2025-01-31. Below zero: it had paid in advance.",
        "录入期初应收：salesbook add-opening HDJM 58000 --date 2025-01-01 --due 2025-01-31。负数为预收。",
    ),
)
def add_opening(
    context: typer.Context,
    customer: Annotated[str | None, typer.Argument(metavar="CUSTOMER", help=both("Who owed it", "客户"))] = None,
    amount: Annotated[str | None, typer.Argument(metavar="AMOUNT", help=both("How much", "金额"))] = None,
    due: Annotated[
        str | None,
        typer.Option(
            "--due", metavar="DAY", help=both("When it was due; its date if left out", "到期日，默认为其日期")
        ),
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", metavar="NO", help=both("Its number in the old books", "旧账编号"))
    ] = None,
    rep: Annotated[
        str | None,
        typer.Option("--rep", metavar="REP", help=both("The customer's, if left out", "业务员，默认为客户的")),
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help=both("Such as USD", "币种"))
    ] = None,
) -> None:
    entering = Entering.begin(context)
    session, settings = entering.session, _settings(entering)
    who = master_or_refuse(entering, CUSTOMER, customer, "CUSTOMER")
    amount = entering.asked(amount, Text("Amount", "金额"), "AMOUNT")
    money = currency.upper() if currency else who.data.get("currency") or settings.currency
    owed = amount_or_refuse(session, amount, money, "AMOUNT")
    fields = {
        "date": entering.day,
        "customer": who.id,
        "rep": master_or_refuse(entering, REP, rep, "--rep").id if rep else responsible_rep(who.data, entering.day),
        "amount": owed,
        "currency": money if money != settings.currency else None,
        "due": day_or_refuse(session, due, "--due") if due else None,
        "number": number,
    }
    entering.enter([entering.draft("openings", fields)], f"{who.name} {grouped(to_minor(owed, money), money)}")


def _settings(entering: Entering) -> Settings:
    settings, problems = read_settings(entering.root)
    if settings is None:
        entering.session.fail(problems, FINDINGS, entering.root)
    return settings
