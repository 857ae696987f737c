from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.options import AllowErrors, Format, Output
from salesbook.cli.output import chosen_target
from salesbook.cli.periods import Month, PeriodCommand, Quarter, Year, period_or_refuse
from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.render.target import Target
from salesbook.reports.parts.registry import NAMES, ON_REQUEST, nearest_part
from salesbook.reports.period import period_report

app = typer.Typer()


def _parts_beginning(incomplete: str) -> list[str]:
    return [name for name in NAMES if name.startswith(incomplete.lower())]


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
    quarter: Quarter = None,
    year: Year = None,
    part: Annotated[
        list[str] | None,
        typer.Option(
            "--part",
            "-p",
            metavar="PART",
            autocompletion=_parts_beginning,
            help=both(
                f"Only this part, in full; may be repeated: {', '.join(NAMES)} "
                f"(on a screen only when asked for: {', '.join(ON_REQUEST)})",
                f"只输出该部分（完整），可重复使用：{'、'.join(NAMES)}（屏幕上默认不含：{'、'.join(ON_REQUEST)}）",
            ),
        ),
    ] = None,
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    period = period_or_refuse(session, month, quarter, year, "last")
    names = [_part_or_refuse(session, name) for name in part or ()]
    book, policy, marked = session.figures(allow_errors=allow_errors)
    if not names and _is_kept(session, form, output):
        names = list(NAMES)
    document = period_report(book, policy, period, session.today, names)
    session.show(document._replace(marked=marked), form, output)


def _is_kept(session: Session, form: str | None, output: Path | None) -> bool:
    """Whether the report becomes a workbook or a page, which have every part."""
    target = chosen_target(form, output, session.stdout)
    return isinstance(target, Target) and target.name in {"xlsx", "html"}


def _part_or_refuse(session: Session, name: str) -> str:
    """The part that a user named; ends the command where there is none."""
    if name.lower() not in NAMES:
        session.refuse(_no_part(name))
    return name.lower()


def _no_part(name: str) -> Text:
    near = nearest_part(name)
    hint = (
        Text("did you mean {near}?", "是否想用 {near}？").format(near=near)
        if near
        else Text("there are {all}", "可用：{all}").format(all=", ".join(NAMES))
    )
    text = Text("the report has no part {name}; {hint}", "报表没有 {name} 这一部分，{hint}")
    return text.format(name=name, hint=hint)
