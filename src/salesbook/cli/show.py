from __future__ import annotations

from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.days import day_as_of
from salesbook.cli.options import AsOf, Format, Output
from salesbook.cli.session import FINDINGS, Session
from salesbook.i18n import Text
from salesbook.reports.entry_story import entry_story, meant_entries
from salesbook.reports.lookup import nearest_ids

app = typer.Typer()


@app.command(
    "show",
    help=both(
        "An entry with all that hangs on it: an order with its deliveries, invoices, payments and what is still open; "
        "a customer with what it owes; a payment with what it was given to.",
        "查看一个条目及其全部关联：订单的发货、发票、收款和未清款项；客户的应收；收款的分配情况等。",
    ),
)
def show(
    context: typer.Context,
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help=both("An id, or the name of a customer or rep", "编号，或客户、业务员的名称")
        ),
    ],
    as_of: AsOf = None,
    form: Format = None,
    output: Output = None,
) -> None:
    session: Session = context.obj
    day = day_as_of(session, as_of)
    book, policy, marked = session.figures(allow_errors=True)
    found = meant_entries(book, id)
    if not found:
        near = nearest_ids(book, id)
        hint = Text("did you mean {near}?", "是否想找 {near}？").format(near=", ".join(near))
        search = Text("try salesbook find {id}", "可用 salesbook find {id} 查找").format(id=id)
        text = Text("there is no entry {id}; {hint}", "没有编号为 {id} 的条目，{hint}")
        session.refuse(text.format(id=id, hint=hint if near else search), FINDINGS)
    if len({(each.kind, each.id) for each in found}) > 1:
        for other in found[1:]:
            session.note(
                Text("there is also: {id} ({place})", "另有：{id}（{place}）").format(id=other.id, place=other.place)
            )
    session.show(entry_story(book, policy, found[0], day)._replace(marked=marked), form, output)
