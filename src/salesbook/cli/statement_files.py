"""Statements as files of their own, one a customer, to be sent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from salesbook.cli.session import FAILED, Session
from salesbook.i18n import Text
from salesbook.table import Document


def is_folder(session: Session, output: Path) -> bool:
    """Whether ``-o`` names a folder: one that is there, or a name without an ending."""
    return (session.folder / output).is_dir() or not output.suffix


def write_each(session: Session, documents: Mapping[str, Document], form: str | None, output: Path) -> None:
    """A file for each customer, named by its id; a workbook unless ``form`` says otherwise. Files there are replaced."""
    from salesbook.book.disk import disk_problem
    from salesbook.render.output import write
    from salesbook.render.registry import TARGETS, by_name

    target = by_name(form or "xlsx")
    if target is None:
        session.refuse(
            Text("there is no format {form}; choose one of {all}", "没有 {form} 这种格式，可选：{all}").format(
                form=form or "", all=", ".join(each.name for each in TARGETS)
            )
        )
    folder = session.folder / output
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for customer, document in documents.items():
            write(document, session.language, target, folder / f"{customer}{target.endings[0]}")
    except OSError as error:
        session.fail([disk_problem(error, output)], FAILED)
    session.say(
        Text(
            "{count} {count:statement|statements} written to {folder}", "已生成 {count} 份对账单，存于 {folder}"
        ).format(count=len(documents), folder=output)
    )
