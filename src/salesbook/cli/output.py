"""Where a document goes, and in which format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.i18n import Text
from salesbook.render.output import write
from salesbook.render.registry import TABLE, TARGETS, by_ending, by_name

if TYPE_CHECKING:
    from salesbook.cli.session import Session
    from salesbook.table import Document


def show(session: Session, document: Document, form: str | None, output: Path | None) -> None:
    """Write ``document`` to ``output``, whose ending picks the format where none is given, or print it."""
    target = by_name(form) if form else by_ending(output) if output else TABLE
    if target is None:
        session.refuse(
            Text("there is no format {form}; choose one of {all}", "没有 {form} 这种格式，可选：{all}").format(
                form=form or (output.suffix if output else ""), all=", ".join(target.name for target in TARGETS)
            )
        )
    if output is None and target.binary and session.stdout.isatty():
        session.refuse(
            Text(
                "{form} does not go on a terminal; name a file with -o", "{form} 不能输出到终端，请用 -o 指定文件"
            ).format(form=target.name)
        )
    try:
        write(document, session.language, target, session.stdout if output is None else session.folder / output)
    except OSError as error:
        from salesbook.book.disk import disk_problem
        from salesbook.cli.session import FAILED

        session.fail([disk_problem(error, output or "-")], FAILED)
    if output is not None:
        session.note(Text("written: {path}", "已写入：{path}").format(path=output))
