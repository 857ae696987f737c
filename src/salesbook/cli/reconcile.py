from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from salesbook.bank.accounts import account_of
from salesbook.bank.decision import Verdict
from salesbook.bank.named_entries import lines_with_match, named_entries
from salesbook.bank.posting import Entering, drafts_of
from salesbook.bank.reconciliation import Reconciliation, reconcile
from salesbook.bank.statement import Statement
from salesbook.cli.bank_files import Dates, statements_or_fail
from salesbook.cli.bilingual import both
from salesbook.cli.options import AllowErrors, DryRun, Format, NoCommit, Output
from salesbook.cli.review import can_review, review
from salesbook.cli.session import FINDINGS, Session
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.problem import Problem
from salesbook.recording.draft import Draft
from salesbook.reports.reconciliation import reconciliation_document

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
    no_commit: NoCommit = False,
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    found: list[Reconciliation] = []
    written: list[Text] = []
    posting = yes and not dry_run
    book, policy, marked = session.figures(allow_errors=allow_errors)
    for file, chosen, statement in _statements(session, files, account, dates, book, policy.currency):
        earlier = () if posting else tuple(found)
        found.append(reconcile(book, policy, statement, file, chosen, session.today, earlier))
        if posting:
            written.append(_post(session, book, found[-1], commit=not no_commit))
            book, policy, marked = session.figures(allow_errors=allow_errors)
    if not (yes or dry_run or form or output) and can_review(session, found):
        session.note(review(session, book, policy, found, commit=not no_commit))
        return
    session.show(replace(reconciliation_document(book, found), marked=marked), form, output)
    if form is None and output is None and yes and dry_run:
        for result in found:
            _show_difference(session, book, result)
    if form != "json":
        for text in written or [_not_written(found, dry_run=dry_run)]:
            session.note(text)
    if strict and any(result.count(Verdict.REVIEW) for result in found):
        raise typer.Exit(FINDINGS)


def _statements(
    session: Session, files: list[Path], asked: str | None, dates: Dates, book: IndexedBook, currency: str
) -> list[tuple[str, str, Statement]]:
    """Every statement with its file and account; ends the command, before anything is posted, where one has none."""
    found: list[tuple[str, str, Statement]] = []
    problems: list[Problem] = []
    for file in files:
        for statement in statements_or_fail(session, file, dates):
            account = account_of(statement, str(file), book.settings.get("accounts", {}), asked, currency)
            if isinstance(account, Problem):
                problems.append(account)
            else:
                found.append((str(file), account, statement))
    if problems:
        session.fail(problems, FINDINGS)
    return found


def _drafts(session: Session, book: IndexedBook, found: Reconciliation) -> list[Draft]:
    named = named_entries(book, (line.decision.best for line in found.lines if line.posted))
    return drafts_of(Entering(found, named, lines_with_match(book), session.today))


def _post(session: Session, book: IndexedBook, found: Reconciliation, *, commit: bool) -> Text:
    """Enter what is certain; says what was written."""
    from salesbook.cli.recorded import record_or_fail, written
    from salesbook.recording.record import Manner

    drafts = _drafts(session, book, found)
    if not drafts:
        return Text("{file}: nothing new", "{file}：没有新内容").format(file=found.file)
    posted, review = found.count(Verdict.POST), found.count(Verdict.REVIEW)
    summary = f"{Path(found.file).name}: {posted} posted, {review} to review"
    manner = Manner(commit=commit)
    result = record_or_fail(
        session, session.root(), drafts, summary=summary, command="reconcile", manner=manner, quiet=True
    )
    return Text("{file}: {written}", "{file}：{written}").format(file=found.file, written=written(result))


def _show_difference(session: Session, book: IndexedBook, found: Reconciliation) -> None:
    """What posting would change in the book's files."""
    from salesbook.cli.recorded import record_or_fail
    from salesbook.recording.record import Manner

    if drafts := _drafts(session, book, found):
        manner = Manner(dry_run=True)
        record_or_fail(session, session.root(), drafts, summary=found.file, command="reconcile", manner=manner)


def _not_written(found: list[Reconciliation], *, dry_run: bool) -> Text:
    certain = sum(result.count(Verdict.POST) + result.count(Verdict.IGNORE) for result in found)
    if dry_run or not certain:
        return Text("Nothing was written.", "未写入任何内容。")
    return Text(
        "Nothing was written; --yes enters the {count} lines that are decided.",
        "未写入任何内容；加 --yes 即写入这 {count} 笔已判定的流水。",
    ).format(count=certain)
