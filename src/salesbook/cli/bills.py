from __future__ import annotations

from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.days import day_as_of, day_or_refuse
from salesbook.cli.named import customers_or_refuse
from salesbook.cli.options import AllowErrors, AsOf, CustomerFilter, Format, Output
from salesbook.cli.session import Session
from salesbook.reports.bill_figures import BillState
from salesbook.reports.bill_register import WhichBills, bill_register

app = typer.Typer()


@app.command(
    "bills",
    help=both(
        "The bills that customers paid with: where each is on a day, and in how many days it matures.",
        "承兑汇票备查簿：每张票据的状态及距到期天数。",
    ),
)
def bills(
    context: typer.Context,
    customer: CustomerFilter = None,
    state: Annotated[
        BillState | None, typer.Option("--state", "-s", help=both("In one state only", "只列某种状态的票据"))
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help=both("Maturing until then", "该日及以前到期的"))
    ] = None,
    as_of: AsOf = None,
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    day = day_as_of(session, as_of)
    last = day_or_refuse(session, until, "--until") if until else None
    book, policy, marked = session.figures(allow_errors=allow_errors)
    which = WhichBills(state, last, customers_or_refuse(session, book, customer))
    session.show(bill_register(book, policy, which, day)._replace(marked=marked), form, output)
