from __future__ import annotations

import json
from typing import Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.kinds import kind_or_refuse, kinds_beginning
from salesbook.cli.session import Session

app = typer.Typer()


@app.command(
    "schema",
    help=both(
        "The JSON Schema of the files of a kind, such as orders; without KIND of salesbook.yaml.",
        "输出某类条目文件的 JSON Schema，如 orders；不写种类则为 salesbook.yaml。",
    ),
)
def schema(
    context: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND]",
            autocompletion=kinds_beginning,
            help=both("orders, payments, customers …", "orders、payments、customers 等"),
        ),
    ] = None,
) -> None:
    from salesbook.recording.schemas import json_schema, settings_schema

    session: Session = context.obj
    shown = settings_schema() if kind is None else json_schema(kind_or_refuse(session, kind))
    session.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
