"""Orders, openings, payments and credits with all that hangs on them, as the rules see them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from salesbook.index.unit_sources import UnitSources, load_sources
from salesbook.model.fact_codec import decode_facts
from salesbook.model.facts import (
    BillEvent,
    Changed,
    Credited,
    Delivered,
    Exchanged,
    Fact,
    Given,
    Invoiced,
    Opened,
    Ordered,
    Received,
)
from salesbook.model.policy import Policy
from salesbook.rules.order_state import OrderFacts, OrderHistory
from salesbook.rules.settlement import MoneyFacts, Settlement, settlements

FactType = TypeVar("FactType", bound=Fact)


@dataclass(slots=True)
class Histories:
    """Reads units out of their sources; what several units ask for is read once."""

    policy: Policy
    sources: UnitSources
    _facts: dict[str, list[Fact]] = field(default_factory=dict)
    _money: dict[str, MoneyFacts | None] = field(default_factory=dict)
    _settled: dict[str, list[Settlement]] = field(default_factory=dict)

    def order(self, unit: str) -> OrderHistory | None:
        """An order; None where its own entry cannot be used."""
        facts = self._hanging(unit)
        ordered = _of(facts, Ordered)
        if not ordered:
            return None
        order = ordered[0]
        return OrderHistory(
            OrderFacts(
                ordered=order if order.terms else order._replace(terms=self.sources.terms.get(order.customer)),
                changes=_of(facts, Changed),
                deliveries=_of(facts, Delivered),
                exchanges=tuple(each for each in _of(facts, Exchanged) if each.order == unit),
                invoices=tuple(each for each in _of(facts, Invoiced) if each.order == unit),
                settlements=tuple(self.settlements_on(unit)),
            ),
            self.policy,
        )

    def opening(self, unit: str) -> Opened | None:
        """What an opening says; None where it cannot be used."""
        return next(iter(_of(self._hanging(unit), Opened)), None)

    def settlements_on(self, target: str) -> Iterator[Settlement]:
        """What was given to an order or opening, by the payments and credits that it came from."""
        given = _of(self._hanging(target), Given)
        for source in sorted({each.source for each in given if each.target == target}):
            money = self.money(source)
            if money is not None:
                yield from (each for each in self.settled_by(money) if each.target == target)

    def settled_by(self, money: MoneyFacts) -> list[Settlement]:
        """What a payment or credit settles, in order of date."""
        source = money.source.entry
        if source not in self._settled:
            self._settled[source] = settlements(money, self.policy, self.target_currencies(money))
        return self._settled[source]

    def money(self, source: str) -> MoneyFacts | None:
        """A payment or credit; None where its own entry cannot be used."""
        if source not in self._money:
            facts = self._hanging(source)
            heads = [each for each in facts if isinstance(each, (Received, Credited)) and each.entry == source]
            given = tuple(each for each in _of(facts, Given) if each.source == source)
            self._money[source] = MoneyFacts(heads[0], given, _of(facts, BillEvent)) if heads else None
        return self._money[source]

    def target_currencies(self, money: MoneyFacts) -> dict[str, str]:
        """The currencies of the orders and openings that a payment or credit gives to."""
        known = self.sources.currencies
        return {
            given.target: known[given.target] or self.policy.currency for given in money.given if given.target in known
        }

    def _hanging(self, unit: str) -> list[Fact]:
        return [fact for entry in self.sources.hanging.get(unit, ()) for fact in self._stated_by(entry)]

    def _stated_by(self, entry: str) -> list[Fact]:
        if entry not in self._facts:
            self._facts[entry] = [fact for text in self.sources.facts.get(entry, ()) for fact in decode_facts(text)]
        return self._facts[entry]


def _of(facts: list[Fact], form: type[FactType]) -> tuple[FactType, ...]:
    return tuple([fact for fact in facts if isinstance(fact, form)])


def order_history(connection: sqlite3.Connection, policy: Policy, order: str) -> OrderHistory | None:
    """An order with all that hangs on it, as the rules see it."""
    return Histories(policy, load_sources(connection, [order])).order(order)


def settlements_on(connection: sqlite3.Connection, policy: Policy, target: str) -> list[Settlement]:
    """What was given to an order or opening, by the payments and credits that it came from."""
    return list(Histories(policy, load_sources(connection, [target])).settlements_on(target))


def opening_fact(connection: sqlite3.Connection, opening: str) -> Opened | None:
    """What an opening says; None where it cannot be used."""
    rows = connection.execute("SELECT facts FROM entry WHERE id = ? AND kind = 'openings' AND facts <> ''", (opening,))
    found = (fact for (facts,) in rows for fact in decode_facts(facts))
    return next((fact for fact in found if isinstance(fact, Opened)), None)


def money_history(
    connection: sqlite3.Connection, policy: Policy, source: str
) -> tuple[MoneyFacts, list[Settlement]] | None:
    """A payment or credit and what it settles, in order of date; None where its own entry cannot be used."""
    histories = Histories(policy, load_sources(connection, [source]))
    money = histories.money(source)
    return None if money is None else (money, histories.settled_by(money))
