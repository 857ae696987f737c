from __future__ import annotations

from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.options import Format, Output
from salesbook.cli.session import FINDINGS, Session
from salesbook.reports.finding import find as find_entries
from salesbook.reports.finding import found_document

app = typer.Typer()


@app.command(
    "find",
    help=both(
        "Entries that have a text anywhere: id, name, alias, invoice or contract number, memo, note, an amount "
        "(1285 finds 1285.00), or the pinyin initials of a name (hdjm). Exit code 1 if there are none.",
        "按任意文字查找：编号、名称、别名、发票号、合同号、摘要、备注、金额（1285 可找到 1285.00）、"
        "名称的拼音或首字母（hdjm）。没有找到时退出码为 1。",
    ),
)
def find(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=both("What to look for", "要查找的文字"))],
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, metavar="N", help=both("At most so many", "最多显示条数"))
    ] = 50,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    book, policy, marked = session.figures(allow_errors=True)
    found = find_entries(book, text)
    session.show(found_document(book, policy, text, found, limit)._replace(marked=marked), form, output)
    if not found:
        raise typer.Exit(FINDINGS)
