"""Reconciling statements together: finding out what their lines were, and entering what is certain."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from salesbook.bank.accounts import account_of, possible_accounts
from salesbook.bank.codes import ACCOUNT_UNKNOWN
from salesbook.bank.decision import Verdict
from salesbook.bank.named_entries import lines_with_match, named_entries
from salesbook.bank.posting import Entering, drafts_of
from salesbook.bank.reading import DateOrder
from salesbook.bank.reconciliation import ReconciledTogether, Reconciliation, reconcile_together
from salesbook.bank.refused_lines import left_to_review, refused_lines
from salesbook.bank.stated import StatementOfAccount
from salesbook.bank.statement import Statement
from salesbook.cli.asking import ask_which
from salesbook.cli.bank_files import statements_or_fail
from salesbook.cli.progress import counting
from salesbook.cli.recorded import recorded_or_fail, try_to_record, written
from salesbook.cli.session import FINDINGS, Session
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem
from salesbook.recording.draft import Draft, Recorded, Refused
from salesbook.recording.record import Manner
from salesbook.reports.line_explained import line_explained


def statements_of_files(
    session: Session, files: Sequence[Path], dates: DateOrder | None
) -> list[tuple[str, Statement]]:
    """Every statement with its file; ends the command where a file cannot be read."""
    return [(str(file), statement) for file in files for statement in statements_or_fail(session, file, dates)]


@contextmanager
def _no_collecting() -> Iterator[None]:
    """What is read of a large book stays to the end: searching it for garbage again and again takes a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@dataclass(slots=True)
class Reconciling:
    """One run of the command: the book as it stands, what was found, and what was written of it."""

    session: Session
    commit: bool
    book: IndexedBook
    policy: Policy
    marked: Text | None
    together: ReconciledTogether = field(default_factory=ReconciledTogether)
    written: list[Text] = field(default_factory=list)
    entered: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The ids of what was entered for each line."""
    difference: str = ""
    """What a dry run would change in the book's files, as ``git diff`` shows it."""

    @classmethod
    def begin(cls, session: Session, *, allow_errors: bool, commit: bool) -> Reconciling:
        """With the book as it is; ends the command where its figures cannot be trusted."""
        book, policy, marked = session.figures(allow_errors=allow_errors)
        return cls(session, commit, book, policy, marked)

    @property
    def found(self) -> tuple[Reconciliation, ...]:
        """The statements, with what their lines were."""
        return self.together.statements

    def with_accounts(self, statements: Sequence[tuple[str, Statement]], asked: str | None) -> list[StatementOfAccount]:
        """Every statement with its account; ends the command, before anything is posted, where one has none.

        Where the file does not tell, and there is a terminal, the user is asked.
        """
        found: list[StatementOfAccount] = []
        problems: list[Problem] = []
        accounts = self.book.settings.get("accounts", {})
        for file, statement in statements:
            account = account_of(statement, file, accounts, asked, self.policy.currency)
            if isinstance(account, Problem) and account.code is ACCOUNT_UNKNOWN and asked is None:
                account = self._asked_account(file, statement) or account
            if isinstance(account, Problem):
                problems.append(account)
            else:
                found.append(StatementOfAccount(file, account, statement))
        if problems:
            self.session.fail(problems, FINDINGS)
        return found

    def _asked_account(self, file: str, statement: Statement) -> str | None:
        """The account that the user names on a terminal; None where there is nobody to ask, or none it could be."""
        accounts = self.book.settings.get("accounts", {})
        possible = possible_accounts(statement, accounts, self.policy.currency)
        if not possible or not self.session.asks:
            return None
        question = Text("Which account is {file} of?", "{file} 属于哪个账户？").format(file=file)
        return ask_which(self.session, question, [(id, str(accounts[id].get("name") or "")) for id in possible])

    def reconcile(self, statements: Sequence[StatementOfAccount]) -> None:
        """Find out what all their lines were."""
        count = sum(len(each.statement.lines) for each in statements)
        files = ", ".join(dict.fromkeys(each.file for each in statements))
        what = Text("matching {count} {count:line|lines} of {files}", "正在匹配 {files} 的 {count} 笔流水")
        with counting(self.session, what.format(count=count, files=files)) as tell, _no_collecting():
            self.together = reconcile_together(self.book, self.policy, statements, self.session.today, tell)

    def _drafts(self) -> list[Draft]:
        """What is entered for all statements; a line that two of them name gets one match."""
        lines = [line for found in self.found for line in found.lines]
        named = named_entries(self.book, (line.decision.best for line in lines if line.posted))
        matched = lines_with_match(self.book) | {line.id for line in lines if line.decided}
        return [
            draft for found in self.found for draft in drafts_of(Entering(found, named, matched, self.session.today))
        ]

    @property
    def _files(self) -> list[str]:
        return list(dict.fromkeys(found.file for found in self.found))

    def post(self, *, dry_run: bool) -> None:
        """Enter what is certain, all of it or nothing; in a dry run find out how that changes the book's files.

        What the book cannot take, for whatever reason, is left to review with that reason.
        """
        files = ", ".join(self._files)
        manner = Manner(commit=self.commit, dry_run=dry_run)
        while drafts := self._drafts():
            with _no_collecting():
                result = try_to_record(
                    self.session,
                    self.book.root,
                    drafts,
                    summary=self._summary,
                    command="reconcile",
                    manner=manner,
                    seen=self.together.seen,
                )
            refused = refused_lines(result) if isinstance(result, Refused) else {}
            if any(line.decided and line.id in refused for each in self.found for line in each.lines):
                left = tuple(left_to_review(each, refused) for each in self.found)
                self.together = replace(self.together, statements=left)
                continue
            recorded = recorded_or_fail(self.session, self.book.root, result)
            if dry_run:
                self.difference = recorded.diff
                return
            self._note_entered(recorded)
            told = Text("{files}: {written}", "{files}：{written}").format(files=files, written=written(recorded))
            self.written.append(told)
            return
        if not dry_run:
            self.written.append(Text("{files}: nothing new", "{files}：没有新内容").format(files=files))

    @property
    def _summary(self) -> str:
        posted, review = (sum(each.count(verdict) for each in self.found) for verdict in (Verdict.POST, Verdict.REVIEW))
        names = ", ".join(Path(file).name for file in self._files)
        return f"{names}: {posted} posted, {review} to review"

    def _note_entered(self, result: Recorded) -> None:
        for entry in result.entries:
            line = entry.data.get("line")
            if isinstance(line, str):
                self.entered[line].append(entry.id)

    def nothing_written(self, *, dry_run: bool) -> Text:
        """That nothing was, and how what is certain can be."""
        decided = sum(bool(line.id) and line.decided for result in self.found for line in result.lines)
        if dry_run or not decided:
            return Text("Nothing was written.", "未写入任何内容。")
        return Text(
            "Nothing was written; --yes enters the {count} {count:line that is|lines that are} decided.",
            "未写入任何内容；加 --yes 即写入这 {count} 笔已判定的流水。",
        ).format(count=decided)

    def explain(self, named: str, form: str | None, output: Path | None) -> None:
        """Show all that was weighed for the lines with an id or a row; ends the command where there are none."""
        lines = [
            (each, line) for each in self.found for line in each.lines if named in {line.id, str(line.statement.row)}
        ]
        if not lines:
            self.session.refuse(
                Text("there is no line {line} in this statement", "对账单中没有流水 {line}").format(line=named),
                FINDINGS,
            )
        self.session.show(line_explained(self.book, lines), form, output)
