from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from salesbook.bank.decision import Verdict
from salesbook.cli.bank_files import Dates
from salesbook.cli.bilingual import both
from salesbook.cli.options import AllowErrors, DryRun, Format, NoCommit, Output
from salesbook.cli.session import FINDINGS, Session
from salesbook.i18n import Text

app = typer.Typer()


@app.command(
    "reconcile",
    help=both(
        "Explain every line of bank statements: post what is certain, list what is not.",
        "逐笔核对银行对账单：确定的入账，不确定的列出，绝不猜测。",
    ),
)
def reconcile_command(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help=both("Exports of banks or wallets", "银行或钱包导出的文件"))
    ],
    account: Annotated[
        str | None,
        typer.Option("--account", "-a", help=both("The account, where the file does not tell", "文件未注明时指定账户")),
    ] = None,
    dates: Dates = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=both("Post what is certain", "把确定的入账"))] = False,
    dry_run: DryRun = False,
    strict: Annotated[
        bool, typer.Option("--strict", help=both("Lines left to review are an error", "有待核对的流水即返回错误"))
    ] = False,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="LINE",
            help=both(
                "All that was weighed for one line, by its row or id; nothing is written",
                "显示某笔流水（行号或编号）的全部判定依据，不写入",
            ),
        ),
    ] = None,
    no_commit: NoCommit = False,
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    from salesbook.cli.reconciling import Reconciling, statements_of_files
    from salesbook.cli.review import can_review, review
    from salesbook.reports.reconciliation import reconciliation_document

    session: Session = context.obj
    if explain is not None and yes:
        session.refuse(Text("--explain writes nothing: leave out --yes", "--explain 不写入：请去掉 --yes"))
    statements = statements_of_files(session, files, dates)
    run = Reconciling.begin(session, allow_errors=allow_errors, commit=not no_commit)
    run.reconcile(run.with_accounts(statements, account))
    if explain is not None:
        run.explain(explain, form, output)
        return
    if not (yes or dry_run or strict or form or output) and can_review(session, run.found):
        session.note(review(session, run.book, run.together, commit=not no_commit))
        return
    if yes:
        run.post(dry_run=dry_run)
    document = reconciliation_document(run.book, run.found, run.entered, whole=bool(form or output))
    session.show(document._replace(marked=run.marked), form, output)
    if form is None and output is None:
        session.stdout.write(run.difference)
    if form != "json":
        for text in run.written or [run.nothing_written(dry_run=dry_run)]:
            session.note(text)
    if strict and any(result.count(Verdict.REVIEW) for result in run.found):
        raise typer.Exit(FINDINGS)
