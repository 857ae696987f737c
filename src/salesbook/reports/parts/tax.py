"""The output tax of the period's invoices by rate."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from salesbook.i18n import Text
from salesbook.index.backlogs import has_invoices
from salesbook.model.money import Money, plain
from salesbook.reports.parts.listing import Cells, own_first, totalled
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.table import CellType, Column, JsonValue, Table

if TYPE_CHECKING:
    from salesbook.reports.tax_figures import OutputTax

_BLUE = Text("invoices", "蓝字")
_RED = Text("red invoices", "红字")
_NOT_STATED = Text("tax not stated", "未列明税额")
_DIFFERING = Text("beyond the taxes stated", "与所列税额的差异")
_NOTE = Text(
    "As the invoices state it; with tax, the total is invoiced of this report.",
    "按发票所载；价税合计的合计数即本报表的开票额。",
)


def _build(scope: Scope) -> Section:
    if not has_invoices(scope.book, scope.period.last):
        return Section(data={"output_tax": []})
    from salesbook.reports.tax_figures import output_tax  # a book that keeps no invoices needs none of it

    found = {currency: each for currency, each in output_tax(scope.book, scope.period).items() if _rows(each, currency)}
    currencies = own_first(scope, found)
    return Section(
        tables=[_table(currency, found[currency]) for currency in currencies],
        data={"output_tax": [_data(currency, found[currency]) for currency in currencies]},
    )


def _rows(found: OutputTax, currency: str) -> list[Cells]:
    """By rate, the highest first, invoices and red ones apart; then what states no tax, or another."""
    rows: list[Cells] = []
    for rate in sorted(found.by_rate, reverse=True):
        for title, sums in ((_BLUE, found.by_rate[rate].blue), (_RED, found.by_rate[rate].red)):
            if any(sums):
                rows.append((title, rate, *_amounts(currency, *sums)))
    if found.not_stated:
        rows.append((_NOT_STATED, None, None, None, Money(found.not_stated, currency)))
    if found.differing:
        rows.append((_DIFFERING, None, None, None, Money(found.differing, currency)))
    return rows


def _amounts(currency: str, net: int, tax: int) -> tuple[Money, Money, Money]:
    return Money(net, currency), Money(tax, currency), Money(net + tax, currency)


def _table(currency: str, found: OutputTax) -> Table:
    return totalled(
        f"tax-{currency}",
        Text("Output tax ({currency})", "销项税额（{currency}）").format(currency=currency),
        (
            Column("invoices", Text("Invoices", "发票")),
            Column("rate", Text("Rate", "税率"), CellType.RATE),
            Column("net", Text("Net", "不含税金额"), CellType.MONEY),
            Column("tax", Text("Tax", "税额"), CellType.MONEY),
            Column("gross", Text("With tax", "价税合计"), CellType.MONEY),
        ),
        _rows(found, currency),
        notes=(_NOTE,),
    )


def _data(currency: str, found: OutputTax) -> dict[str, JsonValue]:
    return {
        "currency": currency,
        "rates": [_rate_data(currency, found, rate) for rate in sorted(found.by_rate, reverse=True)],
        "not_stated": plain(found.not_stated, currency),
        "differing": plain(found.differing, currency),
        "invoiced": plain(found.invoiced, currency),
    }


def _rate_data(currency: str, found: OutputTax, rate: Decimal) -> dict[str, JsonValue]:
    taxed = found.by_rate[rate]
    return {
        "rate": rate,
        "net": plain(taxed.net, currency),
        "tax": plain(taxed.tax, currency),
        "gross": plain(taxed.net + taxed.tax, currency),
        "red_net": plain(taxed.red[0], currency),
        "red_tax": plain(taxed.red[1], currency),
    }


PART = Part("tax", Text("Output tax", "销项税额"), _build)
