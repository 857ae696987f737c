"""Where each bank account stands: what is open on it, and whether book and bank agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from salesbook.bank.receivables import RecordedPayment
from salesbook.bank.view import BookLine, book_lines, entries_of, matches_in_force, unseen_payments
from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money, plain, to_minor
from salesbook.model.policy import Policy
from salesbook.reports.payments_unseen import payments_table
from salesbook.table import Cell, CellType, Column, Document, JsonValue, Row, Table

_AGES = (7, 30)
"""Days until which an open line is of this week, of this month."""


@dataclass(frozen=True, slots=True)
class AccountStatus:
    """One account as of a day; minor units of ``currency``.

    ``opening`` and ``lines`` (the sum of all its bank lines) make ``computed``; ``stated`` is the bank's own balance on
    its last line. ``matched`` is what lines were matched to (payments and hand-ins by their amounts, ignored lines by
    their own), ``open_lines`` wait for a decision; ``unseen`` are recorded payments that the bank never showed.
    """

    id: str
    name: str
    currency: str
    opening: int
    lines: int
    matched: int
    stated: int | None
    last: date | None
    open_lines: tuple[BookLine, ...]
    unseen: tuple[RecordedPayment, ...]

    @property
    def computed(self) -> int:
        """What the account should hold by its lines."""
        return self.opening + self.lines

    @property
    def open_sum(self) -> int:
        """The sum of the open lines."""
        return sum(line.line.amount for line in self.open_lines)

    @property
    def difference(self) -> int | None:
        """The bank's balance less what opening, matched and open lines come to; None where it states none."""
        if self.stated is None:
            return None
        return self.stated - (self.opening + self.matched + self.open_sum)


def account_statuses(book: IndexedBook, policy: Policy, day: date) -> Iterator[AccountStatus]:
    """The status of every account.

    Lines until the day of its opening balance are in that balance.
    """
    matches = matches_in_force(book)
    matched = matches.by_line
    amounts = dict(_recorded_amounts(book, policy))
    for id, account in book.settings.get("accounts", {}).items():
        currency = policy.account_currency[id]
        opening = account.get("opening") or {}
        since = date.fromisoformat(opening["date"]) if opening else date.min
        lines = [line for line in book_lines(book, id, currency) if since < line.line.date <= day]
        seen = max((line.line.date for line in lines), default=None)
        yield AccountStatus(
            id=id,
            name=str(account.get("name") or id),
            currency=currency,
            opening=to_minor(Decimal(str(opening.get("balance", 0))), currency),
            lines=sum(line.line.amount for line in lines),
            matched=sum(_taken_for(line, matched.get(line.id), amounts) for line in lines),
            stated=_stated(lines),
            last=seen,
            open_lines=tuple(line for line in lines if line.id not in matched),
            unseen=tuple(
                payment
                for payment in unseen_payments(book, policy, currency, matches)
                if payment.account == id and seen is not None and since < payment.date <= seen
            ),
        )


def _recorded_amounts(book: IndexedBook, policy: Policy) -> Iterator[tuple[str, int]]:
    for kind in ("payments", "handins", "bills"):
        for entry in entries_of(book, kind):
            currency = policy.account_currency.get(entry.get("account") or "")
            if currency and entry.get("amount") is not None:
                amount = Decimal(entry["amount"]) - Decimal(entry.get("fee") or 0)
                yield entry["id"], to_minor(amount, currency)


def _taken_for(line: BookLine, match: dict[str, list[str]] | None, amounts: dict[str, int]) -> int:
    if match is None:
        return 0
    if match.get("ignored"):
        return line.line.amount
    ids = [id for kind in ("payments", "handins", "bills") for id in match.get(kind) or ()]
    return sum(amounts.get(id, 0) for id in ids)


def _stated(lines: list[BookLine]) -> int | None:
    """The bank's balance after the last of ``lines``, which are known by day but not by their order within it.

    Within a day each balance is the one before plus the amount: the last is the one that no other line starts from.
    Where a day ends as it began, that is where the day before ended.
    """
    days: dict[date, list[BookLine]] = defaultdict(list)
    for line in lines:
        if line.balance is not None:
            days[line.line.date].append(line)
    for day in sorted(days, reverse=True):
        ends = Counter(line.balance for line in days[day] if line.balance is not None)
        ends.subtract((line.balance or 0) - line.line.amount for line in days[day])
        if last := [balance for balance, count in ends.items() if count > 0]:
            return last[-1]
    return next((line.balance for line in reversed(lines) if line.balance is not None), None)


def bank_status(book: IndexedBook, policy: Policy, day: date) -> Document:
    """The document of ``bank status`` as of ``day``."""
    found = list(account_statuses(book, policy, day))
    tables = [_accounts(found, day)]
    tables += [_open_lines(status, day) for status in found if status.open_lines]
    tables += [_unseen(book, status) for status in found if status.unseen]
    return Document(
        name="bank-status",
        title=Text("Bank accounts on {day}", "银行账户状况（{day}）").format(day=day),
        tables=tuple(tables),
        notes=(
            Text(
                "The difference is the bank's balance less opening balance, matched and open lines; "
                "0.00 means that book and bank agree.",
                "差额 = 银行余额 −（期初余额 + 已匹配流水 + 未处理流水）；0.00 表示账簿与银行相符。",
            ),
        ),
        data=[_data(status, day) for status in found],
        flat=tables[0],
    )


def _accounts(found: list[AccountStatus], day: date) -> Table:
    rows: list[Row] = []
    for status in found:
        stated = None if status.stated is None else Money(status.stated, status.currency)
        difference = None if status.difference is None else Money(status.difference, status.currency)
        ages = _by_age(status, day)
        cells: tuple[Cell, ...] = (
            status.id,
            status.name,
            status.currency,
            status.last,
            Money(status.computed, status.currency),
            stated,
            difference,
            len(status.open_lines),
            *ages,
            Money(status.open_sum, status.currency),
            len(status.unseen),
        )
        rows.append(Row(cells))
    return Table(
        name="accounts",
        title=Text("Accounts", "账户"),
        columns=(
            Column("account", terms.ACCOUNT),
            Column("name", terms.NAME, wide=True),
            Column("currency", terms.CURRENCY),
            Column("last", Text("Last line", "最后流水"), CellType.DATE),
            Column("computed", Text("By its lines", "按流水余额"), CellType.MONEY),
            Column("stated", Text("Bank's balance", "银行余额"), CellType.MONEY),
            Column("difference", Text("Difference", "差额"), CellType.MONEY),
            Column("open", Text("Open lines", "未处理笔数"), CellType.COUNT),
            Column("open_week", Text("up to 7 days", "7 天内"), CellType.COUNT),
            Column("open_month", Text("8–30 days", "8–30 天"), CellType.COUNT),
            Column("open_older", Text("older", "更早"), CellType.COUNT),
            Column("open_sum", Text("Sum open", "未处理金额"), CellType.MONEY),
            Column("unseen", Text("Payments unseen", "银行未见收款"), CellType.COUNT),
        ),
        rows=tuple(rows),
    )


def _by_age(status: AccountStatus, day: date) -> tuple[int, int, int]:
    ages = [(day - line.line.date).days for line in status.open_lines]
    week = sum(age <= _AGES[0] for age in ages)
    month = sum(_AGES[0] < age <= _AGES[1] for age in ages)
    return week, month, len(ages) - week - month


def _open_lines(status: AccountStatus, day: date) -> Table:
    return Table(
        name=f"open-{status.id}",
        title=Text("Open lines of {account}", "{account} 未处理流水").format(account=status.id),
        columns=(
            Column("line", Text("Line", "流水编号")),
            Column("date", terms.DATE, CellType.DATE),
            Column("days", Text("Days", "天数"), CellType.COUNT),
            Column("amount", terms.AMOUNT, CellType.MONEY),
            Column("payer", Text("Other party", "对方"), wide=True),
            Column("memo", Text("Memo", "摘要"), wide=True),
        ),
        rows=tuple(
            Row(
                (
                    line.id,
                    line.line.date,
                    (day - line.line.date).days,
                    Money(line.line.amount, status.currency),
                    line.line.payer,
                    line.line.memo,
                )
            )
            for line in status.open_lines
        ),
    )


def _unseen(book: IndexedBook, status: AccountStatus) -> Table:
    title = Text("Payments on {account} that the bank never showed", "{account} 银行未出现的收款")
    name = f"unseen-{status.id}"
    return payments_table(book, name, title.format(account=status.id), status.unseen, status.currency)


def _data(status: AccountStatus, day: date) -> JsonValue:
    def amount(minor: int | None) -> str | None:
        return None if minor is None else plain(minor, status.currency)

    return {
        "account": status.id,
        "name": status.name,
        "currency": status.currency,
        "last": status.last.isoformat() if status.last else None,
        "opening": amount(status.opening),
        "computed": amount(status.computed),
        "stated": amount(status.stated),
        "difference": amount(status.difference),
        "open": [
            {
                "line": line.id,
                "date": line.line.date.isoformat(),
                "days": (day - line.line.date).days,
                "amount": amount(line.line.amount),
                "payer": line.line.payer,
                "memo": line.line.memo,
            }
            for line in status.open_lines
        ],
        "unseen": [
            {
                "id": payment.id,
                "date": payment.date.isoformat(),
                "customer": payment.customer,
                "amount": amount(payment.amount),
            }
            for payment in status.unseen
        ],
    }
