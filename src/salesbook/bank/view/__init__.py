"""What the book says that matters to a bank account: open orders, recorded payments, lines seen before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, cached_property

from salesbook.bank.decision import Decision
from salesbook.bank.receivables import KnownCustomer, OpenOrder, OwnAccount, Receivables
from salesbook.bank.view.customers import known_customers
from salesbook.bank.view.entries import Entry, entries_of
from salesbook.bank.view.free import free_by_whose, free_money, held_payments
from salesbook.bank.view.lines import BookLine, book_lines, other_lines, past_lines
from salesbook.bank.view.matches import Matched, decision_of, matches_in_force, payers_of
from salesbook.bank.view.money import bills_in_hand, from_line_since, past_payments, recorded_handins, unseen_payments
from salesbook.bank.view.numbers import cited_numbers
from salesbook.bank.view.orders import PaidFree, after_free_money, open_orders
from salesbook.bank.view.terms import DiscountingTerms
from salesbook.index.book import IndexedBook
from salesbook.index.order_standing import OrderStanding, order_standings
from salesbook.index.payment_units import PaymentUnit, payment_units
from salesbook.index.standing import settles_oldest
from salesbook.model.money import to_minor
from salesbook.model.policy import Policy

__all__ = [
    "BESIDE",
    "BookLine",
    "BookView",
    "Matched",
    "book_lines",
    "entries_of",
    "matches_in_force",
    "unseen_payments",
]

BESIDE = timedelta(days=14)
"""How far from a statement the other side of a transfer, or a wallet's settlement, may be dated."""

REMEMBERED = timedelta(days=730)
"""For how long what lines and payments were is of use for those to come."""


@dataclass(frozen=True)
class BookView:
    """A book as of ``day``, read once for all accounts that are reconciled together."""

    book: IndexedBook
    policy: Policy
    day: date

    def of_account(self, account: str, first: date, last: date) -> Receivables:
        """All that may explain lines of ``account`` dated ``first`` to ``last``."""
        book, policy, matched = self.book, self.policy, self.matched
        currency = policy.account_currency[account]
        limits = book.settings.get("reconcile", {})
        beside = other_lines(book, policy, account, (first - BESIDE, last + BESIDE), matched, self._payers)
        return Receivables(
            account=account,
            currency=currency,
            company=str(book.settings.get("company", {}).get("name", "")),
            customers=self._customers,
            orders={order.id: order for order in self._orders if order.currency == currency},
            payments=tuple(unseen_payments(book, policy, currency, matched, self._payments)),
            handins=tuple(recorded_handins(book, policy, currency, matched)),
            bills=tuple(bills_in_hand(book, policy, account, matched, self._payments)),
            own_accounts=tuple(
                OwnAccount(id, each.get("number"), each.get("holder"))
                for id, each in sorted(book.settings.get("accounts", {}).items())
            ),
            suppliers=tuple(limits.get("suppliers", ())),
            numbers=self._numbers,
            owners=self._owners,
            rejected={line: frozenset(ids) for line, ids in matched.rejected.items()},
            foreign=tuple(order for order in self._orders if order.currency != currency),
            held=tuple(held_payments(book, policy, currency, self.day, self._payments)),
            free=tuple(
                free_money(
                    book, currency, self.day, self._after_free_money[1], self._reverses, self._from_lines_since(first)
                )
            ),
            reps={id: rep.name for id, rep in book.reps.items()},
            fee_max=_limit(limits.get("fee_max", {}).get(currency), currency),
            rounding_max=_limit(limits.get("rounding_max", {}).get(currency), currency),
            other_lines=tuple(beside),
            past_lines=tuple(
                past_lines(
                    book,
                    policy,
                    currency,
                    (last - REMEMBERED, first),
                    matched,
                    self._payers,
                    self._from_lines_since(date.min),
                )
            ),
            pays_oldest=self._pays_oldest,
            past_payments=past_payments(book, self._payments, self._currencies, currency, (last - REMEMBERED, first)),
        )

    @cached_property
    def matched(self) -> Matched:
        """The matches in force."""
        return matches_in_force(self.book)

    def known(self, line: str) -> Decision | None:
        """What a line of the book was taken for; None where it is open."""
        match = self.matched.by_line.get(line)
        return None if match is None else decision_of(match, self._payers)

    @cached_property
    def _standings(self) -> dict[str, OrderStanding]:
        return {each.id: each for each in order_standings(self.book.connection, self.day)}

    @cached_property
    def _payment_units(self) -> dict[str, PaymentUnit]:
        return payment_units(self.book)

    @cached_property
    def _currencies(self) -> dict[str, str]:
        of_orders = {id: each.currency for id, each in self._standings.items()}
        return of_orders | {id: each.currency for id, each in self._payment_units.items()}

    @cached_property
    def _payers(self) -> dict[str, str]:
        return payers_of(self.book, self._payment_units)

    @cached_property
    def _payments(self) -> tuple[Entry, ...]:
        return tuple(entries_of(self.book, "payments"))

    def _from_lines_since(self, first: date) -> frozenset[str]:
        """Payments that reconciling entered from lines since a day."""
        return frozenset(each["id"] for each in self._payments if from_line_since(each, first))

    @cached_property
    def _reverses(self) -> dict[str, str]:
        money = (*self._payments, *entries_of(self.book, "credits"))
        return {each["id"]: each["reverses"] for each in money if each.get("reverses")}

    @cached_property
    def _customers(self) -> dict[str, KnownCustomer]:
        return known_customers(self.book)

    @cached_property
    def _pays_oldest(self) -> frozenset[str]:
        return frozenset(id for id in self._customers if settles_oldest(self.book, self.policy, id))

    @cached_property
    def _after_free_money(self) -> PaidFree:
        free = free_by_whose(self.book, self.day)
        return after_free_money(self._standings, self._owners, free, self._pays_oldest)

    @cached_property
    def _orders(self) -> tuple[OpenOrder, ...]:
        terms, (owed, _) = DiscountingTerms(self.book, self.policy), self._after_free_money
        return tuple(open_orders(self._standings.values(), self._owners, terms, owed, self._pays_oldest))

    @cached_property
    def _numbers(self) -> dict[str, dict[str, int | None]]:
        return cited_numbers(self._standings.values())

    @cached_property
    def _owners(self) -> dict[str, str]:
        canonical = cache(self.book.customers.canonical)
        return {id: canonical(each.customer) for id, each in self._standings.items()}


def _limit(amount: str | None, currency: str) -> int:
    return 0 if amount is None else to_minor(Decimal(str(amount)), currency)
