from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from salesbook.cli.bilingual import both
from salesbook.cli.options import NoCommit
from salesbook.cli.session import FAILED, REFUSED, Session
from salesbook.i18n import Text
from salesbook.model.problem import Problem

if TYPE_CHECKING:
    from salesbook.recording.writing import Files

app = typer.Typer()

_TO_TRY = (
    "salesbook reconcile examples/icbc-2026-10.csv --dry-run",
    "salesbook report --month 2026-10",
    "salesbook aging --as-of 2026-10-31",
)


@app.command(
    "demo",
    help=both(
        "Write the book of an invented company, 24 months to October 2026, with its bank exports, to play with.",
        "生成一家虚构公司的账簿（24 个月，至 2026 年 10 月）及其银行导出文件，供练习。",
    ),
)
def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=both("A new or empty folder", "新的或空的文件夹"))],
    no_commit: NoCommit = False,
) -> None:
    from salesbook.book.transaction import begin
    from salesbook.history.commits import Message
    from salesbook.history.repository import init_repository
    from salesbook.recording.writing import write_and_commit

    session: Session = context.obj
    root = session.folder / folder
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        session.refuse(Text("{folder} is not an empty folder", "{folder} 不是空文件夹").format(folder=folder), REFUSED)
    root.mkdir(parents=True, exist_ok=True)
    if not no_commit and (problem := init_repository(root)):
        session.fail([problem], FAILED)
    transaction = begin(root)
    if isinstance(transaction, Problem):
        session.fail([transaction], FAILED)
    with transaction:
        message = None if no_commit else Message("demo: the book of an invented company", "demo")
        done = write_and_commit(transaction, _files(root), message)
    if isinstance(done, Problem):
        session.fail([done], FAILED)
    session.say(
        Text(
            "The book of an invented company is in {folder}. Try:", "虚构公司的账簿已写入 {folder}，可以试试："
        ).format(folder=folder)
    )
    for command in (f"cd {folder}", *_TO_TRY):
        session.stdout.write(f"    {command}\n")


def _files(root: Path) -> Files:
    from salesbook.demo.company import make_company
    from salesbook.demo.write import book_files, export_files
    from salesbook.recording.new_book import supporting_files

    company = make_company()
    book = {path: text.encode() for path, text in book_files(company).items()}
    exports = {PurePosixPath("examples", name): content for name, content in export_files(company).items()}
    return {**{path: (None, content) for path, content in (book | exports).items()}, **supporting_files(root)}
