"""Hand-ins that differ from the payments they name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from salesbook.i18n import Text
from salesbook.index.checks.subjects import Finding, Subjects
from salesbook.index.codes_documents import HANDED_IN_OTHER_AMOUNT, HANDED_IN_TWICE
from salesbook.index.held import held_movements
from salesbook.model.money import plain
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem

if TYPE_CHECKING:
    from salesbook.rules.held_money import HandedIn


def find(connection: sqlite3.Connection, policy: Policy, reps: Subjects) -> Iterator[Finding]:
    """One problem a hand-in: payments handed in before, else too much, or too little and not made up since."""
    movements = list(held_movements(connection, policy, reps=reps.some))
    if not movements:
        return
    from salesbook.rules.held_money import held_money  # in few books reps receive money

    named = {each.entry: each.payments for each in movements if each.handed_in}
    handins = held_money(movements, date.max).handins
    for position, handin in enumerate(handins):
        if handin.repeated:
            earlier = [
                each.entry
                for each in handins[:position]
                if each.rep == handin.rep and set(handin.repeated) & set(named[each.entry])
            ]
            problem = HANDED_IN_TWICE.problem(
                entry=handin.entry, field="payments", payment=", ".join(handin.repeated), earlier=", ".join(earlier)
            )
            yield Finding(handin.rep, problem)
        elif handin.difference > 0 or (handin.difference < 0 and handin.missing):
            yield Finding(handin.rep, _differs(handin))


def _differs(handin: HandedIn) -> Problem:
    amount = plain(abs(handin.difference), handin.currency)
    words = Text("{amount} over", "长款 {amount}") if handin.difference > 0 else Text("{amount} short", "短款 {amount}")
    return HANDED_IN_OTHER_AMOUNT.problem(
        entry=handin.entry,
        field="amount",
        amount=plain(handin.amount, handin.currency),
        payments=plain(handin.expected or 0, handin.currency),
        difference=words.format(amount=amount),
    )
