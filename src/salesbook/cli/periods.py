"""Periods on the command line: options that may stand without a value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from salesbook.cli.bilingual import both
from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.model.dates import Period, parse_month, parse_quarter, parse_year

_PERIOD_OPTIONS = frozenset({"--month", "-m", "--quarter", "-q", "--year", "-y"})


class PeriodCommand(TyperCommand):
    """A command whose period options may stand alone: ``report --month`` is the month that ended last."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put ``last`` after a period option without a value."""
        completed: list[str] = []
        for argument, following in zip(args, [*args[1:], "-"], strict=False):
            completed.append(argument)
            if argument in _PERIOD_OPTIONS and following.startswith("-"):
                completed.append("last")
        return super().parse_args(ctx, completed)


Month = Annotated[
    str | None,
    typer.Option(
        "--month", "-m", metavar="MONTH", help=both("2026-10, 10, this or last", "月份：2026-10、10、this、last")
    ),
]
Quarter = Annotated[
    str | None,
    typer.Option(
        "--quarter", "-q", metavar="QUARTER", help=both("2026-Q3, 3, this or last", "季度：2026-Q3、3、this、last")
    ),
]
Year = Annotated[
    str | None,
    typer.Option("--year", "-y", metavar="YEAR", help=both("2026, this or last", "年份：2026、this、last")),
]

_PARSERS: dict[str, Callable[[str, date], Period | None]] = {
    "--month": parse_month,
    "--quarter": parse_quarter,
    "--year": parse_year,
}


def period_or_refuse(
    session: Session, month: str | None, quarter: str | None, year: str | None, default: str
) -> Period:
    """The period of one of these options; without any the month that ``default`` means: ``last`` or ``this``.

    Ends the command where several are given, or what is given is no period.
    """
    options = {"--month": month, "--quarter": quarter, "--year": year}
    given = {option: text for option, text in options.items() if text is not None}
    if len(given) > 1:
        session.refuse(Text("choose one of {options}", "{options} 只能选一个").format(options=", ".join(given)))
    option, text = next(iter(given.items()), ("--month", default))
    period = _PARSERS[option](text, session.today)
    if period is None:
        session.refuse(
            Text("{option}: {text} is no period", "{option}：{text} 不是期间").format(option=option, text=text)
        )
    return period
