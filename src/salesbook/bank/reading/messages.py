"""Statements of formats made for machines, whose entries name their parts: what OFX, MT940 and CAMT.053 share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from salesbook.bank.reading.checks import proof_warnings
from salesbook.bank.reading.rows import MEMO_SEPARATOR
from salesbook.bank.statement import Reason, Skipped, Statement


def memo_of(texts: Iterable[str | None]) -> str | None:
    """Free texts as one, each said once."""
    cleaned = (" ".join(text.split()) for text in texts if text)
    return MEMO_SEPARATOR.join(dict.fromkeys(text for text in cleaned if text)) or None


def text_of(text: str | None) -> str | None:
    """A text without padding, None where it is empty."""
    return " ".join(text.split()) or None if text else None


def proved(statement: Statement, name: str) -> Statement:
    """The statement with the breaks of its own proof as warnings; entries without an amount are skipped."""
    lines = tuple(line for line in statement.lines if line.amount)
    empty = tuple(
        Skipped(line.row, " ".join(filter(None, (line.date.isoformat(), line.payer, line.memo))), Reason.NO_AMOUNT)
        for line in statement.lines
        if not line.amount
    )
    statement = replace(statement, lines=lines, skipped=(*statement.skipped, *empty))
    return replace(statement, warnings=(*statement.warnings, *proof_warnings(statement, name)))
