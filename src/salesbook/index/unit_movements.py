"""What units move, and what is wrong with them: worked out with the rules, from their histories.

Each step is taken for all units before the next one: what a processor has just run for one of them it runs faster for
another than after all the other steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from salesbook.index.histories import Histories
from salesbook.index.unit_sources import MONEY_KINDS
from salesbook.model.commission_basis import CommissionBasis
from salesbook.model.facts import Opened
from salesbook.model.money import MAX_DIGITS
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Problem
from salesbook.rules.codes import TOO_LARGE
from salesbook.rules.earnings import Earning, opening_earnings, order_earnings
from salesbook.rules.money_checks import money_problems
from salesbook.rules.movement import Movements, exact
from salesbook.rules.order_checks import opening_problems, order_problems
from salesbook.rules.order_movements import opening_movements, order_movements
from salesbook.rules.order_state import OrderHistory
from salesbook.rules.settlement import MoneyFacts, money_currency, money_movements


class Unit(NamedTuple):
    """A unit, with what it moves, counts for commission, and all that is wrong with it.

    ``facts`` are what it was worked out from.
    """

    id: str
    kind: str
    date: date
    customer: str
    currency: str
    facts: OrderHistory | Opened | MoneyFacts
    movements: Movements
    problems: Sequence[Problem]
    earnings: Sequence[Earning] = ()


def moved_units(histories: Histories, *, earnings: bool = True) -> list[Unit]:
    """All units of the sources, in their order; without what counts for commission where ``earnings`` are not asked
    for. What cannot be used is left out.

    Amounts that no sum could hold are wrong: of a unit with such nothing moves.
    """
    kinds = histories.sources.kinds
    found = [
        *_moneys(histories, [id for id, kind in kinds.items() if kind in MONEY_KINDS]),
        *_orders(histories, [id for id, kind in kinds.items() if kind == "orders"], earnings=earnings),
        *_openings(histories, [id for id, kind in kinds.items() if kind == "openings"], earnings=earnings),
    ]
    if not exact([unit.movements for unit in found]):
        found = [_checked(unit) for unit in found]
    units = {unit.id: unit for unit in found}
    return [units[id] for id in kinds if id in units]


def _checked(unit: Unit) -> Unit:
    if exact([unit.movements]):
        return unit
    too_large = TOO_LARGE.problem(entry=unit.id, digits=MAX_DIGITS)
    return unit._replace(movements=Movements(), problems=[*unit.problems, too_large])


def _orders(histories: Histories, ids: Iterable[str], *, earnings: bool) -> list[Unit]:
    orders = histories.orders(ids)
    bases = histories.policy.commission_bases if earnings else ()
    moved = order_movements(orders)
    wrong = [order_problems(order) for order in orders]
    return [
        Unit(
            order.facts.ordered.entry,
            "orders",
            order.facts.ordered.date,
            order.facts.ordered.customer,
            order.currency,
            order,
            movements,
            problems,
            list(order_earnings(order, bases)),
        )
        for order, movements, problems in zip(orders, moved, wrong, strict=True)
    ]


def _openings(histories: Histories, ids: Iterable[str], *, earnings: bool) -> list[Unit]:
    policy = histories.policy
    collected = earnings and CommissionBasis.COLLECTED in policy.commission_bases
    units: list[Unit] = []
    for id in ids:
        opened = histories.opening(id)
        if opened is None:
            continue
        currency = opened.currency or policy.currency
        given = histories.settlements_on(id)
        units.append(
            Unit(
                id,
                "openings",
                opened.date,
                opened.customer,
                currency,
                opened,
                opening_movements(opened, given, currency, policy),
                opening_problems(opened, given, currency),
                list(opening_earnings(opened, given, currency, policy)) if collected else (),
            )
        )
    return units


def _moneys(histories: Histories, ids: Iterable[str]) -> list[Unit]:
    policy, kinds = histories.policy, histories.sources.kinds
    moneys = [money for id in ids if (money := histories.money(id)) is not None]
    of_targets = [histories.target_currencies(money) for money in moneys]
    currencies = [money_currency(money, policy, targets) for money, targets in zip(moneys, of_targets, strict=True)]
    settled = [histories.settled_by(money) for money in moneys]
    moved = [
        money_movements(money, given, currency, policy)
        for money, given, currency in zip(moneys, settled, currencies, strict=True)
    ]
    wrong = [
        money_problems(money, given, currency, targets)
        for money, given, currency, targets in zip(moneys, settled, currencies, of_targets, strict=True)
    ]
    return [
        Unit(
            money.source.entry,
            kinds[money.source.entry],
            money.source.date,
            money.source.customer,
            currency,
            money,
            movements,
            problems,
        )
        for money, currency, movements, problems in zip(moneys, currencies, moved, wrong, strict=True)
    ]
