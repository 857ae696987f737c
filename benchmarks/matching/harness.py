"""Reconcile a generated world, in this process or by the real command, and pair each line with what was made of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.matching.lines import WorldLine
from benchmarks.matching.statement_file import write_statement
from benchmarks.matching.world import World
from salesbook.bank.decision import CreditReason, Decision, Explanation, NewCredit, Share, TakenUp, Verdict
from salesbook.bank.reading import read
from salesbook.bank.reconciliation import reconcile_together
from salesbook.bank.stated import StatementOfAccount
from salesbook.bank.statement import Statement, Unread
from salesbook.index.book import open_book
from salesbook.model.money import to_minor

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """A line and the verdict on it."""

    line: WorldLine
    decision: Decision


@dataclass(frozen=True)
class Run:
    """All outcomes of a world, and the seconds that reading and deciding took (``seconds``)."""

    world: World
    outcomes: Sequence[Outcome]
    seconds: float


def write_world(world: World, root: Path) -> dict[str, Path]:
    """Write the book under ``root``, and the bank's files beside it; returns these by account."""
    world.ledger.write(root / "book")
    files: dict[str, Path] = {}
    for account in ("main", "usd"):
        lines = [line for line in world.lines if line.account == account]
        if lines:
            files[account] = root / f"{account}.csv"
            write_statement(files[account], lines, chinese=world.chinese)
    return files


def reconcile_here(world: World, root: Path) -> Run:
    """Reconcile in this process, as ``salesbook reconcile`` does without ``--yes``."""
    files = write_world(world, root)
    book = open_book(root / "book")
    if book.policy is None or book.errors:
        raise ValueError(f"the book of {world.grade.name} {world.seed} has errors")
    outcomes: list[Outcome] = []
    began = time.perf_counter()
    statements = [StatementOfAccount(str(file), account, statement_of(file)) for account, file in files.items()]
    for found in reconcile_together(book, book.policy, statements, world.last).statements:
        lines = [line for line in world.lines if line.account == found.account]
        decisions = [each.decision for each in found.lines]
        outcomes += [Outcome(line, decision) for line, decision in zip(lines, decisions, strict=True)]
    seconds = time.perf_counter() - began
    book.connection.close()
    return Run(world, outcomes, seconds)


def reconcile_by_command(world: World, root: Path) -> Run:
    """Reconcile by the command in a process of its own; its index is brought up to date before."""
    files = write_world(world, root)
    open_book(root / "book").connection.close()
    outcomes: list[Outcome] = []
    seconds = 0.0
    for account, file in files.items():
        began = time.perf_counter()
        printed = salesbook(root / "book", "reconcile", str(file), "--account", account, "--format", "json")
        seconds += time.perf_counter() - began
        currency = world.currency if account == "main" else "USD"
        lines = [line for line in world.lines if line.account == account]
        decided = [_decision(each, currency) for each in json.loads(printed)["lines"]]
        outcomes += [Outcome(line, decision) for line, decision in zip(lines, decided, strict=True)]
    return Run(world, outcomes, seconds)


def salesbook(book: Path, *arguments: str) -> str:
    """What the command prints; raises where it fails."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "salesbook", *arguments, "--book", str(book)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    if result.returncode:
        raise ValueError(f"{' '.join(command)} ended with {result.returncode}: {result.stderr[-2000:]}")
    return result.stdout


def statement_of(file: Path) -> Statement:
    """What a bank's file of a world says; raises where it cannot be read."""
    found = read(file, str(file))
    if isinstance(found, Unread) or len(found) != 1:
        raise ValueError(f"{file} is no statement: {found}")
    return found[0]


def _decision(data: dict[str, Any], currency: str) -> Decision:
    return Decision(Verdict(data["decision"]), _explanation(data, currency))


def _explanation(data: dict[str, Any], currency: str) -> Explanation:
    def minor(amount: str | None) -> int:
        return to_minor(Decimal(amount), currency) if amount else 0

    return Explanation(
        customer=data["customer"],
        payments=tuple(data["payments"]),
        handins=tuple(data["handins"]),
        bills=tuple(data["bills"]),
        orders=tuple(
            Share(each["order"], minor(each["amount"]), paid=minor(each["paid"]) if each.get("paid") else None)
            for each in data["orders"]
        ),
        credits=tuple(
            NewCredit(each["order"], minor(each["amount"]), CreditReason(each["reason"]))
            for each in data["credits"]
            if "from" not in each
        ),
        taken_up=tuple(
            TakenUp(each["from"], each["order"], minor(each["amount"])) for each in data["credits"] if "from" in each
        ),
        advance=minor(data["advance"]),
        ignored=data.get("ignored"),
        confidence=Decimal(str(data["confidence"] or 0)),
    )
