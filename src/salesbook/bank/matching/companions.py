"""The other lines of a statement, by what they cite and who pays them: one may pay the rest of what another paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from salesbook.bank.receivables import OpenOrder

if TYPE_CHECKING:
    from salesbook.bank.matching.case import Case


class Companions:
    """The lines that are looked at together. All are added before any is asked about."""

    def __init__(self) -> None:
        self._citing: dict[str, list[Case]] = defaultdict(list)
        self._uncited_of: dict[str, list[Case]] = defaultdict(list)

    def add(self, case: Case) -> None:
        """Remember what a line cites, or, where it cites nothing, who surely pays it."""
        for order in {order for each in case.cited_in_full if not each.weak for order in each.orders}:
            self._citing[order].append(case)
        if not case.cited_in_full and case.payer.certain is not None:
            self._uncited_of[case.payer.certain].append(case)

    def rests(self, case: Case, order: OpenOrder) -> set[int]:
        """What is left of a cited order when another line that cites it has paid all that it must of it.

        Where both cite something else beside it, nobody can say which of them was paid in part.
        """
        alone = _cites_only(case, order)
        others = [each for each in self._citing[order.id] if each is not case and (alone or _cites_only(each, order))]
        parts = {least_for(each, order) for each in others}
        wholes = {order.unsettled, order.due} - {0}
        return {whole - part for whole in wholes for part in parts if 0 < part < whole}

    def is_paid_by_another(self, case: Case, customer: str, amount: int) -> bool:
        """Whether another line of the customer, which cites nothing, has just this amount."""
        return any(each.amount == amount for each in self._uncited_of[customer] if each is not case)


def least_for(case: Case, order: OpenOrder) -> int:
    """What a line that cites an order must pay of it, when all else that it cites is paid in full."""
    return case.amount - sum(each.due or each.unsettled for each in _open_cited(case) if each.id != order.id)


def _cites_only(case: Case, order: OpenOrder) -> bool:
    return [each.id for each in _open_cited(case)] == [order.id]


def _open_cited(case: Case) -> Iterator[OpenOrder]:
    for id in {order for each in case.cited_in_full for order in each.orders}:
        order = case.book.orders.get(id)
        if order is not None:
            yield order
