from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from salesbook.book.settings_file import read_settings
from salesbook.cli.bilingual import both
from salesbook.cli.days import day_or_refuse
from salesbook.cli.entering import Entering, EntryCommand
from salesbook.cli.session import FINDINGS
from salesbook.cli.typed import amount_or_refuse, only_one, quantity_or_refuse
from salesbook.cli.whom import CUSTOMER, REP, master_or_refuse
from salesbook.i18n import Text
from salesbook.model.dates import parse_month, parse_quarter, parse_year
from salesbook.model.money import grouped, to_minor
from salesbook.recording.orders import responsible_rep

if TYPE_CHECKING:
    from salesbook.model.settings import Settings

app = typer.Typer()

_PERIODS = {"--month": parse_month, "--quarter": parse_quarter, "--year": parse_year}


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


@app.command(
    "add-target",
    cls=EntryCommand,
    help=both(
        "Enter a target: salesbook add-target --rep wang-fang --month 2026-11 --sales 50万 --collected 40万; of a team "
        "with --team, of the company with neither.",
        "录入目标：salesbook add-target --rep wang-fang --month 2026-11 --sales 50万 --collected 40万；"
        "团队用 --team，两者都不写为公司目标。",
    ),
)
def add_target(
    context: typer.Context,
    rep: Annotated[str | None, typer.Option("--rep", metavar="REP", help=both("Whose it is", "业务员"))] = None,
    team: Annotated[str | None, typer.Option("--team", metavar="TEAM", help=both("Whose it is", "团队"))] = None,
    month: Annotated[
        str | None, typer.Option("--month", "-m", metavar="MONTH", help=both("2026-11, 11 or this", "月份"))
    ] = None,
    quarter: Annotated[
        str | None, typer.Option("--quarter", "-q", metavar="QUARTER", help=both("2026-Q4, 4 or this", "季度"))
    ] = None,
    year: Annotated[str | None, typer.Option("--year", "-y", metavar="YEAR", help=both("2026 or this", "年份"))] = None,
    sales: Annotated[str | None, typer.Option("--sales", metavar="AMOUNT", help=both("To be sold", "销售额"))] = None,
    collected: Annotated[
        str | None, typer.Option("--collected", metavar="AMOUNT", help=both("To be collected", "回款"))
    ] = None,
    orders: Annotated[
        str | None, typer.Option("--orders", metavar="COUNT", help=both("How many orders", "订单数"))
    ] = None,
    new_customers: Annotated[
        str | None, typer.Option("--new-customers", metavar="COUNT", help=both("How many new customers", "新客户数"))
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help=both("Such as USD", "币种"))
    ] = None,
) -> None:
    entering = Entering.begin(context)
    session, settings = entering.session, _settings(entering)
    only_one(entering, [("--rep", rep), ("--team", team)])
    option, name = _period(entering, {"--month": month, "--quarter": quarter, "--year": year})
    money = currency.upper() if currency else settings.currency
    reached = {
        "sales": amount_or_refuse(session, sales, money, "--sales") if sales else None,
        "collected": amount_or_refuse(session, collected, money, "--collected") if collected else None,
        "orders": quantity_or_refuse(session, orders, "--orders") if orders else None,
        "new_customers": quantity_or_refuse(session, new_customers, "--new-customers") if new_customers else None,
    }
    if not any(value is not None for value in reached.values()):
        entering.missing("--sales, --collected, --orders, --new-customers")
    whose = {
        "rep": master_or_refuse(entering, REP, rep, "--rep").id if rep else None,
        "team": team,
    }
    period = {option.removeprefix("--"): Decimal(name) if option == "--year" else name}
    other = {"currency": money if money != settings.currency else None}
    shown = " ".join([str(next(filter(None, whose.values()), "company")), name])
    entering.enter([entering.draft("targets", {**whose, **period, **other, **reached})], shown)


def _period(entering: Entering, given: dict[str, str | None]) -> tuple[str, str]:
    """Which option gave the period, and its name as files write it: ``2026-11``, ``2026-Q4``, ``2026``."""
    option = only_one(entering, list(given.items()))
    if option is None:
        entering.missing("--month, --quarter, --year")
    words = given[option] or ""
    period = _PERIODS[option](words, entering.session.today)
    if period is None:
        entering.session.refuse(
            Text("{option}: {words} is no period", "{option}：{words} 不是期间").format(option=option, words=words)
        )
    return option, period.name


def _settings(entering: Entering) -> Settings:
    settings, problems = read_settings(entering.root)
    if settings is None:
        entering.session.fail(problems, FINDINGS, entering.root)
    return settings
