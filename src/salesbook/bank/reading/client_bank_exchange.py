"""1CClientBankExchange, the text in which banks of Russia and its neighbours give payments to accounting software.

A file is sections of ``key=value`` lines: one for each account and period, with balances, and one for each payment.
Which way a payment went stands in no field: it follows from whose account is the payer's or the payee's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath

from salesbook.bank.codes import DAMAGED_MESSAGE, TOO_LARGE, UNREADABLE_ROW
from salesbook.bank.reading.amounts import amount_of
from salesbook.bank.reading.checks import MAX_BREAKS
from salesbook.bank.reading.dates import DateOrder, DateStyle
from salesbook.bank.reading.messages import memo_of, proved, text_of
from salesbook.bank.reading.rows import AMOUNT_UNREAD, DATE_UNREAD, DIRECTION_UNREAD
from salesbook.bank.statement import Reason, Skipped, Statement, StatementLine
from salesbook.i18n import Text
from salesbook.i18n.text import verbatim
from salesbook.model.problem import Problem, Source

MAX_PAYMENTS = 200_000
MAX_LINES = 1_000_000

_FIRST_LINE = "1CClientBankExchange"
_FORMAT = verbatim(_FIRST_LINE)
_PAYMENTS = Text(en="the number of payments or lines", zh="付款笔数或行数")
_NO_ACCOUNT = Text(en="it names no account", zh="其中没有账号")
_CUT_OFF = Text(en="a section does not end", zh="有段落没有结束")

_ACCOUNT, _ACCOUNT_ENDS = "СекцияРасчСчет", "КонецРасчСчет"
_PAYMENT, _PAYMENT_ENDS = "СекцияДокумент", "КонецДокумента"
_STYLE = DateStyle(DateOrder.DMY)
_TAX_NUMBER = re.compile(r"^ИНН\s*\d+\s*(?:КПП\s*\d+\s*)?")
_RUSSIAN_ACCOUNT = re.compile(r"\d{5}(\d{3})\d{12}")
_CURRENCIES = {
    "810": "RUB", "643": "RUB", "840": "USD", "978": "EUR", "156": "CNY", "826": "GBP", "392": "JPY", "756": "CHF",
    "344": "HKD", "398": "KZT", "933": "BYN",
}  # fmt: skip
"""The currencies that the sixth to eighth digit of an account number name (810: roubles within Russia)."""

_Section = dict[str, str]


def is_client_bank_exchange(text: str) -> bool:
    """Whether a text is of this kind."""
    return text[:100].lstrip().startswith(_FIRST_LINE)


def statements_of(data: bytes, name: str) -> list[Statement] | Problem:
    """One statement for each account, its lines numbered by the payments of the file."""
    text, encoding = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_LINES or text.count(_PAYMENT) > MAX_PAYMENTS:
        return TOO_LARGE.problem(name=name, what=_PAYMENTS, limit=f"{MAX_PAYMENTS:,} / {MAX_LINES:,}")
    lines = text.split("\n")
    accounts = list(_sections(lines, _ACCOUNT, _ACCOUNT_ENDS))
    payments = list(_sections(lines, _PAYMENT, _PAYMENT_ENDS))
    if None in accounts or None in payments:
        return DAMAGED_MESSAGE.problem(name=name, kind=_FORMAT, why=_CUT_OFF)
    periods = [period for period in accounts if period is not None]
    numbers = list(dict.fromkeys(period["РасчСчет"] for period in periods if period.get("РасчСчет")))
    numbers = numbers or list(dict.fromkeys(_values(lines, "РасчСчет")))
    if not numbers:
        return DAMAGED_MESSAGE.problem(name=name, kind=_FORMAT, why=_NO_ACCOUNT)
    entries = [_Payment(row, fields) for row, fields in enumerate(payments, 1) if fields is not None]
    statements = [
        _statement(number, [period for period in periods if period.get("РасчСчет") == number], entries, encoding, name)
        for number in numbers
    ]
    return [_with_unread(statements[0], entries, numbers, name), *statements[1:]]


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, in the encoding that its head names unless it is UTF-8."""
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        encoding = "cp866" if re.search(rb"=\s*DOS\b", data[:1_000]) else "cp1251"
        return data.decode(encoding, "replace"), encoding


def _values(lines: Sequence[str], key: str) -> Iterator[str]:
    pairs = (line.partition("=") for line in lines)
    return (value.strip() for name, _, value in pairs if name.strip() == key and value.strip())


def _sections(lines: Sequence[str], begins: str, ends: str) -> Iterator[_Section | None]:
    """The fields of each section of a kind; None for one that another begins before it ends, or that never ends."""
    fields: _Section | None = None
    for line in lines:
        key, _, value = line.partition("=")
        if key.strip() == begins:
            if fields is not None:
                yield None
            fields = {}
        elif key.strip() == ends and fields is not None:
            yield fields
            fields = None
        elif fields is not None and value.strip():
            fields[key.strip()] = value.strip()
    if fields is not None:
        yield None


@dataclass(frozen=True, slots=True)
class _Payment:
    """A payment of the file: ``row`` is its number, from 1."""

    row: int
    fields: _Section

    @property
    def amount(self) -> Decimal | None:
        amount = amount_of(self.fields.get("Сумма", ""))
        return amount if amount and amount > 0 else None

    def is_of(self, account: str, *, out: bool) -> bool:
        side = "Плательщик" if out else "Получатель"
        return account in {self.fields.get(f"{side}Счет"), self.fields.get(f"{side}РасчСчет")}

    def day(self, *, out: bool) -> date | None:
        """When it was booked, else its own date."""
        booked = self.fields.get("ДатаСписано" if out else "ДатаПоступило")
        return _STYLE.read(booked or self.fields.get("Дата", ""))

    def line(self, *, out: bool, currency: str | None) -> StatementLine | None:
        day, amount, side = self.day(out=out), self.amount, "Получатель" if out else "Плательщик"
        if day is None or amount is None:
            return None
        name = self.fields.get(f"{side}1") or self.fields.get(side)
        return StatementLine(
            row=self.row,
            date=day,
            amount=-amount if out else amount,
            payer=text_of(_TAX_NUMBER.sub("", name or "")),
            payer_account=self.fields.get(f"{side}Счет") or self.fields.get(f"{side}РасчСчет"),
            memo=memo_of(self.fields.get(f"НазначениеПлатежа{part}") for part in ("", *range(1, 7))),
            reference=self.fields.get("Номер"),
            currency=currency,
        )

    def unread(self, accounts: Sequence[str]) -> Text | None:
        """Why it is in no statement; None where it is in one."""
        sides = [out for out in (False, True) for account in accounts if self.is_of(account, out=out)]
        if not sides:
            return DIRECTION_UNREAD
        if self.amount is None:
            return AMOUNT_UNREAD
        return DATE_UNREAD if self.day(out=sides[0]) is None else None


def _statement(
    account: str, periods: Sequence[_Section], payments: Sequence[_Payment], encoding: str, name: str
) -> Statement:
    match = _RUSSIAN_ACCOUNT.fullmatch(account)
    currency = None if match is None else _CURRENCIES.get(match[1])
    lines = [
        line
        for payment in payments
        for out in (False, True)
        if payment.is_of(account, out=out) and (line := payment.line(out=out, currency=currency)) is not None
    ]
    opening = periods[0].get("НачальныйОстаток", "") if periods else ""
    closing = periods[-1].get("КонечныйОстаток", "") if periods else ""
    statement = Statement(
        format="1c-exchange",
        encoding=encoding,
        account=account,
        currency=currency,
        opening=amount_of(opening),
        closing=amount_of(closing),
        lines=tuple(lines),
    )
    return proved(statement, name)


def _with_unread(statement: Statement, payments: Sequence[_Payment], accounts: Sequence[str], name: str) -> Statement:
    """The statement with the payments of the file that cannot be read: skipped, and told."""
    skipped: list[Skipped] = []
    warnings: list[Problem] = []
    for payment in payments:
        if why := payment.unread(accounts):
            text = " ".join(payment.fields.values())[:300]
            skipped.append(Skipped(payment.row, text, Reason.UNREADABLE))
            place = Source(PurePosixPath(name), payment.row)
            warnings.append(UNREADABLE_ROW.problem(place, row=payment.row, why=why, text=text))
    return replace(
        statement,
        skipped=(*statement.skipped, *skipped),
        warnings=(*statement.warnings, *warnings[:MAX_BREAKS]),
    )
