from __future__ import annotations

import difflib
from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.days import day_as_of
from salesbook.cli.options import AllowErrors, AsOf, Format, Output
from salesbook.cli.session import Session
from salesbook.datasets.dataset import Source
from salesbook.datasets.query import answer
from salesbook.datasets.query_document import answer_document, views_document
from salesbook.datasets.registry import DATASETS
from salesbook.i18n import Text
from salesbook.table import Document

app = typer.Typer()


@app.command(
    "sql",
    help=both(
        'Ask the book in SQL: salesbook sql "SELECT customer, money(sum(amount_minor)) FROM items GROUP BY customer".',
        '用 SQL 查询账簿：salesbook sql "SELECT customer, money(sum(amount_minor)) FROM items GROUP BY customer"。',
    ),
)
def sql(
    context: typer.Context,
    query: Annotated[str | None, typer.Argument(metavar="QUERY", help=both("One SELECT", "一条 SELECT 语句"))] = None,
    views: Annotated[
        bool,
        typer.Option(
            "--views",
            help=both(
                "What can be asked; with a name instead of a query, its columns", "列出视图；给出名称则列出其各列"
            ),
        ),
    ] = False,
    as_of: AsOf = None,
    allow_errors: AllowErrors = False,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    if views:
        session.show(_views(session, query), form, output)
        return
    if query is None:
        session.refuse(Text("give a query, or --views", "请给出查询语句，或使用 --views"))
    day = day_as_of(session, as_of)
    book, policy, marked = session.figures(allow_errors=allow_errors)
    found = answer(Source(book, policy, day), query)
    if isinstance(found, Text):
        session.refuse(found)
    session.show(answer_document(found)._replace(marked=marked), form, output)


def _views(session: Session, name: str | None) -> Document:
    if name is None:
        return views_document(list(DATASETS.values()))
    if name not in DATASETS:
        near = difflib.get_close_matches(name, DATASETS, 1, cutoff=0.5)
        told = (
            Text("there is no view {name}; did you mean {near}?", "没有视图 {name}；是否想写 {near}？")
            if near
            else Text("there is no view {name}; there are {all}", "没有视图 {name}；可用：{all}")
        )
        session.refuse(told.format(name=name, near="".join(near), all=", ".join(DATASETS)))
    return views_document([DATASETS[name]])
