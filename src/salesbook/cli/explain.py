from __future__ import annotations

from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.options import Format, Output
from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.reports.explanation import code_called, code_list, explanation, nearest_codes

app = typer.Typer()


@app.command(
    "explain",
    help=both(
        "What the code of an error or warning means and what to do about it; without CODE the list of all.",
        "说明错误或警告代码的含义和处理办法；不写代码则列出全部。",
    ),
)
def explain(
    context: typer.Context,
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help=both("Such as E0102", "例如 E0102"))] = None,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    if code is None:
        session.show(code_list(), form, output)
        return
    found = code_called(code)
    if found is None:
        near = ", ".join(nearest_codes(code)) or "salesbook explain"
        session.refuse(
            Text("there is no code {code}; see {near}", "没有 {code} 这个代码，参见 {near}").format(
                code=code, near=near
            )
        )
    session.show(explanation(found), form, output)
