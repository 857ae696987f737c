from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.periods import Month, PeriodCommand, period_or_refuse
from salesbook.cli.session import FAILED, FINDINGS, Session
from salesbook.datasets.dataset import Source
from salesbook.exports.form import Form, Request
from salesbook.exports.headers import Headers
from salesbook.exports.registry import FORMS, by_name
from salesbook.i18n import Text

app = typer.Typer()

_NAMES = [form.name for form in FORMS]


@app.command(
    "export",
    cls=PeriodCommand,
    help=both(
        "Give the whole book to another tool: files of the form --to in the folder DIR.",
        "把整本账导出给其他工具：在文件夹 DIR 中写入 --to 所指格式的文件。",
    ),
)
def export(
    context: typer.Context,
    directory: Annotated[Path, typer.Argument(metavar="DIR", help=both("Made if it is not there", "不存在时自动建立"))],
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="FORM", help=both(", ".join(_NAMES), "、".join(_NAMES)), autocompletion=lambda: _NAMES
        ),
    ],
    headers: Annotated[
        Headers, typer.Option("--headers", help=both("Language of headings: en or zh", "表头语言：en 或 zh"))
    ] = Headers.EN,
    month: Month = None,
) -> None:
    session: Session = context.obj
    form = _form(session, to)
    if month is not None and not form.monthly:
        session.refuse(
            Text("--month does not go with --to {form}", "--month 不能与 --to {form} 同用").format(form=form.name)
        )
    period = period_or_refuse(session, month, None, None, "last")
    book, policy, _ = session.figures(allow_errors=False)
    folder = session.folder / directory
    if folder.is_file():
        session.refuse(Text("{path} is a file, not a folder", "{path} 是文件，不是文件夹").format(path=directory))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = form.write(Request(Source(book, policy, session.today), folder, session.language, headers, period))
    except OSError as error:
        from salesbook.book.disk import disk_problem

        session.fail([disk_problem(error, directory)], FAILED)
    if isinstance(written, Text):
        session.refuse(written, FINDINGS)
    for path in written.files:
        session.note(Text("written: {path}", "已写入：{path}").format(path=directory / path.name))
    for note in written.notes:
        session.note(note)


def _form(session: Session, name: str) -> Form:
    form = by_name(name)
    if form is None:
        near = difflib.get_close_matches(name, _NAMES, 1, cutoff=0.5)
        told = (
            Text("--to: there is no form {name}; did you mean {near}?", "--to：没有 {name} 这种格式；是否想写 {near}？")
            if near
            else Text("--to: there is no form {name}; there are {all}", "--to：没有 {name} 这种格式；可用：{all}")
        )
        session.refuse(told.format(name=name, near="".join(near), all=", ".join(_NAMES)))
    return form
