"""Options that several commands share, with their help in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from salesbook.cli.bilingual import both


def _formats_beginning(incomplete: str) -> list[str]:
    from salesbook.render.registry import TARGETS

    return [target.name for target in TARGETS if target.name.startswith(incomplete)]


Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        autocompletion=_formats_beginning,
        help=both("table, json, csv, xlsx, html or md", "输出格式：table、json、csv、xlsx、html、md"),
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=both("Write to a file; its ending picks the format", "写入文件，按扩展名决定格式"),
    ),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help=both("The day; today if left out", "截止日，默认今天"))
]
AllowErrors = Annotated[
    bool,
    typer.Option(
        "--allow-errors", help=both("Print figures of a book with errors, marked", "账簿有错误时仍输出数字，并加标注")
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run", "-n", help=both("Show what would be written, write nothing", "只显示将写入的内容，不写入")
    ),
]
NoCommit = Annotated[
    bool, typer.Option("--no-commit", help=both("Write, but leave the commit to me", "只写入文件，不提交 git"))
]
Force = Annotated[
    bool, typer.Option("--force", help=both("Override a rule; needs --reason", "越过规则，须同时给出 --reason"))
]
Reason = Annotated[
    str | None,
    typer.Option(
        "--reason", metavar="TEXT", help=both("Why a rule is overridden; kept in the entry", "越过规则的理由，写入条目")
    ),
]
EntryDate = Annotated[
    str | None,
    typer.Option(
        "--date",
        "-d",
        metavar="DAY",
        help=both("Its date: today, 11-21, 2026-11-21 …", "日期：today、11-21、2026-11-21 等"),
    ),
]
CustomerFilter = Annotated[
    str | None,
    typer.Option(
        "--customer",
        "-c",
        metavar="CUSTOMER",
        help=both("Of one customer: id, name or alias", "某客户：编号、名称或别名"),
    ),
]
RepFilter = Annotated[
    str | None,
    typer.Option("--rep", "-r", metavar="REP", help=both("Of one rep: id or name", "某业务员：编号或姓名")),
]
EntryNote = Annotated[str | None, typer.Option("--note", metavar="TEXT", help=both("A note", "备注"))]
