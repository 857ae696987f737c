from __future__ import annotations

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.days import day_as_of
from salesbook.cli.named import customers_or_refuse, reps_or_refuse
from salesbook.cli.options import AllowErrors, AsOf, CustomerFilter, Format, Output, RepFilter
from salesbook.cli.session import Session
from salesbook.index.backlogs import Whom
from salesbook.reports.open_items import open_report

app = typer.Typer()


@app.command(
    "open",
    help=both(
        "What is open: money to come with its due dates, goods to deliver and to invoice, deposits due, advances, "
        "bills in hand, money that reps hold.",
        "未清项目：应收及到期日、待发货、已发未开票、应收定金、预收、在手票据、业务员代收未交款。",
    ),
)
def open_items(
    context: typer.Context,
    customer: CustomerFilter = None,
    rep: RepFilter = None,
    as_of: AsOf = None,
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    day = day_as_of(session, as_of)
    book, policy, marked = session.figures(allow_errors=allow_errors)
    whom = Whom(customers_or_refuse(session, book, customer), reps_or_refuse(session, book, rep))
    session.show(open_report(book, policy, whom, day)._replace(marked=marked), form, output)
