"""How an aging is looked at: as of which day, of whom, what makes a row, and from when on days are counted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum

from salesbook.index.book import IndexedBook
from salesbook.index.masters import Product, Rep
from salesbook.index.standing import CustomerStanding, Whose, standings, standings_of
from salesbook.model.aging import bucket_names, document_bucket_names
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy
from salesbook.rules.free_money import OpenItem, bucket_of, document_bucket_of


class AgingBy(StrEnum):
    """Whose receivables make a row."""

    CUSTOMER = "customer"
    REP = "rep"
    TEAM = "team"
    PRODUCT = "product"


class AgingBasis(StrEnum):
    """From when on days are counted."""

    DUE = "due"
    """From the due date: how long it has been overdue."""
    DOCUMENT = "document"
    """From the document that it arose from: an order, delivery, invoice or acceptance."""


class AgingView(NamedTuple):
    """What is asked for. ``customers``, ``reps`` and ``teams`` leave out all others; None: everybody's.

    A customer is its rep's, and that rep's team's, of the day ``whose_on``; None: of ``day``.
    """

    day: date
    by: AgingBy = AgingBy.CUSTOMER
    basis: AgingBasis = AgingBasis.DUE
    customers: Collection[str] | None = None
    reps: Collection[str] | None = None
    teams: Collection[str] | None = None
    whose_on: date | None = None

    def before(self, day: date) -> AgingView:
        """The same on another day, of the customers that belong to each now."""
        return self._replace(day=day, whose_on=self.membership_day)

    @property
    def membership_day(self) -> date:
        """The day that decides whose a customer is."""
        return self.whose_on or self.day


class Buckets(NamedTuple):
    """The buckets of a view, by name, and in which of them an item lies."""

    names: tuple[str, ...]
    of: Callable[[OpenItem], int]


def buckets_of(policy: Policy, view: AgingView) -> Buckets:
    """By days overdue, or by days since the document."""
    edges, day = policy.aging, view.day
    if view.basis is AgingBasis.DOCUMENT:
        return Buckets(document_bucket_names(edges), lambda item: document_bucket_of(item.arose, day, edges))
    return Buckets(bucket_names(edges), lambda item: bucket_of(item.due, day, edges))


def bucket_days(policy: Policy, view: AgingView) -> list[date]:
    """The day since which something is in each bucket but the first (unbilled) and the last; they fall."""
    days = [view.day - timedelta(days=edge) for edge in policy.aging]
    return days if view.basis is AgingBasis.DOCUMENT else [view.day, *days]


def age(item: OpenItem, view: AgingView) -> int | None:
    """Its days overdue, below 0 where it is not due yet, or since its document; None where it is unbilled."""
    since = item.arose if view.basis is AgingBasis.DOCUMENT else item.due
    return None if since is None else (view.day - since).days


def standings_seen(book: IndexedBook, policy: Policy, view: AgingView) -> dict[Whose, CustomerStanding]:
    """Where the customers stand that are asked for."""
    if view.customers is None and view.reps is None and view.teams is None:
        return standings(book, policy, view.day)
    return standings_of(book, policy, view.day, {id for id in book.customers.by_id if is_seen(book, id, view)})


def is_seen(book: IndexedBook, customer: str, view: AgingView) -> bool:
    """Whether a customer is one of those asked for."""
    if view.customers is not None and customer not in view.customers:
        return False
    if view.reps is not None and rep_of(book, customer, view.membership_day) not in view.reps:
        return False
    return view.teams is None or team_of(book, customer, view.membership_day) in view.teams


def owners(book: IndexedBook, view: AgingView) -> Callable[[str], str | None]:
    """What names the row of a customer (after merging): it, its rep, or that rep's team; of no product."""
    if view.by is AgingBy.CUSTOMER:
        return lambda customer: customer
    if view.by is AgingBy.PRODUCT:
        return lambda customer: None
    reps = book.customers.reps_on(view.membership_day.isoformat())
    if view.by is AgingBy.REP:
        return reps.get
    teams = {rep: named.team_on(view.membership_day) for rep, named in book.reps.items()}
    return lambda customer: teams.get(reps.get(customer) or "")


def rep_of(book: IndexedBook, customer: str, day: date) -> str | None:
    """Who must collect from a customer on a day."""
    return book.customers.rep_on(customer, day.isoformat())


def team_of(book: IndexedBook, customer: str, day: date) -> str | None:
    """The team of who must collect from a customer on a day."""
    rep = rep_of(book, customer, day)
    named = book.reps.get(rep) if rep is not None else None
    return named.team_on(day) if named else None


def row_name(book: IndexedBook, key: str | None, by: AgingBy) -> str | None:
    """The name of a row's customer, rep or product; a team is its own."""
    if key is None:
        return None
    if by is AgingBy.CUSTOMER:
        return book.customers.name(key)
    masters: Mapping[str, Product | Rep] = book.products if by is AgingBy.PRODUCT else book.reps
    return masters[key].name if by is not AgingBy.TEAM and key in masters else key


def in_order(keys: Collection[str | None]) -> list[str | None]:
    """Rows by id, what belongs to none last."""
    return sorted(keys, key=lambda key: (key is None, key or ""))
