from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.days import day_or_refuse
from salesbook.cli.options import AllowErrors, Format, Output
from salesbook.cli.periods import Month, PeriodCommand
from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.model.dates import Period, parse_month, parse_quarter, parse_year
from salesbook.reports.targets_report import TargetsBy, targets_report

app = typer.Typer()

_PARSERS = {"--month": parse_month, "--quarter": parse_quarter, "--year": parse_year}


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
    quarter: Annotated[
        str | None,
        typer.Option(
            "--quarter", "-q", metavar="QUARTER", help=both("2026-Q3, 3, this or last", "季度：2026-Q3、3、this、last")
        ),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option("--year", "-y", metavar="YEAR", help=both("2026, this or last", "年份：2026、this、last")),
    ] = None,
    by: Annotated[
        TargetsBy | None, typer.Option("--by", help=both("Rows of reps or of teams only", "只按业务员或只按团队列出"))
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DAY",
            help=both("What was reached until this day; today if left out", "截止日，默认今天"),
        ),
    ] = None,
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    period = _period(session, {"--month": month, "--quarter": quarter, "--year": year})
    day = day_or_refuse(session, as_of, "--as-of") if as_of else session.today
    book, policy, marked = session.figures(allow_errors=allow_errors)
    session.show(replace(targets_report(book, policy, period, day, by), marked=marked), form, output)


def _period(session: Session, given: dict[str, str | None]) -> Period:
    """The period asked for; without any this month."""
    asked = {option: text for option, text in given.items() if text is not None}
    if len(asked) > 1:
        session.refuse(Text("choose one of {options}", "{options} 只能选一个").format(options=", ".join(asked)))
    option, text = next(iter(asked.items()), ("--month", "this"))
    period = _PARSERS[option](text, session.today)
    if period is None:
        session.refuse(
            Text("{option}: {text} is no period", "{option}：{text} 不是期间").format(option=option, text=text)
        )
    return period
