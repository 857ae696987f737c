"""The report of a month, quarter or year: what was sold, delivered, invoiced and collected, and what is owed."""

from __future__ import annotations

from collections import defaultdict

from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period
from salesbook.model.policy import Basis, Policy
from salesbook.reports.commission_figures import earned_commissions
from salesbook.reports.period_data import currency_data
from salesbook.reports.period_figures import CurrencyFigures, Figures, period_figures
from salesbook.reports.period_rows import kept
from salesbook.reports.period_tables import currency_tables, flat_table, held_table
from salesbook.reports.provenance import provenance
from salesbook.reports.targets import rep_targets
from salesbook.table import Document, Table


def period_report(book: IndexedBook, policy: Policy, period: Period) -> Document:
    """The report of one period, every currency apart."""
    figures = period_figures(book, policy, period)
    own = policy.currency
    commissions = _commissions(book, policy, period)
    with_rows = {currency for currency in figures if _has_rows(figures[currency])}
    for currency in commissions:
        figures.setdefault(currency, CurrencyFigures(Figures(), {}, {}, {}))
    others = sorted((with_rows | commissions.keys()) - {own})
    currencies = [own, *others]
    targets = {currency: rep_targets(book, period, currency, own) for currency in currencies}
    tables: list[Table] = []
    for currency in currencies:
        tables += currency_tables(book, currency, figures[currency], targets[currency], commissions[currency])
    tables += held_table(book, policy, period)
    data = {
        currency: currency_data(book, currency, figures[currency], targets[currency], commissions[currency])
        for currency in currencies
    }
    return Document(
        name="report",
        title=Text("Sales report {name}", "销售报表 {name}").format(name=period.name),
        tables=tuple(tables),
        facts=(
            (
                Text("Period", "期间"),
                Text("{first} to {last}", "{first} 至 {last}").format(first=period.first, last=period.last),
            ),
            *provenance(book),
        ),
        notes=_definitions(policy),
        data={
            "period": {"from": period.first.isoformat(), "to": period.last.isoformat()},
            **data[own],
            "others": [data[currency] for currency in others],
        },
        flat=flat_table(book, currencies, figures, targets),
    )


def _commissions(book: IndexedBook, policy: Policy, period: Period) -> dict[str, dict[str, int]]:
    """What each rep earned in the period by currency and rep, in minor units; nothing where there is no plan."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (rep, currency), earned in earned_commissions(book, policy, period).items():
        if earned:
            found[currency][rep] = earned
    return found


def _has_rows(figures: CurrencyFigures) -> bool:
    return bool(kept(figures.by_rep) or kept(figures.by_customer) or kept(figures.by_product))


def _definitions(policy: Policy) -> tuple[Text, ...]:
    owed = {
        Basis.DELIVERED: Text("what is delivered is owed", "发货即形成应收"),
        Basis.INVOICED: Text("what is invoiced is owed", "开票即形成应收"),
        Basis.ORDERED: Text("what is ordered is owed", "下单即形成应收"),
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
