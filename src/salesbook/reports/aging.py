"""Aging: what customers owe as of a day, by how long it has been due."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from salesbook.history.repository import head_asked
from salesbook.i18n import Text
from salesbook.index.aged import Aged
from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, Whose
from salesbook.model.dates import Period
from salesbook.model.policy import Policy
from salesbook.reports.aging_data import aging_data
from salesbook.reports.aging_figures import aged_currencies, aged_seen, aged_standings, aging_rows, product_rows
from salesbook.reports.aging_tables import aging_table, flat_aging_table
from salesbook.reports.aging_view import AgingBasis, AgingBy, AgingView, buckets_of, standings_seen
from salesbook.reports.provenance import provenance
from salesbook.table import Cell, Deferred, Document, JsonValue, Table

if TYPE_CHECKING:
    from salesbook.reports.aging_item_tables import ShownDetail


def aging(
    book: IndexedBook,
    policy: Policy,
    view: AgingView,
    *,
    detail: bool = False,
    bucket: str | None = None,
    since: date | None = None,
) -> Document:
    """The aging report of a view. ``detail`` adds the open items, of one ``bucket`` or of all; ``since`` what led to
    it from the day before that day on, by customer, rep or team.
    """
    names = buckets_of(policy, view).names
    with head_asked(book.root) as commit:
        standings = standings_seen(book, policy, view) if detail or view.by is AgingBy.PRODUCT else None
        found = aged_seen(book, policy, view) if standings is None else aged_standings(policy, view, standings)
        origin = provenance(book, commit)
    period = None if since is None else Period(since, view.day, f"{since}..{view.day}")
    moving = _Moving(book, policy, view, period, found) if period else None
    moved = moving.currencies if moving else ()
    own, *others = aged_currencies(policy, found)
    currencies = [own, *sorted({*others, *moved} - {own})]
    rows = {
        currency: product_rows(book, policy, view, standings, currency)
        if standings is not None and view.by is AgingBy.PRODUCT
        else aging_rows(book, view, found, currency)
        for currency in currencies
    }
    items = _items(book, policy, view, standings, bucket) if detail and standings is not None else None

    def tables() -> Iterator[Table]:
        for currency in currencies:
            yield aging_table(view, currency, names, rows[currency])
        for currency in currencies:
            if moving is not None:
                yield from moving.tables(names, currency)
        for currency in currencies:
            if items is not None:
                yield from items.tables.get(currency, ())

    def data(currency: str) -> dict[str, JsonValue]:
        shape = aging_data(view, currency, names, rows[currency])
        return shape if moving is None else {**shape, **moving.data(names, currency)}

    shape: dict[str, JsonValue] = {
        **data(own),
        "basis": view.basis.value,
        "others": [data(currency) for currency in currencies[1:]],
    }
    if items is not None:
        shape["items"] = items.data
    return Document(
        name="aging",
        title=_title(view),
        tables=Deferred(lambda: list(tables())),
        facts=(*_span(period), *origin),
        notes=(*_notes(view), *(moving.notes if moving else ())),
        data=shape,
        flat=flat_aging_table(view.by, names, rows),
    )


class _Moving:
    """What led to an aging, by currency; only this needs the measures of a period."""

    def __init__(
        self, book: IndexedBook, policy: Policy, view: AgingView, period: Period, found: Mapping[Whose, Aged]
    ) -> None:
        from salesbook.reports.aging_movement import movements

        self._view = view
        self._period = period
        self._moved = {each.currency: each for each in movements(book, policy, view, period, found)}

    @property
    def currencies(self) -> Collection[str]:
        """The currencies in which anything was open or moved, and the book's own."""
        return self._moved.keys()

    def tables(self, names: Sequence[str], currency: str) -> Iterator[Table]:
        """The tables of one currency."""
        from salesbook.reports.aging_movement_tables import movement_tables

        if currency in self._moved:
            yield from movement_tables(self._view, self._period, names, self._moved[currency])

    def data(self, names: Sequence[str], currency: str) -> dict[str, JsonValue]:
        """The JSON of one currency."""
        from salesbook.reports.aging_movement import Movement
        from salesbook.reports.aging_movement_data import movement_data

        nothing = Movement(currency, [], [], [])
        return movement_data(self._view, self._period, names, self._moved.get(currency, nothing))

    @property
    def notes(self) -> tuple[Text, ...]:
        """What is to be known of it."""
        from salesbook.reports.aging_movement_tables import movement_note

        return (movement_note(),)


def _items(
    book: IndexedBook, policy: Policy, view: AgingView, found: Mapping[Whose, CustomerStanding], bucket: str | None
) -> ShownDetail:
    """The items; only they need the rules of orders, which take time to load."""
    from salesbook.reports.aging_item_tables import shown_detail

    return shown_detail(book, policy, view, found, bucket)


def _span(period: Period | None) -> tuple[tuple[Text, Cell], ...]:
    """The days of a movement."""
    if period is None:
        return ()
    days = Text("{first} to {last}", "{first} 至 {last}").format(first=period.first, last=period.last)
    return ((Text("Movement", "变动期间"), days),)


def _title(view: AgingView) -> Text:
    title = {
        AgingBasis.DUE: Text("Aging as of {day}", "应收账龄表（截至 {day}）"),
        AgingBasis.DOCUMENT: Text("Aging by document date as of {day}", "应收账龄表（按单据日期，截至 {day}）"),
    }[view.basis]
    return title.format(day=view.day)


def _notes(view: AgingView) -> tuple[Text, ...]:
    days = {
        AgingBasis.DUE: Text("Days overdue are counted from the due date", "逾期天数从到期日起算"),
        AgingBasis.DOCUMENT: Text(
            "Days are counted from the document that made the item due: order, delivery, invoice or acceptance",
            "账龄从形成款项的单据（订单、发货、发票、验收）日期起算",
        ),
    }[view.basis]
    notes = [
        Text(
            "{days}; unbilled is owed and no term has reached it yet. "
            "Advances are money for goods to come; deposits due are asked for and not owed yet.",
            "{days}；“未到条件”为已形成应收但付款条件尚未触发的部分。预收为尚未发货的款项；应收定金按条件应付而尚未形成应收。",
        ).format(days=days)
    ]
    if view.by is AgingBy.PRODUCT:
        notes.append(
            Text(
                "An item is spread over the products of its order by what of each has made the customer owe. Opening "
                "balances, lines without product, advances and deposits due are of no product.",
                "每笔款项按订单中各产品已形成应收的金额分摊；期初余额、无产品的行、预收与应收定金不归产品。",
            )
        )
    return tuple(notes)
