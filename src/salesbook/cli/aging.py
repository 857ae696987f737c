from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.days import day_or_refuse
from salesbook.cli.options import AllowErrors, Format, Output
from salesbook.cli.session import Session
from salesbook.reports.aging import aging as aging_report
from salesbook.reports.aging_figures import AgingBy

app = typer.Typer()


@app.command(
    "aging",
    help=both("What customers owe as of a day, by how long it has been due.", "截至某日客户欠款，按逾期天数分段。"),
)
def aging(
    context: typer.Context,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help=both("The day; today if left out", "截止日，默认今天"))
    ] = None,
    by: Annotated[AgingBy, typer.Option("--by", help=both("What makes a row", "按什么汇总"))] = AgingBy.CUSTOMER,
    detail: Annotated[
        bool, typer.Option("--detail", help=both("Every open item as well", "同时列出每笔未清款项"))
    ] = False,
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    day = day_or_refuse(session, as_of, "--as-of") if as_of else session.today
    book, policy, marked = session.figures(allow_errors=allow_errors)
    session.show(replace(aging_report(book, policy, day, by, detail=detail), marked=marked), form, output)
