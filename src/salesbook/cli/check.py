from __future__ import annotations

from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.options import Format, Output
from salesbook.cli.session import FINDINGS, Session
from salesbook.model.problem import Severity
from salesbook.render.problems import data, in_order
from salesbook.reports.check_report import check_document, extent, no_problems

app = typer.Typer()


@app.command(
    "check",
    help=both(
        "Every error and warning of the book, with its place and what to do. Exit code 1 if there are errors.",
        "列出账簿的全部错误和警告、所在位置及处理办法。有错误时退出码为 1。",
    ),
)
def check(
    context: typer.Context,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="CODE",
            help=both("Only problems whose code begins so: E03, W0409", "只看以此开头的代码，如 E03、W0409"),
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help=both("Exit code 1 for warnings too", "有警告时退出码也为 1"))
    ] = False,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    book = session.open_book()
    wanted = tuple(each.upper() for each in only or ())
    problems = in_order([each for each in book.problems() if not wanted or each.code.id.startswith(wanted)])
    if form in (None, "table") and output is None:
        if problems:
            session.report_problems(problems, book.root, session.stdout)
        else:
            session.say(no_problems(extent(book)))
    else:
        session.show(check_document(problems, extent(book), data(problems, session.language)), form, output)
    if any(strict or problem.severity is Severity.ERROR for problem in problems):
        raise typer.Exit(FINDINGS)
