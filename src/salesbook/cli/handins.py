from __future__ import annotations

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.days import day_as_of
from salesbook.cli.named import reps_or_refuse
from salesbook.cli.options import AllowErrors, AsOf, Format, Output, RepFilter
from salesbook.cli.session import Session
from salesbook.reports.handin_register import handin_register

app = typer.Typer()


@app.command(
    "handins",
    help=both(
        "Customers' money with reps: what each holds and for how long, and what was handed in, short or over.",
        "业务员代收与交款：各人代收未交的款项及天数，以及历次交款的短款、长款。",
    ),
)
def handins(
    context: typer.Context,
    rep: RepFilter = None,
    as_of: AsOf = None,
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    day = day_as_of(session, as_of)
    book, policy, marked = session.figures(allow_errors=allow_errors)
    register = handin_register(book, policy, reps_or_refuse(session, book, rep), day)
    session.show(register._replace(marked=marked), form, output)
