"""What all commands that enter something share: their options, and how an entry is recorded and told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperOption

from salesbook.cli.asking import ask_until
from salesbook.cli.bilingual import both
from salesbook.cli.days import day_or_refuse
from salesbook.cli.pads import ensure_pad
from salesbook.cli.session import FAILED, FINDINGS, REFUSED, USAGE, Session
from salesbook.i18n import Text
from salesbook.model.kinds import Kind, kind_named
from salesbook.model.named_tuple import NamedTuple
from salesbook.recording.draft import Because, Draft, Recorded, Refused
from salesbook.recording.record import Manner, record
from salesbook.recording.verification import Verify, in_the_index

_NEGATIVE = re.compile(r"-[¥￥$€£]?[0-9０-９.]")
_MINUS = "−"
EXIT_CODES = {Because.ERRORS: FINDINGS, Because.RULE: REFUSED, Because.FAILURE: FAILED}
_KEY = "salesbook.entering"


class EntryCommand(TyperCommand):
    """A command that enters something: with the options of them all, and with numbers below zero as words."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params += _shared_options()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """``-5%`` and ``-800`` are no options: they go on with the sign for minus, which amounts may have.

        Ends the command on bytes that the terminal sent and that are no text: no entry could hold them.
        """
        for each in args:
            if not _is_text(each):
                ctx.find_root().obj.refuse(
                    Text("{word} is no text in UTF-8", "{word} 不是 UTF-8 文本").format(word=ascii(each))
                )
        return super().parse_args(ctx, [_MINUS + each[1:] if _NEGATIVE.match(each) else each for each in args])

    def invoke(self, ctx: Any) -> Any:
        """Take the shared options out of what the command itself gets."""
        names = [parameter.name for parameter in _shared_options()]
        ctx.meta[_KEY] = {name: ctx.params.pop(name) for name in names}
        return super().invoke(ctx)


def _is_text(word: str) -> bool:
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shared_options() -> list[TyperOption]:
    return [
        TyperOption(
            param_decls=["--date", "-d", "entry_date"],
            type=str,
            metavar="DAY",
            help=both("Its date: today (if left out), 11-21, 2026-11-21 …", "日期：11-21、2026-11-21 等，默认今天"),
        ),
        TyperOption(param_decls=["--note", "note"], type=str, metavar="TEXT", help=both("A note", "备注")),
        TyperOption(
            param_decls=["--tag", "tags"], type=str, metavar="TAG", multiple=True, help=both("A label", "标签")
        ),
        _flag(
            ["--dry-run", "-n", "dry_run"],
            both("Show what would be written, write nothing", "只显示将写入的内容，不写入"),
        ),
        _flag(["--no-commit", "no_commit"], both("Write, but leave the commit to me", "只写入文件，不提交 git")),
        _flag(["--force", "force"], both("Override a rule; needs --reason", "越过规则，须同时给出 --reason")),
        TyperOption(
            param_decls=["--reason", "reason"],
            type=str,
            metavar="TEXT",
            help=both("Why a rule is overridden; kept in the entry", "越过规则的理由，写入条目"),
        ),
    ]


def _flag(names: list[str], help: str) -> TyperOption:
    return TyperOption(param_decls=names, is_flag=True, default=False, help=help)


class Entering(NamedTuple):
    """One run of a command that enters something."""

    session: Session
    root: Path
    command: str
    day: date
    note: str | None
    tags: tuple[str, ...]
    manner: Manner

    @classmethod
    def begin(cls, context: typer.Context) -> Entering:
        """From the shared options; ends the command where they make no sense, or where there is no book."""
        session: Session = context.obj
        given = context.meta[_KEY]
        if given["force"] and not given["reason"]:
            session.refuse(Text("--force needs --reason TEXT", "--force 须同时给出 --reason 理由"))
        if given["reason"] and not given["force"]:
            session.refuse(Text("--reason goes with --force", "--reason 须与 --force 同用"))
        day = day_or_refuse(session, given["entry_date"], "--date") if given["entry_date"] else session.today
        root = session.root()
        pad = None if given["dry_run"] else ensure_pad(session, root)
        return cls(
            session=session,
            root=root,
            command=context.info_name or "",
            day=day,
            note=given["note"],
            tags=tuple(given["tags"] or ()),
            manner=Manner(dry_run=given["dry_run"], commit=not given["no_commit"], force=given["reason"], pad=pad),
        )

    def draft(self, kind: str, fields: Mapping[str, object]) -> Draft:
        """A draft of a kind; ``fields`` without value (``None``, nothing in a list) are left out, the note follows."""
        last: dict[str, object] = {"note": self.note, "tags": list(self.tags)}
        kept = {name: value for name, value in {**fields, **last}.items() if value is not None and value != []}
        return Draft(known_kind(kind), kept)

    def enter(
        self, drafts: Sequence[Draft], summary: str, *, verify: Verify = in_the_index, more: Text | None = None
    ) -> Recorded:
        """Record the drafts and say in one line what was written; ends the command where that fails.

        ``more`` about it goes to standard error: the one line is for scripts too.
        """
        result = record(self.root, drafts, summary=summary, command=self.command, manner=self.manner, verify=verify)
        if isinstance(result, Refused):
            self._fail(result)
        if result.warnings:
            self.session.report_problems(result.warnings, self.root)
        if self.manner.dry_run:
            self.session.stdout.write(result.diff)
        else:
            self.session.say(written(result))
        if more is not None:
            self.session.note(more)
        return result

    def _fail(self, refused: Refused) -> NoReturn:
        self.session.report_problems(refused.problems, self.root)
        if refused.forceable:
            self.session.note(
                Text("--force --reason TEXT enters it all the same", "确需录入时加 --force --reason 理由")
            )
        raise typer.Exit(EXIT_CODES[refused.because])

    def asked(self, given: str | None, question: Text, option: str) -> str:
        """What was given, or what the user answers; ends the command where nobody can be asked for ``option``."""
        if given:
            return given
        if not self.session.asks:
            self.missing(option)
        return ask_until(self.session, question, lambda answer: answer or Text("an answer is needed", "请输入"))

    def missing(self, option: str, proposed: str = "") -> NoReturn:
        """End the command: what ``option`` gives is needed, and nobody can be asked; ``proposed`` would do."""
        told = Text("{option} is missing", "缺少 {option}")
        if proposed:
            told = Text("{option} is missing, such as {option} {proposed}", "缺少 {option}，例如 {option} {proposed}")
        self.session.refuse(told.format(option=option, proposed=proposed), USAGE)


def known_kind(name: str) -> Kind:
    """The kind of a name that the program itself uses. Raises ``ValueError`` where there is none."""
    kind = kind_named(name)
    if kind is None:
        raise ValueError(f"no kind of entries: {name}")
    return kind


def written(recorded: Recorded) -> Text:
    """``SO-2611-0003 written to ledgers/orders/2026-11.yaml, commit 1a2b3c4``."""
    ids = ", ".join(entry.label for entry in recorded.entries)
    paths = ", ".join(sorted({str(entry.path) for entry in recorded.entries}))
    if recorded.commit is None:
        return Text("{ids} written to {paths}", "{ids} 已写入 {paths}").format(ids=ids, paths=paths)
    return Text("{ids} written to {paths}, commit {commit}", "{ids} 已写入 {paths}，提交 {commit}").format(
        ids=ids, paths=paths, commit=recorded.commit.id
    )
