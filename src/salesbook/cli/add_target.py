from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from salesbook.book.settings_file import read_settings
from salesbook.cli.bilingual import both
from salesbook.cli.entering import Entering, EntryCommand, known_kind
from salesbook.cli.session import FINDINGS
from salesbook.cli.typed import amount_or_refuse, only_one, quantity_or_refuse
from salesbook.cli.whom import REP, master_or_refuse
from salesbook.i18n import Text
from salesbook.model.dates import Period, parse_month, parse_quarter, parse_year
from salesbook.recording.masters import load_masters

app = typer.Typer()

_PARSERS: dict[str, Callable[[str, date], Period | None]] = {
    "--month": parse_month,
    "--quarter": parse_quarter,
    "--year": parse_year,
}
_YEAR = re.compile(r"\d{4}年?")
_QUARTER = re.compile(r"[qQ季]")
_COMPANY = {"company", "公司"}


@app.command(
    "add-target",
    cls=EntryCommand,
    help=both(
        "Enter a target: salesbook add-target wang-fang 2026-11 50万 --collected 40万; of a team: 华东; of the company: "
        "company. A year is spread over its months with --weights 6,5,8,8,8,9,8,8,9,9,10,12.",
        "录入目标：salesbook add-target wang-fang 2026-11 50万 --collected 40万；团队写团队名，公司写 公司。"
        "年度目标可用 --weights 6,5,8,8,8,9,8,8,9,9,10,12 按权重分摊到各月。",
    ),
)
def add_target(
    context: typer.Context,
    whose: Annotated[
        str | None,
        typer.Argument(metavar="REP|TEAM|company", help=both("Whose it is", "业务员、团队或公司")),
    ] = None,
    period: Annotated[
        str | None,
        typer.Argument(metavar="PERIOD", help=both("2026-11, 2026-Q4 or 2026", "期间：2026-11、2026-Q4 或 2026")),
    ] = None,
    amount: Annotated[str | None, typer.Argument(metavar="SALES", help=both("To be sold", "销售额"))] = None,
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
    weights: Annotated[
        str | None,
        typer.Option(
            "--weights",
            metavar="NUMBERS",
            help=both(
                "How a year or quarter is spread over its months: 12 or 3 numbers",
                "年度、季度目标分摊到各月的权重，12 个或 3 个数",
            ),
        ),
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help=both("Such as USD", "币种"))
    ] = None,
) -> None:
    entering = Entering.begin(context)
    session = entering.session
    only_one(entering, [("REP|TEAM", whose), ("--rep", rep), ("--team", team)])
    option, name = _period(entering, period, {"--month": month, "--quarter": quarter, "--year": year})
    only_one(entering, [("SALES", amount), ("--sales", sales)])
    sales = sales or amount
    own = _book_currency(entering)
    money = currency.upper() if currency else own
    reached = {
        "sales": amount_or_refuse(session, sales, money, "--sales") if sales else None,
        "collected": amount_or_refuse(session, collected, money, "--collected") if collected else None,
        "orders": quantity_or_refuse(session, orders, "--orders") if orders else None,
        "new_customers": quantity_or_refuse(session, new_customers, "--new-customers") if new_customers else None,
    }
    if not any(value is not None for value in reached.values()):
        entering.missing("--sales, --collected, --orders, --new-customers")
    owner = _owner(entering, whose, rep, team)
    fields = {
        **owner,
        option.removeprefix("--"): Decimal(name) if option == "--year" else name,
        "currency": money if money != own else None,
        **reached,
        "weights": _weights(entering, weights) if weights else None,
    }
    shown = " ".join([*owner.values(), name]) if owner else f"company {name}"
    entering.enter([entering.draft("targets", fields)], shown)


def _owner(entering: Entering, words: str | None, rep: str | None, team: str | None) -> dict[str, str]:
    """The field that says whose the target is; none for the company's."""
    if words is not None and words.lower() not in _COMPANY:
        reps = list(load_masters(entering.root, known_kind(REP)))
        dated = [part for each in reps for part in (each.data, *(each.data.get("teams") or ()))]
        teams = {str(part["team"]) for part in dated if part.get("team")}
        is_team = words in teams and words not in {each.id for each in reps}
        rep, team = (None, words) if is_team else (words, None)
    if rep is not None:
        return {"rep": master_or_refuse(entering, REP, rep, "--rep").id}
    return {} if team is None else {"team": team}


def _period(entering: Entering, words: str | None, given: dict[str, str | None]) -> tuple[str, str]:
    """Which option gives the period, and its name as files write it: ``2026-11``, ``2026-Q4``, ``2026``."""
    option = only_one(entering, [("PERIOD", words), *given.items()])
    if option is None:
        entering.missing("--month, --quarter, --year")
    if words is not None:
        option = "--year" if _YEAR.fullmatch(words) else "--quarter" if _QUARTER.search(words) else "--month"
    text = words or given[option] or ""
    period = _PARSERS[option](text, entering.session.today)
    if period is None:
        entering.session.refuse(
            Text("{option}: {words} is no period", "{option}：{words} 不是期间").format(
                option=option if words is None else "PERIOD", words=text
            )
        )
    return option, period.name


def _weights(entering: Entering, words: str) -> list[Decimal]:
    """Numbers with commas or spaces between them."""
    return [quantity_or_refuse(entering.session, each, "--weights") for each in re.split(r"[,，、\s]+", words.strip())]


def _book_currency(entering: Entering) -> str:
    settings, problems = read_settings(entering.root)
    if settings is None:
        entering.session.fail(problems, FINDINGS, entering.root)
    return settings.currency
