"""Bank lines and matches of the demonstration company's book, and the exports of October 2026."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from salesbook.demo import workdays
from salesbook.demo.bank_exports import ExportAccount, ExportLine
from salesbook.demo.banking import Movement, opening_balance
from salesbook.demo.drafts import Draft, entry, number
from salesbook.demo.master import ACCOUNTS
from salesbook.demo.names import COMPANY
from salesbook.model.money import to_decimal

EXPORTED = ("icbc", "cmb", "alipay")
"""The accounts with an export of October 2026."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What is behind a bank line, which no file says: what there is to recognise (``exact``, ``part payment``,
    ``similar names``, ``supplier`` …), whose money it is (empty: no customer's, or nobody knows), and for which orders.
    """

    case: str
    customer: str
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """What a bank says of October, with a truth for each of its lines."""

    account: ExportAccount
    lines: tuple[ExportLine, ...]
    truths: tuple[Truth, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A movement with what its bank adds."""

    movement: Movement
    reference: str
    balance: Decimal
    amount: Decimal


def bank_entries(
    movements: Sequence[Movement], ids: Mapping[Draft, str]
) -> tuple[list[dict[str, object]], list[dict[str, object]], dict[str, Export]]:
    """Bank lines until ``LAST_RECONCILED``, their matches, and by account the export of what came after."""
    by_account: dict[str, list[Movement]] = defaultdict(list)
    for movement in movements:
        by_account[movement.account].append(movement)
    lines: list[dict[str, object]] = []
    matches: list[Draft] = []
    exports: dict[str, Export] = {}
    for account in ACCOUNTS:
        stated = list(_stated(account, by_account[account]))
        for line in stated:
            if line.movement.date <= workdays.LAST_RECONCILED:
                lines.append(_entry(line))
                matches += _matches(line.movement, lines[-1]["id"])
        if account in EXPORTED:
            exports[account] = _export(account, stated, ids)
    match_ids = {**ids, **number(matches)}
    return lines, [entry(match, match_ids) for match in sorted(matches, key=match_ids.__getitem__)], exports


def _stated(account: str, movements: Sequence[Movement]) -> Iterator[_Line]:
    currency = str(ACCOUNTS[account]["currency"])
    balance = opening_balance(account)
    for serial, movement in enumerate(sorted(movements, key=lambda each: each.date), 1):
        balance += movement.amount
        reference = f"{movement.date:%Y%m%d}{serial * 37 % 10_000_000:07}"
        yield _Line(movement, reference, to_decimal(balance, currency), to_decimal(movement.amount, currency))


def _entry(line: _Line) -> dict[str, object]:
    movement = line.movement
    words = {"payer": movement.payer, "payer_account": movement.payer_account, "memo": movement.memo}
    unique = f"{movement.account} {movement.date} {movement.amount} {line.reference}"
    digest = hashlib.sha256(unique.encode()).hexdigest()[:6]
    return {
        "id": f"BL-{movement.account}-{movement.date:%Y%m%d}-{digest}",
        "account": movement.account,
        "date": movement.date,
        "amount": line.amount,
        **{name: text for name, text in words.items() if text},
        "reference": line.reference,
        "balance": line.balance,
    }


def _matches(movement: Movement, line: object) -> Iterator[Draft]:
    """What earlier reconciliations, three a month, took the line for."""
    if movement.mended is None:
        yield _match(_reconciled_on(movement.date), line, movement.taken_for)
        return
    mended_on, instead = movement.mended
    first = _match(movement.date, line, movement.taken_for)
    yield first
    yield _match(mended_on, line, {"reverses": first})
    yield _match(mended_on, line, {"payments": list(instead)})


def _match(day: date, line: object, taken_for: Mapping[str, object]) -> Draft:
    return Draft("matches", day, {"date": day, "line": line, **taken_for})


def _reconciled_on(day: date) -> date:
    if day.day > 20:
        return workdays.month_end(day)
    return day.replace(day=10 if day.day <= 10 else 20)


def _export(account: str, stated: Sequence[_Line], ids: Mapping[Draft, str]) -> Export:
    before = [line for line in stated if line.movement.date <= workdays.LAST_RECONCILED]
    after = stated[len(before) :]
    opening = before[-1].balance if before else to_decimal(opening_balance(account), "CNY")
    return Export(
        ExportAccount(str(ACCOUNTS[account]["number"]), COMPANY, opening),
        tuple(_export_line(line, place) for place, line in enumerate(after)),
        tuple(_truth(line.movement, ids) for line in after),
    )


def _truth(movement: Movement, ids: Mapping[Draft, str]) -> Truth:
    return Truth(movement.case, movement.customer, tuple(ids[order] for order in movement.pays))


_BANK_WORDS = {
    "salary": "代发工资",
    "social security": "社保扣款",
    "tax": "税款",
    "fee": "收费",
    "interest": "结息",
    "batch": "支票",
    "bill matured": "托收",
    "hand-in": "存款",
}
# The bank's own word for a transaction, where it is no transfer.


def _export_line(line: _Line, place: int) -> ExportLine:
    movement = line.movement
    kind = _BANK_WORDS.get(movement.case, "转账")
    if movement.account == "alipay":
        kind = {"fee": "收费", "own transfer": "提现", "interest": "收益发放"}.get(movement.case, "交易付款")
    minutes = 9 * 60 + place * 11 % 420
    return ExportLine(
        movement.date,
        time(minutes // 60, minutes % 60, place * 17 % 60),
        line.amount,
        movement.payer,
        movement.payer_account,
        movement.memo,
        line.reference,
        line.balance,
        kind,
    )
