"""Which of a customer's equal items each line pays: cited ones first, then the oldest that no other line cites."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from salesbook.bank.matching.case import Case
from salesbook.bank.matching.companions import least_for
from salesbook.bank.matching.hypothesis import Claim, Hypothesis, Pay, credits_of, shares_of
from salesbook.bank.matching.ledger import Ledger
from salesbook.bank.matching.payables import Payable
from salesbook.bank.receivables import OpenOrder
from salesbook.i18n import Text

CITED_BY_ANOTHER = Text("another line cites {orders}", "另一笔流水的附言写明 {orders}")
NOT_LEFT = Text("other lines of this statement leave too little of {orders}", "本对账单其他流水已占用 {orders}")


class Chooser:
    """Gives out the items of a book one by one, and remembers what is gone."""

    def __init__(self, ledger: Ledger, cases: Sequence[Case], capacity: Callable[[Claim], int]) -> None:
        self._ledger = ledger
        self._cited: dict[str, set[int]] = defaultdict(set)
        for position, case in enumerate(cases):
            for citation in case.cited_in_full:
                for order in citation.orders if not citation.weak else ():
                    self._cited[order].add(position)
        self._cases = cases
        self._rejected = [ledger.book.rejected.get(case.line.id or "", frozenset()) for case in cases]
        self._settled: set[int] = set()
        self._used: set[str] = set()
        self._given: Counter[str] = Counter()
        self._capacity = capacity
        self._entries: Counter[Claim] = Counter()

    def choose(self, position: int, hypothesis: Hypothesis) -> tuple[Hypothesis, Text | None]:
        """The explanation with items that are left, and a doubt where there are none."""
        pays: list[Pay] = []
        doubt: Text | None = None
        for pay in hypothesis.pays:
            payable, problem = self._payable(position, pay, pays)
            doubt = doubt or problem
            pays.append(pay._replace(payable=payable))
        entries = {claim: amount for claim, amount in hypothesis.claims.items() if claim[0] == "entry"}
        if doubt is None and not (self._entries_left(entries) and self._take(pays)):
            named = [*(each.payable.order.id for each in pays), *(claim[1] for claim in entries)]
            doubt = NOT_LEFT.format(orders=", ".join(named))
        if doubt is None:
            self._settled.add(position)
            self._entries.update(entries)
        chosen = tuple(pays)
        if chosen == hypothesis.pays:
            return hypothesis, doubt
        explanation = hypothesis.explanation._replace(orders=shares_of(chosen), credits=credits_of(chosen))
        return replace(hypothesis, explanation=explanation, pays=chosen), doubt

    def _payable(self, position: int, pay: Pay, chosen: Sequence[Pay]) -> tuple[Payable, Text | None]:
        if not pay.exchangeable:
            if pay.whole and position in self._cited.get(pay.payable.order.id, ()):
                return pay.payable, None
            return pay.payable, self._cited_doubt(position, pay.payable, pay.amount + pay.credit)
        payable = pay.payable
        here = {each.payable.key for each in chosen}
        equal = self._ledger.payables(payable.order.customer).by_amount.get(payable.amount, (payable,))
        rejected = self._rejected[position]
        free = [
            each
            for each in equal
            if each.key not in self._used
            and each.key not in here
            and self._room(each)
            and not each.ahead
            and each.order.id not in rejected
        ]
        uncited = [each for each in free if self._cited_doubt(position, each, each.amount) is None]
        if payable in uncited or not free:
            return payable, None
        return (uncited or free)[0], None if uncited else self._cited_doubt(position, free[0], payable.amount)

    def _entries_left(self, entries: Mapping[Claim, int]) -> bool:
        return all(self._entries[claim] + amount <= self._capacity(claim) for claim, amount in entries.items())

    def _room(self, payable: Payable) -> bool:
        return self._given[payable.order.id] + payable.amount <= payable.order.unsettled

    def _cited_doubt(self, position: int, payable: Payable, paid: int) -> Text | None:
        """That other lines cite the order, and it cannot take what they must pay of it beside what this one does."""
        others = self._cited.get(payable.order.id, set()) - self._settled - {position}
        if not others or self._room_for(payable.order, paid, others):
            return None
        return CITED_BY_ANOTHER.format(orders=payable.order.id)

    def _room_for(self, order: OpenOrder, paid: int, others: Iterable[int]) -> bool:
        """Whether an order can take what is paid and what the ``others`` must pay of it."""
        needed = sum(max(0, least_for(self._cases[other], order)) for other in others)
        return self._given[order.id] + paid + needed <= order.unsettled

    def _take(self, pays: Sequence[Pay]) -> bool:
        """Whether there is room for all of it; if so it is gone."""
        given: dict[str, int] = defaultdict(int)
        room: Mapping[str, int] = {each.payable.order.id: each.payable.order.unsettled for each in pays}
        for each in pays:
            given[each.payable.order.id] += each.amount + each.credit
        if any(self._given[order] + amount > room[order] for order, amount in given.items()):
            return False
        if any(each.whole and each.payable.key in self._used for each in pays):
            return False
        for order, amount in given.items():
            self._given[order] += amount
        self._used |= {each.payable.key for each in pays if each.whole}
        return True
