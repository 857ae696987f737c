from __future__ import annotations

from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.named import reps_or_refuse
from salesbook.cli.options import AllowErrors, DryRun, Format, NoCommit, Output
from salesbook.cli.periods import Month, PeriodCommand
from salesbook.cli.session import REFUSED, Session
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period, parse_month
from salesbook.model.kinds import KINDS
from salesbook.model.policy import Policy
from salesbook.reports.commission import commission_report
from salesbook.reports.commission_settlement import settlement_entries

app = typer.Typer()


@app.command(
    "commission",
    cls=PeriodCommand,
    help=both(
        "What reps earn in a month by the plans of the book, and what is due to them.",
        "按账簿的提成方案计算各业务员某月的提成，以及应付金额。",
    ),
)
def commission(
    context: typer.Context,
    month: Month = None,
    explained: Annotated[
        str | None,
        typer.Option("--explain", metavar="REP", help=both("Derive all that a rep earns", "逐笔推导某业务员的提成")),
    ] = None,
    settle: Annotated[
        str | None,
        typer.Option("--settle", metavar="MONTH", help=both("Record the month as paid out", "登记该月提成已发放")),
    ] = None,
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    if month is not None and settle is not None:
        session.refuse(Text("--settle names the month itself", "--settle 已指定月份，不要再用 --month"))
    period = _month(session, settle if settle is not None else month or "last")
    book, policy, marked = session.figures(allow_errors=allow_errors and settle is None)
    if not book.plans.plans:
        session.refuse(Text("salesbook.yaml has no `commission` plan", "salesbook.yaml 中没有 `commission` 提成方案"))
    reps = reps_or_refuse(session, book, explained)
    if settle is not None:
        _settle(session, book, policy, period, dry_run=dry_run, commit=not no_commit)
    else:
        session.show(commission_report(book, policy, period, reps)._replace(marked=marked), form, output)


def _month(session: Session, text: str) -> Period:
    period = parse_month(text, session.today)
    if period is None:
        session.refuse(Text("{text} is no month", "{text} 不是月份").format(text=text))
    return period


def _settle(
    session: Session, book: IndexedBook, policy: Policy, period: Period, *, dry_run: bool, commit: bool
) -> None:
    from salesbook.cli.recorded import record_or_fail
    from salesbook.recording.draft import Draft
    from salesbook.recording.record import Manner

    entries = settlement_entries(book, policy, period, session.today)
    if isinstance(entries, Text):
        session.refuse(entries, REFUSED)
    kind = next(kind for kind in KINDS if kind.name == "commissions")
    drafts = [Draft(kind, entry) for entry in entries]
    summary = f"{period.name}, {len(drafts)} settled"
    manner = Manner(dry_run=dry_run, commit=commit)
    record_or_fail(session, book.root, drafts, summary=summary, command="commission", manner=manner)
