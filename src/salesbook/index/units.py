"""Working out again what entries that came or went touch: orders, openings, payments and credits."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from salesbook.index import problems as problem_rows
from salesbook.index.earnings import store_earnings
from salesbook.index.links import (
    UNIT_KINDS,
    decoded,
    linked_subjects,
    on_customers_terms,
    reached_by_money,
    relink,
    unit_kind,
)
from salesbook.index.months import MonthSums, Row
from salesbook.index.settings import renew_policy
from salesbook.model.commission import CommissionBasis
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
from salesbook.model.money import MAX_DIGITS
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem
from salesbook.rules.codes import TOO_LARGE
from salesbook.rules.earnings import opening_earnings, order_earnings
from salesbook.rules.money_checks import money_problems
from salesbook.rules.movement import ItemKey, Movements
from salesbook.rules.order_checks import opening_problems, order_problems
from salesbook.rules.order_movements import opening_movements, order_movements
from salesbook.rules.order_state import OrderFacts, OrderHistory
from salesbook.rules.settlement import MoneyFacts, Settlement, money_currency, money_movements, settlements


def recompute(connection: sqlite3.Connection, touched: set[tuple[str, str]], *, everything: bool) -> int:
    """Bring links, references and units up to date after ``touched`` entries (kind, id); returns how many units.

    ``everything``: the settings changed, and with them what any figure means.
    """
    subjects = set(linked_subjects(connection, touched))
    relink(connection, touched)
    subjects |= set(linked_subjects(connection, touched))
    policy, moved = renew_policy(connection)
    if policy is None:
        for table in ("unit", *MOVED, *SUMMED):
            connection.execute(f"DELETE FROM {table}")
        problem_rows.forget_units(connection)
        return 0
    if everything or moved:
        marks = ", ".join("?" * len(UNIT_KINDS))
        rows = connection.execute(f"SELECT id FROM entry WHERE kind IN ({marks}) AND id IS NOT NULL", UNIT_KINDS)
        subjects |= {row[0] for row in rows}
    else:
        subjects |= set(reached_by_money(connection, subjects, touched))
        subjects |= set(on_customers_terms(connection, touched))
    calculation = _Calculation(connection, policy)
    for subject in sorted(subjects):
        calculation.renew(subject)
    calculation.sums.store(connection)
    return len(subjects)


MOVED = ("flow", "balance", "backlog", "earning")
"""The tables that hold what units move."""

SUMMED = ("flow_month", "balance_month")
"""The tables that hold sums of it."""


@dataclass(slots=True)
class _Calculation:
    """Works out units with the rules, and keeps what a payment gives while several orders ask for it."""

    connection: sqlite3.Connection
    policy: Policy
    sums: MonthSums = field(default_factory=MonthSums)
    _money: dict[str, MoneyFacts | None] = field(default_factory=dict)
    _currencies: dict[str, str | None] = field(default_factory=dict)

    def renew(self, subject: str) -> None:
        """Replace what the index holds of a unit."""
        self.sums.withdraw(self.connection, subject)
        self.connection.execute("DELETE FROM unit WHERE id = ?", (subject,))
        for table in MOVED:
            self.connection.execute(f"DELETE FROM {table} WHERE unit = ?", (subject,))
        problem_rows.forget(self.connection, f"unit:{subject}")
        kind = unit_kind(self.connection, subject)
        if kind == "orders":
            self._order(subject)
        elif kind == "openings":
            self._opening(subject)
        elif kind is not None:
            self._payment_or_credit(subject, kind)

    def _order(self, subject: str) -> None:
        history = self.history(subject)
        if history is None:
            return
        ordered = history.facts.ordered
        self._unit(subject, "orders", ordered.date, ordered.customer, history.currency)
        self._keep(subject, order_movements(history), order_problems(history))
        store_earnings(self.connection, subject, order_earnings(history, self.policy.commission_bases))

    def history(self, subject: str) -> OrderHistory | None:
        """An order with all that hangs on it; None where its own entry cannot be used."""
        facts = self._facts(subject)
        ordered = [fact for fact in facts if isinstance(fact, Ordered)]
        if not ordered:
            return None
        order = ordered[0]
        return OrderHistory(
            OrderFacts(
                ordered=order if order.terms else replace(order, terms=self._customers_terms(order.customer)),
                changes=_of(facts, Changed),
                deliveries=_of(facts, Delivered),
                exchanges=_of(facts, Exchanged, order=subject),
                invoices=_of(facts, Invoiced, order=subject),
                settlements=tuple(self._settlements(subject, facts)),
            ),
            self.policy,
        )

    def _opening(self, subject: str) -> None:
        facts = self._facts(subject)
        for opened in _of(facts, Opened)[:1]:
            currency = opened.currency or self.policy.currency
            given = list(self._settlements(subject, facts))
            self._unit(subject, "openings", opened.date, opened.customer, currency)
            movements = opening_movements(opened, given, currency, self.policy)
            self._keep(subject, movements, opening_problems(opened, given, currency))
            if CommissionBasis.COLLECTED in self.policy.commission_bases:
                store_earnings(self.connection, subject, opening_earnings(opened, given, currency, self.policy))

    def _payment_or_credit(self, subject: str, kind: str) -> None:
        money = self.money(subject)
        if money is None:
            return
        currencies = self._target_currencies(money)
        source = money.source
        currency = money_currency(money, self.policy, currencies)
        self._unit(subject, kind, source.date, source.customer, currency)
        movements = money_movements(money, self.policy, currencies)
        self._keep(subject, movements, money_problems(money, self.policy, currencies))

    def _facts(self, subject: str) -> list[Fact]:
        rows = self.connection.execute(
            "SELECT entry.facts FROM link JOIN entry ON entry.id = link.id WHERE link.subject = ? "
            "ORDER BY entry.id, entry.path, entry.ordinal",
            (subject,),
        )
        return [fact for row in rows for fact in decoded(row[0])]

    def _settlements(self, target: str, facts: Iterable[Fact]) -> Iterator[Settlement]:
        sources = sorted({fact.source for fact in facts if isinstance(fact, Given) and fact.target == target})
        for source in sources:
            money = self.money(source)
            if money is not None:
                yield from (each for each in self.settled_by(money) if each.target == target)

    def settled_by(self, money: MoneyFacts) -> list[Settlement]:
        """What a payment or credit settles, in order of date."""
        return settlements(money, self.policy, self._target_currencies(money))

    def money(self, source: str) -> MoneyFacts | None:
        """A payment or credit and all that hangs on it; None where its own entry cannot be used."""
        if source not in self._money:
            facts = self._facts(source)
            heads = [fact for fact in facts if isinstance(fact, (Received, Credited)) and fact.entry == source]
            given = tuple(fact for fact in facts if isinstance(fact, Given) and fact.source == source)
            self._money[source] = MoneyFacts(heads[0], given, _of(facts, BillEvent)) if heads else None
        return self._money[source]

    def _target_currencies(self, money: MoneyFacts) -> dict[str, str]:
        found = {given.target: self._currency(given.target) for given in money.given}
        return {target: currency for target, currency in found.items() if currency is not None}

    def _currency(self, target: str) -> str | None:
        if target not in self._currencies:
            row = self.connection.execute(
                "SELECT json_extract(data, '$.currency') FROM entry WHERE id = ? AND kind IN ('orders', 'openings') "
                "AND facts <> ''",
                (target,),
            ).fetchone()
            self._currencies[target] = (row[0] or self.policy.currency) if row else None
        return self._currencies[target]

    def _customers_terms(self, customer: str) -> str | None:
        row = self.connection.execute(
            "SELECT json_extract(data, '$.terms') FROM entry WHERE id = ? AND kind = 'customers' AND facts <> ''",
            (customer,),
        ).fetchone()
        terms: str | None = row[0] if row else None
        return terms

    def _unit(self, id: str, kind: str, day: date, customer: str, currency: str) -> None:
        self.connection.execute(
            "INSERT OR REPLACE INTO unit VALUES (?, ?, ?, ?, ?)", (id, kind, day.isoformat(), customer, currency)
        )

    def _keep(self, unit: str, movements: Movements, found: list[Problem]) -> None:
        """Keep what a unit moves and what is wrong with it; amounts that no sum could hold are wrong."""
        if movements.exact:
            self._movements(unit, movements)
        else:
            found = [*found, TOO_LARGE.problem(entry=unit, digits=MAX_DIGITS)]
        problem_rows.store(self.connection, f"unit:{unit}", found)

    def _movements(self, unit: str, movements: Movements) -> None:
        flows, balances = _flow_rows(unit, movements), _balance_rows(unit, movements)
        self.connection.executemany("INSERT INTO flow VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", flows)
        self.connection.executemany("INSERT INTO balance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", balances)
        self.sums.count(flows, balances)
        self.connection.executemany(
            "INSERT INTO backlog VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (unit, backlog.since.isoformat(), backlog.until.isoformat(), *backlog.figures)
                for backlog in movements.backlogs
            ],
        )


def _flow_rows(unit: str, movements: Movements) -> list[Row]:
    return [
        (
            unit,
            flow.date.isoformat(),
            flow.measure.value,
            flow.axis.value,
            flow.key,
            flow.responsible.customer if flow.responsible else None,
            flow.responsible.day.isoformat() if flow.responsible else None,
            flow.customer,
            flow.currency,
            flow.amount,
        )
        for flow in movements.flows
    ]


def _balance_rows(unit: str, movements: Movements) -> list[Row]:
    return [
        (
            unit,
            balance.date.isoformat(),
            balance.standing.value,
            balance.customer,
            balance.currency,
            *_item_columns(balance.item),
            balance.amount,
        )
        for balance in movements.balances
    ]


def _item_columns(item: ItemKey | None) -> tuple[object, ...]:
    if item is None:
        return (None, None, None, None, None)
    return (item.part, item.event, item.arose.isoformat(), item.due.isoformat(), int(item.retention))


FactType = TypeVar("FactType", bound=Fact)


def _of(facts: Iterable[Fact], form: type[FactType], order: str | None = None) -> tuple[FactType, ...]:
    return tuple(fact for fact in facts if isinstance(fact, form) and (order is None or _order_of(fact) == order))


def _order_of(fact: Fact) -> str | None:
    return getattr(fact, "order", None)


def order_history(connection: sqlite3.Connection, policy: Policy, order: str) -> OrderHistory | None:
    """An order with all that hangs on it, as the rules see it."""
    return _Calculation(connection, policy).history(order)


def settlements_on(connection: sqlite3.Connection, policy: Policy, target: str) -> list[Settlement]:
    """What was given to an order or opening, by the payments and credits that it came from."""
    calculation = _Calculation(connection, policy)
    return list(calculation._settlements(target, calculation._facts(target)))


def opening_fact(connection: sqlite3.Connection, opening: str) -> Opened | None:
    """What an opening says; None where it cannot be used."""
    row = connection.execute("SELECT facts FROM entry WHERE id = ? AND kind = 'openings'", (opening,)).fetchone()
    return next((fact for fact in decoded(row[0]) if isinstance(fact, Opened)), None) if row else None


def money_history(
    connection: sqlite3.Connection, policy: Policy, source: str
) -> tuple[MoneyFacts, list[Settlement]] | None:
    """A payment or credit and what it settles, in order of date; None where its own entry cannot be used."""
    calculation = _Calculation(connection, policy)
    money = calculation.money(source)
    return None if money is None else (money, calculation.settled_by(money))
