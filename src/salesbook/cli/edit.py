from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from salesbook.book.state_folder import STATE_FOLDER, state_folder
from salesbook.cli.asking import confirm
from salesbook.cli.bilingual import both
from salesbook.cli.entering import EXIT_CODES, written
from salesbook.cli.options import DryRun, NoCommit
from salesbook.cli.session import DONE, FAILED, FINDINGS, Session
from salesbook.i18n import Text
from salesbook.recording.draft import Refused
from salesbook.recording.record import Manner
from salesbook.recording.revising import find_editable, revise

app = typer.Typer()

_EDITED = "edited"


@app.command(
    "edit",
    help=both(
        "Edit one entry in your editor ($VISUAL or $EDITOR); it is put back when the book is right with it.",
        "在编辑器（$VISUAL 或 $EDITOR）中修改一条；检查无误后写回，其他内容不变。",
    ),
)
def edit(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help=both("Its id", "编号"))],
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
) -> None:
    session: Session = context.obj
    root = session.root()
    entry = find_editable(root, id)
    if entry is None:
        session.refuse(Text("there is no entry {id}", "没有编号为 {id} 的条目").format(id=id))
    source = PurePosixPath(STATE_FOLDER, _EDITED, f"{id}.yaml")
    file = state_folder(root) / _EDITED / source.name
    file.parent.mkdir(exist_ok=True)
    file.write_text(entry.text, encoding="utf-8", newline="\n")
    while True:
        _open_editor(session, file)
        edited = file.read_bytes()
        if not edited.strip() or edited == entry.text.encode():
            file.unlink()
            session.note(Text("nothing was changed", "没有修改"))
            raise typer.Exit(DONE)
        result = revise(root, entry, edited, source, Manner(dry_run=dry_run, commit=not no_commit))
        if not isinstance(result, Refused):
            break
        session.report_problems(result.problems, root)
        if session.asks and confirm(session, Text("Edit it again?", "继续修改？")):
            continue
        session.note(Text("your text is kept in {file}", "您的修改保存在 {file}").format(file=root / source))
        raise typer.Exit(EXIT_CODES[result.because])
    file.unlink()
    if result.warnings:
        session.report_problems(result.warnings, root)
    if dry_run:
        session.stdout.write(result.diff)
    else:
        session.say(written(result))


def _open_editor(session: Session, file: Path) -> None:
    """Let the user edit a file; ends the command where the editor cannot be started, or fails."""
    chosen = session.environment.get("VISUAL") or session.environment.get("EDITOR")
    windows = os.name == "nt"
    command = shlex.split(chosen, posix=not windows) if chosen else ["notepad" if windows else "vi"]
    try:
        code = subprocess.run([*command, str(file)], check=False).returncode
    except OSError:
        session.refuse(
            Text(
                "the editor {editor} cannot be started; set $EDITOR",
                "无法启动编辑器 {editor}，请设置环境变量 EDITOR",
            ).format(editor=command[0]),
            FAILED,
        )
    if code:
        session.refuse(
            Text("the editor ended with {code}; nothing was changed", "编辑器异常退出（{code}），没有修改").format(
                code=code
            ),
            FINDINGS,
        )
