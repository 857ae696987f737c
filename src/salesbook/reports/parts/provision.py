"""The provision for bad debts by aging, and what the period bears of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.aging import bucket_names
from salesbook.model.money import Money, plain
from salesbook.reports.aging_tables import bucket_title
from salesbook.reports.parts.listing import own_first, totalled
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.provision_figures import Provided, ProvisionMovement, provided, provision_rates
from salesbook.table import CellType, Column, JsonValue, Row, Table


def _build(scope: Scope) -> Section:
    """Nothing where the settings have no rates; each end of the period has the rates of its own day."""
    edges, period = scope.policy.aging, scope.period
    earlier, rates = provision_rates(scope.book, period.opening_day), provision_rates(scope.book, period.last)
    if not earlier and not rates:
        return Section(data={"provision": []})
    before = provided(scope.aged_on(period.opening_day), edges, earlier)
    now = provided(scope.aged_on(period.last), edges, rates)
    tables: list[Table] = []
    data: list[JsonValue] = []
    nothing = [Provided(name, 0, rates.get(name, Decimal(0))) for name in bucket_names(edges)]
    written_off = (currency for currency, figures in scope.figures.items() if figures.totals["written_off"])
    for currency in own_first(scope, (*before, *now, *written_off)):
        buckets = now.get(currency, nothing)
        figures = scope.figures.get(currency)
        moved = ProvisionMovement(
            opening=sum(each.provision for each in before.get(currency, ())),
            written_off=figures.totals["written_off"] if figures else 0,
            closing=sum(each.provision for each in buckets),
        )
        if moved.opening or moved.written_off or moved.closing:
            tables += [_table(currency, buckets), _movement_table(currency, moved)]
        data.append(_data(currency, buckets, moved))
    return Section(tables=tables, data={"provision": data})


def _table(currency: str, buckets: Sequence[Provided]) -> Table:
    return totalled(
        f"provision-{currency}",
        Text("Provision for bad debts ({currency})", "坏账准备（{currency}）").format(currency=currency),
        (
            Column("bucket", Text("Days overdue", "账龄")),
            Column("receivable", terms.RECEIVABLE, CellType.MONEY),
            Column("rate", Text("Rate", "计提比例"), CellType.RATE),
            Column("provision", Text("Provision", "坏账准备"), CellType.MONEY),
        ),
        [
            (
                bucket_title(each.bucket),
                Money(each.receivable, currency),
                each.rate,
                Money(each.provision, currency),
            )
            for each in buckets
        ],
        notes=(
            Text(
                "The receivable is closing receivable of this report; rates stand under provision in salesbook.yaml.",
                "应收合计即本报表的期末应收；计提比例见 salesbook.yaml 的 provision。",
            ),
        ),
    )


def _movement_table(currency: str, moved: ProvisionMovement) -> Table:
    lines = (
        (Text("Provision at the beginning", "期初坏账准备"), moved.opening),
        (Text("+ charged to the period", "加：本期计提"), moved.charged),
        (Text("− written off, less recovered", "减：核销（减收回）"), -moved.written_off),
        (Text("Provision at the end", "期末坏账准备"), moved.closing),
    )
    return Table(
        name=f"provision-movement-{currency}",
        title=Text("Movement of the provision ({currency})", "坏账准备变动（{currency}）").format(currency=currency),
        columns=(Column("line", Text("Movement", "变动")), Column("amount", terms.AMOUNT, CellType.MONEY)),
        rows=[Row((title, Money(amount, currency))) for title, amount in lines],
    )


def _data(currency: str, buckets: Sequence[Provided], moved: ProvisionMovement) -> dict[str, JsonValue]:
    return {
        "currency": currency,
        "buckets": [
            {
                "bucket": each.bucket,
                "receivable": plain(each.receivable, currency),
                "rate": each.rate,
                "provision": plain(each.provision, currency),
            }
            for each in buckets
        ],
        "opening": plain(moved.opening, currency),
        "charged": plain(moved.charged, currency),
        "written_off": plain(moved.written_off, currency),
        "closing": plain(moved.closing, currency),
    }


PART = Part("provision", Text("Provision for bad debts", "坏账准备"), _build)
