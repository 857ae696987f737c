"""The other tools: how each is found, and how it tells what each customer owes."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from benchmarks.speed.journals import RECEIVABLE, write_for_beancount, write_for_ledger
from benchmarks.speed.process import Command
from benchmarks.speed.trade import Size

Balances = dict[str, int]
"""What each customer owes, in fen; nobody who owes nothing."""


@dataclass(frozen=True, slots=True)
class Balance:
    """A command of a peer that prints the balance by customer; ``environment`` sets how it works.

    ``from_cache``: it is run once before it is measured, to have what it keeps.
    """

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    from_cache: bool = False


@dataclass(frozen=True, slots=True)
class Peer:
    """Another tool: its program, the journal that it reads, and its balance by customer in one or more ways."""

    name: str
    program: str
    journal: str
    write: Callable[[Path, Size, int], None]
    balances: tuple[Balance, ...]
    read: Callable[[str], Balances]

    def installed(self) -> str | None:
        """The path of its program: beside Python, as in a virtual environment, or where all programs are."""
        return shutil.which(self.program, path=str(Path(sys.executable).parent)) or shutil.which(self.program)

    def command(self, balance: Balance, folder: Path) -> Command:
        """Its balance of the journal in ``folder``."""
        program = self.installed() or self.program
        words = [each.format(journal=folder / self.journal) for each in balance.arguments]
        return Command([program, *words], folder, balance.environment)


def _of_ledger(output: str) -> Balances:
    found = re.findall(rf"^ *(-?[\d.]+) CNY +{RECEIVABLE}:(\S+)$", output, re.MULTILINE)
    return {customer: _fen(amount) for amount, customer in found}


def _of_csv(output: str) -> Balances:
    """The last part of an account, and an amount in CNY, in each row."""
    found: Balances = {}
    for account, amount in csv.reader(io.StringIO(output)):
        if number := re.match(r"\s*(-?[\d.]+) CNY", amount):
            found[account.strip().rpartition(":")[2]] = _fen(number[1])
    return found


def _fen(amount: str) -> int:
    return int(Decimal(amount) * 100)


_QUERY = f"SELECT account, sum(position) WHERE account ~ '^{RECEIVABLE}' GROUP BY account"
_BEAN_QUERY = ("--no-errors", "--format", "csv", "{journal}", _QUERY)

PEERS: Mapping[str, Peer] = {
    "ledger": Peer(
        "Ledger",
        "ledger",
        "book.journal",
        write_for_ledger,
        (Balance("balance", ("-f", "{journal}", "--args-only", "balance", RECEIVABLE, "--flat", "--no-total"), {}),),
        _of_ledger,
    ),
    "hledger": Peer(
        "hledger",
        "hledger",
        "book.journal",
        write_for_ledger,
        (Balance("balance", ("-f", "{journal}", "balance", RECEIVABLE, "--flat", "-N", "-O", "csv"), {}),),
        _of_csv,
    ),
    "beancount": Peer(
        "beancount",
        "bean-query",
        "book.beancount",
        write_for_beancount,
        (
            Balance("balance, no cache", _BEAN_QUERY, {"BEANCOUNT_DISABLE_LOAD_CACHE": "1"}),
            Balance("balance, cached", _BEAN_QUERY, {}, from_cache=True),  # without cache it removes that
        ),
        _of_csv,
    ),
}
