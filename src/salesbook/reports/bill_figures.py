"""Bills (承兑汇票) that customers paid with: where each is on a day, and what became of them in a period."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period
from salesbook.model.money import to_minor
from salesbook.model.named_tuple import NamedTuple


class BillState(StrEnum):
    """Where a bill is."""

    IN_HAND = "in_hand"
    ENDORSED = "endorsed"
    DISCOUNTED = "discounted"
    COLLECTED = "collected"
    DISHONOURED = "dishonoured"
    GIVEN_BACK = "given_back"  # the payment was reversed


class Bill(NamedTuple):
    """A bill as of a day; ``payment`` is the entry that it was taken as, ``amount`` in minor units.

    ``since`` is the day from which it is in its state.
    """

    payment: str
    customer: str
    received: date
    number: str | None
    drawer: str | None
    matures: date | None
    currency: str
    amount: int
    state: BillState
    since: date

    def matured(self, day: date) -> bool:
        """Whether it was due before ``day``."""
        return self.matures is not None and self.matures < day


def bills_on(book: IndexedBook, day: date) -> list[Bill]:
    """All bills received until ``day`` as they were then, by maturity, those without any last."""
    events = _last_events(book, day)
    found = [_bill(book, row, events) for row in _received(book, day)]
    return sorted(found, key=lambda bill: (bill.matures or date.max, bill.received, bill.payment))


class BillMovement(NamedTuple):
    """The bills of one currency in a period, in minor units: opening + received − the sum of ``left`` = closing.

    ``left`` says where they went; what is below zero came back, as an event turned out not to be so.
    """

    opening: int
    received: int
    left: Mapping[BillState, int]

    @property
    def closing(self) -> int:
        """What is in hand on the last day."""
        return self.opening + self.received - sum(self.left.values())


def bill_movements(book: IndexedBook, period: Period) -> dict[str, BillMovement]:
    """How the bills in hand moved in a period, by currency; those without any bill are missing."""
    before = {bill.payment: bill for bill in bills_on(book, period.opening_day)}
    now = bills_on(book, period.last)
    found: dict[str, BillMovement] = {}
    for currency in {bill.currency for bill in now}:
        opening = received = 0
        left: dict[BillState, int] = defaultdict(int)
        for bill in (each for each in now if each.currency == currency):
            old = before.get(bill.payment)
            was_in_hand = old is not None and old.state is BillState.IN_HAND
            opening += bill.amount if was_in_hand else 0
            received += bill.amount if old is None else 0
            if bill.state is not BillState.IN_HAND and (was_in_hand or old is None):
                left[bill.state] += bill.amount
            elif bill.state is BillState.IN_HAND and old is not None and not was_in_hand:
                left[old.state] -= bill.amount
        found[currency] = BillMovement(opening, received, dict(left))
    return found


_Row = tuple[str, str, str, str, str]
"""Id, day, customer, currency and data of a payment."""


def _received(book: IndexedBook, day: date) -> Iterator[_Row]:
    """The payments by bill; what takes money back is none."""
    rows = book.connection.execute(
        "SELECT entry.id, entry.date, unit.customer, unit.currency, data FROM entry INDEXED BY entry_bill "
        "JOIN unit ON unit.id = entry.id AND unit.kind = entry.kind "
        "WHERE entry.kind = 'payments' AND json_extract(data, '$.method') = 'bill' AND facts <> '' AND entry.date <= ?",
        (day.isoformat(),),
    )
    for id, since, customer, currency, data in rows.fetchall():
        if not json.loads(data)["amount"].startswith("-"):
            yield id, since, customer, currency, data


def _bill(book: IndexedBook, row: _Row, events: Mapping[str, tuple[date, BillState]]) -> Bill:
    id, since, customer, currency, text = row
    data = json.loads(text)
    bill = data.get("bill") or {}
    received = date.fromisoformat(since)
    changed, state = events.get(id, (received, BillState.IN_HAND))
    return Bill(
        payment=id,
        customer=book.customers.canonical(customer),
        received=received,
        number=bill.get("number"),
        drawer=bill.get("drawer"),
        matures=date.fromisoformat(bill["matures"]) if bill.get("matures") else None,
        currency=currency,
        amount=to_minor(Decimal(data["amount"]), currency),
        state=state,
        since=changed,
    )


def _last_events(book: IndexedBook, day: date) -> dict[str, tuple[date, BillState]]:
    """What last became of each bill until ``day``; an event that was reversed, and the reversal, never were."""
    rows = book.connection.execute(
        "SELECT id, date, json_extract(data, '$.payment'), json_extract(data, '$.event'), "
        "json_extract(data, '$.reverses') FROM entry WHERE kind = 'bills' AND facts <> '' AND date <= ? "
        "ORDER BY date, id",
        (day.isoformat(),),
    ).fetchall()
    mistaken = {reverses for *_, reverses in rows if reverses}
    found = {
        payment: (date.fromisoformat(since), BillState(event))
        for id, since, payment, event, reverses in rows
        if not reverses and id not in mistaken
    }
    return {**found, **dict(_given_back(book, day))}


def _given_back(book: IndexedBook, day: date) -> Iterable[tuple[str, tuple[date, BillState]]]:
    """The payments by bill that other payments reverse until ``day``."""
    rows = book.connection.execute(
        "SELECT bill.id, reversal.date FROM entry bill INDEXED BY entry_bill "
        "JOIN reference ON reference.target = bill.id AND reference.target_kind = bill.kind "
        "AND reference.field = 'reverses' "
        "JOIN entry reversal INDEXED BY entry_id ON reversal.id = reference.id AND reversal.kind = reference.kind "
        "WHERE bill.kind = 'payments' AND json_extract(bill.data, '$.method') = 'bill' "
        "AND reversal.facts <> '' AND reversal.date <= ?",
        (day.isoformat(),),
    )
    return [(id, (date.fromisoformat(since), BillState.GIVEN_BACK)) for id, since in rows]
