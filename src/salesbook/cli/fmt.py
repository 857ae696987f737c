from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from salesbook.book.files import SETTINGS, kind_of, ledger_files
from salesbook.book.formatting import without_windows_marks
from salesbook.book.settings_file import read_settings
from salesbook.book.transaction import begin
from salesbook.cli.bilingual import both
from salesbook.cli.options import DryRun, NoCommit
from salesbook.cli.session import FAILED, FINDINGS, Session
from salesbook.history.commits import Message
from salesbook.i18n import Text
from salesbook.model.problem import Problem
from salesbook.recording.writing import Files, entries_of, unified_diff, write_and_commit

app = typer.Typer()


@app.command(
    "fmt",
    help=both(
        "Lay out entries as salesbook writes them. Entries with comments inside, or with errors, are left alone; "
        "of salesbook.yaml only Windows line ends and a byte order mark are changed.",
        "按 salesbook 的写法整理条目；条目内有注释或有错误的保持原样；salesbook.yaml 只改 Windows 换行符和字节顺序标记。",
    ),
)
def fmt(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]…", help=both("All, if left out", "默认为全部账簿文件"))
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help=both("Only say whether anything would change", "只检查是否需要整理"))
    ] = False,
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
) -> None:
    session: Session = context.obj
    root = session.root()
    paths = [_path(session, root, file) for file in files] if files else [SETTINGS, *ledger_files(root)]
    if check or dry_run:
        changed = _changed(session, root, paths)
        if dry_run:
            session.stdout.write(unified_diff(changed))
        else:
            for path in changed:
                session.say(Text("{path} would change", "{path} 需要整理").format(path=path))
        raise typer.Exit(FINDINGS if check and changed else 0)
    transaction = begin(root)
    if isinstance(transaction, Problem):
        session.fail([transaction], FAILED)
    with transaction:
        changed = _changed(session, root, paths)
        settings, _ = read_settings(root)
        commits = not no_commit and (settings is None or settings.git.commit)
        done = write_and_commit(transaction, changed, _message(changed) if commits else None)
    if isinstance(done, Problem):
        session.fail([done], FAILED, root)
    for path in changed:
        session.say(Text("{path} laid out", "{path} 已整理").format(path=path))
    if not changed:
        session.note(Text("nothing to lay out", "没有需要整理的内容"))


def _path(session: Session, root: Path, file: Path) -> PurePosixPath:
    """A ledger file or the settings as the book names it; ends the command where it is neither."""
    place = (session.folder / file).resolve()
    if place.is_file() and place.is_relative_to(root.resolve()):
        path = PurePosixPath(place.relative_to(root.resolve()).as_posix())
        if path == SETTINGS or path in set(ledger_files(root)):
            return path
    return session.refuse(Text("{file} is no ledger file of the book", "{file} 不是账簿文件").format(file=file))


def _changed(session: Session, root: Path, paths: Sequence[PurePosixPath]) -> Files:
    """The files that change, before and after; says which entries are left alone."""
    from salesbook.recording.formatting import format_ledger

    changed: dict[PurePosixPath, tuple[bytes | None, bytes]] = {}
    for path in paths:
        data = (root / path).read_bytes()
        if path == SETTINGS:
            if (plain := without_windows_marks(data)) != data:
                changed[path] = (data, plain)
            continue
        kind = kind_of(path)
        if kind is None:
            continue
        formatted = format_ledger(data, path, kind)
        for entry in formatted.kept:
            session.note(
                Text("{path}:{line}: left alone for its comments", "{path}:{line}：条目内有注释，保持原样").format(
                    path=path, line=entry.line
                )
            )
        if formatted.data != data:
            changed[path] = (data, formatted.data)
    return changed


def _message(changed: Files) -> Message | None:
    """The commit's message; it names the entries whose text changes."""
    ids: list[str] = []
    for before, after in changed.values():
        old = entries_of(before or b"")
        ids += [id for id, text in entries_of(after).items() if old.get(id) != text]
    return Message(f"fmt: {len(changed)} files, {len(ids)} entries", "fmt", ids) if changed else None
