from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.options import AllowErrors, Format, Output
from salesbook.cli.periods import Month, PeriodCommand
from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.model.dates import Period, parse_month, parse_quarter, parse_year
from salesbook.reports.period import period_report

app = typer.Typer()


@app.command(
    "report",
    cls=PeriodCommand,
    help=both(
        "What was sold, delivered, invoiced and collected in a period, and what is owed at its end.",
        "某期间的订购、发货、开票、回款，以及期末应收。",
    ),
)
def report(
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
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    period = _period(session, {"--month": month, "--quarter": quarter, "--year": year})
    book, policy, marked = session.figures(allow_errors=allow_errors)
    session.show(replace(period_report(book, policy, period), marked=marked), form, output)


_PARSERS: dict[str, Callable[[str, date], Period | None]] = {
    "--month": parse_month,
    "--quarter": parse_quarter,
    "--year": parse_year,
}


def _period(session: Session, given: dict[str, str | None]) -> Period:
    """The period asked for; without any the month that ended last."""
    asked = {option: text for option, text in given.items() if text is not None}
    if len(asked) > 1:
        session.refuse(Text("choose one of {options}", "{options} 只能选一个").format(options=", ".join(asked)))
    option, text = next(iter(asked.items()), ("--month", "last"))
    period = _PARSERS[option](text, session.today)
    if period is None:
        session.refuse(
            Text("{option}: {text} is no period", "{option}：{text} 不是期间").format(option=option, text=text)
        )
    return period
