"""Periods on the command line: options that may stand without a value."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from salesbook.cli.bilingual import both

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
