from __future__ import annotations

from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.days import day_as_of
from salesbook.cli.options import AllowErrors, AsOf, Format, Output
from salesbook.cli.periods import Month, PeriodCommand, Quarter, Year, period_or_refuse
from salesbook.cli.session import Session
from salesbook.reports.targets_report import TargetsBy, targets_report

app = typer.Typer()


@app.command(
    "targets",
    cls=PeriodCommand,
    help=both(
        "What was reached of the targets of a month, quarter or year, and where a running one leads; this month if "
        "none is given.",
        "某月、季、年的目标完成情况及进度预计；不指定期间时为本月。",
    ),
)
def targets(
    context: typer.Context,
    month: Month = None,
    quarter: Quarter = None,
    year: Year = None,
    by: Annotated[
        TargetsBy | None, typer.Option("--by", help=both("Rows of reps or of teams only", "只按业务员或只按团队列出"))
    ] = None,
    as_of: AsOf = None,
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    period = period_or_refuse(session, month, quarter, year, "this")
    day = day_as_of(session, as_of)
    book, policy, marked = session.figures(allow_errors=allow_errors)
    session.show(targets_report(book, policy, period, day, by)._replace(marked=marked), form, output)
