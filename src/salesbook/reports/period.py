"""The report of a month, quarter or year: what was sold, delivered, invoiced and collected, and what is owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from salesbook.history.repository import head_asked
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period
from salesbook.model.policy import Basis, Policy
from salesbook.reports.parts.part import Scope, Section
from salesbook.reports.parts.registry import parts
from salesbook.reports.period_flat import flat_table
from salesbook.reports.provenance import provenance
from salesbook.table import Document, JsonValue, Table


def period_report(
    book: IndexedBook, policy: Policy, period: Period, today: date | None = None, names: Sequence[str] = ()
) -> Document:
    """The report of one period, every currency apart; of the parts called ``names``, or all.

    ``today`` matters only to what a running period says of itself: that of one that is over never changes.
    """
    scope = Scope(book, policy, period, today, in_full=bool(names))
    with head_asked(book.root) as commit:
        sections = [part.build(scope) for part in parts(names)]
        origin = provenance(book, commit)
    return Document(
        name="report",
        title=Text("Sales report {name}", "销售报表 {name}").format(name=period.name),
        tables=list(_said_once(table for section in sections for table in section.tables)),
        facts=(
            (
                Text("Period", "期间"),
                Text("{first} to {last}", "{first} 至 {last}").format(first=period.first, last=period.last),
            ),
            *origin,
        ),
        notes=_definitions(policy),
        data=_data(scope, sections),
        flat=None if names else flat_table(scope),
    )


def _said_once(tables: Iterable[Table]) -> Iterator[Table]:
    """Tables of which a screen, where one follows the other, has a note only under the first that bears it."""
    said: set[Text] = set()
    for table in tables:
        told = table.on_screen or table
        new = tuple(note for note in told.notes if note not in said)
        said.update(new)
        yield table if new == told.notes else table._replace(on_screen=told._replace(notes=new))


def _data(scope: Scope, sections: Sequence[Section]) -> dict[str, JsonValue]:
    """The JSON of all sections: the book's own currency at the top level, the others in a list."""
    by_currency: dict[str, dict[str, JsonValue]] = {currency: {"currency": currency} for currency in scope.currencies}
    top: dict[str, JsonValue] = {}
    for section in sections:
        top.update(section.data)
        for currency, members in section.by_currency.items():
            by_currency.setdefault(currency, {"currency": currency}).update(members)
    own = by_currency.pop(scope.policy.currency)
    others = [by_currency[currency] for currency in sorted(by_currency)]
    days: dict[str, JsonValue] = {"from": scope.period.first.isoformat(), "to": scope.period.last.isoformat()}
    return {"period": days, **own, "others": others, **top}


def _definitions(policy: Policy) -> tuple[Text, ...]:
    owed = {
        Basis.DELIVERED: Text("What is delivered is owed", "发货即形成应收"),
        Basis.INVOICED: Text("What is invoiced is owed", "开票即形成应收"),
        Basis.ORDERED: Text("What is ordered is owed", "下单即形成应收"),
    }[policy.receivable_basis]
    sold = {
        Basis.DELIVERED: Text("sales are deliveries less returns", "销售额为发货减退货折让"),
        Basis.INVOICED: Text("sales are invoices, red ones taken off", "销售额为开票（已减红字）"),
        Basis.ORDERED: Text("sales are orders less returns", "销售额为订购减退货折让"),
    }[policy.sales_basis]
    return (
        Text("{owed}; {sold}; amounts include tax.", "{owed}；{sold}；金额含税。").format(owed=owed, sold=sold),
        Text(
            "Collection rate is collected ÷ sales; due collection rate is collected ÷ what was due by the period's "
            "end; DSO is closing receivable × days ÷ charged over the last three months.",
            "回款率 = 回款 ÷ 销售额；到期回款率 = 回款 ÷ 本期末前到期的应收；"
            "应收周转天数 = 期末应收 × 天数 ÷ 近三个月应收发生额。",
        ),
    )
