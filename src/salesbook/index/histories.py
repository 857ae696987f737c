"""Orders, openings, payments and credits with all that hangs on them, as the rules see them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from salesbook.index.unit_sources import UnitSources, load_sources
from salesbook.model.fact_codec import decode_all_facts, decode_facts
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


class Histories:
    """Reads units out of their sources; what several units ask for is read once."""

    def __init__(self, policy: Policy, sources: UnitSources) -> None:
        self.policy = policy
        self.sources = sources
        self._money: dict[str, MoneyFacts | None] = {}
        self._settled: dict[str, list[Settlement]] = {}
        stated = sources.facts
        facts = iter(decode_all_facts(text for texts in stated.values() for text in texts))
        self._facts = {entry: [fact for _ in texts for fact in next(facts)] for entry, texts in stated.items()}

    def order(self, unit: str) -> OrderHistory | None:
        """An order; None where its own entry cannot be used."""
        return next(iter(self.orders([unit])), None)

    def orders(self, units: Iterable[str]) -> list[OrderHistory]:
        """Those of some orders whose own entries can be used."""
        said = [self._order_facts(unit) for unit in units]
        return [OrderHistory(facts, self.policy) for facts in said if facts is not None]

    def _order_facts(self, unit: str) -> OrderFacts | None:
        facts = self._hanging(unit)
        ordered = facts.of(Ordered)
        if not ordered:
            return None
        order = ordered[0]
        of_customer = None if order.terms else self.sources.terms.get(order.customer)
        return OrderFacts(
            order._replace(terms=of_customer) if of_customer else order,
            facts.of(Changed),
            facts.of(Delivered),
            [each for each in facts.of(Exchanged) if each.order == unit],
            [each for each in facts.of(Invoiced) if each.order == unit],
            self._settlements_among(facts, unit),
        )

    def opening(self, unit: str) -> Opened | None:
        """What an opening says; None where it cannot be used."""
        return next(iter(self._hanging(unit).of(Opened)), None)

    def settlements_on(self, target: str) -> list[Settlement]:
        """What was given to an order or opening, by the payments and credits that it came from."""
        return self._settlements_among(self._hanging(target), target)

    def _settlements_among(self, facts: _ByForm, target: str) -> list[Settlement]:
        found: list[Settlement] = []
        for source in sorted({each.source for each in facts.of(Given) if each.target == target}):
            money = self.money(source)
            if money is not None:
                found += [each for each in self.settled_by(money) if each.target == target]
        return found

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
            heads = [each for each in self._facts.get(source, ()) if isinstance(each, (Received, Credited))]
            given = [each for each in facts.of(Given) if each.source == source]
            self._money[source] = MoneyFacts(heads[0], given, facts.of(BillEvent)) if heads else None
        return self._money[source]

    def target_currencies(self, money: MoneyFacts) -> dict[str, str]:
        """The currencies of the orders and openings that a payment or credit gives to."""
        known = self.sources.currencies
        return {
            given.target: known[given.target] or self.policy.currency for given in money.given if given.target in known
        }

    def _hanging(self, unit: str) -> _ByForm:
        by_form = _ByForm()
        for entry in self.sources.hanging.get(unit, ()):
            for fact in self._facts.get(entry, ()):
                by_form.setdefault(type(fact), []).append(fact)
        return by_form


class _ByForm(dict[type, list[Any]]):
    """Facts by their form, each form's in the order of their entries."""

    def of(self, form: type[FactType]) -> Sequence[FactType]:
        """Those of a form."""
        return self.get(form, ())


def order_history(connection: sqlite3.Connection, policy: Policy, order: str) -> OrderHistory | None:
    """An order with all that hangs on it, as the rules see it."""
    return Histories(policy, load_sources(connection, [order])).order(order)


def settlements_on(connection: sqlite3.Connection, policy: Policy, target: str) -> list[Settlement]:
    """What was given to an order or opening, by the payments and credits that it came from."""
    return Histories(policy, load_sources(connection, [target])).settlements_on(target)


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
