"""What each rep holds of customers' money on the period's last day."""

from __future__ import annotations

from collections import defaultdict

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.held import held_movements
from salesbook.model.money import Money, plain
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.period_rows import named, rep_namer
from salesbook.table import CellType, Column, Row, Table

Whose = tuple[str, str]
"""A rep and a currency."""


def _build(scope: Scope) -> Section:
    held = _held(scope)
    name = rep_namer(scope.book)
    data = [
        {**named("rep", rep, name), "currency": currency, "held": plain(amount, currency)}
        for (rep, currency), amount in held.items()
    ]
    return Section(tables=[_table(scope, held)] if held else [], data={"held_by_rep": data})


def _held(scope: Scope) -> dict[Whose, int]:
    """What was received less what was handed in until the last day, in minor units, by rep and currency."""
    held: dict[Whose, int] = defaultdict(int)
    for movement in held_movements(scope.book.connection, scope.policy):
        if movement.date <= scope.period.last:
            held[movement.rep, movement.currency] += movement.amount
    return {whose: amount for whose, amount in sorted(held.items()) if amount}


def _table(scope: Scope, held: dict[Whose, int]) -> Table:
    name = rep_namer(scope.book)
    return Table(
        name="held",
        title=Text("Customers' money that reps hold on {day}", "业务员代收未交款（{day}）").format(
            day=scope.period.last
        ),
        columns=(
            Column("rep", terms.REP),
            Column("name", terms.NAME, wide=True),
            Column("held", Text("Held", "代收未交"), CellType.MONEY),
        ),
        rows=[Row((rep, name(rep), Money(amount, currency))) for (rep, currency), amount in held.items()],
    )


PART = Part("holdings", Text("Customers' money that reps hold", "业务员代收未交款"), _build)
