"""What is recorded when a month's commission is paid out."""

from __future__ import annotations

from datetime import date

from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period, month, months_from
from salesbook.model.money import to_decimal
from salesbook.model.policy import Policy
from salesbook.reports.commission_figures import RepCommission, month_commissions, settled_entries


def settlement_entries(
    book: IndexedBook, policy: Policy, period: Period, today: date
) -> list[dict[str, object]] | Text:
    """The fields of the entries that settle ``period`` for all who are due anything; or why it cannot be settled."""
    if today <= period.last:
        return Text("{month} has not ended yet", "{month} 尚未结束").format(month=period.name)
    months = {each.month for entries in settled_entries(book, policy).values() for each in entries}
    if period.name in months:
        return Text(
            "{month} is settled; corrections come as differences of the next month", "{month} 已结算；更正计入下月差额"
        ).format(month=period.name)
    if later := sorted(name for name in months if name > period.name):
        return Text(
            "{later} is settled already, and {month} comes before it", "{later} 已结算，不能再结算更早的 {month}"
        ).format(later=later[-1], month=period.name)
    if months and (missing := _left_out(book, policy, max(months), period)):
        return Text("settle {missing} first", "请先结算 {missing}").format(missing=missing)
    found = [each for each in month_commissions(book, policy, period) if _anything(each)]
    entries = [_entry(each, period, policy.currency, today) for each in found]
    return entries or Text("nobody is due anything for {month}", "{month} 没有应结的提成").format(month=period.name)


def _left_out(book: IndexedBook, policy: Policy, settled: str, period: Period) -> str | None:
    """The first month between the last settled one and ``period`` for which somebody is due anything."""
    between = month(*months_from(int(settled[:4]), int(settled[5:]), 1))
    while between.name < period.name:
        if any(_anything(each) for each in month_commissions(book, policy, between)):
            return between.name
        between = month(*months_from(between.first.year, between.first.month, 1))
    return None


_ALWAYS = {"earned", "amount"}


def _anything(each: RepCommission) -> bool:
    return bool(each.due.earned or each.due.differences or each.due.carried)


def _entry(each: RepCommission, period: Period, own_currency: str, today: date) -> dict[str, object]:
    amounts = {
        "earned": each.due.earned,
        "differences": each.due.differences,
        "carried": each.due.carried,
        "amount": each.due.amount,
    }
    return {
        "date": today,
        "rep": each.rep,
        "month": period.name,
        "currency": None if each.currency == own_currency else each.currency,
        **{name: to_decimal(minor, each.currency) for name, minor in amounts.items() if minor or name in _ALWAYS},
    }
