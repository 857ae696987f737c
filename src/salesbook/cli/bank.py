from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from salesbook.cli.bank_files import Dates, statements_or_fail
from salesbook.cli.bilingual import both
from salesbook.cli.days import day_as_of
from salesbook.cli.options import AllowErrors, AsOf, DryRun, Format, NoCommit, Output
from salesbook.cli.session import Session
from salesbook.reports.bank_lines import bank_lines

app = typer.Typer(help=both("Bank statements and lines.", "银行对账单与流水。"))


@app.command(
    "lines", help=both("Read a bank file and post nothing; needs no book.", "读取银行文件，不入账，也不需要账簿。")
)
def lines(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=both("An export of a bank or wallet", "银行或钱包导出的文件"))
    ],
    dates: Dates = None,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    session.show(bank_lines(str(file), statements_or_fail(session, file, dates)), form, output)


Column = str | None


def _column(option: str, english: str, chinese: str) -> Any:
    """An option that names a column of a bank file."""
    return typer.Option(option, metavar="COLUMN", help=both(english, chinese))


@app.command(
    "learn",
    help=both(
        "Teach the layout of a bank file once: which column is what, by heading or number.",
        "教会程序一种银行文件的格式：各列的含义，按标题或列号指定。",
    ),
)
def learn(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=both("An export of a bank or wallet", "银行或钱包导出的文件"))
    ],
    date: Annotated[Column, _column("--date", "The date", "日期")] = None,
    amount: Annotated[Column, _column("--amount", "The amount", "金额")] = None,
    money_in: Annotated[Column, _column("--in", "Money in", "收入")] = None,
    money_out: Annotated[Column, _column("--out", "Money out", "支出")] = None,
    direction: Annotated[Column, _column("--direction", "Which way the amount went", "收支方向")] = None,
    balance: Annotated[Column, _column("--balance", "The balance", "余额")] = None,
    payer: Annotated[Column, _column("--payer", "The other party", "对方户名")] = None,
    payer_account: Annotated[Column, _column("--payer-account", "Its account", "对方账号")] = None,
    memo: Annotated[list[str] | None, _column("--memo", "Free text; may be given again", "摘要，可重复")] = None,
    reference: Annotated[Column, _column("--reference", "The bank's number", "流水号")] = None,
    header: Annotated[
        int | None, typer.Option("--header", metavar="ROW", help=both("The row of headings", "标题行的行号"))
    ] = None,
    headless: Annotated[
        bool, typer.Option("--no-header", help=both("There are no headings", "文件没有标题行"))
    ] = False,
    dates: Dates = None,
    amounts: Annotated[
        str | None,
        typer.Option(
            "--amounts",
            metavar="signed|inverted",
            help=both(
                "Of one column of amounts: money in positive, or out", "单列金额：收入为正，或支出为正（inverted）"
            ),
        ),
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CUR", help=both("Its currency", "币种"))
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help=both("What to call it", "格式名称"))] = None,
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
) -> None:
    from salesbook.cli.bank_learn import Told, learn_layout

    told: dict[str, list[str | None]] = {
        "date": [date],
        "amount": [amount],
        "in": [money_in],
        "out": [money_out],
        "direction": [direction],
        "balance": [balance],
        "payer": [payer],
        "payer_account": [payer_account],
        "memo": [*(memo or [])],
        "reference": [reference],
    }
    columns = {role: [column for column in given if column] for role, given in told.items() if any(given)}
    wishes = Told(columns, header, headless, dates, amounts, currency, name, dry_run, commit=not no_commit)
    learn_layout(context.obj, file, wishes)


@app.command(
    "status",
    help=both("Where each account stands, and whether book and bank agree.", "各账户状况，账簿与银行是否相符。"),
)
def status(
    context: typer.Context,
    as_of: AsOf = None,
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    from salesbook.reports.bank_status import bank_status

    session: Session = context.obj
    day = day_as_of(session, as_of)
    book, policy, marked = session.figures(allow_errors=allow_errors)
    session.show(bank_status(book, policy, day)._replace(marked=marked), form, output)


@app.command(
    "undo",
    help=both(
        "Take matches back by new entries, and open their lines again. What is named is remembered as wrong and not "
        "proposed again; --last and --day only open the lines.",
        "用新条目撤销匹配，并重新打开对应的流水。指名撤销的会记为不符，不再建议；--last、--day 只重新打开流水。",
    ),
)
def undo(
    context: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[BM-… | BL-…]...", help=both("Matches, or lines whose matches", "匹配编号，或流水编号")
        ),
    ] = None,
    last: Annotated[
        bool, typer.Option("--last", help=both("All of the last reconciliation", "撤销最近一次对账的全部匹配"))
    ] = False,
    day: Annotated[
        str | None, typer.Option("--day", metavar="DAY", help=both("All matches of that day", "撤销该日的全部匹配"))
    ] = None,
    account: Annotated[
        str | None, typer.Option("--account", "-a", help=both("Of the day only those of one account", "只撤销某账户的"))
    ] = None,
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
) -> None:
    from salesbook.cli.bank_undo import undo_matches
    from salesbook.recording.record import Manner

    manner = Manner(dry_run=dry_run, commit=not no_commit)
    undo_matches(context.obj, ids or [], last=last, day=day, account=account, manner=manner)
