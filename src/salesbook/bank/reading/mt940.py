"""MT940, the customer statement message of SWIFT, by the library mt-940."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from salesbook.bank.codes import DAMAGED_MESSAGE, TOO_LARGE
from salesbook.bank.reading.encoding import Decoded
from salesbook.bank.reading.messages import memo_of, proved, text_of
from salesbook.bank.statement import Reason, Skipped, Statement, StatementLine
from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model.problem import Problem

MAX_FIELDS = 400_000
MAX_ENTRIES = 50_000
"""Fields and entries of a file, messages counting as entries; the library takes a second for some thousand entries."""

_FIRST_TAG = re.compile(r"^:20:", re.MULTILINE)
_STATEMENT = re.compile(r"^(?=:20:)", re.MULTILINE)
_ENTRY = re.compile(r"^:61:", re.MULTILINE)
_CLOSING_WORDS = re.compile(r"(^:6[245][FM]?:[^\n]*\n)(:86:.*?)(?=^:\d|^-|\Z)", re.MULTILINE | re.DOTALL)
_SLASHED_NAME = re.compile(r"/NAME/([^/]+)|/CNTP/[^/]*/[^/]*/([^/]+)")
_SLASHED_ACCOUNT = re.compile(r"/(?:IBAN|ACCW|CNTP)/([A-Z0-9]{8,34})")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{8,30}")
_NO_REFERENCE = {"NONREF", "EREF", "MREF", "PREF", "KREF"}
_FULL_LINE = 64
"""Characters from which a line of text counts as full: the standard has 65, some banks count otherwise."""


def is_mt940(text: str) -> bool:
    """Whether a text is a message of this kind, with or without SWIFT's envelope."""
    beginning = text[:2_000].lstrip()
    if not beginning.startswith(("{1:", "{4:", ":20:", ":940:", "\x01", "$")):
        return False
    return _FIRST_TAG.search(text[:4_000]) is not None and ":25" in text


def statements_of(decoded: Decoded, name: str) -> list[Statement] | Problem:
    """One statement for each message; a problem where an entry cannot be read."""
    import mt940

    logging.getLogger("mt940").setLevel(logging.CRITICAL)  # it logs what it raises as well
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n:") > MAX_FIELDS or text.count("\n:61:") + text.count("\n:20:") > MAX_ENTRIES:
        return TOO_LARGE.problem(name=name, what=_ENTRIES, limit=f"{MAX_FIELDS:,} / {MAX_ENTRIES:,}")
    statements: list[Statement] = []
    row = 0
    for block in _STATEMENT.split(text):
        if not block.startswith(":20:"):
            continue
        # What a bank says below the closing balance is of no entry, but would be read as the last one's.
        remarks = [match[2] for match in _CLOSING_WORDS.finditer(block)]
        try:
            parsed = mt940.parse_statements(
                _CLOSING_WORDS.sub(r"\1", block).encode(), encoding="utf-8", options=mt940.Options.all()
            )
            statement = _statement(parsed[0], row, decoded.encoding)
        except Exception as error:  # the library raises errors of many kinds on damaged messages
            why = verbatim(f"{type(error).__name__}: {error}"[:200])
            return DAMAGED_MESSAGE.problem(name=name, kind=_KIND, why=why)
        if len(statement.lines) != len(_ENTRY.findall(block)):
            return DAMAGED_MESSAGE.problem(name=name, kind=_KIND, why=_INCOMPLETE)
        row += len(statement.lines)
        statements.append(proved(_with_remarks(statement, remarks, row), name))
    return statements or DAMAGED_MESSAGE.problem(name=name, kind=_KIND, why=_INCOMPLETE)


_KIND = verbatim("MT940")
_ENTRIES = Text(en="the number of fields or entries", zh="字段数或分录数")
_INCOMPLETE = Text(en="not all of its entries can be read", zh="其中有无法识别的分录")


def _with_remarks(statement: Statement, remarks: list[str], row: int) -> Statement:
    skipped = tuple(Skipped(row, " ".join(remark.split())[:300], Reason.NOTE) for remark in remarks)
    return Statement(
        statement.format,
        statement.encoding,
        statement.account,
        statement.currency,
        statement.opening,
        statement.closing,
        statement.lines,
        skipped,
    )


def _statement(parsed: Any, before: int, encoding: str) -> Statement:
    data = parsed.data
    opening = data.get("final_opening_balance") or data.get("intermediate_opening_balance")
    closing = data.get("final_closing_balance") or data.get("intermediate_closing_balance")
    currency = next((str(balance.amount.currency) for balance in (opening, closing) if balance), None)
    entries = [transaction.data for transaction in parsed if transaction.data.get("id") or "amount" in transaction.data]
    return Statement(
        format="mt940",
        encoding=encoding,
        account=_account(text_of(data.get("account_identification")), currency),
        currency=currency,
        opening=None if opening is None else opening.amount.amount,
        closing=None if closing is None else closing.amount.amount,
        lines=tuple(_line(row, entry, currency) for row, entry in enumerate(entries, before + 1)),
    )


def _account(number: str | None, currency: str | None) -> str | None:
    """The account's number; some banks write its currency at the end."""
    return number.removesuffix(currency).strip() if number and currency else number


def _line(row: int, entry: Mapping[str, Any], currency: str | None) -> StatementLine:
    amount: Decimal = entry["amount"].amount
    booked = entry.get("entry_date")
    day: date = booked if isinstance(booked, date) else entry["date"]
    details = _unfolded(str(entry.get("transaction_details") or ""))
    extra = text_of(entry.get("extra_details"))
    name = text_of(" ".join(filter(None, (entry.get("applicant_name"), entry.get("recipient_name")))))
    if not name and (match := _SLASHED_NAME.search(details)):
        name = text_of(match[1] or match[2])
    account = text_of(entry.get("applicant_iban"))
    if not account and (match := _SLASHED_ACCOUNT.search(details)):
        account = match[1]
    if not account and extra and _IBAN.fullmatch(extra):
        account = extra
    structured = [entry.get(key) for key in ("posting_text", "purpose", "additional_purpose", "end_to_end_reference")]
    references = [text_of(entry.get(key)) for key in ("customer_reference", "bank_reference")]
    reference = next((text for text in references if text and text.upper() not in _NO_REFERENCE), None)
    return StatementLine(
        row=row,
        date=date(day.year, day.month, day.day),
        amount=amount,
        payer=name,
        payer_account=account,
        memo=memo_of([*(structured if any(structured) else [details]), None if extra == account else extra]),
        reference=reference,
        currency=currency,
    )


def _unfolded(details: str) -> str:
    """The lines of a field as one text: a line that is full goes on in the next without a space."""
    lines = details.split("\n")
    return "".join(line if len(line) >= _FULL_LINE else f"{line} " for line in lines).strip()
