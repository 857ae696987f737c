"""What a manager must know at the period's end, each with the command that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.i18n.text import verbatim
from salesbook.model.dates import Period
from salesbook.model.money import Money, plain
from salesbook.model.named_tuple import NamedTuple
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.warning_figures import (
    HELD_DAYS,
    UNDELIVERED_DAYS,
    ByCurrency,
    bills_matured,
    held_too_long,
    over_limit,
    problems_by_code,
    retention_overdue,
    unanswered,
    undelivered_for_long,
)
from salesbook.table import CellType, Column, JsonValue, Row, Table


class _Warning(NamedTuple):
    """One thing to know: ``as_of`` None is how it stands now, ``shown_by`` the command that shows more of it."""

    name: str
    title: Text
    number: int
    amount: Money | None
    as_of: date | None
    shown_by: str


_OVER_LIMIT = Text("Customers beyond their credit limit", "超出信用额度的客户")
_BILLS = Text("Bills matured and not collected", "已到期未托收的票据")
_RETENTION = Text("Retention overdue", "逾期质保金")
_HELD = Text("Reps who hold money for more than {days} days", "代收款超过 {days} 天未交的业务员").format(days=HELD_DAYS)
_UNDELIVERED = Text("Orders undelivered for more than {days} days", "下单超过 {days} 天仍未发完的订单").format(
    days=UNDELIVERED_DAYS
)
_UNANSWERED = Text("Statements not answered", "未回复的对账单")


def _build(scope: Scope) -> Section:
    found = [*_of_day(scope), *_now(scope)]
    return Section(
        tables=[_table(found)] if found else [],
        data={
            "warnings": [_data(each) for each in found if each.as_of],
            "warnings_now": [_data(each) for each in found if not each.as_of],
        },
    )


def _of_day(scope: Scope) -> Iterator[_Warning]:
    """What entries until the period's last day say."""
    day = scope.period.last
    book, period = scope.book, _option(scope.period)
    undelivered = undelivered_for_long(scope.backlogs, day)
    for name, title, late, part in (
        ("bills_matured", _BILLS, bills_matured(book, day), "bills"),
        ("retention_overdue", _RETENTION, retention_overdue(scope.retention, day), "retention"),
        ("held_too_long", _HELD, held_too_long(scope.holdings, day), "holdings"),
        ("undelivered_for_long", _UNDELIVERED, undelivered, "backlog"),
    ):
        yield from _each(name, title, late, day, f"salesbook report {period} --part {part}")


def _now(scope: Scope) -> Iterator[_Warning]:
    """What depends on answers that come later, on master data of today, or on what was entered since."""
    day = scope.period.last
    book, aged = scope.book, scope.aged_on(day)
    limits = over_limit(book, scope.policy, aged, scope.backlogs)
    yield from _each("over_limit", _OVER_LIMIT, limits, None, f"salesbook aging --as-of {day}")
    answers = unanswered(book, scope.policy, aged, day)
    yield from _each("unanswered", _UNANSWERED, answers, None, f"salesbook statement --answers --to {day}")
    for code, count in problems_by_code(book, day):
        title = Text("{code}: {title}", "{code}：{title}").format(code=code.id, title=code.title)
        yield _Warning(code.id, title, count, None, None, "salesbook check")


def _each(name: str, title: Text, late: ByCurrency, as_of: date | None, shown_by: str) -> Iterator[_Warning]:
    for currency, each in sorted(late.items()):
        yield _Warning(name, title, each.count, Money(each.amount, currency), as_of, shown_by)


def _option(period: Period) -> str:
    """How a period is asked for: ``--month 2026-10``."""
    option = {4: "--year", 7: "--quarter" if "Q" in period.name else "--month"}.get(len(period.name), "--month")
    return f"{option} {period.name}"


def _table(found: Sequence[_Warning]) -> Table:
    now = Text("now", "当前")
    return Table(
        name="warnings",
        title=Text("To be looked into", "需要关注"),
        columns=(
            Column("warning", Text("What", "事项"), wide=True),
            Column("count", Text("Count", "数量"), CellType.COUNT),
            Column("amount", terms.AMOUNT, CellType.MONEY),
            Column("as_of", Text("As of", "截至")),
            Column("shown_by", Text("Shown by", "查看命令")),
        ),
        rows=[
            Row(
                (
                    each.title,
                    each.number,
                    each.amount,
                    verbatim(each.as_of.isoformat()) if each.as_of else now,
                    each.shown_by,
                )
            )
            for each in found
        ],
        notes=(
            Text(
                "Now: with credit limits, answers and findings of today; else from what was entered until the day.",
                "“当前”按今天的信用额度、客户回复与检查结果；其余按截至该日已登记的内容。",
            ),
        ),
    )


def _data(each: _Warning) -> dict[str, JsonValue]:
    return {
        "warning": each.name,
        "title": each.title,
        "count": each.number,
        "currency": each.amount.currency if each.amount else None,
        "amount": plain(each.amount.minor, each.amount.currency) if each.amount else None,
        "as_of": each.as_of.isoformat() if each.as_of else None,
        "shown_by": each.shown_by,
    }


PART = Part("warnings", Text("To be looked into", "需要关注"), _build)
