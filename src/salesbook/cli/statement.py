from __future__ import annotations

from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.confirming import Answered, record_answer
from salesbook.cli.days import day_or_refuse
from salesbook.cli.named import customers_or_refuse
from salesbook.cli.options import AllowErrors, DryRun, Format, NoCommit, Output
from salesbook.cli.session import Session
from salesbook.cli.statement_files import is_folder, write_each
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period, last_month
from salesbook.reports.confirmations import confirmations_report
from salesbook.reports.statement import each_statement, statement, statements

app = typer.Typer()


@app.command(
    "statement",
    help=both(
        "A customer's statement of account to send and have confirmed; last month if no days are given.",
        "客户对账单，可寄客户盖章确认；不指定日期时为上月。",
    ),
)
def statement_command(
    context: typer.Context,
    customer: Annotated[
        str | None, typer.Argument(metavar="CUSTOMER", help=both("Id, name, alias or pinyin", "编号、名称、别名或拼音"))
    ] = None,
    every: Annotated[
        bool,
        typer.Option(
            "--all",
            help=both(
                "Each customer with a balance or movement; with -o FOLDER a file for each",
                "所有有余额或发生额的客户；加 -o 文件夹 则每户一个文件",
            ),
        ),
    ] = False,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help=both("The first day", "起始日"))] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help=both("The last day", "截止日"))] = None,
    confirm: Annotated[
        bool, typer.Option("--confirm", help=both("Record that the customer agrees", "登记客户回复：相符"))
    ] = False,
    theirs: Annotated[
        str | None,
        typer.Option(
            "--theirs", metavar="AMOUNT", help=both("Record another balance by its books", "登记客户回复：客户账面余额")
        ),
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CUR", help=both("Of which currency", "哪种货币"))
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help=both("What it says", "客户的说明"))] = None,
    answered: Annotated[
        bool, typer.Option("--answers", help=both("Who has answered, and what", "各客户的回复情况"))
    ] = False,
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    if (every or answered) == (customer is not None):
        session.refuse(Text("name a customer, or say --all", "请指定一个客户，或用 --all"))
    period = _period(session, first, last)
    answers_it = confirm or theirs is not None
    if confirm and theirs is not None:
        session.refuse(
            Text(
                "--confirm says that it agrees, --theirs that it does not",
                "--confirm 表示相符，--theirs 表示不符，只能选一个",
            )
        )
    if answers_it and customer is None:
        session.refuse(Text("name the customer that answered", "请指定回复的客户"))
    book, policy, marked = session.figures(allow_errors=allow_errors and not answers_it)
    if customer is not None and answers_it:
        answer = Answered(_customer(session, book, customer), period.last, theirs, currency, note)
        record_answer(session, book, policy, answer, dry_run=dry_run, commit=not no_commit)
        return
    if every and not answered and output is not None and is_folder(session, output):
        documents = each_statement(book, policy, period)
        write_each(session, {id: each._replace(marked=marked) for id, each in documents.items()}, form, output)
        return
    if answered:
        document = confirmations_report(book, policy, period.last)
    elif customer is None:
        document = statements(book, policy, period)
    else:
        document = statement(book, policy, _customer(session, book, customer), period)
    session.show(document._replace(marked=marked), form, output)


def _customer(session: Session, book: IndexedBook, text: str) -> str:
    found = customers_or_refuse(session, book, text) or ()
    if len(found) > 1:
        listed = ", ".join(f"{id} {book.customers.name(id)}" for id in found)
        session.refuse(
            Text("{text} fits several: {listed}", "“{text}”不止一个：{listed}").format(text=text, listed=listed)
        )
    return found[0]


def _period(session: Session, first: str | None, last: str | None) -> Period:
    """The days from ``first`` to ``last``; without a last day until today, without both the month that ended last."""
    if first is None and last is None:
        return last_month(session.today)
    until = day_or_refuse(session, last, "--to") if last is not None else session.today
    since = day_or_refuse(session, first, "--from") if first is not None else until.replace(day=1)
    if since > until:
        session.refuse(Text("{first} is after {last}", "{first} 晚于 {last}").format(first=since, last=until))
    return Period(since, until, f"{since}..{until}")
