from __future__ import annotations

from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.days import day_or_refuse
from salesbook.cli.kinds import kind_or_refuse, kinds_beginning
from salesbook.cli.named import customers_or_refuse, reps_or_refuse
from salesbook.cli.options import CustomerFilter, Format, Output, RepFilter
from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.model.dates import Period, parse_month
from salesbook.reports.entry_list import OPEN_KINDS, Filters, entry_list

app = typer.Typer()


@app.command(
    "list",
    help=both(
        "The entries of a kind by date: orders, payments, customers … JSON has every field as it was written.",
        "按日期列出某类条目：orders、payments、customers 等，也可写中文“订单”“收款”。JSON 含全部字段。",
    ),
)
def list_entries(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            autocompletion=kinds_beginning,
            help=both("orders, order, payments, customers …", "orders、订单、收款、客户 等"),
        ),
    ],
    customer: CustomerFilter = None,
    rep: RepFilter = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help=both("From this day on", "起始日期"))
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help=both("Until this day", "截止日期"))] = None,
    month: Annotated[
        str | None,
        typer.Option(
            "--month",
            "-m",
            metavar="MONTH",
            help=both("Of one month: 2026-10, 10, this, last", "某月：2026-10、10、this、last"),
        ),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="TEXT", help=both("With this text in any field", "任一字段含有该文字")),
    ] = None,
    tag: Annotated[str | None, typer.Option("--tag", metavar="TAG", help=both("With this tag", "带有该标签"))] = None,
    still_open: Annotated[
        bool,
        typer.Option(
            "--open",
            help=both(
                "Only orders with something open, payments and credits not fully given out",
                "只列未完结的订单、未用完的收款和贷项",
            ),
        ),
    ] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, metavar="N", help=both("Only the latest N", "只列最近 N 条"))
    ] = None,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    chosen = kind_or_refuse(session, kind)
    if still_open and chosen.name not in OPEN_KINDS:
        session.refuse(Text("--open is for {kinds}", "--open 只用于 {kinds}").format(kinds=", ".join(OPEN_KINDS)))
    of_month = _month(session, month)
    book, policy, marked = session.figures(allow_errors=True)
    filters = Filters(
        customers=customers_or_refuse(session, book, customer),
        reps=reps_or_refuse(session, book, rep),
        first=day_or_refuse(session, first, "--from") if first else of_month.first if of_month else None,
        last=day_or_refuse(session, last, "--to") if last else of_month.last if of_month else None,
        text=text,
        tag=tag,
        open=still_open,
        limit=limit,
    )
    session.show(entry_list(book, policy, chosen, filters, session.today)._replace(marked=marked), form, output)


def _month(session: Session, month: str | None) -> Period | None:
    if month is None:
        return None
    period = parse_month(month, session.today)
    if period is None:
        session.refuse(Text("--month: {month} is no month", "--month：{month} 不是月份").format(month=month))
    return period
