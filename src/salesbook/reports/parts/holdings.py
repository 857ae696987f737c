"""What each rep holds of customers' money on the period's last day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money, plain
from salesbook.reports.parts.listing import Cells, own_first, totalled
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.period_rows import named, rep_namer
from salesbook.table import CellType, Column, JsonValue, Table

if TYPE_CHECKING:
    from salesbook.reports.holding_figures import Holding

_COLUMNS = (
    Column("name", terms.REP, wide=True),
    Column("opening", Text("At the beginning", "期初代收"), CellType.MONEY),
    Column("received", Text("Received", "本期代收"), CellType.MONEY),
    Column("handed_in", Text("Handed in", "本期交款"), CellType.MONEY),
    Column("held", Text("Held", "期末未交"), CellType.MONEY),
    Column("oldest", Text("Oldest since", "最早代收日"), CellType.DATE),
    Column("days", Text("Days", "天数"), CellType.COUNT),
    Column("short", Text("Short", "短款"), CellType.MONEY),
    Column("over", Text("Over", "长款"), CellType.MONEY),
)
_TITLE = Text("Customers' money that reps hold ({currency})", "业务员代收未交款（{currency}）")
_NOTE = Text(
    "Short: what is still held of the payments that the period's hand-ins name; over: what these hand-ins are beyond "
    "them. A hand-in that names none is of the oldest payments.",
    "短款：本期交款所列收款中仍未交的金额；长款：交款超出所列收款的金额。未列明收款的交款按先收先交处理。",
)


def _build(scope: Scope) -> Section:
    found = scope.holdings
    by_currency = {
        currency: {rep: holding for (rep, of), holding in found.items() if of == currency}
        for currency in own_first(scope, (currency for _, currency in found))
    }
    return Section(
        tables=[_table(scope, currency, rows) for currency, rows in by_currency.items()],
        data={"held_by_rep": [row for currency, rows in by_currency.items() for row in _data(scope, currency, rows)]},
    )


def _days(scope: Scope, holding: Holding) -> int | None:
    return (scope.period.last - holding.oldest).days if holding.oldest else None


def _table(scope: Scope, currency: str, rows: Mapping[str, Holding]) -> Table:
    return totalled(
        f"held-{currency}",
        _TITLE.format(currency=currency),
        _COLUMNS,
        [_cells(scope, rep, holding, currency) for rep, holding in rows.items()],
        notes=(_NOTE,),
    )


def _cells(scope: Scope, rep: str, holding: Holding, currency: str) -> Cells:
    amounts = (holding.opening, holding.received, holding.handed_in, holding.held)
    return (
        rep_namer(scope.book)(rep),
        *(Money(amount, currency) for amount in amounts),
        holding.oldest,
        _days(scope, holding),
        Money(holding.short, currency),
        Money(holding.over, currency),
    )


def _data(scope: Scope, currency: str, rows: Mapping[str, Holding]) -> list[JsonValue]:
    return [
        {
            **named("rep", rep, rep_namer(scope.book)),
            "currency": currency,
            "opening": plain(holding.opening, currency),
            "received": plain(holding.received, currency),
            "handed_in": plain(holding.handed_in, currency),
            "held": plain(holding.held, currency),
            "oldest": holding.oldest.isoformat() if holding.oldest else None,
            "days": _days(scope, holding),
            "short": plain(holding.short, currency),
            "over": plain(holding.over, currency),
        }
        for rep, holding in rows.items()
    ]


PART = Part("holdings", Text("Customers' money that reps hold", "业务员代收未交款"), _build)
