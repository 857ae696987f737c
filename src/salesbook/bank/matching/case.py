"""One line with all that bears on it: who may have paid, what the memo cites and says."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from salesbook.bank.citations import Citation, Strength, is_day_or_amount, loose_numbers
from salesbook.bank.decision import Weight
from salesbook.bank.identity import Line
from salesbook.bank.matching.companions import Companions
from salesbook.bank.matching.ledger import Ledger
from salesbook.bank.payer import Identified
from salesbook.bank.receivables import OpenOrder
from salesbook.i18n import Text

_LONG_REFERENCE = 8
_LIKELY = 0.3
_PAID_AS_CITED = {Strength.FULL: 5.0, Strength.TAIL: 3.5, Strength.SLIP: 2.0}
_NOT_AS_CITED = {Strength.FULL: -4.0, Strength.TAIL: -2.0, Strength.SLIP: -0.5}


@dataclass(frozen=True, slots=True)
class Cited:
    """What a memo cites, as one customer would mean it. ``others`` are numbers of somebody else's documents."""

    own: tuple[Citation, ...]
    others: tuple[Citation, ...]

    @property
    def orders(self) -> frozenset[str]:
        """All orders that the customer's cited documents stand for."""
        return frozenset(order for citation in self.own for order in citation.orders)

    def weigh(self, paid: Iterable[str]) -> Weight | None:
        """What it says of an explanation that it pays these orders."""
        orders = set(paid)
        value = sum(
            (_PAID_AS_CITED if orders & citation.orders.keys() else _NOT_AS_CITED)[citation.strength]
            for citation in self.own
        ) + sum(_NOT_AS_CITED[citation.strength] for citation in self.others)
        return Weight(_CITED if value > 0 else _CITES_OTHERS, value) if value else None

    def left_out(self, paid: Iterable[str]) -> tuple[str, ...]:
        """The cited numbers that stand for none of the orders ``paid``."""
        orders = set(paid)
        missing = [
            each.number for each in self.own if not orders & each.orders.keys() and each.strength is not Strength.SLIP
        ]
        return (*missing, *(each.number for each in self.others))

    def proves(self, paid: Iterable[str]) -> bool:
        """Whether every order paid is cited in full."""
        cited = {
            order for each in self.own if each.strength is Strength.FULL and not each.weak for order in each.orders
        }
        return bool(cited) and cited.issuperset(paid)


_CITED = Text("the memo cites it", "附言写明其号码")
_CITES_OTHERS = Text("the memo cites something else", "附言写的是别的单据")
_PAYER = Text("who the payer is", "付款方身份")


class Case:
    """A line, the book, who may have paid, and what is cited in full."""

    def __init__(self, line: Line, ledger: Ledger, companions: Companions) -> None:
        self.line = line
        self.companions = companions
        self.amount = line.amount
        self.ledger = ledger
        self.book = ledger.book
        memo = ledger.citations.found_in(line.memo or "")
        by_reference = tuple(
            each
            for each in ledger.citations.found_in(line.reference or "")
            if len(each.number) >= _LONG_REFERENCE and each not in memo
        )
        self.cited_in_full = memo + by_reference
        self.payer = self._identified()
        self._cited: dict[str, Cited] = {}

    def _identified(self) -> Identified:
        found = self.ledger.payers.identify(self.line)
        for citation in self._telling():
            owners = {self.book.owners[order] for order in citation.orders}
            payers = [
                each.customer
                for each in found.candidates
                if each.sure and any(self.book.same_group(each.customer, owner) for owner in owners)
            ]
            meant = payers or owners & set(found.customers) or owners
            if len(meant) == 1:
                found = found.with_owners(meant)
        return found

    def _telling(self) -> list[Citation]:
        """The citations that tell whose money it is.

        A weak one does only where what it cites asks for just the amount, or together with another one's, and where
        it is rather no date.
        """
        day = self.line.date
        weak = [
            each
            for each in self.cited_in_full
            if each.weak and not is_day_or_amount(each.written, self.line.amount, day)
        ]
        asked = {each.number: self._asked(each) for each in weak}
        agreeing = {each.number for each in weak if self.line.amount in asked[each.number]}
        for one, other in combinations(weak, 2):
            if any(self.line.amount - amount in asked[other.number] for amount in asked[one.number]):
                agreeing |= {one.number, other.number}
        return [each for each in self.cited_in_full if not each.weak or each.number in agreeing]

    def _asked(self, citation: Citation) -> set[int]:
        """What a payment for what is cited may come to."""
        orders = [self.book.orders[id] for id in citation.orders if id in self.book.orders]
        stated = {amount for amount in citation.orders.values() if amount}
        return {amount for order in orders for amount in order.amounts} | (stated if orders else set())

    @cached_property
    def log_chance(self) -> float:
        """How likely just this amount is of a payment that nothing explains, as a logarithm."""
        return self.ledger.log_chance(abs(self.line.amount))

    def payer_term(self, customer: str) -> Weight:
        """How likely a customer is the payer."""
        return Weight(_PAYER, math.log(max(self.payer.chances.get(customer, 0.0), 1e-9)))

    @cached_property
    def likely_customers(self) -> tuple[str, ...]:
        """The customers that the payer is likely to be."""
        return tuple(each for each in self.payer.customers if self.payer.chances[each] >= _LIKELY)

    @property
    def somebody_else(self) -> float:
        """How likely the payer is none of the candidates."""
        return max(1e-9, 1.0 - sum(self.payer.chances.values()))

    def cited(self, customer: str) -> Cited:
        """What the memo cites, as ``customer`` would mean it."""
        if customer not in self._cited:
            self._cited[customer] = self._cited_by(customer)
        return self._cited[customer]

    def _cited_by(self, customer: str) -> Cited:
        own: list[Citation] = []
        others: list[Citation] = []
        for citation in self.cited_in_full:
            of_customer = {
                order: stated
                for order, stated in citation.orders.items()
                if self.book.same_group(self.book.owners[order], customer)
            }
            if of_customer:
                own.append(Citation(citation.number, of_customer, bare=citation.bare))
            elif not citation.weak:
                others.append(citation)
        if self.has_loose_numbers:
            line, citations = self.line, self.ledger.citations_of(customer)
            own += citations.found_in(line.memo or "", line.amount, line.date, self.cited_in_full)
        return Cited(tuple(own), tuple(others))

    @cached_property
    def has_loose_numbers(self) -> bool:
        """Whether the memo may cite something beside what it cites in full."""
        return bool(loose_numbers(self.line.memo or "", self.cited_in_full))

    def open_cited(self, customer: str) -> list[OpenOrder]:
        """The open orders that the memo cites, oldest first."""
        orders = self.book.orders
        found = (orders[id] for id in self.cited(customer).orders if id in orders)
        return sorted(found, key=lambda each: (each.date, each.id))

    def name(self, customer: str) -> str:
        """The name of a customer."""
        known = self.book.customers.get(customer)
        return known.name if known else customer
