"""What a part of a period's report is, and what it is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from salesbook.i18n import Text
from salesbook.index.aged import Aged
from salesbook.index.backlogs import OrderBacklog, backlogs_on
from salesbook.index.book import IndexedBook
from salesbook.index.held import held_movements
from salesbook.index.standing import Whose, retention_on
from salesbook.model.dates import Period
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy
from salesbook.reports.aging_figures import aged_seen
from salesbook.reports.aging_view import AgingBy, AgingView
from salesbook.reports.period_figures import CurrencyFigures, FigureColumns, Figures, period_figures, period_totals
from salesbook.reports.period_rows import kept
from salesbook.reports.targets import OwnedTargets, owned_targets
from salesbook.rules.free_money import OpenItem
from salesbook.table import JsonValue, Table

if TYPE_CHECKING:
    from salesbook.reports.holding_figures import Holding


class Scope:
    """A book and a period, and the figures that several parts share, each worked out when it is first asked for.

    ``today`` is None where it does not matter: only a period that is still running heeds it. ``in_full``: long lists
    are shown whole on a screen too, since the part was asked for by its name.
    """

    def __init__(
        self, book: IndexedBook, policy: Policy, period: Period, today: date | None = None, *, in_full: bool = False
    ) -> None:
        self.book = book
        self.policy = policy
        self.period = period
        self.today = today
        self.in_full = in_full

    @cached_property
    def figures(self) -> dict[str, CurrencyFigures]:
        """The figures of the period, of every currency in ``currencies``."""
        found = period_figures(self.book, self.policy, self.period, self.aged_on(self.period.last))
        for currency in self.commissions:
            found.setdefault(currency, CurrencyFigures(Figures(), {}, FigureColumns(), {}))
        return found

    def totals_of(self, period: Period) -> Mapping[str, Figures]:
        """The totals of any period, such as one that this is compared with, by currency; one may be missing."""
        if period not in self._totals:
            self._totals[period] = period_totals(self.book, self.policy, period)
        return self._totals[period]

    def aged_on(self, day: date) -> Mapping[Whose, Aged]:
        """What customers owe at the end of a day by bucket of the aging, and what they paid ahead."""
        if day not in self._aged:
            self._aged[day] = aged_seen(self.book, self.policy, AgingView(day, AgingBy.CUSTOMER))
        return self._aged[day]

    @cached_property
    def retention(self) -> Sequence[OpenItem]:
        """What is owed of retention on the period's last day, by due date."""
        return retention_on(self.book, self.policy, self.period.last)

    @cached_property
    def holdings(self) -> Mapping[tuple[str, str], Holding]:
        """What reps hold of customers' money on the period's last day, by rep and currency."""
        movements = list(held_movements(self.book.connection, self.policy, self.period.last))
        if not movements:
            return {}
        from salesbook.reports.holding_figures import holdings  # in few books reps receive money

        return holdings(movements, self.period)

    @cached_property
    def backlogs(self) -> Sequence[OrderBacklog]:
        """The orders about which something is to be done on the period's last day, by date and id."""
        return list(backlogs_on(self.book, self.period.last))

    @cached_property
    def currencies(self) -> tuple[str, ...]:
        """The book's own currency, then the others that have anything in the period, by name."""
        own = self.policy.currency
        with_rows = {currency for currency, figures in self.figures.items() if _has_rows(figures)}
        return (own, *sorted((with_rows | self.commissions.keys()) - {own}))

    @cached_property
    def commissions(self) -> Mapping[str, dict[str, int]]:
        """What each rep earned in the period by currency and rep, in minor units; empty where there is no plan."""
        if not self.book.settings.get("commission"):
            return {}
        from salesbook.reports.commission_figures import earned_commissions  # heavy, and few books pay commission

        found: dict[str, dict[str, int]] = defaultdict(dict)
        for (rep, currency), earned in earned_commissions(self.book, self.policy, self.period).items():
            if earned:
                found[currency][rep] = earned
        return dict(found)

    @cached_property
    def targets(self) -> Mapping[str, OwnedTargets]:
        """The targets of the period by currency."""
        own = self.policy.currency
        return {currency: owned_targets(self.book, self.period, currency, own) for currency in self.currencies}

    @cached_property
    def _totals(self) -> dict[Period, Mapping[str, Figures]]:
        return {}

    @cached_property
    def _aged(self) -> dict[date, Mapping[Whose, Aged]]:
        return {}


class Section(NamedTuple):
    """What a part has to say: tables, none where that is nothing, and members of the report's JSON.

    ``data`` stands at the top level; of ``by_currency`` the members of the book's own currency do too, those of
    another in its element of ``others``. Keys are public English snake_case, and never renamed. What takes time to
    make may be ``Deferred``, since a table needs no JSON and JSON no tables.
    """

    tables: Sequence[Table] = ()
    data: Mapping[str, JsonValue] = {}
    by_currency: Mapping[str, Mapping[str, JsonValue]] = {}


class Part(NamedTuple):
    """A part of the report. ``name`` is the short English word that ``--part`` takes; ``title`` says what it shows."""

    name: str
    title: Text
    build: Callable[[Scope], Section]


def _has_rows(figures: CurrencyFigures) -> bool:
    return bool(kept(figures.by_rep) or figures.by_customer.filled or kept(figures.by_product))
