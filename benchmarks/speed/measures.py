"""What is measured of salesbook."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed.ledger_files import BEGINNING, OTHER_MONTH, START, git
from benchmarks.speed.process import Command, run
from benchmarks.speed.trade import LAST
from salesbook.book.files import SETTINGS, ledger_files

_SETTLING = 2.1
"""Seconds after which a file's time stamp says whether it was changed again."""

_COMPLETION = {"_SALESBOOK_COMPLETE": "complete_bash", "COMP_WORDS": "salesbook ag", "COMP_CWORD": "1"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A command of salesbook, and what happens to the book before it, which is not measured."""

    name: str
    arguments: Sequence[str]
    before: Callable[[Path], None] | None = None
    completing: bool = False

    def command(self, book: Path) -> Command:
        """The command in the folder of a book."""
        environment = {"SALESBOOK_TODAY": LAST.isoformat(), **(_COMPLETION if self.completing else {})}
        return Command([sys.executable, "-m", "salesbook", *self.arguments], book, environment)


def bare_python(book: Path) -> Command:
    """What everything written in Python takes at least."""
    return Command([sys.executable, "-c", "pass"], book, {})


def begin_round(book: Path) -> None:
    """Take back what an earlier round entered."""
    git(book, "checkout", "--quiet", "--force", "-B", START, BEGINNING)


def _settle(book: Path) -> None:
    """Have the index up to date, no file so new that its stamp could hide a change, and git know all of them."""
    _read(book)
    time.sleep(_SETTLING)
    git(book, "status")
    _read(book)


def _read(book: Path) -> None:
    run(Measure("", ("aging",)).command(book))


def _lose_index(book: Path) -> None:
    (book / ".salesbook/index.db").unlink(missing_ok=True)


def _to_other_month(book: Path) -> None:
    begin_round(book)
    _read(book)
    git(book, "checkout", "--quiet", OTHER_MONTH)


def _back_from_other_month(book: Path) -> None:
    git(book, "checkout", "--quiet", START)


def _touch_everything(book: Path) -> None:
    for path in (SETTINGS, *ledger_files(book)):
        os.utime(book / path)


VERSION, HELP, COMPLETION = "--version", "--help", "completion"
AGING, OPEN, REPORT, CHECK = "aging", "open", "report --month", "check"
ADD_ORDER, ADDED, CHECKED_OUT, TOUCHED, NO_INDEX = (
    "add-order",
    "aging, one entry added",
    "aging, another month checked out",
    "aging, every file touched",
    "aging, no index",
)

ENTRY = Measure(ADD_ORDER, ("add-order", "C0001", "P-001", "10", "@128.50", "P-002", "2"), before=_settle)
MEASURES = (
    Measure(VERSION, ("--version",)),
    Measure(HELP, ("--help",)),
    Measure(COMPLETION, (), completing=True),
    Measure(NO_INDEX, ("aging",), before=_lose_index),
    Measure(AGING, ("aging",), before=_settle),
    Measure(OPEN, ("open",)),
    Measure(REPORT, ("report", "--month", f"{LAST:%Y-%m}")),
    Measure(CHECK, ("check",)),
    ENTRY,
    Measure(ADDED, ("aging",)),
    Measure(CHECKED_OUT, ("aging",), before=_to_other_month),
    Measure(CHECKED_OUT, ("aging",), before=_back_from_other_month),
    Measure(TOUCHED, ("aging",), before=_touch_everything),
)
"""Of a round, in its order: each leaves the book as the next one expects it."""
