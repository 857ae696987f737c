"""Where a document goes, and in which format."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from salesbook.i18n import Text
from salesbook.render.registry import TABLE, TARGETS, by_ending, by_name
from salesbook.render.target import Target


def chosen_target(form: str | None, file: Path | None, stdout: TextIO) -> Target | Text:
    """The format called ``form``, else that of the file's ending, else the table; or why it does not do."""
    target = by_name(form) if form else by_ending(file) if file else TABLE
    if target is None:
        return Text("there is no format {form}; choose one of {all}", "没有 {form} 这种格式，可选：{all}").format(
            form=form or (file.suffix if file else ""), all=", ".join(target.name for target in TARGETS)
        )
    if file is None and target.binary and stdout.isatty():
        return Text(
            "{form} does not go on a terminal; name a file with -o", "{form} 不能输出到终端，请用 -o 指定文件"
        ).format(form=target.name)
    return target
