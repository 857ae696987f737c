"""Bank lines and matches of the demonstration company's book, and the lines of October's exports."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from salesbook.demo import workdays
from salesbook.demo.banking import Movement, opening_balance
from salesbook.demo.drafts import Draft, entry, number
from salesbook.demo.master import ACCOUNTS
from salesbook.model.money import to_decimal

EXPORTED = ("icbc", "cmb", "alipay")
"""The accounts with an export of October 2026."""


@dataclass(frozen=True, slots=True)
class ExportedLine:
    """A line of an account that the book does not have yet. ``case`` says what is to be recognised in it: ``exact``,
    ``part payment``, ``similar names``, ``supplier`` …; no file shows it.
    """

    date: date
    amount: Decimal
    payer: str
    payer_account: str
    memo: str
    reference: str
    balance: Decimal
    case: str


def bank_entries(
    movements: Sequence[Movement], ids: Mapping[Draft, str]
) -> tuple[list[dict[str, object]], list[dict[str, object]], dict[str, list[ExportedLine]]]:
    """Bank lines until ``LAST_RECONCILED``, their matches, and by account the lines after it."""
    lines: list[dict[str, object]] = []
    matches: list[Draft] = []
    exports: dict[str, list[ExportedLine]] = {account: [] for account in EXPORTED}
    by_account: dict[str, list[Movement]] = defaultdict(list)
    for movement in movements:
        by_account[movement.account].append(movement)
    for account, own in by_account.items():
        currency = str(ACCOUNTS[account]["currency"])
        balance = opening_balance(account)
        own.sort(key=lambda movement: movement.date)
        for serial, movement in enumerate(own, 1):
            balance += movement.amount
            reference = f"{movement.date:%Y%m%d}{serial * 37 % 10_000_000:07}"
            if movement.date > workdays.LAST_RECONCILED:
                if account in exports:
                    exports[account].append(_exported(movement, reference, balance, currency))
                continue
            line = _line(movement, reference, balance, currency)
            lines.append(line)
            matches += _matches(movement, line["id"])
    match_ids = {**ids, **number(matches)}
    lines.sort(key=lambda line: (str(line["account"]), str(line["date"])))
    match_entries = [entry(match, match_ids) for match in sorted(matches, key=match_ids.__getitem__)]
    return lines, match_entries, exports


def _exported(movement: Movement, reference: str, balance: int, currency: str) -> ExportedLine:
    amount = to_decimal(movement.amount, currency)
    words = (movement.payer, movement.payer_account, movement.memo, reference)
    return ExportedLine(movement.date, amount, *words, to_decimal(balance, currency), movement.case)


def _line(movement: Movement, reference: str, balance: int, currency: str) -> dict[str, object]:
    words = {
        name: text
        for name, text in (
            ("payer", movement.payer),
            ("payer_account", movement.payer_account),
            ("memo", movement.memo),
            ("reference", reference),
        )
        if text
    }
    unique = f"{movement.account} {movement.date} {movement.amount} {reference}"
    digest = hashlib.sha256(unique.encode()).hexdigest()[:6]
    return {
        "id": f"BL-{movement.account}-{movement.date:%Y%m%d}-{digest}",
        "account": movement.account,
        "date": movement.date,
        "amount": to_decimal(movement.amount, currency),
        **words,
        "balance": to_decimal(balance, currency),
    }


def _matches(movement: Movement, line: object) -> Iterator[Draft]:
    """What earlier reconciliations, three a month, took the line for."""
    if movement.mended:
        first = _match(movement.date, line, movement.taken_for)
        mended_on, instead = movement.mended
        yield first
        yield _match(mended_on, line, {"reverses": first})
        yield _match(mended_on, line, {"payments": list(instead)})
    else:
        yield _match(_reconciled_on(movement.date), line, movement.taken_for)


def _match(day: date, line: object, taken_for: Mapping[str, object]) -> Draft:
    return Draft("matches", day, {"date": day, "line": line, **taken_for})


def _reconciled_on(day: date) -> date:
    if day.day > 20:
        return workdays.month_end(day)
    return day.replace(day=10 if day.day <= 10 else 20)
