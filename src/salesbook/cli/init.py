from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from salesbook.book.numbering import pad_problem
from salesbook.book.place import SETTINGS_FILE
from salesbook.book.settings_file import settings_from
from salesbook.book.transaction import begin
from salesbook.cli.asking import ask, ask_until
from salesbook.cli.bilingual import both
from salesbook.cli.session import FAILED, FINDINGS, REFUSED, Session
from salesbook.cli.typed import rate_or_refuse
from salesbook.history.commits import Message
from salesbook.history.repository import init_repository, set_pad
from salesbook.i18n import Language, Text
from salesbook.model.problem import Problem
from salesbook.recording.new_book import NewBook, new_files
from salesbook.recording.writing import write_and_commit

app = typer.Typer()

_CURRENCY = re.compile(r"[A-Z]{3}")
_PRICES = ("gross", "net")


@app.command(
    "init",
    help=both(
        "Begin a new book in a folder: settings, empty ledgers, schemas for editors, and a first commit.",
        "在文件夹中新建账簿：设置、空账簿、供编辑器使用的 Schema，并作首次提交。",
    ),
)
def init(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help=both("Where; here if left out", "位置，默认当前文件夹"))
    ] = Path(),
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help=both("The company's name", "公司名称"))
    ] = None,
    currency: Annotated[
        str | None,
        typer.Option("--currency", metavar="CODE", help=both("Its currency: CNY, USD …", "本位币：CNY、USD 等")),
    ] = None,
    language: Annotated[
        Language | None, typer.Option("--language", metavar="en|zh", help=both("Of the book", "账簿语言"))
    ] = None,
    tax: Annotated[
        str | None, typer.Option("--tax", metavar="RATE", help=both("The usual tax rate: 13%", "常用税率，如 13%"))
    ] = None,
    prices: Annotated[
        str | None,
        typer.Option("--prices", metavar="gross|net", help=both("With or without tax", "单价含税 gross 或不含税 net")),
    ] = None,
    pad: Annotated[
        str | None, typer.Option("--pad", metavar="PAD", help=both("This clone's numbering pad", "本机号段"))
    ] = None,
    no_commit: Annotated[
        bool, typer.Option("--no-commit", help=both("No git: neither repository nor commit", "不建立仓库，不提交"))
    ] = False,
) -> None:
    session: Session = context.obj
    root = (session.folder / folder).resolve()
    if (root / SETTINGS_FILE).exists():
        session.refuse(Text("{folder} is a book already", "{folder} 已是账簿").format(folder=root), REFUSED)
    if pad and (problem := pad_problem(pad)):
        session.fail([problem], FINDINGS)
    book = _book(session, name, currency, language, tax, prices)
    files = new_files(root, book)
    settings_text = next(after for path, (_, after) in files.items() if path.name == SETTINGS_FILE)
    _, problems = settings_from(settings_text)
    if problems:
        session.fail(problems, FINDINGS)
    root.mkdir(parents=True, exist_ok=True)
    if not no_commit and (problem := init_repository(root)):
        session.fail([problem], FAILED)
    transaction = begin(root)
    if isinstance(transaction, Problem):
        session.fail([transaction], FAILED)
    message = None if no_commit else Message(f"init: {book.company}", "init")
    with transaction:
        done = write_and_commit(transaction, files, message)
    if isinstance(done, Problem):
        session.fail([done], FAILED)
    if pad and (problem := set_pad(root, pad)):
        session.fail([problem], FAILED)
    commit = Text(", commit {id}", "，提交 {id}").format(id=done.id) if done else ""
    session.say(
        Text("The book of {company} begins in {folder}{commit}", "{company} 的账簿已建立：{folder}{commit}").format(
            company=book.company, folder=root, commit=commit
        )
    )
    session.note(
        Text(
            "Next: salesbook add-rep, add-customer, add-product, then add-order",
            "接下来：salesbook add-rep、add-customer、add-product，然后 add-order",
        )
    )


def _book(
    session: Session,
    name: str | None,
    currency: str | None,
    language: Language | None,
    tax: str | None,
    prices: str | None,
) -> NewBook:
    """What was given; else what the user answers; without a terminal what is usual. Only the name must be said."""
    spoken = language or session.language
    if name is None and not session.asks:
        session.refuse(Text("--name is missing", "缺少 --name"))
    company = name or ask_until(
        session, Text("The company's name", "公司名称"), lambda answer: answer or Text("a name is needed", "请输入名称")
    )
    money = _answer(session, currency, Text("Currency", "本位币"), "CNY").upper()
    if not _CURRENCY.fullmatch(money):
        session.refuse(
            Text("{currency} is no currency; write CNY", "{currency} 不是币种，请写 CNY").format(currency=money)
        )
    rate = _answer(session, tax, Text("The usual tax rate", "常用税率"), "13%" if money == "CNY" else "0%")
    with_tax = _answer(
        session, prices, Text("Prices with tax (gross) or without (net)", "单价含税 gross 或不含税 net"), "gross"
    )
    if with_tax not in _PRICES:
        session.refuse(Text("prices are gross or net", "单价须为 gross 或 net"))
    return NewBook(company, money, spoken, with_tax, rate_or_refuse(session, rate, "--tax"))


def _answer(session: Session, given: str | None, question: Text, usual: str) -> str:
    if given is not None:
        return given
    return ask(session, question, usual) if session.asks else usual
