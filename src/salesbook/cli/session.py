"""What every command needs: language, streams, the book, and how to end."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from salesbook.book.place import SETTINGS_FILE, find_book
from salesbook.i18n import Language, Text
from salesbook.i18n.choose import choose_language
from salesbook.model.named_tuple import NamedTuple

if TYPE_CHECKING:
    from salesbook.index.book import IndexedBook
    from salesbook.model.policy import Policy
    from salesbook.model.problem import Problem, Source
    from salesbook.table import Document

DONE, FINDINGS, USAGE, REFUSED, FAILED = range(5)
"""Exit codes: done; the book or file has errors; usage; refused by a rule; locked, or git or the disk failed."""

_MOST_PROCESSES = 8
"""More of them would only wait for the one that writes the index."""

_LANGUAGE = re.compile(rb"^language:[ \t]*[\"']?(en|zh)\b", re.MULTILINE)


class Session(NamedTuple):
    """One run of a command: who speaks, where it reads and writes, and what day it is."""

    language: Language
    folder: Path
    """Where the user stands."""
    book_option: Path | None
    environment: Mapping[str, str]
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    today: date

    @property
    def asks(self) -> bool:
        """Whether there is somebody to ask: nothing waits for input when stdin is no terminal."""
        return self.stdin.isatty()

    def say(self, text: Text) -> None:
        """One line for the user on standard output."""
        self.stdout.write(text.to(self.language) + "\n")

    def note(self, text: Text) -> None:
        """One line for the user beside the output proper, on standard error."""
        self.stderr.write(text.to(self.language) + "\n")

    def root(self) -> Path:
        """The folder of the book; ends the command where there is none."""
        found = find_book(self.folder, self.book_option, self.environment)
        if not isinstance(found, Path):
            self.fail([found], USAGE)
        return found

    def open_book(self) -> IndexedBook:
        """The book with its index up to date, whatever errors it has; what a crash left half written is completed."""
        from salesbook.book.interruption import is_interrupted
        from salesbook.cli.progress import following
        from salesbook.index.book import open_book
        from salesbook.index.work import Means

        root = self.root()
        if is_interrupted(root):
            self._complete_interrupted(root)
        with following(self) as tell:
            return open_book(root, Means(processes=min(os.cpu_count() or 1, _MOST_PROCESSES), tell=tell))

    def _complete_interrupted(self, root: Path) -> None:
        from salesbook.book.transaction import begin
        from salesbook.model.problem import Problem

        transaction = begin(root)
        if isinstance(transaction, Problem):
            self.fail([transaction], FAILED, root)
        with transaction:
            if transaction.recovered:
                self.report_problems(transaction.recovered, root)

    def figures(self, *, allow_errors: bool) -> tuple[IndexedBook, Policy, Text | None]:
        """A book whose figures can be trusted; with ``allow_errors`` any book, and what to mark its figures with.

        Ends the command, all errors printed, where the book has errors that were not allowed.
        """
        book = self.open_book()
        errors = book.errors
        if book.policy is None or (errors and not allow_errors):
            from salesbook.model.problem import Severity

            self.fail(
                [problem for problem in book.problems() if problem.severity is Severity.ERROR], FINDINGS, book.root
            )
        if not errors:
            return book, book.policy, None
        mark = Text(
            "This book has errors ({count}): the figures cannot be trusted; salesbook check lists them.",
            "账簿有 {count} 个错误，数字不可信；salesbook check 可列出。",
        )
        return book, book.policy, mark.format(count=errors)

    def show(self, document: Document, form: str | None, output: Path | None) -> None:
        """Print a document, or write it to a file; ends the command where the format does not fit or the disk fails."""
        from salesbook.cli.output import chosen_target
        from salesbook.render.output import write

        target = chosen_target(form, output, self.stdout)
        if isinstance(target, Text):
            self.refuse(target)
        try:
            write(document, self.language, target, self.stdout if output is None else self.folder / output)
        except BrokenPipeError:
            raise  # whoever reads has seen enough, which is no failure
        except OSError as error:
            from salesbook.book.disk import disk_problem

            self.fail([disk_problem(error, output or "-")], FAILED)
        if output is not None:
            self.note(Text("written: {path}", "已写入：{path}").format(path=output))

    def report_problems(
        self, problems: Sequence[Problem], root: Path | None = None, stream: TextIO | None = None
    ) -> None:
        """Print problems, with the lines of the book in ``root`` that they concern; on standard error by default."""
        from salesbook.render.problems import render
        from salesbook.render.screen import screen_of

        stream = stream or self.stderr
        stream.write(render(problems, lambda source: _line(root, source), self.language, screen_of(stream)))

    def fail(self, problems: Sequence[Problem], code: int, root: Path | None = None) -> NoReturn:
        """Print problems and end the command with an exit code."""
        import typer  # loads slowly, and not everything that needs a session needs it

        self.report_problems(problems, root)
        raise typer.Exit(code)

    def refuse(self, text: Text, code: int = USAGE) -> NoReturn:
        """Say in one line why the command cannot go on, and end it."""
        import typer

        self.note(Text("salesbook: {text}", "salesbook：{text}").format(text=text))
        raise typer.Exit(code)


def start_session(arguments: Sequence[str]) -> Session:
    """The session of this process; ``--lang`` and ``--book`` are looked for anywhere in the arguments."""
    folder = Path.cwd()
    book = _option(arguments, "--book")
    book_option = Path(book) if book else None
    found = find_book(folder, book_option, os.environ)
    language = choose_language(
        _option(arguments, "--lang"), os.environ, _language_of(found) if isinstance(found, Path) else None
    )
    return Session(
        language=language,
        folder=folder,
        book_option=book_option,
        environment=os.environ,
        stdin=sys.stdin,
        stdout=sys.stdout,
        stderr=sys.stderr,
        today=_today(os.environ),
    )


def _option(arguments: Sequence[str], name: str) -> str | None:
    for position, argument in enumerate(arguments):
        if argument == name and position + 1 < len(arguments):
            return arguments[position + 1]
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
    return None


def _language_of(root: Path) -> str | None:
    try:
        match = _LANGUAGE.search((root / SETTINGS_FILE).read_bytes())
    except OSError:
        return None
    return match[1].decode() if match else None


TODAY_VARIABLE = "SALESBOOK_TODAY"
"""The day to take for today, YYYY-MM-DD: for reports that are to be the same whenever they are made."""


def _today(environment: Mapping[str, str]) -> date:
    try:
        return date.fromisoformat(environment.get(TODAY_VARIABLE, ""))
    except ValueError:
        return date.today()


def _line(root: Path | None, source: Source) -> str | None:
    if root is None:
        return None
    try:
        lines = (root / source.path).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    return lines[source.line - 1] if 0 < source.line <= len(lines) else None
